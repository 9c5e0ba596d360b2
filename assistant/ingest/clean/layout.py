"""Line ends and blanks, and how a line ends: in a sentence, after one, as a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.ingest.clean.draft import Draft, Edit, Span, filled_lines
from assistant.ingest.metadata import only_departments
from assistant.ingest.numbering import opens_item

_LINE_END = re.compile(r"\r\n?|[\f\v\x85\u2028\u2029]")
_UNSEEN = r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_LINE_ENDS = re.compile(r"\n\n+")
_ODD = re.compile(rf"[\r\f\v\x85\u2028\u2029{_UNSEEN}]")
_TERMINAL = "。！？；：!?;:”’」』）)】》…"
_PAUSE = re.compile("[，,。；;、]")
_LONGEST_HEADING = 40


def even_line_ends(draft: Draft) -> Draft:
    """CRLF and CR as LF; characters that nobody sees out."""
    if not _ODD.search(draft.text):
        return draft
    ends = (Edit(*m.span(), replacement="\n") for m in _LINE_END.finditer(draft.text))
    draft = draft.apply(ends)
    return draft.apply(Edit(*m.span()) for m in _INVISIBLE.finditer(draft.text))


def trim(draft: Draft) -> Draft:
    """No blanks at the edges of lines, no blank lines."""
    draft = draft.apply(Edit(*span) for span in _blank_edges(draft.text))
    text = draft.text
    first, last = len(text) - len(text.lstrip("\n")), len(text.rstrip("\n"))
    edits = [Edit(*m.span(), "\n") for m in _LINE_ENDS.finditer(text, first, max(first, last))]
    if first:
        edits.append(Edit(0, first))
    if first <= last < len(text):
        edits.append(Edit(last, len(text)))
    return draft.apply(edits)


def _blank_edges(text: str) -> Iterator[Span]:
    for start, end in filled_lines(text):
        line = text[start:end]
        if line != line.strip():
            first, last = end - len(line.lstrip()), start + len(line.rstrip())
            yield from ((a, b) for a, b in ((start, first), (max(first, last), end)) if a < b)


def is_body(line: str) -> bool:
    """Whether a line is running text rather than a title, heading or signature."""
    return bool(_PAUSE.search(line))


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
