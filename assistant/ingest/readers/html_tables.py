"""Tables of web pages: cells that run down are said again in each of their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.ingest.readers.blocks import Block, Cell, Row

_WIDEST, _LONGEST = 1000, 65534  # spans, as browsers limit them


@dataclass(slots=True)
class _Span:
    """A cell over ``width`` columns that goes on for so many rows."""

    rows: int
    width: int
    blocks: Sequence[Block] = ()


class Table:
    """A table that is read row by row."""

    def __init__(self) -> None:
        self._begun: list[_Span] = []
        self._cells: list[_Span] = []
        self._running: dict[int, _Span] = {}  # by their first column

    def begin_cell(self, attributes: Mapping[str, str]) -> None:
        """A cell with these attributes begins in the row that is open."""
        rows = _whole(attributes.get("rowspan"), _LONGEST)
        width = _whole(attributes.get("colspan"), _WIDEST)
        self._begun.append(_Span(rows or _LONGEST, max(width, 1)))

    def end_cell(self, blocks: Sequence[Block]) -> None:
        """The cell that began last ends and holds these blocks."""
        cell = self._begun.pop()
        cell.blocks = blocks
        self._cells.append(cell)

    def end_row(self) -> Row | None:
        """The cells that ended since the last row, with those from above; None where there
        are none."""
        given, self._cells = self._cells, []
        if not given:
            return None
        cells: list[Cell] = []
        column = 0
        for span in given:
            column = self._go_down(column, cells)
            cells.append(Cell(span.blocks))
            if span.rows > 1:
                self._running[column] = _Span(span.rows - 1, span.width, span.blocks)
            column += span.width
        for behind in sorted(place for place in self._running if place >= column):
            self._go_down(behind, cells)
        return Row(cells)

    def _go_down(self, column: int, cells: list[Cell]) -> int:
        """Adds the cells from above that stand at a column; the first free one after them."""
        while span := self._running.get(column):
            cells.append(Cell(span.blocks, again=True))
            span.rows -= 1
            if not span.rows:
                del self._running[column]
            column += span.width
        return column


def _whole(written: str | None, most: int) -> int:
    digits = (written or "").strip()
    return min(int(digits[:9]), most) if digits.isascii() and digits.isdigit() else 1
