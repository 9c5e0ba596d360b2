"""Paragraphs that the layout cut: by hard wraps, blank lines, or what was taken out.

A line is joined to the next where the sentence says so (it stops open, or the next line
begins as none can), or where the document does: its wrap width, its indents, and whether
its items of one style carry their text in their own line.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from assistant.ingest.clean.draft import Draft, Edit, Span, lines
from assistant.ingest.clean.joints import NEVER_FIRST, Joints
from assistant.ingest.clean.layout import squash
from assistant.ingest.clean.rows import Cut, Page, Row, is_date, read_page, tells_issue
from assistant.ingest.clean.suspicion import suspicion
from assistant.ingest.metadata import only_departments
from assistant.ingest.numbering import marker

_LISTED = re.compile(r"\d{1,2}(?:[-－]\d{1,2})+[.．、\s]")  # 1-2.
_WITHIN = NEVER_FIRST + "的了等及"
_STOPS = "。！？；!?;"
_CLOSING = "）)》”’」』"
_TITLES = 5  # lines at the top, and
_SIGNATURES = 6  # lines at the end, that may stand for themselves without an end mark
_ENOUGH = 30  # lines that show whether a document has headings without numbers
_HEADING = 20  # characters that few headings exceed
_TITLE_LINES = 40
_BETWEEN_SENTENCES = 0.1  # of the cuts inside paragraphs
_RARE = 0.01
_PLAIN = 3.0  # log odds of being foreign that leave little doubt

_PARTS = ("part", "subpart", "chapter", "section", "article")

# Log odds before the joint is looked at; NO and YES leave nothing to it.
NO = -9.0
FINISHED = -8.0  # a whole sentence, and a line without a number
HEADING = -5.5  # a title or a heading, and a line without a number
ITEM = -4.0  # an open sentence, and a line that looks like an item
MAYBE = -3.0  # a short line without a number: a heading, or the beginning of a sentence
TAKEN = 4.5  # something was set aside between the two
WIDE = 2.0  # unusually many blank lines
LONG = 2.0  # too long for a heading
INSIDE = 4.5  # no such heading, title or signature is to be expected here
REST = 9.0  # itself the rest of a sentence
YES = 6.0


def unwrap(draft: Draft) -> Draft:
    """Joins the lines of hard-wrapped text: one as wide as the page goes on in the next,
    whichever text both are of, unless they are plainly of different ones."""
    page = read_page(draft)
    if not page.width:
        return draft
    title = squash(draft.title)
    odds = pairwise(suspicion(draft.text, page))
    pairs = [
        (row, after)
        for (row, after), (one, other) in zip(pairwise(page.rows), odds, strict=True)
        if page.full(row) and _runs_on(page, row, after, title) and not _apart(one, other)
    ]
    return _join(draft, pairs)


def _apart(one: float, other: float) -> bool:
    return one * other < 0 and min(abs(one), abs(other)) > _PLAIN


def _runs_on(page: Page, row: Row, after: Row, title: str) -> bool:
    if _tells_who(after) and row.body:
        return True
    if _stands_alone(row, after) or (page.indents and after.indented):
        return False
    if squash(row.text) in title and squash(after.text) not in title:
        return False
    if not row.open and after.open and not after.body and not page.full(after):
        return False
    return after.marker is None or (row.open and row.body and after.marker.style not in _PARTS)


def join_broken_lines(draft: Draft) -> Draft:
    """Rejoins a sentence with its second half on the next line, and with its third."""
    page = read_page(draft)
    judge = _Judge(page, _breaks(draft, page.rows), Joints(draft.text))
    pairs = []
    joined = False
    for n, (row, after) in enumerate(pairwise(page.rows)):
        joined = judge.odds(n, rest=joined) > 0
        if joined:
            pairs.append((row, after))
    return _join(draft, pairs)


def _join(draft: Draft, pairs: Iterable[tuple[Row, Row]]) -> Draft:
    """Takes out what stands between the rows of each pair, and notes where it stood."""
    spans = [(row.span[1], after.span[0]) for row, after in pairs]
    halves = tuple(draft.raw_offset(start) for _, start in spans)
    return replace(draft.apply(Edit(*span) for span in spans), joined=(*draft.joined, *halves))


class _Break(NamedTuple):
    """What the raw file has between two lines: ``taken`` says that lines were set aside
    there, ``wide`` that more of them are blank than usual."""

    taken: bool
    wide: bool


def _breaks(draft: Draft, found: Sequence[Row]) -> list[_Break]:
    """The break after each line but the last."""
    ends = draft.raw_offsets([row.span[1] - 1 for row in found[:-1]])
    starts = draft.raw_offsets([row.span[0] for row in found[1:]])
    asides = sorted(aside.end for aside in draft.set_aside)
    taken = [
        bisect_right(asides, a) < bisect_right(asides, b) for a, b in zip(ends, starts, strict=True)
    ]
    blanks = [draft.raw.count("\n", *sorted(p)) for p in zip(ends, starts, strict=True)]
    usual = median(blanks) if blanks else 0
    return [_Break(t and n > 1, n > usual + 1) for t, n in zip(taken, blanks, strict=True)]


class _Judge:
    """Log odds that a line goes on with the one before it."""

    def __init__(self, page: Page, breaks: Sequence[_Break], joints: Joints) -> None:
        self._page = page
        self._breaks = breaks
        self._joints = joints
        whole = [
            after.marker is None
            for (row, after), between in zip(pairwise(page.rows), breaks, strict=True)
            if not row.open and not any(between)
        ]
        self._plain = sum(whole) / len(whole) if whole else 1.0

    def odds(self, n: int, *, rest: bool) -> float:
        """For line ``n`` and the next; ``rest`` says that line ``n`` is itself the rest of
        a sentence."""
        row, after = self._page.rows[n : n + 2]
        between = self._breaks[n]
        if between.taken and row.body and _tells_who(after):
            return YES
        found = self._by_what_they_are(row, after, self._page.cuts[n])
        if found == FINISHED:
            return self._mid_paragraph(row, after) if any(between) else NO
        if found == MAYBE:
            found = self._heading_or_not(n, rest=rest)
        if NO < found < YES:
            found += self._joints.odds(row.span[1], after.span[0])
        return found

    def _heading_or_not(self, n: int, *, rest: bool) -> float:
        """For a short line that is either a heading or the beginning of a sentence."""
        row, between = self._page.rows[n], self._breaks[n]
        if row.marker and not any(between):
            return HEADING
        middle = _TITLES <= n < len(self._page.rows) - _SIGNATURES
        alone = middle and len(self._page.rows) >= _ENOUGH and not self._page.short_lines
        found = MAYBE + max(TAKEN * between.taken, WIDE * between.wide) * (n >= _TITLES)
        found += LONG * (n >= _TITLES and len(row.text) > _HEADING) + REST * rest
        return found + INSIDE * (alone and row.marker is None)

    def _by_what_they_are(self, row: Row, after: Row, cut: Cut) -> float:
        within = after.text[0] in _WITHIN and (cut != "no" or row.text[-1] in _CLOSING)
        if not (row.open or within):
            return FINISHED
        if _stands_alone(row, after):
            return NO
        if after.marker:
            return ITEM if cut == "yes" else NO
        if cut == "yes" or within:
            return YES
        return MAYBE if cut == "maybe" and marker(after.text) is None else HEADING

    def _mid_paragraph(self, row: Row, after: Row) -> float:
        """Log odds that a paragraph was cut between two of its sentences, rather than that
        a new one begins, which is rare where every paragraph has a number or an indent."""
        if row.text[-1] not in _STOPS or not row.body or (after.open and not after.body):
            return NO
        if after.marker or _stands_alone(row, after):
            return NO
        if self._page.indents and row.indented:
            return YES if not after.indented else NO
        return math.log(_BETWEEN_SENTENCES / (self._plain + _RARE))


def _tells_who(row: Row) -> bool:
    """Whether a line is the closing brackets of a paragraph, with who is responsible."""
    return row.text[0] in "（(" and only_departments(row.text)


def _stands_alone(row: Row, after: Row) -> bool:
    """Whether the second of two lines is by its nature no rest of the first."""
    apart = "\t" in row.text or "\t" in after.text or after.text.startswith("#")
    dated = is_date(after.text) or tells_issue(after.text)
    listed = _LISTED.match(after.text)
    return bool(apart or dated or listed or only_departments(after.text))


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
