"""The lines of a draft, what each says of itself, and what they have in common."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Literal

from assistant.ingest.clean.draft import Draft, Span, filled_lines
from assistant.ingest.clean.layout import is_body, squash, stops_open
from assistant.ingest.metadata import only_departments
from assistant.ingest.numbering import Marker, marker

Cut = Literal["no", "maybe", "yes"]

_ISSUED = re.compile(
    r"[（(][^（）()]*\d{4}\s*年.*(?:通过|公布|发布|修订|修正|印发|施行|批准)[）)]?$"
)
_CN = "〇○Ｏ零一二三四五六七八九十"
_DATE = re.compile(
    rf"(?:\d{{4}}|[{_CN}]{{4}})年(?:\d{{1,2}}|[{_CN}]{{1,3}})月(?:\d{{1,2}}|[{_CN}]{{1,3}})日"
)
_PAUSES = "，,、"
_QUOTES = tuple("”’」』》")
_STOPS = tuple("。！？…!?；")
_SENTENCE = re.compile("[，,。；;]")
_BLANK = " \t\u00a0\u3000"
_PAIRS = ("（）", "()", "《》", "“”", "〔〕", "[]")
_LONGEST_HEADING = 40
_WRAPPED_LINES = 5  # so many open lines, and half of all, have the width of a wrap
_SHORTEST_WRAP = 12
_INDENT = 2  # characters
_ALIKE = 0.8
_FEW = 0.08
_NEIGHBOURS = 3
_SOME = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its number, whether it is running text, whether it ends as no sentence
    does, and whether the file has blanks before it."""

    span: Span
    text: str
    marker: Marker | None
    body: bool
    open: bool
    indented: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a draft and what they have in common."""

    rows: tuple[Row, ...]
    cuts: tuple[Cut, ...]  # for each row whether it stops in the middle of a sentence
    width: int  # of hard wraps in characters; 0 without
    first: int  # the same for indented lines
    indents: bool  # paragraphs begin with blanks
    short_lines: bool  # there are headings without a number

    def full(self, row: Row) -> bool:
        """Whether a line is as wide as the page."""
        return _full(row, self.width, self.first)


@lru_cache(maxsize=1)
def read_page(draft: Draft) -> Page:
    """The lines of a draft that are not empty, and their habits.

    Several steps read the same page; the last one is kept.
    """
    rows = _rows(draft)
    numbered = [row for row in rows if row.marker]
    short = sum(row.marker is None and row.open and not row.body for row in rows)
    width, first = _wrap_width(rows)
    return Page(
        rows,
        tuple(_cuts(rows, width, first, squash(draft.title))),
        width,
        first,
        indents=bool(numbered) and sum(r.indented for r in numbered) >= _ALIKE * len(numbered),
        short_lines=short > max(_FEW * len(rows), 2),
    )


def _rows(draft: Draft) -> tuple[Row, ...]:
    spans = filled_lines(draft.text)
    before = (offset - 1 for offset in draft.raw_offsets([start for start, _ in spans]))
    indented = (at >= 0 and draft.raw[at] in _BLANK for at in before)
    return tuple(_row(draft.text, *pair) for pair in zip(spans, indented, strict=True))


def _row(draft_text: str, span: Span, indented: bool) -> Row:
    text = draft_text[slice(*span)]
    found = marker(text)
    if found is None or found.loose:
        return Row(span, text, None, is_body(text), _stops_open(text), indented)
    # The words of an item are more than a heading, which may list things with 、 too.
    body = bool(_SENTENCE.search(text, found.end))
    return Row(span, text, found, body, _stops_open(text), indented)


def _stops_open(text: str) -> bool:
    """Whether a line ends as no sentence does; a quotation may end before its sentence."""
    quoted = text[-1] in _QUOTES and text[-2:-1] not in _STOPS and "\t" not in text
    return quoted or stops_open(text)


def _cuts(rows: Sequence[Row], width: int, first: int, title: str) -> Iterator[Cut]:
    texts = _neighbours_with_text(rows, width, first)
    for row, share in zip(rows, texts, strict=True):
        if not row.open or row.text.startswith("#") or squash(row.text) == title:
            yield "no"
        elif is_open_pair(row.text) or row.text[-1] in _PAUSES:
            yield "yes"
        elif only_departments(row.text):
            yield "no"
        elif row.marker:
            yield _cut_item(row, share) if not _full(row, width, first) else "yes"
        else:
            yield "yes" if row.body or _full(row, width, first) else "maybe"


def _cut_item(row: Row, share: float) -> Cut:
    if "。" in row.text or (row.body and len(row.text) > _LONGEST_HEADING):
        return "yes"
    if share > 0 and row.marker and row.marker.style == "article":
        return "yes"
    if share < _SOME:
        return "no"
    return "yes" if row.body else "maybe"


def _neighbours_with_text(rows: Sequence[Row], width: int, first: int) -> list[float]:
    """For each row the share of the items of its style before and after it that carry
    text in their own line; 0 for a row without a number.

    A neighbour that is itself as wide as the page shows nothing; without any that does,
    the share is one half.
    """
    telling: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        if row.marker and (_has_text(row) or not _full(row, width, first)):
            telling.setdefault(row.marker.style, []).append(n)
    found = [0.0] * len(rows)
    for n, row in enumerate(rows):
        if row.marker and row.open:
            same = telling.get(row.marker.style, [])
            left, right = bisect_left(same, n), bisect_right(same, n)
            near = [*same[max(left - _NEIGHBOURS, 0) : left], *same[right : right + _NEIGHBOURS]]
            found[n] = sum(_has_text(rows[m]) for m in near) / len(near) if near else _SOME
    return found


def _has_text(row: Row) -> bool:
    return not row.open or "。" in row.text


def _full(row: Row, width: int, first: int) -> bool:
    return 0 < (first if row.indented else width) <= len(row.text)


def tells_issue(line: str) -> bool:
    """Whether a line only says, in brackets, when and by whom a document was issued."""
    return bool(_ISSUED.match(line))


def is_date(line: str) -> bool:
    """Whether a line is a date, as under a signature."""
    return bool(_DATE.fullmatch(line))


def is_open_pair(text: str) -> bool:
    """Whether a bracket or a quotation opens and does not close."""
    return any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)


def _wrap_width(rows: Sequence[Row]) -> tuple[int, int]:
    """The commonest length of lines that stop open, and that of indented ones: their
    blanks may count or not."""
    wraps = [
        row
        for row, after in pairwise(rows)
        if row.open and after.marker is None and len(row.text) >= _SHORTEST_WRAP
    ]
    if not wraps:
        return 0, 0
    found = []
    for blanks in (0, _INDENT):
        lengths = Counter(len(row.text) + blanks * row.indented for row in wraps)
        width, count = lengths.most_common(1)[0]
        found.append((count, width, width - blanks))
    count, width, first = max(found, key=itemgetter(0))
    enough = count >= _WRAPPED_LINES and count * 2 >= len(wraps)
    return (width, first) if enough else (0, 0)
