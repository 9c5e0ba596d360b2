"""Paragraphs that the layout cut: by hard wraps, blank lines, or what was taken out.

A line is joined to the next where the sentence says so (it stops open, or the next line
begins as none can), or where the document does: its wrap width, its indents, and whether
its items of one style carry their text in their own line.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from assistant.ingest.clean.draft import Draft, Edit, lines
from assistant.ingest.clean.joints import NEVER_FIRST, Joints
from assistant.ingest.clean.layout import squash
from assistant.ingest.clean.rows import Cut, Page, Row, is_date, read_page, tells_issue
from assistant.ingest.metadata import only_departments
from assistant.ingest.numbering import marker

_WITHIN = NEVER_FIRST + "的了等及"
_CLOSING = "）)》”’」』"
_TITLES = 5  # lines at the top, and
_SIGNATURES = 6  # lines at the end, that may stand for themselves without an end mark
_ENOUGH = 30  # lines that show whether a document has headings without numbers
_HEADING = 20  # characters that few headings exceed
_TITLE_LINES = 40
_BETWEEN_SENTENCES = 0.05  # of the cuts inside paragraphs
_RARE = 0.01

_PARTS = ("part", "subpart", "chapter", "section", "article")

# Log odds before the joint is looked at; NO and YES leave nothing to it.
NO = -9.0
FINISHED = -8.0  # a whole sentence, and a line without a number
HEADING = -4.5  # a title or a heading, and a line without a number
ITEM = -4.0  # an open sentence, and a line that looks like an item
MAYBE = -3.0  # a short line without a number: a heading, or the beginning of a sentence
DAMAGED = 4.5  # something was set aside between the two
GAP = 2.0  # unusually many blank lines
LONG = 2.0  # too long for a heading
INSIDE = 4.5  # no such heading, title or signature is to be expected here
REST = 9.0  # itself the rest of a sentence
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
    ends = draft.raw_offsets([row.span[1] - 1 for row in found[:-1]])
    starts = draft.raw_offsets([row.span[0] for row in found[1:]])
    asides = sorted(aside.end for aside in draft.set_aside)
    between = (
        (bisect_right(asides, a), bisect_right(asides, b))
        for a, b in zip(ends, starts, strict=True)
    )
    lines_taken = (
        draft.raw.count("\n", *sorted(place)) > 1 for place in zip(ends, starts, strict=True)
    )
    return [
        first < last and taken for (first, last), taken in zip(between, lines_taken, strict=True)
    ]


def _gaps(draft: Draft, found: Sequence[Row]) -> list[bool]:
    """For each line but the last whether more blank lines follow it than most."""
    ends = draft.raw_offsets([row.span[1] - 1 for row in found[:-1]])
    starts = draft.raw_offsets([row.span[0] for row in found[1:]])
    places = (sorted(place) for place in zip(ends, starts, strict=True))
    blanks = [draft.raw.count("\n", *place) for place in places]
    usual = median(blanks) if blanks else 0
    return [count > usual + 1 for count in blanks]


class _Judge:
    """Log odds that a line goes on with the one before it."""

    def __init__(self, page: Page, joints: Joints) -> None:
        self._page = page
        self._joints = joints
        ended = [after for row, after in pairwise(page.rows) if not row.open]
        plain = sum(after.marker is None for after in ended)
        self._plain = plain / len(ended) if ended else 1.0

    def odds(self, n: int, *, rest: bool, damaged: bool, gap: bool) -> float:
        """For line ``n`` and the next. ``rest`` says that line ``n`` itself is the rest of
        a sentence, ``damaged`` and ``gap`` that something was set aside between the two,
        or unusually many blank lines."""
        rows = self._page.rows
        row, after = rows[n], rows[n + 1]
        cut = self._page.cuts[n]
        found = self._by_what_they_are(row, after, cut)
        if found == MAYBE:
            found += max(DAMAGED * damaged, GAP * gap)
        elif found == FINISHED and (damaged or gap):
            return self._mid_paragraph(row, after)
        if cut == "maybe" and found > NO:
            middle = _TITLES <= n < len(rows) - _SIGNATURES
            alone = middle and len(rows) >= _ENOUGH and not self._page.short_lines
            inside = alone and row.marker is None
            found += LONG * (len(row.text) > _HEADING) + REST * rest + INSIDE * inside
        if FINISHED < found < YES:
            found += self._joints.odds(row.span[1], after.span[0])
        return found

    def _by_what_they_are(self, row: Row, after: Row, cut: Cut) -> float:
        full = self._page.full(row)
        within = after.text[0] in _WITHIN and (cut != "no" or row.text[-1] in _CLOSING)
        if not (row.open or full or within):
            return FINISHED
        if _stands_alone(row, after):
            return NO
        if after.marker:
            page = full and row.body and after.marker.style not in _PARTS
            return (YES if page else ITEM) if cut == "yes" else NO
        if not row.open and self._page.indents and after.indented:
            return NO
        if cut == "yes" or within or not row.open:
            return YES
        return MAYBE if cut == "maybe" and marker(after.text) is None else HEADING

    def _mid_paragraph(self, row: Row, after: Row) -> float:
        """Log odds that a paragraph was cut between two of its sentences, rather than that
        a new one begins, which is rare where every paragraph has a number or an indent."""
        if after.marker or not row.body or _stands_alone(row, after):
            return NO
        if self._page.indents and row.indented:
            return YES if not after.indented else NO
        return math.log(_BETWEEN_SENTENCES / (self._plain + _RARE))


def _stands_alone(row: Row, after: Row) -> bool:
    """Whether the second of two lines is by its nature no rest of the first."""
    apart = "\t" in row.text or "\t" in after.text or after.text.startswith("#")
    dated = is_date(after.text) or tells_issue(after.text)
    return bool(apart or dated or only_departments(after.text))


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
