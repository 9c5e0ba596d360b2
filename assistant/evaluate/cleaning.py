"""What cleaning kept, took out and joined, against a text whose dirt is known."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.evaluate.injection import Dirty
from assistant.types import Document


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of non-blank characters, and of places where policy text was cut."""

    policy: int = 0
    policy_kept: int = 0
    foreign: int = 0
    foreign_gone: int = 0
    furniture: int = 0
    furniture_gone: int = 0
    cuts: int = 0
    cuts_joined: int = 0
    torn: int = 0  # the cuts with foreign text between the halves
    torn_joined: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(_values(self), _values(other), strict=True)))


def _values(tally: Tally) -> tuple[int, ...]:
    return tuple(getattr(tally, name) for name in Tally.__dataclass_fields__)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    return sum(tallies, Tally())


def tally(dirty: Dirty, document: Document) -> Tally:
    """Counts for one dirty text and the document that cleaning made of it."""
    place = _places(document)
    counts = dict.fromkeys(("policy", "foreign", "furniture"), 0)
    kept = dict(counts)
    for start, end, origin in dirty.spans:
        letters = [n for n in range(start, end) if not dirty.raw[n].isspace()]
        counts[origin] += len(letters)
        kept[origin] += sum(n in place for n in letters)
    joined = [_joined(document.text, place, cut) for cut in dirty.cuts]
    foreign = [start for start, _, origin in dirty.spans if origin == "foreign"]
    torn = [bisect(foreign, first) < bisect(foreign, second) for first, second in dirty.cuts]
    return Tally(
        counts["policy"],
        kept["policy"],
        counts["foreign"],
        counts["foreign"] - kept["foreign"],
        counts["furniture"],
        counts["furniture"] - kept["furniture"],
        len(dirty.cuts),
        sum(joined),
        sum(torn),
        sum(found for found, between in zip(joined, torn, strict=True) if between),
    )


def _places(document: Document) -> dict[int, int]:
    """Raw offset → clean offset of every non-blank character of the clean text."""
    return {
        document.offsets.to_raw(offset): offset
        for offset, character in enumerate(document.text)
        if not character.isspace()
    }


def _joined(text: str, place: dict[int, int], cut: tuple[int, int]) -> bool:
    """Whether the halves follow one another on one line, with nothing but blanks between."""
    first, second = (place.get(offset) for offset in cut)
    if first is None or second is None or second <= first:
        return False
    between = text[first + 1 : second]
    return not between.strip() and "\n" not in between
