"""Which candidates make the answer: the best, one for each open part, and those as likely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer.candidates import Candidate, Find, certainty
from assistant.answer.coverage import Wanted
from assistant.answer.model import ENOUGH
from assistant.text.tokens import bigrams
from assistant.types import Query

MOST = 3
LONGEST = 240  # characters of sentences beyond which no further one is taken
_AS_LIKELY = 0.6  # share of the best one's probability from which another is shown beside it
_ALIKE = 0.7  # share of the shorter indicator's bigrams from which two are the same
PART = 0.5  # share of the certainty of an answer that a part of one must reach
_OPEN = 0.6  # share of a part's words under which what is chosen leaves it open
_AND = re.compile(r"\s+|以及|还有|[和与跟及]")
_SHORTEST = 2


def choose(query: Query, found: Sequence[Candidate], wanted: Wanted, find: Find) -> list[Candidate]:
    """At most ``MOST`` candidates of one place, the best first.

    ``find`` gives the candidates of a part of the query.
    """
    best = found[0]
    chosen = [best]
    for part in _split_topic(query):
        chosen += _for_part(part, chosen, wanted, find)
    chosen += _as_likely(query, found, chosen)
    return chosen[:MOST]


def _as_likely(
    query: Query, found: Sequence[Candidate], chosen: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Candidates about as probable as the best, of its place, while the answer stays short;
    of its document alone where the question names a year or a document."""
    best = chosen[0]
    dated = bool(query.years or query.documents)
    taken = {(c.start, c.parts) for c in chosen}
    length = sum(len(c.text) for c in chosen)
    for candidate in found:
        if candidate.score < _AS_LIKELY * best.score or length > LONGEST:
            return
        clause = candidate.clause
        comparable = clause.region == best.clause.region and (
            not dated or clause.document == best.clause.document
        )
        if comparable and (candidate.start, candidate.parts) not in taken:
            taken.add((candidate.start, candidate.parts))
            length += len(candidate.text)
            yield candidate


def _split_topic(query: Query) -> list[Query]:
    """A part for each word of a topic that joins several by “和” and the like."""
    pieces = [piece for piece in _AND.split(query.topic) if len(piece) >= _SHORTEST]
    if len(pieces) < 2:
        return []
    return [replace(query, topic=piece, concepts=query.concepts[:1]) for piece in pieces]


def _for_part(
    part: Query, chosen: Sequence[Candidate], wanted: Wanted, find: Find
) -> list[Candidate]:
    """The best candidate for a part of which no chosen one speaks."""
    words = Wanted.of(part, wanted.rarity)
    known = max(words.coverage(c.text) for c in chosen)
    if known >= _OPEN:
        return []
    region = chosen[0].clause.region
    same_place = [c for c in find(part) if c.clause.region == region]
    if part.years or part.documents:
        documents = {c.clause.document for c in chosen}
        same_place = [c for c in same_place if c.clause.document in documents]
    if certainty(same_place) < PART * ENOUGH:
        return []
    better = same_place[0]
    if any(better.start == c.start and better.parts == c.parts for c in chosen):
        return []
    return [better] if words.coverage(better.text) > known else []


def restated(chosen: Candidate, found: Sequence[Candidate]) -> Candidate | None:
    """The first candidate by which another clause of the document states the same figure."""
    others = (c for c in found if c.clause.id != chosen.clause.id)
    return next((c for c in others if _same_figure(c, chosen)), None)


def _same_figure(one: Candidate, other: Candidate) -> bool:
    a, b = one.figure, other.figure
    if not a or not b or a.document != b.document or (a.low, a.high) != (b.low, b.high):
        return False
    at_one_time = not a.years or not b.years or not set(a.years).isdisjoint(b.years)
    return a.unit == b.unit and at_one_time and _alike(a.topic, b.topic)


def _alike(one: str, other: str) -> bool:
    first, second = set(bigrams(one)), set(bigrams(other))
    least = min(len(first), len(second))
    return bool(least) and len(first & second) >= _ALIKE * least
