"""Which candidates make the answer: the best, one for each open part, and an echo."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.candidates import Candidate, model
from assistant.answer.coverage import Wanted
from assistant.text.numbers import numerals
from assistant.types import Query

MOST = 4
_ALIKE = 0.75  # share of the best one's coverage from which a sentence states the same
_OPEN = 0.6  # coverage of a part under which what is chosen leaves it open
_AND = re.compile(r"\s+|以及|还有|[和与跟及]")
_SHORTEST = 2

Find = Callable[[Query], list[Candidate]]


def choose(query: Query, found: Sequence[Candidate], wanted: Wanted, find: Find) -> list[Candidate]:
    """At most ``MOST`` candidates of one place, the best first.

    ``find`` gives the candidates of a part of the query.
    """
    best = found[0]
    chosen = [best]
    for part in query.parts or _split_topic(query):
        chosen += _for_part(part, chosen, wanted, find)
    if query.kind == "figure" and len(chosen) == 1:
        chosen += [c for c in found[1:] if _states_the_same(c, best, wanted)][:1]
    return chosen[:MOST]


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
    same_place = (c for c in find(part) if c.clause.region == region)
    better = next(same_place, None)
    if better is None or better.score < model().threshold or better.start == chosen[0].start:
        return []
    return [better] if words.coverage(better.text) > known else []


def _states_the_same(candidate: Candidate, best: Candidate, wanted: Wanted) -> bool:
    return (
        candidate.clause.id != best.clause.id
        and candidate.clause.document == best.clause.document
        and wanted.coverage(candidate.text) >= _ALIKE * wanted.coverage(best.text)
        and bool(numerals(candidate.text))
    )
