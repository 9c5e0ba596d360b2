"""Both sides of a comparison, each with its place and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.candidates import Candidate, Find, certainty
from assistant.answer.coverage import speaks_of
from assistant.answer.scope import horizon
from assistant.text.places import display_name
from assistant.types import Document, Figure, Note, Query

SIDE = 0.6  # share of the threshold that a lesser side which speaks of the matter must reach
_BESIDE = 0.7  # share of a side's best from which a second sentence is shown
_PER_SIDE = 2
_UNDATED = 0.7  # factor for a document that does not say that it is of the year asked about
_AGAIN = 0.5  # factor for a document that already speaks for another side


@dataclass(frozen=True, slots=True)
class Side:
    """A place, year or document that is compared, with what speaks for it, the best first."""

    query: Query
    chosen: tuple[Candidate, ...]
    certainty: float  # that the best one answers


def compares(query: Query) -> bool:
    """Whether the parts of a query are the sides of a comparison."""
    several_years = query.kind == "compare" and len(query.years) > 1
    several = len(query.regions) > 1 or len(query.documents) > 1 or several_years
    return several and bool(query.parts)


def sides(
    query: Query, documents: Mapping[str, Document], find: Find, threshold: float
) -> list[Side]:
    """The sides of a comparison in the order of the question."""
    found: list[Side] = []
    for part, matter in zip(query.parts, _matters(query), strict=True):
        used = {c.clause.document for side in found for c in side.chosen}
        taken = {(c.start, c.parts) for side in found for c in side.chosen}
        ranked = sorted(
            ((_weighed(part, c, documents, used), c) for c in find(part)),
            key=lambda pair: (-pair[0], pair[1].clause.document, pair[1].start),
        )
        open_ = [(score, c) for score, c in ranked if (c.start, c.parts) not in taken]
        spoken_of = open_ and any(speaks_of(q, open_[0][1].clause) for q in (part, matter))
        found.append(_side(part, open_, SIDE * threshold if spoken_of else threshold))
    return found


def _matters(query: Query) -> Sequence[Query]:
    """The matter of each side; the side itself where it is not known."""
    return query.matters if query.kind == "compare" and query.matters else query.parts


def missing(sides: Sequence[Side]) -> list[Note]:
    """A note for each side that nothing speaks for."""
    return [Note("partial", f"没有找到{_name(s.query)}的依据。") for s in sides if not s.chosen]


def difference(sides: Sequence[Side]) -> Iterator[Note]:
    """How far two figures of one unit lie apart, said to be computed."""
    figures = [side.chosen[0].figure for side in sides if side.chosen]
    if len(sides) != 2 or len(figures) != 2 or None in figures:
        return
    first, second = (figure for figure in figures if figure)
    if first.unit == second.unit and _is_one(first) and _is_one(second):
        apart = abs(first.low - second.low).normalize()
        unit = "个百分点" if first.unit == "%" else first.unit
        bound = "" if first.comparator == second.comparator == "=" else "，按界限值算"
        from_what = f"由{first.written}与{second.written}计算得出{bound}，非原文"
        yield Note("computed", f"两者相差{apart:f}{unit}（{from_what}）。")


def _is_one(figure: Figure) -> bool:
    return figure.low == figure.high


def _weighed(
    part: Query, candidate: Candidate, documents: Mapping[str, Document], used: set[str]
) -> float:
    document = candidate.clause.document
    score = candidate.score * (_AGAIN if document in used else 1.0)
    said = horizon(documents[document])
    return score if not part.years or said & set(part.years) else _UNDATED * score


def _side(part: Query, ranked: Sequence[tuple[float, Candidate]], least: float) -> Side:
    sure = certainty([candidate for _, candidate in ranked])
    if not ranked or sure < least:
        return Side(part, (), sure)
    best = ranked[0][0]
    document = ranked[0][1].clause.document
    beside = [c for score, c in ranked if score >= _BESIDE * best]
    same = [c for c in beside if c.clause.document == document]
    return Side(part, tuple(same[:_PER_SIDE]), sure)


def _name(side: Query) -> str:
    names = (*map(display_name, side.regions), *(f"{year}年" for year in side.years))
    return "".join(names)
