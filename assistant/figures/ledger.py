"""Clause → figures: the front door of this package."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import zip_longest

from assistant.figures import periods
from assistant.figures.roles import role
from assistant.figures.statements import Statement, statements
from assistant.text.tokens import normalise
from assistant.types import Clause, Document, Figure

_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]+条")
_MARKS = re.compile(r"[“”‘’\"《》\s]")


def ledger(clauses: Iterable[Clause], documents: Iterable[Document]) -> tuple[Figure, ...]:
    """The figures of all clauses in their order; a line that is only a heading states none."""
    by_id = {document.source.id: document for document in documents}
    listed = (clause for clause in clauses if not clause.heading)
    return tuple(figure for c in listed for figure in extract(c, by_id[c.document]))


def extract(clause: Clause, document: Document) -> tuple[Figure, ...]:
    """The figures of a clause in the order of its text."""
    return _read(clause, document.text[clause.start : clause.end])


def measure(text: str) -> tuple[Figure, ...]:
    """The figures of a text that stands alone, without clause or document."""
    return _read(Clause("", "", "", (), text, 0, len(text)), text)


def _read(clause: Clause, text: str) -> tuple[Figure, ...]:
    found: list[Figure] = []
    inherited, start = clause.frames, clause.start
    for line in text.split("\n"):
        said = tuple(statements(line, inherited))
        found += (
            _figure(clause, line, start, each, following)
            for each, following in zip_longest(said, said[1:])
        )
        inherited = periods.announced(line) or inherited
        start += len(line) + 1
    return tuple(found)


def _figure(
    clause: Clause, line: str, offset: int, statement: Statement, following: Statement | None
) -> Figure:
    quantity = statement.quantity
    indicator, subject = line[slice(*statement.name)], line[slice(*statement.subject)]
    return Figure(
        clause=clause.id,
        document=clause.document,
        start=offset + quantity.start,
        end=offset + quantity.end,
        written=line[quantity.start : quantity.end],
        indicator=indicator,
        indicator_start=offset + statement.name[0],
        indicator_end=offset + statement.name[1],
        subject=subject,
        topic=normalise(_MARKS.sub("", subject + indicator)),
        scope=line[slice(*statement.scope)],
        role=role(line, statement, following, article=bool(_ARTICLE.match(clause.label))),
        region=clause.region,
        years=statement.years,
        comparator=statement.comparator,
        change=statement.change,
        per=statement.per,
        low=plain(quantity.low),
        high=plain(quantity.high),
        unit=quantity.unit,
        base=line[slice(*statement.base)],
        departments=clause.departments,
    )


def plain(value: Decimal) -> Decimal:
    """The same value without an exponent or zeros behind the point."""
    whole = value.to_integral()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
