"""The text of a docx in its order, as a reader of the printed document would see it.

Inserted text is in it, deleted and hidden text is not. Comments, headers and footers stand
in parts of their own, which nobody asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.errors import BadFile
from assistant.ingest.readers.blocks import Block, Cell, Heading, Paragraph, Row, on_one_line
from assistant.ingest.readers.docx.numbering import Numbering
from assistant.ingest.readers.docx.package import Package
from assistant.ingest.readers.docx.styles import NO_LEVEL, Style, Styles
from assistant.ingest.readers.numerals import SUPERSCRIPT
from assistant.ingest.readers.parsing import Element, child, is_on, local, number, value

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NO_TEXT = frozenset(("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "rt", "sdtPr"))
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_CALLED = {"footnotes": "注", "endnotes": "尾注"}
_FOREIGN = frozenset(("altChunk", "subDoc"))
_BLANKS = str.maketrans("\r\n\t", "   ")


@dataclass(slots=True)
class _Line:
    """The words of a paragraph and the text boxes that hang on it."""

    style: Style
    words: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)


class Body:
    """Reads a document once, from its first paragraph to its last."""

    def __init__(self, package: Package) -> None:
        self._root = package.document
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"))
        self._notes = {kind: _by_id(package.part(kind)) for kind in _CALLED}
        self._counted = dict.fromkeys(_CALLED, 0)
        self._waiting: list[Block] = []  # notes that the paragraph or table refers to

    def blocks(self) -> list[Block]:
        """The paragraphs, headings and rows; each note after the paragraph or table that
        refers to it. Raises BadFile."""
        body = child(self._root, "body")
        return [] if body is None else list(self._blocks(body, notes=True))

    def _blocks(self, parent: Element, *, notes: bool = False) -> Iterator[Block]:
        carried = ""  # words of paragraphs whose end was deleted
        for element in _within(parent, "p", "tbl"):
            if local(element) == "p":
                properties = child(element, "pPr")
                line = _Line(self._styles.paragraph(properties))
                self._read(element, line)
                carried += "".join(line.words)
                end = child(properties, "rPr")
                if child(end, "del") is None and child(end, "moveFrom") is None:
                    counted = not self._styles.hides(end, line.style)
                    yield from self._paragraph(line.style, carried, counted=counted)
                    carried = ""
                yield from line.boxes
            else:
                yield from self._rows(element)
            if notes:
                yield from self._waiting
                self._waiting.clear()
        if carried.strip():
            yield Paragraph(carried)

    def _paragraph(self, style: Style, words: str, *, counted: bool) -> Iterator[Block]:
        label = self._numbering.label(style) if counted else ""
        if not words.strip():
            return
        text = label + words.lstrip() if label else words
        level = style.outline
        yield Paragraph(text) if level in (None, NO_LEVEL) else Heading(text.strip(), level + 1)

    def _rows(self, table: Element) -> Iterator[Row]:
        above: dict[int, Cell] = {}  # cells that run down, by their column
        for element in _within(table, "tr"):
            properties = child(element, "trPr")
            if child(properties, "del") is None and not is_on(child(properties, "hidden")):
                yield Row(list(self._cells(element, above)))

    def _cells(self, row: Element, above: dict[int, Cell]) -> Iterator[Cell]:
        column = number(child(row, "trPr", "gridBefore")) or 0
        for element in _within(row, "tc"):
            properties = child(element, "tcPr")
            if child(properties, "cellDel") is not None:
                continue
            merge = child(properties, "vMerge")
            begins = merge is None or value(merge) == "restart" or column not in above
            cell = (
                Cell(list(self._blocks(element))) if begins else replace(above[column], again=True)
            )
            if merge is None:
                above.pop(column, None)
            else:
                above[column] = cell
            yield cell
            column += max(number(child(properties, "gridSpan")) or 1, 1)

    def _read(self, parent: Element, line: _Line, *, raised: bool = False) -> None:
        """Takes in the words of all runs in an element, at most 256 elements deep."""
        for element in parent:
            name = local(element)
            if name == "t":
                words = (element.text or "").translate(_BLANKS)
                line.words.append(words.translate(SUPERSCRIPT) if raised else words)
            elif name in _SIGNS:
                line.words.append(_SIGNS[name])
            elif name == "r":
                properties = child(element, "rPr")
                if not self._styles.hides(properties, line.style):
                    self._read(element, line, raised=_is_raised(properties))
            elif name in _NOTES:
                self._note(_NOTES[name], value(element, "id") or "")
            elif name == "txbxContent":
                line.boxes += self._blocks(element)
            elif name == "AlternateContent":
                choice = child(element, "Choice")
                chosen = child(element, "Fallback") if choice is None else choice
                self._read(element if chosen is None else chosen, line)
            elif name in _FOREIGN:
                raise _embedded()
            elif name not in _NO_TEXT and not _asks_for_text(element):
                self._read(element, line, raised=raised)

    def _note(self, kind: str, name: str) -> None:
        note = self._notes[kind].pop(name, None)
        if note is None:
            return
        self._counted[kind] += 1
        words = on_one_line(self._blocks(note))
        if words:
            self._waiting.append(Paragraph(f"{_CALLED[kind]}{self._counted[kind]}：{words}"))


def _by_id(notes: Element | None) -> dict[str, Element]:
    """Notes by their ids, without the lines that separate them from the text."""
    found = () if notes is None else notes
    return {value(n, "id") or "": n for n in found if value(n, "type") in (None, "normal")}


def _within(parent: Element, *wanted: str) -> Iterator[Element]:
    """The elements with one of these names, those wrapped in others included."""
    for element in parent:
        name = local(element)
        if name in wanted:
            yield element
        elif name in _WRAPPERS:
            yield from _within(element, *wanted)
        elif name in _FOREIGN:
            raise _embedded()


def _asks_for_text(control: Element) -> bool:
    """Whether an element is a field of a form that nobody has filled in."""
    return local(control) == "sdt" and bool(is_on(child(control, "sdtPr", "showingPlcHdr")))


def _is_raised(run: Element | None) -> bool:
    raised = child(run, "vertAlign")
    return raised is not None and value(raised) == "superscript"


def _embedded() -> BadFile:
    return BadFile(
        "docx 里嵌着另一份文件，其中的文字读不到。", "请用 Word 或 WPS 打开后另存为 docx 再上传。"
    )
