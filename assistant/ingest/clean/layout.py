"""Line ends, blanks, and sentences that the layout cut in two."""

from __future__ import annotations

import re

from assistant.ingest.clean.draft import Draft, Edit
from assistant.ingest.metadata import only_departments
from assistant.ingest.numbering import opens_item

_LINE_END = re.compile(r"\r\n?|[\f\v\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_EDGE = re.compile(r"^[^\S\n]+|(?<![^\S\n])[^\S\n]+$", re.MULTILINE)
_BLANKS = re.compile(r"\n{2,}|\A\n+|\n+\Z")
_TERMINAL = "。！？；：!?;:”’」』）)】》…"
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
    if not stops_open(line) or not is_body(line):
        return False
    if line.startswith("#") or only_departments(line):
        return False
    return "。" in line or len(line.rstrip()) > _LONGEST_HEADING or not opens_item(line)


def stops_open(line: str) -> bool:
    """Whether a line, other than the row of a table, ends as no sentence does."""
    line = line.rstrip()
    return bool(line) and line[-1] not in _TERMINAL and "\t" not in line


def squash(text: str) -> str:
    """Without blanks and with one kind of brackets: what makes two titles the same."""
    return "".join(text.replace("（", "(").replace("）", ")").split())
