"""Other texts that a scraper mixed into the document: stories set aside, notices put first.

Which lines are foreign is decided for all of them at once, as the cheapest way through
the lines (Viterbi, IEEE Trans. Inf. Theory 13, 1967). Each line brings its log odds of
story against official (``register``) and what its number says; each foreign stretch
costs what it is worth to guess its place; and where the sentence before it was cut, it
counts whether the line after it, or the one next to it, goes on with that sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.ingest.clean.draft import Draft, Edit, lines
from assistant.ingest.clean.joints import Joints
from assistant.ingest.clean.markup import has_tags
from assistant.ingest.clean.novelty import Vocabulary
from assistant.ingest.clean.register import fitted
from assistant.ingest.clean.rows import Cut, Page, Row, is_date, read_page, tells_issue

_NOTICE = re.compile(r"(?:印发|发布|公布)《[^》]+》|现将《[^》]+》|的通知|的公告")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")

# Log odds, tuned on the texts of eval/foreign-dev.toml.
REGISTER = 1.5
NOVELTY = 0.43
MOST_NOVEL = 8.0
PRIOR = -0.5
KNOWN_WORDS = 3.5  # for a text that comes back to its words: they speak for its own lines
MOST_KNOWN = 0.45
WHOLE_LINE = 40  # characters; the prior of a shorter line is less
ENTER = 2.0  # a stretch after a finished line, besides the guess of its place
ENTER_CUT = 1.0  # ... in the middle of a sentence
NEVER_RESUMED = {"yes": 7.0, "maybe": 5.0}  # a sentence that was cut, then a new item
LEAVE_CUT = 4.0  # the stretch stops in the middle of a sentence of a wrapped text
MOST_OFFICIAL = -10.0
MOST_FOREIGN = 12.0
_LONGEST = 80  # lines of a stretch
_HOPELESS = -15.0
_NEVER_LAST = -8.0  # odds of a line with which no stretch ends
_ENOUGH_NUMBERS = 3
_ROUNDS = 6
_NUMBERED = {
    "part": 12.0,
    "subpart": 12.0,
    "chapter": 12.0,
    "section": 12.0,
    "article": 12.0,
    "han": 8.0,
    "han_paren": 8.0,
}
_NUMBERED_OTHERWISE = 3.0
_FORMAL = 4.0  # the row of a table; a date; when and by whom a document was issued, in brackets

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    """``odds`` of being foreign; whether it is ``apart`` from any sentence before it, as an
    item or the row of a table is; ``cut`` says how it ends."""

    span: Span
    odds: float
    apart: bool
    cut: Cut


def drop_stories(draft: Draft) -> Draft:
    """Sets foreign lines aside. What the first round finds tells the next one which words
    are not the document's."""
    page = read_page(draft)
    found: list[Span] = []
    for _ in range(_ROUNDS):
        rows = _lines(draft.text, page, found)
        path = _Path(draft.text, rows, wrapped=page.width > 0)
        before, found = found, [rows[n].span for n in path.foreign()]
        if found == before:
            break
    if _is_most(page, found):
        return draft
    return draft.apply(Edit(*span, reason="foreign") for span in found)


def _is_most(page: Page, found: Sequence[Span]) -> bool:
    """Whether what reads like another text is the document: a speech, a letter, village
    rules. Where enough lines have numbers, these are the document."""
    foreign = set(found)
    own = [row for row in page.rows if row.span not in foreign]
    if sum(row.marker is not None for row in own) >= _ENOUGH_NUMBERS:
        return False
    return sum(end - start for start, end in found) > sum(len(row.text) for row in own)


def _lines(text: str, page: Page, foreign: Sequence[Span]) -> list[_Line]:
    spans = [row.span for row in page.rows]
    words = Vocabulary(text, foreign)
    new = np.minimum(NOVELTY * words.novelty(spans), MOST_NOVEL)
    prior = PRIOR + KNOWN_WORDS * min(words.rate, MOST_KNOWN)
    lengths = np.array([end - start for start, end in spans])
    scores = prior * np.minimum(lengths / WHOLE_LINE, 1) + REGISTER * fitted().scores(text, spans)
    scores = (scores + new).tolist()
    return [
        _Line(row.span, _odds(row, score), row.marker is not None or "\t" in row.text, cut)
        for row, score, cut in zip(page.rows, scores, page.cuts, strict=True)
    ]


def _odds(row: Row, score: float) -> float:
    if "\t" in row.text or is_date(row.text) or tells_issue(row.text):
        return min(score, MOST_FOREIGN) - _FORMAL
    if row.marker is None:
        return min(max(score, MOST_OFFICIAL), MOST_FOREIGN)
    return min(score, MOST_FOREIGN) - _NUMBERED.get(row.marker.style, _NUMBERED_OTHERWISE)


class _Path:
    """The best way through the lines of a text, from each own line to the next own one."""

    def __init__(self, text: str, rows: Sequence[_Line], *, wrapped: bool) -> None:
        self._rows = rows
        self._joints = Joints(text)
        self._wrapped = wrapped
        places = Counter(row.cut for row in rows)
        self._enter: dict[Cut, float] = {
            "no": ENTER + math.log(places["no"] + 1),
            "maybe": ENTER_CUT + math.log(places["maybe"] + places["yes"] + 1),
            "yes": ENTER_CUT + math.log(places["yes"] + 1),
        }

        own = [row for row in rows if row.odds < 0]
        plain = sum(not row.apart for row in own)
        self._plain = math.log((plain + 1) / (len(own) + 2))

    def foreign(self) -> list[int]:
        """Numbers of the foreign lines, ascending."""
        last = len(self._rows)
        if sum(max(row.odds, 0.0) for row in self._rows) < min(ENTER, ENTER_CUT):
            return []
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
            if gained > 0:
                cost = self._enter[self._rows[n - 1].cut if n else "no"]
                yield n, gained - cost + self._link(n, own)

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
            return (self._plain if apart and not after.apart else 0.0) - broken
        if after.apart:
            return (-NEVER_RESUMED[row.cut] if apart else 0.0) - broken
        joint = self._joints.odds(row.span[1], after.span[0])
        return (joint if apart or row.cut == "yes" else max(joint, 0.0)) - broken


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
