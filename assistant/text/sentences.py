"""Sentences and their parts, as offsets into the text they come from."""

from __future__ import annotations

import re

Span = tuple[int, int]

_CLOSERS = "”’」』）)】》"
_SENTENCE = re.compile(rf"[^。！？!?；;\n]*(?:[。！？!?；;]+[{_CLOSERS}]*|\n|$)")
_PART = re.compile(
    rf"(?:[^，,；;。！？!?\n]|(?<=\d),(?=\d{{3}}(?!\d)))*(?:[，,；;。！？!?]+[{_CLOSERS}]*|\n|$)"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of sentences inside ``text[start:end]``; semicolons end one too."""
    return _spans(_SENTENCE, text, start, end)


def parts(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans between commas, semicolons and full stops; 1,500 is not cut."""
    return _spans(_PART, text, start, end)


def _spans(pattern: re.Pattern[str], text: str, start: int, end: int | None) -> list[Span]:
    stop = len(text) if end is None else end
    found = []
    for match in pattern.finditer(text, start, stop):
        left, right = strip(text, *match.span())
        if left < right:
            found.append((left, right))
    return found


def strip(text: str, start: int, end: int) -> Span:
    """The span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
