"""Web pages → text. A page is walked through once; nothing of its markup is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import BadFile
from assistant.ingest.numbering import marker
from assistant.ingest.readers.blocks import Block, Heading, Paragraph, write
from assistant.ingest.readers.encoding import decode
from assistant.ingest.readers.html_tables import Table
from assistant.ingest.readers.limits import DEPTH, TAGS
from assistant.ingest.readers.numerals import SUPERSCRIPT, written
from assistant.ingest.readers.parsing import page

_HEAD = 4096  # bytes in which a page says how it is encoded
_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.I)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form header hr html legend li main menu ol p pre section summary ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset(("td", "th"))
_APART = _BLOCKS | _CELLS | _HEADINGS.keys() | {"table", "tr"}
_UNSEEN = frozenset(
    "audio button canvas datalist del dialog embed iframe input map math noframes noscript nav "
    "object rp rt script select style svg template textarea title video".split()
)
_BESIDE = frozenset(("aside", "footer"))  # the text, unless they stand in it
_TEXT = frozenset(("article", "main"))
_HIDDEN = re.compile(r"(?:display|mso-hide)\s*:\s*(?:none|all)|visibility\s*:\s*hidden", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
# A line end in the source shows as a blank, but not between two Chinese characters.
_CHINESE = "[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…]"
_SOFT = re.compile(rf"(?<={_CHINESE})[ \t]*[\r\n]\s*(?={_CHINESE})")
_NUMBERS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)
_CSS_NUMBERS = {
    "none": "none",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "lower-alpha": "lowerLetter",
    "lower-roman": "lowerRoman",
    "upper-alpha": "upperLetter",
    "upper-roman": "upperRoman",
}


def read_html(content: bytes) -> str:
    """The text of a page in the form of published text. Raises BadFile."""
    declared = _CHARSET.search(content, 0, _HEAD)
    text = decode(content, declared[1].decode("ascii", "ignore") if declared else "", page=True)
    reader = _Page()
    page(text, reader)
    return write(reader.blocks)


@dataclass(slots=True)
class _List:
    """How the items of a list are numbered, and the number of the next one."""

    style: str
    following: int

    def label(self, given: str | None) -> str:
        """What stands before the next item, which may have a number of its own."""
        if given and given.isascii() and given.isdigit():
            self.following = int(given[:9])
        number = written(self.following, self.style)
        self.following += 1
        if not number:
            return ""
        return f"{number}." if number.isascii() else f"{number}、"


class _Page:
    """Takes the elements of a page as they come and keeps what a reader of it would see."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._sinks = [self.blocks]  # of the page and of the cells that are open
        self._open: list[str] = []
        self._inside: Counter[str] = Counter()
        self._skipped = 0  # elements that are open in one that is not seen
        self._lists: list[_List] = []
        self._tables: list[Table] = []
        self._cells = 0  # of all tables
        self._label = ""  # of the item of a list that is to come
        self._lines: list[str] = []
        self._words: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Raises BadFile where too many are open."""
        if len(self._open) + self._skipped >= DEPTH:
            raise BadFile("网页的标签一层套一层，套得太深。", "请把正文复制到 txt 里再上传。")
        if self._skipped or self._is_unseen(tag, attributes):
            self._skipped += 1
            return
        if tag in _APART:
            self._flush()
        self._open.append(tag)
        self._inside[tag] += 1
        if tag == "br":
            self._end_line()
        elif tag in ("ol", "ul"):
            self._lists.append(_list(tag, attributes))
        elif tag == "li":
            self._label = self._lists[-1].label(attributes.get("value")) if self._lists else ""
        elif tag == "table":
            self._tables.append(Table())
        elif tag == "tr":
            self._end_row()
        elif tag in _CELLS and self._tables:
            self._tables[-1].begin_cell(attributes)
            self._sinks.append([])

    def end(self, tag: str) -> None:
        """The element that began last ends."""
        if self._skipped or not self._open:
            self._skipped = max(self._skipped - 1, 0)
            return
        if tag in _APART:
            self._flush()
        self._open.pop()
        self._inside[tag] -= 1
        if tag == "li":
            self._label = ""
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag in _CELLS and self._tables and len(self._sinks) > 1:
            self._tables[-1].end_cell(self._sinks.pop())
        elif tag in ("tr", "table"):
            self._end_row()
            if tag == "table":
                self._tables.pop()

    def data(self, text: str) -> None:
        """Characters between tags."""
        if self._skipped:
            return
        if self._inside["sup"]:
            text = text.translate(SUPERSCRIPT)
        if not self._inside["pre"]:
            self._words.append(text)
            return
        for place, line in enumerate(text.split("\n")):
            if place:
                self._end_line()
            self._words.append(line)

    def close(self) -> None:
        """The page ends, whatever is open."""
        self._skipped = 0
        while self._open:
            self.end(self._open[-1])
        self._flush()

    def _is_unseen(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in _UNSEEN or "hidden" in attributes or attributes.get("role") == "navigation":
            return True
        if tag in _BESIDE and not any(self._inside[text] for text in _TEXT):
            return True
        return bool(_HIDDEN.search(attributes.get("style", "")))

    def _end_row(self) -> None:
        row = self._tables[-1].end_row() if self._tables else None
        if row is None:
            return
        self._cells += len(row.cells)
        if self._cells > TAGS:
            raise BadFile("网页里的表格太大。", "请拆成几份再上传。")
        self._sinks[-1].append(row)

    def _end_line(self) -> None:
        line = "".join(self._words)
        self._words.clear()
        if not self._inside["pre"]:
            line = _BLANKS.sub(" ", _SOFT.sub("", line)).strip(" ")
        self._lines.append(line)

    def _flush(self) -> None:
        """What was read since the last block becomes one of its own."""
        self._end_line()
        text = "\n".join(self._lines).strip("\n")
        self._lines.clear()
        if not text.strip():
            return
        if self._label and not marker(text):
            text = self._label + text.lstrip()
        self._label = ""
        level = next((n for tag, n in _HEADINGS.items() if self._inside[tag]), 0)
        self._sinks[-1].append(Heading(text.strip(), level) if level else Paragraph(text))


def _list(tag: str, attributes: Mapping[str, str]) -> _List:
    css = _LIST_STYLE.search(attributes.get("style", ""))
    numbers = _NUMBERS.get(attributes.get("type", "1"), "decimal")
    style = _CSS_NUMBERS.get(css[1].lower(), numbers) if css else numbers
    start = attributes.get("start", "1")
    counted = tag == "ol" and "reversed" not in attributes
    first = int(start[:9]) if start.isascii() and start.isdigit() else 1
    return _List(style if counted else "none", first)
