"""Plain lines → paragraphs: what is cited as one where nothing is numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingest.metadata import only_departments

Span = tuple[int, int]

_DATE_LINE = re.compile(r"^[^。，]{0,12}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$")
_NOTE = re.compile(r"[*\s]*(?:注|备注|说明)\s*\d*\s*[:：]")
_SENTENCE_END = "。！？；!?;”）)"
_PAUSES = "，。,；;"
_LONGEST_SIGNATURE = 40
_LONGEST_CAPTION = 60
_LONGEST_REST = 600
_LONGEST_PART = 60


@dataclass(slots=True)
class Line:
    """A non-blank line of a clean document. ``row``: a row of a table."""

    start: int
    end: int
    text: str
    row: bool = False


def is_full(line: str) -> bool:
    """Whether a line ends a sentence, and so a paragraph."""
    return line.rstrip()[-1] in _SENTENCE_END and any(mark in line for mark in _PAUSES)


def _goes_on(line: str) -> bool:
    """Whether a line is one of a list of short ones: the paragraph ends with the last."""
    return len(line) <= _LONGEST_PART and line.rstrip()[-1] in "；;"


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Titles and addressees go with the paragraph they open, signatures and dates with the
    one they close; the rows of a table stay together, with its caption and its notes.
    """
    groups: list[list[Line]] = []
    start = index = 0
    while index < len(lines):
        end = _end(lines, start, index)
        if end is not None:
            if lines[index].row and (caption := _caption(lines, start, index)) > start:
                groups.append(list(lines[start:caption]))
                start = caption
            groups.append(list(lines[start : end + 1]))
            start, index = end + 1, end
        index += 1
    rest = list(lines[start:])
    if rest and groups and _length(rest) <= _LONGEST_REST:
        groups[-1] += rest
    elif rest:
        groups.append(rest)
    return groups


def _end(lines: Sequence[Line], start: int, index: int) -> int | None:
    """The last line of the paragraph that the line at ``index`` completes, if it does.
    Lines without a full stop end one as well where they grow too many."""
    if lines[index].row:
        return _table_end(lines, index)
    text = lines[index].text
    more = index + 1 < len(lines) and not lines[index + 1].row
    if is_full(text) and not (more and _goes_on(text)):
        return _paragraph_end(lines, index)
    return index if lines[index].end - lines[start].start > _LONGEST_REST else None


def _length(lines: Sequence[Line]) -> int:
    return lines[-1].end - lines[0].start


def _caption(lines: Sequence[Line], start: int, row: int) -> int:
    """The first line of what stands over a table as its title."""
    short = (len(line.text) <= _LONGEST_CAPTION for line in lines[start:row])
    return start if all(short) else row


def _table_end(lines: Sequence[Line], index: int) -> int:
    while index + 1 < len(lines) and (lines[index + 1].row or _NOTE.match(lines[index + 1].text)):
        index += 1
    return index


def _paragraph_end(lines: Sequence[Line], index: int) -> int:
    while index + 1 < len(lines) and only_departments(lines[index + 1].text):
        index += 1
    for ahead in range(index + 1, len(lines)):
        line = lines[ahead].text.strip()
        if _DATE_LINE.match(line):
            return ahead
        if lines[ahead].row or len(line) > _LONGEST_SIGNATURE or is_full(line):
            break
    return index
