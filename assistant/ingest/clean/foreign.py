"""Other texts that a scraper mixed into the document: stories set aside, notices put first.

Which lines are foreign is decided for all of them at once, as the cheapest way through
the lines (Viterbi, IEEE Trans. Inf. Theory 13, 1967). Each line brings its log odds of
being foreign (``suspicion``); each foreign stretch costs what it is worth to guess its
place; and where the sentence before it was cut, it counts whether the line after it, or
the one next to it, goes on with that sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.ingest.clean.draft import Draft, Edit, Span, lines
from assistant.ingest.clean.joints import Joints
from assistant.ingest.clean.markup import has_tags
from assistant.ingest.clean.register import CHUNK, fitted
from assistant.ingest.clean.rows import Cut, Page, Row, read_page
from assistant.ingest.clean.suspicion import suspicion

_NOTICE = re.compile(r"(?:印发|发布|公布)《[^》]+》|现将《[^》]+》|的通知|的公告")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")

REASON = "foreign"
# Log odds, tuned on the texts of eval/foreign-dev.toml.
ENTER = 3.0  # a stretch after a finished line, besides the guess of its place
ENTER_CUT = 0.0  # ... in the middle of a sentence
NEVER_RESUMED = {"yes": 7.0, "maybe": 5.0}  # a sentence that was cut, then a new item
INDENT = 2.5  # where paragraphs begin with blanks
LEAVE_CUT = 4.0  # the stretch stops in the middle of a sentence of a wrapped text
_LONGEST = 80  # lines of a stretch
_HOPELESS = -15.0
_NEVER_LAST = -11.0  # odds of a line with which no stretch ends
_TORN = -10.0  # odds of a stretch that the sentence round it may outweigh
_ENOUGH_NUMBERS = 3
_ENOUGH_TEXT = 300  # characters
_BEYOND_DOUBT = 0.8  # log odds of official text in each 50 characters
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class _Line:
    """``odds`` of being foreign; whether it is ``apart`` from any sentence before it, as an
    item or the row of a table is; ``cut`` says how it ends; whether it ``heads`` others."""

    span: Span
    odds: float
    apart: bool
    cut: Cut
    indented: bool
    heads: bool


def drop_stories(draft: Draft) -> Draft:
    """Sets foreign lines aside. What the first round finds tells the next one which words
    are not the document's."""
    page = read_page(draft)
    found: list[Span] = []
    for _ in range(_ROUNDS):
        rows = _lines(draft.text, page, found)
        path = _Path(draft.text, rows, page)
        before, found = found, [rows[n].span for n in path.foreign()]
        if found == before:
            break
    if _is_most(draft, page, found):
        return draft
    return draft.apply(Edit(*span, reason=REASON) for span in found)


def _is_most(draft: Draft, page: Page, found: Sequence[Span]) -> bool:
    """Whether what reads like another text is the document: a speech, a letter, village
    rules. Where enough lines have numbers, or the rest is official beyond doubt, these
    are the document."""
    foreign = set(found)
    own = [row for row in page.rows if row.span not in foreign]
    if sum(row.marker is not None for row in own) >= _ENOUGH_NUMBERS:
        return False
    length = sum(len(row.text) for row in own)
    if sum(end - start for start, end in found) <= length:
        return False
    official = fitted().scores(draft.text, [row.span for row in own]).sum()
    return length < _ENOUGH_TEXT or official > -_BEYOND_DOUBT * length / CHUNK


def _lines(text: str, page: Page, foreign: Sequence[Span]) -> list[_Line]:
    odds = suspicion(text, page, foreign)
    return [_line(row, odd, cut) for row, odd, cut in zip(page.rows, odds, page.cuts, strict=True)]


def _line(row: Row, odds: float, cut: Cut) -> _Line:
    apart = row.marker is not None or "\t" in row.text
    heads = row.marker is not None and row.open and cut == "no"
    return _Line(row.span, odds, apart, cut, row.indented, heads)


def _plain_after(rows: Sequence[_Line], heads: bool) -> tuple[float, float]:
    """Log shares of lines without and with a number after own headings, or sentences."""
    pairs = pairwise(row for row in rows if row.odds < 0)
    after = [b for a, b in pairs if a.cut == "no" and a.heads == heads]
    plain = (sum(not row.apart for row in after) + 1) / (len(after) + 2)
    return math.log(plain), math.log(1 - plain)


class _Path:
    """The best way through the lines of a text, from each own line to the next own one."""

    def __init__(self, text: str, rows: Sequence[_Line], page: Page) -> None:
        self._rows = rows
        self._joints = Joints(text)
        self._wrapped = page.width > 0
        self._indents = page.indents
        places = Counter(row.cut for row in rows)
        self._enter: dict[Cut, float] = {
            "no": ENTER + math.log(places["no"] + 1),
            "maybe": (ENTER + ENTER_CUT) / 2 + math.log(places["maybe"] + places["yes"] + 1),
            "yes": ENTER_CUT + math.log(places["yes"] + 1),
        }
        # Log odds that a line without a number comes after a heading, after a sentence.
        self._plain = {heads: _plain_after(rows, heads) for heads in (True, False)}

    def foreign(self) -> list[int]:
        """Numbers of the foreign lines, ascending."""
        if all(row.odds <= 0 and row.cut != "yes" for row in self._rows):
            return []
        last = len(self._rows)
        best = [0.0] * (last + 2)  # by own line, counted from 1; 0 stands before the text
        before = [0] * (last + 2)
        for own in range(1, last + 2):
            options = ((best[n] + gain, n) for n, gain in self._steps(own))
            best[own], before[own] = max(options)
        found: list[int] = []
        own = last + 1
        while own:
            found += range(before[own], own - 1)
            own = before[own]
        return sorted(found)

    def _steps(self, own: int) -> Iterator[tuple[int, float]]:
        """Own lines that may come before ``own``, and what each such step gains."""
        yield own - 1, self._link(own - 1, own)
        if own > 1 and self._rows[own - 2].odds < _NEVER_LAST:
            return
        gained = 0.0
        for n in range(own - 2, max(own - 2 - _LONGEST, -1), -1):
            gained += self._rows[n].odds
            if gained < _HOPELESS:
                return
            before = self._rows[n - 1].cut if n else "no"
            if gained > (_TORN if before == "yes" else 0):
                yield n, gained - self._enter[before] + self._link(n, own)

    def _link(self, own: int, following: int) -> float:
        """How well two own lines follow one another."""
        if own == 0:
            return 0.0
        row, apart = self._rows[own - 1], following - own > 1
        if following > len(self._rows):
            return -NEVER_RESUMED["yes"] if apart and row.cut == "yes" else 0.0
        after = self._rows[following - 1]
        stops = self._wrapped and self._rows[following - 2].cut == "yes"
        broken = LEAVE_CUT if apart and stops else 0.0
        if row.cut == "no":
            plain, item = self._plain[row.heads]
            return (item if after.apart else plain + self._begins(after)) - broken
        if after.apart:
            return (-NEVER_RESUMED[row.cut] if apart else 0.0) - broken
        joint = self._joints.odds(row.span[1], after.span[0], told=bool(broken))
        joint -= self._begins(after)
        return (joint if apart or row.cut == "yes" else max(joint, 0.0)) - broken

    def _begins(self, row: _Line) -> float:
        """Log odds by its indent that a line begins a paragraph and is not the rest of one."""
        if not self._indents:
            return 0.0
        return INDENT if row.indented else -INDENT


def lift_notice(draft: Draft) -> Draft:
    """A notice of issue found inside the text as a block of markup is put in front of it."""
    for start, end in lines(draft.text)[1:]:
        line = draft.text[start:end]
        if has_tags(line) and _NOTICE.search(line) and _DATE.search(line):
            front = _first_text(draft.text)
            if end < len(draft.text):
                return draft.move(start, end + 1, front)
            last = len(draft.text) - 1  # where the line end before the notice lands
            return draft.move(start, end, front).move(last, last + 1, front + end - start)
    return draft


def _first_text(text: str) -> int:
    return len(text) - len(text.lstrip())
