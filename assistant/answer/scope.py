"""Right place, right year: what may answer a question at all."""

from __future__ import annotations

import re

from assistant.text.dates import governing_frame, years
from assistant.text.sentences import Span, parts
from assistant.types import Clause, Document, Query

_RANGE = re.compile(r"(20\d\d)\s*年?\s*[-—–~至到]+\s*(20\d\d)")
_ANNUAL = re.compile(r"每年|年均|逐年|每月")


def right_place(query: Query, clause: Clause, sentence: str) -> bool:
    """Whether a clause is of a place asked about, and the sentence or a heading above it
    names every other place that the question names."""
    if query.regions and clause.region not in query.regions:
        return False
    context = sentence + "".join(clause.path)
    return all(place in context for place in query.places)


def parts_of_the_year(
    query: Query, clause: Clause, document: Document, start: int, end: int
) -> list[Span]:
    """The parts of a sentence (document offsets) that may answer for the years asked about.

    A year in the part or governing it decides; else the years which the document's title
    says it is for; a document that names none is not held against.
    """
    pieces = parts(document.text, start, end)
    if not query.years:
        return pieces
    horizon = _horizon(document)
    wanted = set(query.years)
    kept = []
    for piece in pieces:
        said = _stated(clause, document, *piece) or horizon
        if not said or said & wanted:
            kept.append(piece)
    return kept


def states_year(query: Query, clause: Clause, document: Document, spans: list[Span]) -> bool:
    """Whether one of the parts is expressly said to be for a year asked about."""
    wanted = set(query.years)
    return bool(wanted) and any(_stated(clause, document, *span) & wanted for span in spans)


def _stated(clause: Clause, document: Document, start: int, end: int) -> set[int]:
    """Years in a part, or the time frame that governs it; none for “每年…”."""
    text = document.text[start:end]
    if own := set(years(text)):
        return own
    if _ANNUAL.search(text):
        return set()
    frame = governing_frame(clause.text, start - clause.start)
    return {frame[2]} if frame else set()


def _horizon(document: Document) -> set[int]:
    title = document.source.title
    if match := _RANGE.search(title):
        return set(range(int(match[1]), int(match[2]) + 1))
    if found := set(years(title)):
        return found
    issued = document.source.issued
    return {int(issued[:4])} if issued and not years(document.text) else set()
