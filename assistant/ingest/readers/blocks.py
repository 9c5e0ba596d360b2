"""What a reader finds in a file with layout, and how the pipeline wants it written.

The pipeline is made for published text: a paragraph is a line, a row of a table is one with
tabs between its cells, a heading is known by its number. Only headings without a number need
the sign of Markdown; then all have it, as it tells which stands under which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import BadFile
from assistant.ingest.clean.rows import is_date
from assistant.ingest.numbering import marker
from assistant.ingest.readers.limits import CHARACTERS

_LONGEST_HEADING = 60
_NO_HEADING = tuple("。；，：;,:")
_DEEPEST = 6
_HEADED = 3  # blocks in a cell; with more and a heading it holds a part of the document


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text on lines of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of a part; level 1 is the top."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``again`` says that it began in a row above."""

    blocks: Sequence[Block]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: Sequence[Cell]


Block = Paragraph | Heading | Row
_Plain = Paragraph | Heading


def write(blocks: Iterable[Block]) -> str:
    """The text of a file, a line for each paragraph, heading and row. Raises BadFile."""
    found = _within_limit(_flat(blocks))
    marked = _marked(found)
    lines = (_hashed(b) if n in marked else b.text for n, b in enumerate(found))
    return "".join(f"{line}\n" for line in lines)


def on_one_line(blocks: Iterable[Block]) -> str:
    """The words of some blocks with single blanks between them."""
    return " ".join(word for block in _flat(blocks) for word in block.text.split())


def too_long() -> BadFile:
    """The fault of a file with too much text."""
    return BadFile(f"文字太多（超过 {CHARACTERS // 10_000} 万字）。", "请拆成几份再上传。")


def _within_limit(blocks: Iterable[_Plain]) -> list[_Plain]:
    found, length = [], 0
    for block in blocks:
        length += len(block.text) + 1
        if length > CHARACTERS:
            raise too_long()
        found.append(block)
    return found


def _flat(blocks: Iterable[Block]) -> Iterator[_Plain]:
    for block in blocks:
        if not isinstance(block, Row):
            yield block
        elif _is_layout(block):
            for cell in block.cells:
                yield from () if cell.again else _flat(cell.blocks)
        else:
            line = "\t".join(on_one_line(cell.blocks) for cell in block.cells)
            yield from [Paragraph(line)] if line.strip() else []


def _is_layout(row: Row) -> bool:
    """Whether a row only lays text out: it has one cell, or a table or a whole part in one."""
    return len(row.cells) == 1 or any(_holds_a_part(cell.blocks) for cell in row.cells)


def _holds_a_part(blocks: Sequence[Block]) -> bool:
    headed = any(isinstance(block, Heading) for block in blocks) and len(blocks) > _HEADED
    return headed or any(isinstance(block, Row) for block in blocks)


def _marked(blocks: Sequence[_Plain]) -> set[int]:
    """The headings that need the sign of Markdown: all but the title of the document, where
    one of them has no number."""
    below = [*(block.text for block in blocks[1:]), ""]
    headings = {
        n: block
        for n, block in enumerate(blocks)
        if isinstance(block, Heading) and _is_heading(block.text, below[n])
    }
    unnumbered = [n for n, heading in headings.items() if marker(heading.text) is None]
    title = _title(headings, unnumbered)
    return headings.keys() - title if len(unnumbered) > len(title) else set()


def _is_heading(text: str, below: str) -> bool:
    """Whether a line that is styled as a heading is one: no sentence, no signature."""
    return (
        len(text) <= _LONGEST_HEADING
        and not text.endswith(_NO_HEADING)
        and not is_date("".join(below.split()))
    )


def _title(headings: dict[int, Heading], unnumbered: Sequence[int]) -> set[int]:
    """The headings that open the document, next to one another, where no other one without
    a number is as high."""
    first = next(iter(headings), -1)
    if first not in unnumbered:
        return set()
    level, run = headings[first].level, {first}
    while (n := first + len(run)) in unnumbered and headings[n].level == level:
        run.add(n)
    others = (headings[n].level for n in unnumbered if n not in run)
    return run if all(other > level for other in others) else set()


def _hashed(block: _Plain) -> str:
    level = min(block.level, _DEEPEST) if isinstance(block, Heading) else 1
    return f"{'#' * level} {' '.join(block.text.split())}"
