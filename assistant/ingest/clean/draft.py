"""A text under cleaning that always knows where each of its characters came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

import numpy as np

from assistant.types import OffsetMap, SetAside

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` of a draft.

    With a ``reason`` the span is reported as set aside; a ``secret`` without its text.
    """

    start: int
    end: int
    replacement: str = ""
    reason: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Text made of pieces of the raw file, in any order.

    ``raws[i]`` is the raw offset of the piece that begins at ``starts[i]``.
    """

    raw: str
    text: str
    starts: tuple[int, ...]
    raws: tuple[int, ...]
    set_aside: tuple[SetAside, ...] = ()
    joined: tuple[int, ...] = ()  # raw offsets of second halves
    title: str = ""  # of the document, as registered
    kept: tuple[Span, ...] = ()  # raw spans that people put back: never set aside

    @classmethod
    def of(
        cls,
        raw: str,
        start: int = 0,
        end: int | None = None,
        title: str = "",
        kept: tuple[Span, ...] = (),
    ) -> Draft:
        """The untouched draft of ``raw[start:end]``."""
        return cls(raw, raw[start:end], (0,), (start,), title=title, kept=kept)

    def raw_offset(self, offset: int) -> int:
        """Where the character at ``offset`` stands in the raw file."""
        piece = max(bisect_right(self.starts, offset) - 1, 0)
        return self.raws[piece] + offset - self.starts[piece]

    def raw_offsets(self, offsets: Sequence[int]) -> list[int]:
        """Where the characters at these offsets stand in the raw file."""
        starts, at = np.array(self.starts), np.array(offsets, np.int64)
        pieces = np.maximum(np.searchsorted(starts, at, side="right") - 1, 0)
        found: list[int] = (np.array(self.raws)[pieces] + at - starts[pieces]).tolist()
        return found

    def offsets(self) -> OffsetMap:
        """The finished map for a Document."""
        return OffsetMap(self.starts, self.raws)

    def apply(self, edits: Iterable[Edit]) -> Draft:
        """A new draft with these edits made; they must not overlap.

        What people put back stays, unless it is a secret.
        """
        if self.kept:
            edits = (part for edit in edits for part in self._allowed(edit))
        ordered = sorted(edits, key=attrgetter("start", "end"))
        if not ordered:
            return self
        builder = _Builder(self)
        position = 0
        for edit in ordered:
            builder.keep(position, edit.start)
            builder.insert(edit.replacement, self.raw_offset(edit.start))
            position = edit.end
        builder.keep(position, len(self.text))
        asides = tuple(self._aside(e) for e in ordered if e.reason)
        return replace(builder.finish(), set_aside=self.set_aside + asides)

    def move(self, start: int, end: int, to: int) -> Draft:
        """The draft with ``text[start:end]`` taken out and put before offset ``to``."""
        builder = _Builder(self)
        if to <= start:
            spans = ((0, to), (start, end), (to, start), (end, len(self.text)))
        else:
            spans = ((0, start), (end, to), (start, end), (to, len(self.text)))
        for left, right in spans:
            builder.keep(left, right)
        return builder.finish()

    def spans(self, start: int, end: int) -> list[Span]:
        """Where what is left of ``raw[start:end]`` stands in the text, in its order."""
        found: list[Span] = []
        stops = (*self.starts[1:], len(self.text))
        for first, stop, raw in zip(self.starts, stops, self.raws, strict=True):
            left, right = max(first, first + start - raw), min(stop, first + end - raw)
            if left < right and found and found[-1][1] == left:
                found[-1] = (found[-1][0], right)
            elif left < right:
                found.append((left, right))
        return found

    def _allowed(self, edit: Edit) -> list[Edit]:
        if not edit.reason or edit.secret:
            return [edit]
        kept = (span for raw in self.kept for span in self.spans(*raw))
        left = outside((edit.start, edit.end), kept)
        return [replace(edit, start=a, end=b) for a, b in left if self.text[a:b].strip()]

    def _aside(self, edit: Edit) -> SetAside:
        start = self.raw_offset(edit.start)
        end = self.raw_offset(edit.end - 1) + 1
        line = self.raw.count("\n", 0, start) + 1
        text = None if edit.secret else self.text[edit.start : edit.end]
        return SetAside(start, end, line, edit.reason, text, self.raw.count("\n", start, end) + 1)


class _Builder:
    """Collects pieces of one draft into the next."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._raws: list[int] = []
        self._length = 0

    def keep(self, start: int, end: int) -> None:
        draft = self._draft
        piece = max(bisect_right(draft.starts, start) - 1, 0)
        while start < end:
            following = draft.starts[piece + 1] if piece + 1 < len(draft.starts) else end
            stop = min(end, max(following, start))
            self._add(draft.text[start:stop], draft.raw_offset(start))
            start, piece = stop, piece + 1

    def insert(self, text: str, raw: int) -> None:
        self._add(text, raw)

    def _add(self, text: str, raw: int) -> None:
        if not text:
            return
        continues = self._raws and raw - self._raws[-1] == self._length - self._starts[-1]
        if not continues:
            self._starts.append(self._length)
            self._raws.append(raw)
        self._texts.append(text)
        self._length += len(text)

    def finish(self) -> Draft:
        starts, raws = tuple(self._starts) or (0,), tuple(self._raws) or (0,)
        return replace(self._draft, text="".join(self._texts), starts=starts, raws=raws)


def outside(span: Span, cuts: Iterable[Span]) -> list[Span]:
    """What is left of ``span`` when the ``cuts`` are taken out."""
    start, end = span
    left = []
    for first, last in sorted(cuts):
        left.append((start, min(first, end)))
        start = max(start, last)
    return [(a, b) for a, b in (*left, (start, end)) if a < b]


@lru_cache(maxsize=4)
def lines(text: str) -> tuple[Span, ...]:
    """Spans of the lines of ``text``, without their line ends."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def filled_lines(text: str) -> list[Span]:
    """Spans of the lines of ``text`` that have a character."""
    return [(start, end) for start, end in lines(text) if end > start]
