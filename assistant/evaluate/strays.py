"""Clauses of a wrong place or year among the first that a search brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.evaluate.cases import Case
from assistant.evaluate.judge import Count
from assistant.text.dates import asked_years
from assistant.text.places import is_unnamed, short_name, units
from assistant.types import Clause, Document

FIRST = 5  # clauses that count


def wrong_region(
    case: Case, clauses: Sequence[Clause], documents: Mapping[str, Document]
) -> Count | None:
    """How many of the first clauses are of another place than the gold evidence.

    None where the question, or a turn before it, does not name that place in Chinese: then
    another place is not wrong.
    """
    found = {documents[e.document].source.region for e in case.evidence if e.document in documents}
    regions = found - {None}
    asked = "\n".join((*case.history, case.question))
    if not regions or not any(_name(region) in asked for region in regions if region):
        return None
    first = clauses[:FIRST]
    return sum(clause.region not in regions for clause in first), len(first)


def wrong_year(case: Case, clauses: Sequence[Clause]) -> Count | None:
    """How many of the first clauses speak of other years than the question names.

    A clause speaks of the years it names, else of the period it inherits. None where
    neither the question nor a turn before it names a year, or nothing is to be found.
    """
    turns = (case.question, *reversed(case.history))
    asked = next(filter(None, map(asked_years, turns)), ())
    if not asked or not case.answerable:
        return None
    first = clauses[:FIRST]
    return sum(not _speaks_of(clause, asked) for clause in first), len(first)


def _name(region: str) -> str:
    """The place as a question would name it: 建德, or 安徽 for 安徽省某市."""
    named = [short_name(unit) for unit in units(region) if not is_unnamed(unit)]
    return named[-1] if named else region


def _speaks_of(clause: Clause, asked: Sequence[int]) -> bool:
    if clause.years:
        return any(year in clause.years for year in asked)
    if clause.frames:
        return any(min(clause.frames) <= year <= max(clause.frames) for year in asked)
    return True
