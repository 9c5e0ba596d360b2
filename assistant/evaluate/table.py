"""Tables as text: for a terminal, where a Chinese character is two columns wide, or Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of as many cells; the first column is read as the row's name."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def as_text(self) -> str:
        """Columns two blanks apart, the first to the left, the others to the right."""
        lines = (self.header, *self.rows)
        widths = [max(map(columns, cells)) for cells in zip(*lines, strict=True)]
        return "\n".join(_line(line, widths) for line in lines)

    def as_markdown(self) -> str:
        """A pipe table."""
        rule = ["---", *["---:"] * (len(self.header) - 1)]
        return "\n".join(
            f"| {' | '.join(map(escape, line))} |" for line in (self.header, rule, *self.rows)
        )


def columns(text: str) -> int:
    """Terminal columns that ``text`` takes (Unicode TR 11: wide and full-width are two)."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)


def escape(text: str) -> str:
    """``text`` on one line, with nothing that ends a Markdown cell."""
    return " ".join(text.split()).replace("|", "\\|")


def item(lines: Sequence[str]) -> str:
    """An item of a Markdown list with the further lines below it."""
    head, *rest = map(escape, lines)
    return "\n".join((f"- {head}", *(f"  - {line}" for line in rest)))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    blanks = [" " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True)]
    first = cells[0] + blanks[0]
    others = [blank + cell for cell, blank in zip(cells[1:], blanks[1:], strict=True)]
    return "  ".join((first, *others)).rstrip()
