"""Pieces of documents → the text of an answer with its numbered citations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.cutting import shown
from assistant.text.numbers import numerals
from assistant.text.places import display_name
from assistant.text.sentences import Span
from assistant.types import Citation, Clause, Document, Draft, Note

_YEARS = re.compile(r"20\d\d\s*年?\s*[—–-]+\s*20\d\d年?|20\d\d年")


@dataclass(frozen=True, slots=True)
class Piece:
    """One quotation: ``quote`` is what is cited, ``spans`` the parts of it that are shown."""

    clause: Clause
    quote: Span
    spans: list[Span]
    lead: str = ""


def compose(
    pieces: Sequence[Piece],
    documents: Mapping[str, Document],
    *,
    places: bool,
    notes: Sequence[Note] = (),
) -> Draft:
    """The draft: each piece followed by its mark; one that adds no figure only by its mark.

    With ``places`` each piece says which place it speaks of.
    """
    lines: list[str] = []
    citations: list[Citation] = []
    told: set[object] = set()
    for number, piece in enumerate(pieces, start=1):
        document = documents[piece.clause.document]
        citations.append(_citation(number, piece, document))
        text = shown(document.text, piece.spans)
        figures = {n.key for n in numerals(text)}
        if lines and figures and figures <= told and not places:
            lines[-1] += f"[{number}]"
            continue
        told |= figures
        place = f"{_place(document)}：" if places else ""
        lines.append(f"{place}{piece.lead}{text}[{number}]")
    separator = "\n" if places else "；"
    return Draft(tuple(lines), tuple(citations), tuple(notes), separator)


def _citation(number: int, piece: Piece, document: Document) -> Citation:
    start = min(piece.quote[0], piece.spans[0][0])
    end = max(piece.quote[1], piece.spans[-1][1])
    return Citation(number, piece.clause, document.text[start:end], start, end)


def _place(document: Document) -> str:
    region = document.source.region
    name = display_name(region) if region else document.source.title
    years = _YEARS.search(document.source.title)
    return f"{name}（{years[0]}）" if years else name
