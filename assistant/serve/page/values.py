"""The figures of an answer beside one another, where they are of several places or years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from markupsafe import Markup

from assistant.serve.naming import years_told
from assistant.serve.page.html import element, joined
from assistant.text.places import display_name
from assistant.types import Answer, Figure
from assistant.wording import COMPARED

Row = tuple[Figure, int | None]  # and the number of the citation that it stands in
_HEAD = 2  # characters that say what kind of thing an indicator is, at its end
_HEADINGS = ("地区", "年份", "数值", "依据")


def values_table(answer: Answer, figures: Iterable[Figure]) -> Markup:
    """A table for each indicator of which the citations hold several places or years; nothing
    where there is none. ``figures`` are those of the ledger."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in _cited(answer, figures):
        groups.setdefault((row[0].topic, row[0].unit), []).append(row)
    told = [_table(rows) for rows in groups.values() if _is_told_apart(rows)]
    return joined(told)


def _cited(answer: Answer, figures: Iterable[Figure]) -> Iterator[Row]:
    within = {citation.clause.id for citation in answer.citations}
    for figure in figures:
        if figure.clause in within and _is_asked_for(figure, answer):
            for citation in answer.citations:
                inside = citation.start <= figure.start and figure.end <= citation.end
                if inside and citation.clause.id == figure.clause:
                    yield figure, citation.number
                    break


def _is_asked_for(figure: Figure, answer: Answer) -> bool:
    """Whether what a figure counts ends in words of the question: 城镇化率, not its 面积."""
    head = figure.topic[-_HEAD:]
    return bool(head) and head in answer.query.topic


def _is_told_apart(rows: Sequence[Row]) -> bool:
    return len({(figure.region, figure.years) for figure, _ in rows}) > 1


def _table(rows: Sequence[Row]) -> Markup:
    largest = max(figure.high for figure, _ in rows)
    head = joined(element("th", name, scope="col") for name in _HEADINGS)
    body = joined(_row(figure, number, largest) for figure, number in rows)
    return element(
        "table",
        element("caption", rows[0][0].indicator),
        element("thead", element("tr", head)),
        element("tbody", body),
        class_="values",
    )


def _row(figure: Figure, number: int | None, largest: Decimal) -> Markup:
    share = figure.high / largest * 100 if largest > 0 else Decimal(0)
    compared = "" if figure.comparator == "=" else f"{COMPARED[figure.comparator]} "
    bar = element("span", class_="bar", style=f"--share: {share:.1f}%", aria_hidden="true")
    return element(
        "tr",
        element("th", display_name(figure.region) if figure.region else "—", scope="row"),
        element("td", _years(figure)),
        element("td", f"{compared}{figure.written}", bar),
        element("td", f"[{number}]"),
    )


def _years(figure: Figure) -> str:
    told = years_told(figure.years)
    return f"{told}年" if told else "—"
