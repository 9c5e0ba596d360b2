"""A report as one web page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.evaluate.compare import Comparison, comparison_table
from assistant.evaluate.failures import reasons
from assistant.evaluate.matching import holds
from assistant.evaluate.measures import FALSE_REFUSAL, LOOSE, PASSED, RECALL, VALID
from assistant.evaluate.plots import plots
from assistant.evaluate.report import head, long, tables
from assistant.evaluate.run import Report, Row
from assistant.evaluate.schema import kind_label
from assistant.evaluate.summary import Share
from assistant.types import Hit

_SHOWN = 5  # hits beside a failing question


@dataclass(frozen=True, slots=True)
class Found:
    """A hit beside a failing question: does its clause hold gold evidence?"""

    hit: Hit
    gold: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that something is wrong with."""

    row: Row
    why: tuple[str, ...]
    found: tuple[Found, ...]


def as_html(report: Report, comparison: Comparison | None = None) -> str:
    """The page. Whatever comes from questions and documents is escaped by the template."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(
        head=head(report),
        cards=list(_cards(report.rows)),
        plots=[(plot, Markup(plot.svg)) for plot in plots(report.rows)],  # noqa: S704 - escaped
        tables=list(tables(report)),
        comparison=comparison,
        compared=comparison and comparison_table(comparison),
        groups=_groups(report.rows),
        kind_label=kind_label,
    )


def _cards(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    for measure in (PASSED, RECALL, VALID, LOOSE, FALSE_REFUSAL):
        share = Share.of(map(measure.count, rows))
        if share.value is not None:
            label = measure.label + ("（越低越好）" if measure.low_is_good else "")
            yield label, f"{share.value:.1%}", long(share).replace(f"{share.value:.1%} ", "")


def _groups(rows: Sequence[Row]) -> dict[str, list[Failure]]:
    """Failing questions by kind, in the order of the file."""
    groups: dict[str, list[Failure]] = {}
    for row in rows:
        if why := reasons(row):
            found = tuple(Found(hit, _is_gold(hit, row)) for hit in row.hits[:_SHOWN])
            groups.setdefault(kind_label(row.case.kind), []).append(Failure(row, why, found))
    return groups


def _is_gold(hit: Hit, row: Row) -> bool:
    evidence = (e for e in row.case.evidence if e.document == hit.clause.document)
    return any(holds(item.quote, [hit.clause.text]) for item in evidence)
