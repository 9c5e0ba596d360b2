"""Rows of a table that was turned into text: cells between tabs or upright strokes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingest.numbering import marker

_STROKES = re.compile(r"[\t|｜]")
_BARE_NUMBER = re.compile(r"\d+")


def rows(lines: Sequence[str]) -> set[int]:
    """Which lines are rows. A first cell 1 is the number of a row where the line beside it
    has cells as well; elsewhere (1⇥总则) it is the number of a heading."""
    cells = {
        number: found
        for number, line in enumerate(lines)
        if ("\t" in line or "|" in line or "｜" in line) and len(found := _cells(line)) > 1
    }
    return {
        number
        for number, found in cells.items()
        if _is_row(found, beside=number - 1 in cells or number + 1 in cells)
    }


def _cells(line: str) -> list[str]:
    found = [cell.strip() for cell in _STROKES.split(line)]
    strokes = line.lstrip()[:1] in "|｜"
    filled = [cell for cell in found if cell]
    return [*filled, ""] if strokes and len(filled) == 1 else filled


def _is_row(cells: list[str], *, beside: bool) -> bool:
    if len(cells) > 2:
        return True
    first = cells[0]
    found = marker(first)
    if found and found.style != "annex" and found.end >= len(first):  # 一、⇥总则
        return False
    if _BARE_NUMBER.fullmatch(first):
        return beside
    return beside and not (found and found.style == "article")
