"""The ledger as it is drawn: a table, two regions side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from markupsafe import Markup

from assistant.figures.beside import Beside
from assistant.serve.naming import amount_told, clause_called, file_name, years_told
from assistant.serve.page.acts import act
from assistant.serve.page.html import Part, element
from assistant.serve.page.ledger_rows import Filters, Order
from assistant.text.places import display_name
from assistant.types import Clause, Document, Figure
from assistant.wire import line_of

ACTS = "ledger"
COLUMNS = {
    "region": "地区",
    "years": "年份",
    "indicator": "指标",
    "value": "值",
    "departments": "归口部门",
    "document": "文件",
}
_NOTHING, _ABSENT = "—", "资料里没有"


class Drawn:
    """Draws figures of an index, each with a button that opens the clause it stands in."""

    def __init__(
        self, documents: Mapping[str, Document], clauses: Iterable[Clause], version: str
    ) -> None:
        self._documents = documents
        self._clauses = {clause.id: clause for clause in clauses}
        self._version = version
        self._numbers = count()

    def table(self, figures: Sequence[Figure], order: Order) -> Markup:
        """A page of the ledger."""
        head = (_heading(column, name, order) for column, name in COLUMNS.items())
        return element(
            "table",
            element("thead", element("tr", *head, element("th", "条款", scope="col"))),
            element("tbody", *map(self._row, figures)),
            class_="rows figures",
        )

    def beside(self, rows: Sequence[Beside], left: str, right: str) -> Markup:
        """Two regions, an indicator a row."""
        names = [element("span", display_name(side), title=side) for side in (left, right)]
        head = (element("th", name, scope="col") for name in ("指标", *names))
        body = (
            element(
                "tr",
                element("th", row.indicator, _unit(row.unit), scope="row"),
                self._side(row.left, display_name(left)),
                self._side(row.right, display_name(right)),
            )
            for row in rows
        )
        return element(
            "table",
            element("thead", element("tr", *head)),
            element("tbody", *body),
            class_="rows beside",
        )

    def _row(self, figure: Figure) -> Markup:
        clause, document = self._clauses[figure.clause], self._documents[figure.document]
        scope = element("span", figure.scope, class_="faint") if figure.scope else ""
        subject = element("span", figure.subject, class_="faint") if figure.subject else ""
        cells: Mapping[str, Sequence[Part]] = {
            "region": [display_name(figure.region) if figure.region else _NOTHING],
            "years": [self._years(figure)],
            "indicator": [
                *((subject, " ") if subject else ()),
                figure.indicator or _NOTHING,
                *((" ", scope) if scope else ()),
            ],
            "value": [value_told(figure)],
            "departments": ["、".join(figure.departments) or _NOTHING],
            "document": [document.source.title],
        }
        told = (
            element("td", *parts, class_=_kind(name, parts), data_name=COLUMNS[name])
            for name, parts in cells.items()
        )
        label = clause_called(clause.label, clause.path, clause.text)
        place = element("td", *self._opener(figure, label), class_="clause", data_name="条款")
        return element("tr", *told, place, data_row="")

    def _side(self, figures: Sequence[Figure], region: str) -> Markup:
        told = (
            element("li", *self._opener(figure, f"{value_told(figure)}（{years}）"))
            for figure in figures
            for years in [self._years(figure)]
        )
        held = element("ul", *told) if figures else element("span", _ABSENT, class_="faint")
        return element("td", held, data_name=region)

    def _years(self, figure: Figure) -> str:
        clause, document = self._clauses[figure.clause], self._documents[figure.document]
        words = document.text[slice(*line_of(figure, clause, document))]
        told = years_told(figure.years, words)
        return f"{told}年" if told else _NOTHING

    def _opener(self, figure: Figure, label: str) -> Iterator[Markup]:
        """A button, and what page.js reads of the place that it opens."""
        clause, document = self._clauses[figure.clause], self._documents[figure.document]
        start, end = line_of(figure, clause, document)
        name = f"figure-{next(self._numbers)}"
        title, place = document.source.title, " › ".join(clause.path) or clause.label
        yield element(
            "button",
            label,
            type="button",
            class_="plain",
            data_cite=name,
            aria_label=f"{label}，看《{title}》原文",
        )
        yield element(
            "span",
            element("blockquote", document.text[start:end]),
            class_="card",
            hidden="hidden",
            id=name,
            data_source=document.source.id,
            data_title=title,
            data_place=place,
            data_version=self._version,
            data_start=str(start),
            data_end=str(end),
            data_from=str(clause.start),
            data_to=str(clause.end),
        )


def heading(total: int, filters: Filters) -> Markup:
    """How many there are, and links to them as files."""
    if not total:
        told = "没有符合条件的指标。请放宽上面的条件。"
        return element("p", told, class_="faint", role="status")
    return element(
        "div",
        element("p", f"共 {total} 条", role="status"),
        *_links(filters, (filters.region,)),
        class_="bar-line",
    )


def exports(filters: Filters, regions: Sequence[str]) -> Markup:
    """Links to the figures of these regions as files."""
    return element("div", *_links(filters, regions), class_="bar-line")


def _links(filters: Filters, regions: Sequence[str]) -> Iterator[Markup]:
    yield element("span", "导出", class_="faint")
    for kind in ("xlsx", "csv"):
        yield _link(kind, filters, regions)


def value_told(figure: Figure) -> str:
    """“每年新增 不低于 3万亩”: the value as it is written, and what limits it."""
    return amount_told(figure.per, figure.change, figure.comparator, figure.written)


def _heading(column: str, name: str, order: Order) -> Markup:
    sort, sign = None, " ↕"
    if column == order.column:
        sort, sign = ("descending", " ↓") if order.down else ("ascending", " ↑")
    shown = element("span", sign, aria_hidden="true")
    button = act(ACTS, "sort", column, name, shown, class_="sort", label=f"按{name}排序")
    return element("th", button, scope="col", aria_sort=sort)


def _link(kind: str, filters: Filters, regions: Sequence[str]) -> Markup:
    told = (*regions, *replace(filters, region="").told())
    return element(
        "a",
        kind.upper(),
        href=f"/v1/figures?{filters.query(kind, regions)}",
        download=file_name(("指标台账", *told), kind, date.today()),
        class_="plain",
        aria_label=f"导出 {kind.upper()} 文件",
    )


def _unit(unit: str) -> Part:
    return element("span", f"（{unit}）", class_="faint") if unit else ""


def _kind(column: str, parts: Sequence[Part]) -> str:
    return f"{column} none" if parts[0] == _NOTHING else column
