"""Right place, right year: what may answer a question at all."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.text.dates import governing_frame, years
from assistant.text.sentences import Span, parts
from assistant.types import Clause, Document, Query

_RANGE = re.compile(r"(20\d\d)\s*年?\s*[-—–~至到]+\s*(20\d\d)")
_ANNUAL = re.compile(r"每年|年均|逐年|每月")


def right_place(query: Query, clause: Clause, sentence: str, title: str = "") -> bool:
    """Whether a clause is of a place asked about, and the sentence or a heading above it
    names every other place that the question names; or the ``title`` of its document, where
    nobody has said which place that is of."""
    if query.regions and clause.region not in query.regions:
        return False
    context = sentence + "".join(clause.path) + (title if clause.region is None else "")
    return all(place in context for place in query.places)


def parts_of_the_year(
    query: Query, clause: Clause, document: Document, start: int, end: int
) -> list[Span]:
    """The parts of a sentence (document offsets) that may answer for the years asked about.

    A year in the part or governing it decides; else the years which the document's title
    says it is for; a document that names none is not held against. What is to be reached
    over several years is a figure of the last of them alone.
    """
    timed = _timed_parts(clause, start, end)
    if not query.years:
        return [part for part, _ in timed]
    of_document = horizon(document)
    if query.kind == "figure" and of_document and not _ANNUAL.search(clause.text):
        of_document = frozenset((max(of_document),))
    of_document = of_document or _lifetime(document.text)
    wanted = set(query.years)
    return [
        part for part, said in timed if not (said or of_document) or (said or of_document) & wanted
    ]


def states_year(query: Query, clause: Clause, start: int, end: int) -> bool:
    """Whether a part of a sentence is expressly said to be for a year asked about."""
    wanted = set(query.years)
    return bool(wanted) and any(said & wanted for _, said in _timed_parts(clause, start, end))


def _timed_parts(clause: Clause, start: int, end: int) -> list[tuple[Span, frozenset[int]]]:
    """The parts of a sentence (document offsets) with the years that each is said to be for."""
    base = clause.start
    found = _timed(clause.text, start - base, end - base)
    return [((left + base, right + base), said) for (left, right), said in found]


@lru_cache(maxsize=1 << 15)
def _timed(text: str, start: int, end: int) -> tuple[tuple[Span, frozenset[int]], ...]:
    return tuple((part, _stated(text, *part)) for part in parts(text, start, end))


def _stated(text: str, start: int, end: int) -> frozenset[int]:
    """Years in a part, or the time frame that governs it; none for “每年…”."""
    part = text[start:end]
    if own := years(part):
        return frozenset(own)
    if _ANNUAL.search(part):
        return frozenset()
    frame = governing_frame(text, start)
    return frozenset((frame[2],) if frame else ())


@lru_cache(maxsize=1 << 10)
def _lifetime(text: str) -> frozenset[int]:
    """The years from the first to the last that a text speaks of; none where it names none."""
    said = years(text)
    return frozenset(range(min(said), max(said) + 1)) if said else frozenset()


def horizon(document: Document) -> frozenset[int]:
    """The years that a document is for, as far as its title or its date says."""
    return _horizon(document.source.title, document.source.issued, document.text)


@lru_cache(maxsize=1 << 10)
def _horizon(title: str, issued: str | None, text: str) -> frozenset[int]:
    if match := _RANGE.search(title):
        return frozenset(range(int(match[1]), int(match[2]) + 1))
    if found := frozenset(years(title)):
        return found
    return frozenset((int(issued[:4]),) if issued and not years(text) else ())
