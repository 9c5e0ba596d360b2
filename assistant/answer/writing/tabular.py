"""Sentences of several places or documents side by side, what they are about beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from assistant.answer.writing.writer import Written
from assistant.text.headings import heading_words
from assistant.text.sentences import parts
from assistant.text.tokens import bigrams

NOTHING = "—"
_LABEL = 18  # characters of the name of a row


@dataclass(frozen=True, slots=True)
class Table:
    """The two lines that open a Markdown table, and its rows."""

    head: tuple[str, ...]
    lines: tuple[str, ...]


def table(sentences: Sequence[Written], numbers: Mapping[int, int]) -> Table | None:
    """A column a place, a row for what goes together; None where there is one place alone."""
    columns: dict[str, list[Written]] = {}
    for written in sentences:
        columns.setdefault(written.extracts[0].place, []).append(written)
    if len(columns) < 2:
        return None
    head = ("| 方面 | " + " | ".join(columns) + " |", "|" + " --- |" * (len(columns) + 1))
    rows = zip_longest(*_aligned(list(columns.values())))
    return Table(head, tuple(_row(row, numbers) for row in rows))


def _aligned(columns: Sequence[Sequence[Written]]) -> list[list[Written]]:
    """Each column in the order in which it comes closest to the first one."""
    first, *others = columns
    found = [list(first)]
    for column in others:
        left, ordered = list(column), []
        for written in first:
            if left:
                ordered.append(left.pop(_closest(written, left)))
        found.append([*ordered, *left])
    return found


def _closest(written: Written, among: Sequence[Written]) -> int:
    pairs = set(bigrams(written.text))
    return max(range(len(among)), key=lambda n: (len(pairs & set(bigrams(among[n].text))), -n))


def _row(cells: Sequence[Written | None], numbers: Mapping[int, int]) -> str:
    shown = [_cell(written, numbers) if written else NOTHING for written in cells]
    return f"| {_label(cells)} | " + " | ".join(shown) + " |"


def _cell(written: Written, numbers: Mapping[int, int]) -> str:
    marks = "".join(f"[{numbers[extract.number]}]" for extract in written.extracts)
    return written.text.replace("|", "／") + marks


def _label(cells: Sequence[Written | None]) -> str:
    """The heading that one of the cells stands under, or the first words of its clause."""
    for written in cells:
        clause = written.extracts[0].clause if written else None
        names = [heading_words(clause.path[-1])] if clause and clause.path else []
        names += [clause.text[slice(*parts(clause.text)[0])].strip("，。；：,;:")] if clause else []
        if fitting := [name for name in names if len(name) <= _LABEL]:
            return fitting[0]
    return NOTHING
