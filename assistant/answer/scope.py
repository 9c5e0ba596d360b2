"""Right place, right year: which clauses and sentences may answer a question at all."""

from __future__ import annotations

import re

from assistant.text.dates import governing_frame, years
from assistant.types import Clause, Document, Query

_RANGE = re.compile(r"(20\d\d)\s*年?\s*[-—–~至到]+\s*(20\d\d)")
_ANNUAL = re.compile(r"每年|年均|逐年")


def right_place(query: Query, clause: Clause) -> bool:
    """Whether a clause is of a place asked about and speaks of every other place named."""
    if query.regions and clause.region not in query.regions:
        return False
    context = clause.text + "".join(clause.path)
    return all(place in context for place in query.places)


def right_year(query: Query, clause: Clause, document: Document, start: int, end: int) -> bool:
    """Whether what stands at ``start`` to ``end`` may answer for the years asked about.

    A year written in the sentence, or governing it, decides; else the years which the
    document's title says it is for; a document that names none is not held against.
    """
    if not query.years:
        return True
    said = stated_years(clause, document, start, end)
    if not said:
        said = _horizon(document)
    return not said or bool(said & set(query.years))


def stated_years(clause: Clause, document: Document, start: int, end: int) -> set[int]:
    """Years in the sentence, or the time frame that governs it; none for “每年…”."""
    sentence = document.text[start:end]
    if own := set(years(sentence)):
        return own
    if _ANNUAL.search(sentence):
        return set()
    frame = governing_frame(clause.text, start - clause.start)
    return {frame[2]} if frame else set()


def _horizon(document: Document) -> set[int]:
    title = document.source.title
    if match := _RANGE.search(title):
        return set(range(int(match[1]), int(match[2]) + 1))
    return set(years(title))
