"""The table of contents in front of a document: headings that have no text of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.headings import MARKS, Heading

_CONTENTS = re.compile(r"[#*_\s]*目\s*[录次]\s*[*_]*\s*")
_PAGE = re.compile(r"[.．…·\s]*[(（]?\d*[)）]?\s*$")
_PAGE_BEHIND = re.compile(r"(?:[.．…·]{2,}|\t|\s{2,})\s*\d+\s*$")
_LONGEST_ENTRY = 60
_TOP = frozenset(("part", "subpart", "volume", "chapter", "section", "han"))


def contents(lines: Sequence[str], found: Sequence[Heading | None]) -> range:
    """The lines of the table of contents, its heading included; empty where there is none.

    It ends where its first entry comes again, now over its text. Without the word 目录 a
    run of headings counts that comes again word for word.
    """
    for index, line in enumerate(lines):
        if _CONTENTS.fullmatch(line):
            return range(index, _end(lines, found, index + 1))
    first = next((i for i, h in enumerate(found) if h and h.style in _TOP), len(lines))
    again = _again(lines, first, _LONGEST_ENTRY)
    return range(first, again if again > first + 1 else first)


def _end(lines: Sequence[str], found: Sequence[Heading | None], first: int) -> int:
    if first >= len(lines):
        return first
    if again := _again(lines, first, _LONGEST_ENTRY):
        return again
    if again := _same_number(found, first, lines):
        return again
    end = first
    while end < len(lines) and _PAGE_BEHIND.search(lines[end]):
        end += 1
    return end


def _again(lines: Sequence[str], first: int, longest: int) -> int:
    """The line that reads as ``first`` does, with short ones only between; 0 if none."""
    if first >= len(lines):
        return 0
    wanted = _entry(lines[first])
    for index in range(first + 1, len(lines)):
        if len(lines[index]) > longest or "。" in lines[index]:
            return 0
        if _entry(lines[index]) == wanted:
            return index
    return 0


def _same_number(found: Sequence[Heading | None], first: int, lines: Sequence[str]) -> int:
    opening = found[first]
    if opening is None:
        return 0
    for index in range(first + 1, len(lines)):
        heading = found[index]
        if heading and (heading.style, heading.number) == (opening.style, opening.number):
            return index
        if len(lines[index]) > _LONGEST_ENTRY or "。" in lines[index]:
            return 0
    return 0


def _entry(line: str) -> str:
    return "".join(_PAGE.sub("", line).strip(MARKS).split())
