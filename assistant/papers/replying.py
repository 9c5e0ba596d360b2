"""The words of an answer as blocks: lines, tables, and the numbers of what they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.answer.compose import place_of
from assistant.papers.contents import Block, Grid, Line, Paragraph, Span
from assistant.types import Answer, Document

_MARK = re.compile(r"\[(\d+)\]")
_RULE = re.compile(r"\|[\s:|-]+\|?")
_FIRST, _OTHERS = 2, 5  # shares of the columns of a table


def reply_blocks(answer: Answer, documents: Mapping[str, Document]) -> Iterator[Block]:
    """The answer; a comparison of places and what comes as a table are tables."""
    numbers = {citation.number for citation in answer.citations}
    lines = [line for line in answer.answer.split("\n") if line.strip()]
    if sides := _sides(lines, answer, documents):
        head = (_strong("地方"), _strong("文件里的话"))
        rows = tuple((_line(place, numbers), _line(said, numbers)) for place, said in sides)
        yield Grid(head, rows, (_FIRST, _OTHERS))
        return
    rows_of_table = [line for line in lines if line.startswith("|")]
    for line in lines:
        if not line.startswith("|"):
            yield Paragraph(_line(line, numbers))
        elif line is rows_of_table[0]:
            yield _grid(rows_of_table, numbers)


def _sides(
    lines: Sequence[str], answer: Answer, documents: Mapping[str, Document]
) -> list[tuple[str, str]]:
    """Place and words of each line of a comparison; none where a line does not say its place."""
    if answer.query.kind != "compare" or len(lines) < 2:
        return []
    places = {place_of(documents[cited.clause.document]) for cited in answer.citations}
    parted = [line.partition("：") for line in lines]
    told = all(place in places for place, _, _ in parted)
    return [(place, said) for place, _, said in parted] if told else []


def _grid(lines: Sequence[str], numbers: set[int | None]) -> Grid:
    cells = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines
        if not _RULE.fullmatch(line.strip())
    ]
    wide = max(map(len, cells))
    head, *rows = ([*row, *[""] * (wide - len(row))] for row in cells)
    return Grid(
        tuple(map(_strong, head)),
        tuple(tuple(_line(cell, numbers) for cell in row) for row in rows),
        (_FIRST, *[_OTHERS] * (wide - 1)),
    )


def _strong(text: str) -> Line:
    return (Span(text, "strong"),)


def _line(text: str, numbers: set[int | None]) -> Line:
    """A line whose marks are those of the citations; others stay as they are written."""
    return tuple(
        _number(part, numbers) if at % 2 else Span(part)
        for at, part in enumerate(_MARK.split(text))
        if part
    )


def _number(number: str, numbers: set[int | None]) -> Span:
    return Span(f"〔{number}〕", "number") if int(number) in numbers else Span(f"[{number}]")
