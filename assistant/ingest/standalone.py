"""Headings without any number: a short line without a full stop that stands over text."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from assistant.ingest.annexes import DATE
from assistant.ingest.headings import MARKS, Heading
from assistant.ingest.metadata import only_departments
from assistant.ingest.nesting import ARTICLE, RANK
from assistant.ingest.numbering import marker
from assistant.ingest.paragraphs import Line, is_full

_LONGEST = 30
_LONGEST_LINE = _LONGEST + 6  # with the marks of bold type
_SHORTEST_BROKEN = 8
_LONGEST_TOP = 16
ENDS = tuple("。；：:;！？!?")
_NO_TITLE = re.compile(r"[，,。；;！!？?、…\t|]|^[（(].*[）)]$|^(?:注|表|图)\s*\d|(?:供稿|供图)$")
_TWO_PARTS = re.compile(r"[^：:\d]{2,12}[：:][^：:\d]{3,18}")  # 甲县：改厕惠民
_BOX = re.compile(r"[*\s]*专栏\s*[\d一二三四五六七八九十]+[\s：:]")
_TOP = re.compile(r"[总分附罚]\s*则")


def standalone(
    lines: Sequence[Line], found: Sequence[Heading | None], taken: Container[int]
) -> list[Heading | None]:
    """The headings found by their numbers, and those found by how they stand. One alone is
    none: what a document does once may be a signature or the half of a title. ``taken``
    are lines that are something else.
    """
    kept = list(found)
    free = [
        index
        for index, line in enumerate(lines)
        if found[index] is None and line.end - line.start <= _LONGEST_LINE and index not in taken
    ]
    single = [i for i in free if _stands_over_text(lines, found, i, i - 1 in taken)]
    for index in single if len(single) > 1 else ():
        kept[index] = _heading("bare", lines[index])
    for index in free:
        text = lines[index].text
        if _is_top(text) and _opens_division(found, index):
            kept[index] = _heading("top", lines[index])
        elif _BOX.match(text):
            kept[index] = _heading("bare", lines[index])
    return kept


def wrapped(lines: Sequence[Line], found: Sequence[Heading | None], index: int) -> Heading | None:
    """The heading at ``index`` whole, if its second half stands on the next line."""
    heading, after = found[index], index + 1
    if heading is None or heading.own_text or heading.label == "" or after >= len(lines):
        return None
    line, second, other = lines[index].text, lines[after], found[after]
    bold = line.startswith("**") and other is not None and other.style == "bold"
    if not (other is None or bold) or second.row or not _could_be_title(second.text):
        return None
    words = line[_words_begin(line) :].strip(MARKS)
    if words.endswith(ENDS) or not _may_break(heading, words):
        return None
    if words and _has_sisters(lines, found, after):
        return None
    title = heading.title + ("" if words else " ") + second.text.strip(MARKS)
    return heading._replace(title=title)


def _may_break(heading: Heading, words: str) -> bool:
    """Whether a heading of this kind and length runs over two lines. A short one over a
    short line is rather a heading over another."""
    if heading.style == "annex":
        return not words
    return not words or RANK[heading.style] < ARTICLE or len(words) >= _SHORTEST_BROKEN


def _has_sisters(lines: Sequence[Line], found: Sequence[Heading | None], index: int) -> bool:
    """Whether the line at ``index`` is one of several titles under the same heading, or
    stands over something else than text, a row or a heading."""
    if index + 1 < len(lines) and found[index + 1] is None:
        following = lines[index + 1]
        if not (following.row or is_full(following.text) or len(following.text) > _LONGEST):
            return True
    for other in range(index + 1, len(lines)):
        if found[other] is not None:
            return False
        if _stands_over_text(lines, found, other):
            return True
    return False


def _words_begin(line: str) -> int:
    opened = marker(line)
    return opened.end if opened else 0


def _heading(style: str, line: Line) -> Heading:
    return Heading(style, "s", "", line.text.strip(MARKS), line.start)


def _could_be_title(line: str) -> bool:
    """Whether nothing in a line speaks against its being a heading."""
    if len(line) > _LONGEST_LINE:
        return False
    words = line.strip(MARKS)
    if not 1 < len(words) <= _LONGEST or _NO_TITLE.search(words):
        return False
    if ("：" in words or ":" in words) and not _TWO_PARTS.fullmatch(words):
        return False
    return not DATE.fullmatch(words) and not only_departments(words)


def _stands_over_text(
    lines: Sequence[Line], found: Sequence[Heading | None], index: int, opens: bool = False
) -> bool:
    """``opens``: nothing but the title stands before the line."""
    line, after = lines[index], index + 1
    if (
        found[index] is not None
        or line.row
        or after == len(lines)
        or len(line.text) > _LONGEST_LINE
    ):
        return False
    if lines[after].row or not _could_be_title(line.text):
        return False
    before = found[index - 1] is not None or is_full(lines[index - 1].text) if index else True
    following = found[after]
    stands = is_full(lines[after].text) if following is None else following.style == "article"
    return (opens or before) and stands


def _is_top(line: str) -> bool:
    return len(line) <= _LONGEST_TOP and _TOP.fullmatch(line.strip(MARKS)) is not None


def _opens_division(found: Sequence[Heading | None], index: int) -> bool:
    following = found[index + 1] if index + 1 < len(found) else None
    return following is not None and RANK.get(following.style, ARTICLE + 1) <= ARTICLE
