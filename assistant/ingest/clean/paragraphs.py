"""Paragraphs that the layout cut: by hard wraps, blank lines, or what was taken out.

A line is joined to the next where the sentence says so (it stops open, or the next line
begins as none can), or where the document does: its wrap width, its indents, and whether
its items of one style carry their text in their own line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from assistant.ingest.clean.draft import Draft, Edit, lines
from assistant.ingest.clean.joints import Joints
from assistant.ingest.clean.layout import squash
from assistant.ingest.clean.rows import Cut, Page, Row, read_page
from assistant.ingest.metadata import only_departments

_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_NEVER_FIRST = "，。；：、？！）」』》”’…％%的了"
_TITLES = 5  # lines at the top, and
_SIGNATURES = 6  # lines at the end, that may stand for themselves without an end mark
_ENOUGH = 30  # lines that show whether a document has headings without numbers
_HEADING = 20  # characters that few headings exceed
_TITLE_LINES = 40

_PARTS = ("part", "subpart", "chapter", "section", "article")

# Log odds before the joint is looked at; NO and YES leave nothing to it.
NO = -9.0
HEADING = -4.5  # a title or a heading, and a line without a number
ITEM = -4.0  # an open sentence, and a line that looks like an item
MAYBE = -3.0  # a short line without a number: a heading, or the beginning of a sentence
DAMAGED = 4.5
GAP = 2.0
LONG = 2.0
INSIDE = 4.5  # no such heading, title or signature is to be expected here
REST = 9.0
YES = 6.0

Span = tuple[int, int]


def join_broken_lines(draft: Draft) -> Draft:
    """Rejoins a sentence with its second half on the next line, and with its third."""
    page = read_page(draft)
    found = page.rows
    judge = _Judge(page, Joints(draft.text))
    damaged = _damaged(draft, found)
    gaps = _gaps(draft, found)
    edits, halves = [], []
    joined = False
    for n, (row, after) in enumerate(pairwise(found)):
        joined = judge.odds(n, rest=joined, damaged=damaged[n], gap=gaps[n]) > 0
        if joined:
            edits.append(Edit(row.span[1], after.span[0]))
            halves.append(draft.raw_offset(after.span[0]))
    return replace(draft.apply(edits), joined=(*draft.joined, *halves))


def _damaged(draft: Draft, found: Sequence[Row]) -> list[bool]:
    """For each line but the last whether something was set aside after it."""
    starts = [draft.raw_offset(row.span[0]) for row in found]
    asides = sorted(aside.start for aside in draft.set_aside)
    between = ((bisect_left(asides, a), bisect_left(asides, b)) for a, b in pairwise(starts))
    return [first < last for first, last in between]


def _gaps(draft: Draft, found: Sequence[Row]) -> list[bool]:
    """For each line but the last whether more blank lines follow it than most."""
    places = [(draft.raw_offset(a.span[1] - 1), draft.raw_offset(b.span[0])) for a, b in pairwise(found)]
    blanks = [draft.raw.count("\n", *sorted(place)) for place in places]
    usual = median(blanks) if blanks else 0
    return [count > usual + 1 for count in blanks]


class _Judge:
    """Log odds that a line goes on with the one before it."""

    def __init__(self, page: Page, joints: Joints) -> None:
        self._page = page
        self._joints = joints

    def odds(self, n: int, *, rest: bool, damaged: bool, gap: bool) -> float:
        """For line ``n`` and the next. ``rest`` says that line ``n`` itself is the rest of
        a sentence, ``damaged`` and ``gap`` that something was set aside between the two,
        or unusually many blank lines."""
        rows = self._page.rows
        row, after = rows[n], rows[n + 1]
        found = self._by_what_they_are(row, after, self._page.cuts[n])
        if found == MAYBE:
            middle = _TITLES <= n < len(rows) - _SIGNATURES
            alone = middle and len(rows) >= _ENOUGH and not self._page.short_lines
            inside = alone and row.marker is None
            found += LONG * (len(row.text) > _HEADING) + REST * rest + max(DAMAGED * damaged, GAP * gap) + INSIDE * inside
        if NO < found < YES:
            found += self._joints.odds(row.span[1], after.span[0])
        return found

    def _by_what_they_are(self, row: Row, after: Row, cut: Cut) -> float:
        apart = "\t" in row.text or "\t" in after.text or after.text.startswith("#")
        if apart or _DATE.fullmatch(after.text) or only_departments(after.text):
            return NO
        full = self._page.full(row)
        if after.marker:
            page = full and row.body and after.marker.style not in _PARTS
            return (YES if page else ITEM) if cut == "yes" else NO
        if cut == "yes" or (cut == "maybe" and after.text[0] in _NEVER_FIRST):
            return YES
        if row.open:
            return MAYBE if cut == "maybe" else HEADING
        indented = self._page.indents and row.indented and row.body and not after.indented
        return YES if full or indented else NO


def join_title(draft: Draft) -> Draft:
    """Puts a title that runs over several lines on one, so that it reads as one."""
    wanted = squash(draft.title)
    spans = lines(draft.text)[:_TITLE_LINES]
    edits = []
    for first in range(len(spans)):
        last = _match(draft.text, spans, first, wanted)
        if last > first:
            pairs = zip(spans[first:last], spans[first + 1 : last + 1], strict=True)
            edits += [Edit(end, start) for (_, end), (start, _) in pairs]
            break
    return draft.apply(edits)


def _match(text: str, spans: Sequence[Span], first: int, wanted: str) -> int:
    collected = ""
    for index in range(first, len(spans)):
        collected += squash(text[spans[index][0] : spans[index][1]])
        if not collected or not wanted.startswith(collected):
            return -1
        if collected == wanted:
            return index
    return -1
