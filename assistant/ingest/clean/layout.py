"""Line ends, blanks, and sentences that the layout cut in two."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.ingest.clean.draft import Draft, Edit, lines
from assistant.ingest.numbering import opens_item

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]")
_EDGE = re.compile(r"^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$", re.MULTILINE)
_BLANKS = re.compile(r"\n{2,}|\A\n+|\n+\Z")
_TERMINAL = "。！？；：!?;:”’」』）)】》…"
_PAUSES = "，,。；;、"
_LONGEST_HEADING = 40


def even_line_ends(draft: Draft) -> Draft:
    """CRLF and CR as LF; characters that nobody sees out."""
    ends = (Edit(*m.span(), replacement="\n") for m in re.finditer(r"\r\n?|\f|\v", draft.text))
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
    line = line.rstrip()
    if not line or line[-1] in _TERMINAL or line.startswith("#"):
        return False
    return is_body(line) and not (opens_item(line) and len(line) <= _LONGEST_HEADING)


def join_broken_lines(draft: Draft) -> Draft:
    """Rejoins a sentence with its second half on the next line."""
    spans = lines(draft.text)
    edits, halves = [], []
    for (start, end), (following, stop) in pairwise(spans):
        after = draft.text[following:stop]
        if is_unfinished(draft.text[start:end]) and after and not opens_item(after):
            edits.append(Edit(end, following))
            halves.append(draft.raw_offset(following))
    return replace(draft.apply(edits), joined=(*draft.joined, *halves))


def join_title(draft: Draft, title: str) -> Draft:
    """Puts a title that runs over several lines on one, so that it reads as one."""
    wanted = _squash(title)
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
        collected += _squash(text[spans[index][0] : spans[index][1]])
        if not collected or not wanted.startswith(collected):
            return -1
        if collected == wanted:
            return index
    return -1


def _squash(text: str) -> str:
    return "".join(text.replace("（", "(").replace("）", ")").split())
