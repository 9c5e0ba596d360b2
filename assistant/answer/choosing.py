"""Which candidates make the answer: the best, one for each open part, and an echo."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.candidates import Candidate
from assistant.answer.coverage import Wanted
from assistant.text.numbers import numerals
from assistant.types import Query

MOST = 3
_ALIKE = 0.75  # share of the best one's coverage from which a sentence states the same
_SPEAKS = 0.4  # share of a part's words from which a sentence speaks of that part
_MORE = 1.5  # how much better it must do so than what is chosen already
_AND = re.compile(r"[，,；;：:？?\s]+|以及|还有|[和与跟及、]")


def choose(query: Query, found: Sequence[Candidate], wanted: Wanted) -> list[Candidate]:
    """At most ``MOST`` candidates of one place, the best first."""
    best = found[0]
    chosen = [best]
    rest = [c for c in found[1:] if c.clause.region == best.clause.region]
    for part in _parts(query.topic):
        chosen += _for_part(Wanted.words(part, wanted.rarity), chosen, rest)
    if query.kind == "figure" and len(chosen) == 1:
        chosen += [c for c in rest if _states_the_same(c, best, wanted)][:1]
    return chosen[:MOST]


def _parts(topic: str) -> list[str]:
    """The topic cut where it asks for several things; empty where it asks for one."""
    pieces = [piece for piece in _AND.split(topic) if len(piece) > 1]
    return pieces if len(pieces) > 1 else []


def _for_part(
    part: Wanted, chosen: Sequence[Candidate], rest: Sequence[Candidate]
) -> list[Candidate]:
    """The candidate that speaks of a part which no chosen one speaks of."""
    if not rest:
        return []
    known = max(part.coverage(c.text) for c in chosen)
    better = max(rest, key=lambda c: part.coverage(c.text) + c.score)
    speaks = part.coverage(better.text)
    return [better] if speaks >= _SPEAKS and speaks > _MORE * known else []


def _states_the_same(candidate: Candidate, best: Candidate, wanted: Wanted) -> bool:
    return (
        candidate.clause.id != best.clause.id
        and candidate.clause.document == best.clause.document
        and wanted.coverage(candidate.text) >= _ALIKE * wanted.coverage(best.text)
        and bool(numerals(candidate.text))
    )
