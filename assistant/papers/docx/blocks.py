"""The blocks of a sheet as paragraphs and tables of a DOCX."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.document import CT_Body
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.papers.contents import (
    Blanks,
    Block,
    Choices,
    Facts,
    Grid,
    Heading,
    Line,
    Paragraph,
    Sheet,
    Span,
    Together,
    plain,
)
from assistant.papers.docx import tables
from assistant.papers.docx.styles import LOOKS, ROLES, WIDTH, WORDS
from assistant.papers.fonts import Face

_LABEL = 25.0  # millimetres of the name of a fact
_PART = 8.5  # millimetres that choices are moved in by
_LETTER, _ROOM = 4.3, 2.0  # millimetres of a character where people write, and beside a name
_APART = 4.0  # millimetres between two lines to write on


@dataclass(slots=True)
class Blocks:
    """Writes blocks before ``end`` of a document's body, and keeps the characters of each face."""

    body: CT_Body
    used: dict[Face, set[str]] = field(default_factory=lambda: {"serif": set(), "sans": set()})

    def write_title(self, sheet: Sheet) -> None:
        """What the paper is called."""
        self._add(self.paragraph(plain(sheet.title), "named" if sheet.named else "Title"))
        if sheet.subtitle:
            self._add(self.paragraph(plain(sheet.subtitle), "Subtitle"))

    def write(self, blocks: Iterable[Block], *, keep: bool = False) -> None:
        """All of them; with ``keep`` on one page, if one holds them, with what follows."""
        for block in blocks:
            self._write(block, keep=keep)

    def _write(self, block: Block, *, keep: bool) -> None:
        match block:
            case Heading(level, text):
                self._add(self.paragraph(plain(text), f"Heading{level}"))
            case Paragraph(line, role):
                self._add(self.paragraph(line, ROLES[role], keep=keep))
            case Facts():
                self._facts(block, keep=keep)
            case Grid():
                self._grid(block)
            case Choices():
                self._choices(block, keep=keep)
            case Blanks():
                self._blanks(block)
            case Together(blocks):
                *first, last = blocks
                self.write(first, keep=True)
                self._write(last, keep=keep or isinstance(blocks[0], Heading))

    def paragraph(
        self, line: Line, style: str, *, keep: bool = False, centred: bool = False
    ) -> CT_P:
        """A paragraph of a style."""
        found = cast("CT_P", OxmlElement("w:p"))
        found.style = style
        if keep:
            found.get_or_add_pPr().keepNext_val = True
        if centred:
            found.get_or_add_pPr().jc_val = WD_ALIGN_PARAGRAPH.CENTER
        for span in line:
            self.words(found, span, LOOKS[style].face)
        return found

    def words(self, paragraph: CT_P, span: Span, face: Face) -> CT_R:
        """Words at the end of a paragraph that is set in ``face``."""
        run = paragraph.add_r()
        run.text = span.text
        if style := WORDS[span.style]:
            run.style, face = style
        self.used[face].update(span.text)
        return run

    def end(self) -> None:
        """Closes the body: no table may be the last in it."""
        if isinstance(self._last(), CT_Tbl):
            self._add(self.paragraph((), "gap"))

    def _add(self, element: BaseOxmlElement) -> None:
        if isinstance(element, CT_Tbl) and isinstance(self._last(), CT_Tbl):
            self._add(self.paragraph((), "gap"))  # two tables in a row would be one
        self.body.insert(len(self.body) - 1, element)  # before the properties of the section

    def _last(self) -> BaseOxmlElement | None:
        return self.body[-2] if len(self.body) > 1 else None

    def _facts(self, facts: Facts, *, keep: bool) -> None:
        half = WIDTH / 2 - _LABEL
        found = tables.table((_LABEL, half, _LABEL, half), ruled=True)
        wide, others = facts.rows[: facts.wide], facts.rows[facts.wide :]
        rows: list[tuple[tuple[str, str], ...]] = [(each,) for each in wide]
        rows += [tuple(others[at : at + 2]) for at in range(0, len(others), 2)]
        for pairs in rows:
            row = tables.row(found)
            for name, value in pairs:
                whole = len(pairs) == 1
                self._cell(row, _LABEL, (Span(name, "strong"),), keep=keep)
                width = WIDTH - _LABEL if whole else half
                self._cell(row, width, plain(value), keep=keep, span=3 if whole else 1)
        self._add(found)

    def _grid(self, grid: Grid) -> None:
        share = WIDTH / sum(grid.widths)
        widths = [width * share for width in grid.widths]
        found = tables.table(widths, ruled=True)
        for at, cells in enumerate((grid.head, *grid.rows)):
            row = tables.row(found, head=at == 0)
            for width, line in zip(widths, cells, strict=True):
                told = tuple(Span(each.text, "strong") for each in line) if at == 0 else line
                self._cell(row, width, told, keep=at == 0, centred=grid.centred)
        self._add(found)

    def _choices(self, choices: Choices, *, keep: bool) -> None:
        width = (WIDTH - _PART) / choices.columns
        found = tables.table([width] * choices.columns, ruled=False, indent=_PART)
        cells = choices.cells
        for at in range(0, len(cells), choices.columns):
            row = tables.row(found)
            last = at + choices.columns >= len(cells)
            part = cells[at : at + choices.columns]
            for text in (*part, *[""] * (choices.columns - len(part))):
                self._cell(row, width, plain(text), keep=keep or not last, style="choice")
        self._add(found)

    def _blanks(self, blanks: Blanks) -> None:
        if blanks.last:
            self._add(self.paragraph((), "space", keep=True))
        labels = [_letters(name) for name in blanks.names]
        line = (WIDTH - sum(labels)) / len(labels) - _APART
        found = tables.table(
            [width for label in labels for width in (label, line, _APART)], ruled=False
        )
        row = tables.row(found)
        for name, label in zip(blanks.names, labels, strict=True):
            self._cell(row, label, plain(f"{name}："), style="blank")
            tables.underlined(self._cell(row, line, (), style="blank"))
            self._cell(row, _APART, (), style="blank")
        self._add(found)

    def _cell(  # noqa: PLR0913 - how it looks
        self,
        row: CT_Row,
        width: float,
        line: Line,
        *,
        keep: bool = False,
        span: int = 1,
        centred: bool = False,
        style: str = "cell",
    ) -> CT_Tc:
        found = tables.cell(row, width, span=span)
        found.append(self.paragraph(line, style, keep=keep, centred=centred))
        return found


def _letters(name: str) -> float:
    """Millimetres of a name that people write behind."""
    return _LETTER * (len(name) + 1) + _ROOM
