"""Where gold clauses and split ones stand in a text.

Spans count the characters that ``bare`` leaves, so that white space and the marks of
Markdown at a boundary make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from assistant.evaluate.clause_gold import GoldClause, bare, is_seen
from assistant.types import Clause

Span = tuple[int, int]
_Chain = tuple[tuple[int, Span], ...]  # positions of gold clauses and where they stand


def locate(gold: Sequence[GoldClause], text: str) -> list[Span | None]:
    """The span of each gold clause; None for one that ``text`` does not hold in its place.

    Each starts where the one before has ended, or later. Of all ways to do so, the one
    that finds most: a clause that is lost must not be mistaken for a later one that
    begins alike, and hide all between.
    """
    seen = bare(text)
    chains: list[_Chain] = [()]  # for each number of clauses found, the chain that ends first
    for position, clause in enumerate(gold):
        for count in reversed(range(len(chains))):
            chain = chains[count]
            span = _find(clause, seen, _end(chain))
            if span and count + 1 == len(chains):
                chains.append((*chain, (position, span)))
            elif span and span[1] < _end(chains[count + 1]):
                chains[count + 1] = (*chain, (position, span))
    found = dict(chains[-1])
    return [found.get(position) for position in range(len(gold))]


def spans(clauses: Iterable[Clause], text: str) -> list[Span]:
    """The spans of split clauses."""
    before = [0, *accumulate(map(is_seen, text))]
    return [(before[clause.start], before[clause.end]) for clause in clauses]


def nearest(span: Span, others: Sequence[Span]) -> int | None:
    """Which of ``others`` ends nearest to ``span`` on both sides; None if none overlaps."""

    def distance(index: int) -> int:
        return abs(others[index][0] - span[0]) + abs(others[index][1] - span[1])

    overlapping = (i for i, (a, b) in enumerate(others) if a < span[1] and span[0] < b)
    return min(overlapping, key=distance, default=None)


def _find(clause: GoldClause, text: str, start: int) -> Span | None:
    first = text.find(clause.first, start)
    last = text.find(clause.last, first) if first >= 0 else -1
    return (first, last + len(clause.last)) if last >= 0 else None


def _end(chain: _Chain) -> int:
    return chain[-1][1][1] if chain else 0
