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


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Titles and addressees go with the paragraph they open, signatures and dates with the
    one they close; the rows of a table stay together, with its caption and its notes.
    """
    groups: list[list[Line]] = []
    start = index = 0
    while index < len(lines):
        if lines[index].row:
            caption = _caption(lines, start, index)
            if caption > start:
                groups.append(list(lines[start:caption]))
            index = _table_end(lines, index)
            groups.append(list(lines[caption : index + 1]))
            start = index + 1
        elif is_full(lines[index].text):
            index = _paragraph_end(lines, index)
            groups.append(list(lines[start : index + 1]))
            start = index + 1
        index += 1
    if start < len(lines):
        rest = list(lines[start:])
        if groups:
            groups[-1] += rest
        else:
            groups.append(rest)
    return groups


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
