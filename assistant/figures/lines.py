"""A line of a clause, cut at its commas, with the quantities that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from assistant.figures.names import hide
from assistant.figures.quantities import Quantity, quantities
from assistant.text.numbers import fold

_PART = re.compile(r"(?:[^,;:。!?\t\u3000]|(?<=\d),(?=\d{3}(?!\d))|(?<=\d):(?=\d))+")
_ASIDE = re.compile(r"\([^()]{1,60}\)")
_MARKS = re.compile(r"[,;:。!?、\t]")
_OPAQUE = "·"  # stands for punctuation that parts nothing


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two commas of a line, and its quantities in order.

    ``flat`` is the whole line, folded, names hidden, the commas inside brackets too.
    """

    flat: str
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    sentence: int  # where its sentence begins
    stretch: int  # where what stands between two semicolons begins
    before: tuple[int, int] | None  # the part before it in its sentence, if without quantities


def parts(line: str) -> Iterator[Part]:
    """The parts of a line that hold quantities."""
    folded = fold(line)
    hidden = hide(folded)
    found = list(quantities(hidden))
    if not found:
        return
    flat = _ASIDE.sub(lambda match: _closed(match, found), hidden)
    spans = [match.span() for match in _PART.finditer(flat)]
    held = {_span_of(q, spans)[0] for q in found}
    for (start, end), group in groupby(found, key=lambda q: _span_of(q, spans)):
        sentence = _after(flat, "。!?", start)
        before = max((s for s in spans if sentence <= s[0] < start), default=None)
        before = None if before and before[0] in held else before
        stretch = _after(flat, "。!?;", start)
        yield Part(flat, start, end, tuple(group), sentence, stretch, before)


def _span_of(quantity: Quantity, spans: list[tuple[int, int]]) -> tuple[int, int]:
    start, end = spans[bisect_right(spans, quantity.start, key=itemgetter(0)) - 1]
    return start, max(end, quantity.end)


def _closed(match: re.Match[str], found: list[Quantity]) -> str:
    """Brackets without a quantity are one word with what stands before them."""
    if any(match.start() < q.start < match.end() for q in found):
        return match[0]
    return _MARKS.sub(_OPAQUE, match[0])


def _after(flat: str, marks: str, start: int) -> int:
    return max(flat.rfind(mark, 0, start) for mark in marks) + 1
