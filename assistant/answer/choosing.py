"""Which candidates make the answer: the best, and those about as probable."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.candidates import Candidate
from assistant.text.tokens import likeness
from assistant.types import Query

MOST = 3
LONGEST = 240  # characters of sentences beyond which no further one is taken
_AS_LIKELY = 0.6  # share of the best one's probability from which another is shown beside it
_ALIKE = 0.7  # share of the shorter indicator's bigrams from which two are the same


def choose(query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """At most ``MOST`` candidates of one place, the best first, while the answer stays short;
    of one document where the question names a year or a document."""
    best = found[0]
    dated = bool(query.years or query.documents)
    chosen = {(best.start, best.parts): best}
    for candidate in found[1:]:
        length = sum(len(c.text) for c in chosen.values())
        unlikely = candidate.score < _AS_LIKELY * best.score
        if unlikely or length > LONGEST or len(chosen) == MOST:
            break
        clause = candidate.clause
        if clause.region == best.clause.region and (
            not dated or clause.document == best.clause.document
        ):
            chosen.setdefault((candidate.start, candidate.parts), candidate)
    return list(chosen.values())


def restated(chosen: Candidate, found: Sequence[Candidate]) -> Candidate | None:
    """The first candidate by which another clause of the document states the same figure."""
    others = (c for c in found if c.clause.id != chosen.clause.id)
    return next((c for c in others if _same_figure(c, chosen)), None)


def _same_figure(one: Candidate, other: Candidate) -> bool:
    a, b = one.figure, other.figure
    if not a or not b or a.document != b.document or (a.low, a.high) != (b.low, b.high):
        return False
    at_one_time = not a.years or not b.years or not set(a.years).isdisjoint(b.years)
    return a.unit == b.unit and at_one_time and likeness(a.topic, b.topic) >= _ALIKE
