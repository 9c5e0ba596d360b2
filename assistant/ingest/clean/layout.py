"""Line ends, blanks, and sentences that the layout cut in two."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.ingest.clean.draft import Draft, Edit, lines
from assistant.ingest.metadata import only_departments
from assistant.ingest.numbering import opens_item

_LINE_END = re.compile(r"\r\n?|[\f\v\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_EDGE = re.compile(r"^[^\S\n]+|(?<![^\S\n])[^\S\n]+$", re.MULTILINE)
_BLANKS = re.compile(r"\n{2,}|\A\n+|\n+\Z")
_TERMINAL = "。！？；：!?;:”’」』）)】》…"
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_PAUSES = "，,。；;、"
_LONGEST_HEADING = 40


def even_line_ends(draft: Draft) -> Draft:
    """CRLF and CR as LF; characters that nobody sees out."""
    ends = (Edit(*m.span(), replacement="\n") for m in _LINE_END.finditer(draft.text))
    draft = draft.apply(ends)
    return draft.apply(Edit(*m.span()) for m in _INVISIBLE.finditer(draft.text))


def trim(draft: Draft) -> Draft:
    """No blanks at the edges of lines, no blank lines."""
    draft = draft.apply(Edit(*m.span()) for m in _EDGE.finditer(draft.text))
    blanks = list(_BLANKS.finditer(draft.text))
    last = len(draft.text)
    return draft.apply(
        Edit(m.start(), m.end(), replacement="" if m.start() == 0 or m.end() == last else "\n")
        for m in blanks
    )


def is_body(line: str) -> bool:
    """Whether a line is running text rather than a title, heading or signature."""
    return any(mark in line for mark in _PAUSES)


def is_unfinished(line: str) -> bool:
    """Whether a line of running text stops before its sentence does."""
    if not _stops_open(line) or not is_body(line):
        return False
    if line.startswith("#") or only_departments(line):
        return False
    return "。" in line or len(line.rstrip()) > _LONGEST_HEADING or not opens_item(line)


def _stops_open(line: str) -> bool:
    line = line.rstrip()
    return bool(line) and line[-1] not in _TERMINAL


def join_broken_lines(draft: Draft, title: str = "") -> Draft:
    """Rejoins a sentence with its second half on the next line, and with its third."""
    spans = lines(draft.text)
    edits, halves = [], []
    cut = False
    for (start, end), (following, stop) in pairwise(spans):
        line, after = draft.text[start:end], draft.text[following:stop]
        open_end = _stops_open(line) if cut else is_unfinished(line) and not _is(line, title)
        cut = open_end and _goes_on(after)
        if cut:
            edits.append(Edit(end, following))
            halves.append(draft.raw_offset(following))
    return replace(draft.apply(edits), joined=(*draft.joined, *halves))


def _goes_on(line: str) -> bool:
    apart = opens_item(line) or _DATE.fullmatch(line) or only_departments(line)
    return bool(line) and not apart


def _is(line: str, title: str) -> bool:
    return squash(line) == squash(title)


def join_title(draft: Draft, title: str) -> Draft:
    """Puts a title that runs over several lines on one, so that it reads as one."""
    wanted = squash(title)
    spans = lines(draft.text)[:40]
    edits = []
    for first in range(len(spans)):
        last = _match(draft.text, spans, first, wanted)
        if last > first:
            pairs = zip(spans[first:last], spans[first + 1 : last + 1], strict=True)
            edits += [Edit(end, start) for (_, end), (start, _) in pairs]
            break
    return draft.apply(edits)


def _match(text: str, spans: list[tuple[int, int]], first: int, wanted: str) -> int:
    collected = ""
    for index in range(first, len(spans)):
        collected += squash(text[spans[index][0] : spans[index][1]])
        if not collected or not wanted.startswith(collected):
            return -1
        if collected == wanted:
            return index
    return -1


def squash(text: str) -> str:
    """Without blanks and with one kind of brackets: what makes two titles the same."""
    return "".join(text.replace("（", "(").replace("）", ")").split())
