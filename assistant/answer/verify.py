"""The promises about an answer, enforced on every draft before anyone sees it.

A quote that is not the document's text at its offsets is dropped; a line of the answer
whose numbers do not stand in its cited clauses is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.text.numbers import numerals
from assistant.types import Citation, Document, Draft, Note

_MARKS = re.compile(r"(?:\[\d+\])+(?=$| \|)")  # that close a line, or a cell of a table
_NUMBER = re.compile(r"\d+")


def verify(draft: Draft, documents: Mapping[str, Document]) -> Draft:
    """The draft with everything unsupported taken out, citations renumbered."""
    valid = {c.number: c for c in draft.citations if is_verbatim(c, documents)}
    kept = [line for line in draft.lines if _supported(line, valid, documents)]
    used = list(dict.fromkeys(number for line in kept for number in _marks(line)))
    numbers = {old: new for new, old in enumerate(used, start=1)}
    citations = tuple(replace(valid[old], number=new) for old, new in numbers.items())
    notes = draft.notes
    told = any(note.code == "cut" for note in notes)
    if kept and not told and len(kept) < len(draft.lines):
        notes = (*notes, Note("cut", "有一部分内容没有通过核对，已删去。"))
    lines = tuple(_renumbered(line, numbers) for line in kept)
    return replace(draft, lines=lines, citations=citations, notes=notes)


def _marks(line: str) -> list[int]:
    """Numbers of the citations that the marks of a line name."""
    return [int(number) for marks in _MARKS.findall(line) for number in _NUMBER.findall(marks)]


def _renumbered(line: str, numbers: Mapping[int, int]) -> str:
    return _MARKS.sub(
        lambda marks: _NUMBER.sub(lambda old: str(numbers[int(old[0])]), marks[0]), line
    )


def is_verbatim(citation: Citation, documents: Mapping[str, Document]) -> bool:
    """Whether the quote is its document's text at its offsets, inside its clause."""
    document = documents.get(citation.clause.document)
    inside = citation.clause.start <= citation.start < citation.end <= citation.clause.end
    return bool(
        document and inside and document.text[citation.start : citation.end] == citation.quote
    )


def unsupported(
    text: str, citations: Iterable[Citation], documents: Mapping[str, Document]
) -> list[str]:
    """Numbers of ``text`` that stand neither in a cited clause, nor in its heading path,
    nor in the title, number or dates of its document."""
    grounds = "\n".join(_grounds(c, documents[c.clause.document]) for c in citations)
    known = {n.key for n in numerals(grounds)}
    bare = _MARKS.sub("", text)
    return [bare[n.start : n.end] for n in numerals(bare) if n.key not in known]


def _supported(
    line: str, valid: Mapping[int | None, Citation], documents: Mapping[str, Document]
) -> bool:
    marks = _marks(line)
    if not marks or any(mark not in valid for mark in marks):
        return False
    return not unsupported(line, (valid[mark] for mark in marks), documents)


def _grounds(citation: Citation, document: Document) -> str:
    source, clause = document.source, citation.clause
    dates = (source.issued, source.effective, source.expires)
    stated = (source.title, source.number, *dates)
    return "\n".join((clause.text, *clause.path, *(value for value in stated if value)))
