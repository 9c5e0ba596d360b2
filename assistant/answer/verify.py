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

_MARKS = re.compile(r"(?:\[\d+\])+$")
_NUMBER = re.compile(r"\d+")


def verify(draft: Draft, documents: Mapping[str, Document]) -> Draft:
    """The draft with everything unsupported taken out, citations renumbered."""
    valid = {c.number: c for c in draft.citations if is_verbatim(c, documents)}
    kept = [line for line in draft.lines if _supported(line, valid, documents)]
    used = list(dict.fromkeys(number for line in kept for number in _marks(line)))
    numbers = {old: new for new, old in enumerate(used, start=1)}
    citations = tuple(replace(valid[old], number=new) for old, new in numbers.items())
    notes = draft.notes
    if kept and len(kept) < len(draft.lines):
        notes = (*notes, Note("cut", "有一部分内容没有通过核对，已删去。"))
    lines = tuple(_renumbered(line, numbers) for line in kept)
    return Draft(lines, citations, notes, draft.separator, draft.confidence)


def _marks(line: str) -> list[int]:
    """Numbers of the citations in the marks that close a line."""
    match = _MARKS.search(line)
    return [int(number) for number in _NUMBER.findall(match[0])] if match else []


def _renumbered(line: str, numbers: Mapping[int, int]) -> str:
    marks = "".join(f"[{numbers[old]}]" for old in _marks(line))
    return _MARKS.sub("", line) + marks


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
