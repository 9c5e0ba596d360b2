"""Pieces of documents → the text of an answer with its numbered citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer.cutting import merged, shown
from assistant.text.places import display_name
from assistant.text.sentences import Span
from assistant.types import Citation, Clause, Document, Draft, Note

_YEARS = re.compile(r"20\d\d\s*年?\s*[—–-]+\s*20\d\d年?|20\d\d年")


@dataclass(frozen=True, slots=True)
class Piece:
    """One quotation: ``quote`` is what is cited, ``spans`` the parts of it that are shown.

    ``again``: whether it states what the piece before it does.
    """

    clause: Clause
    quote: Span
    spans: list[Span]
    lead: str = ""
    trail: str = ""  # after the words shown, the same for readers of another language
    again: bool = False


def compose(
    pieces: Sequence[Piece],
    documents: Mapping[str, Document],
    *,
    places: bool,
    notes: Sequence[Note] = (),
) -> Draft:
    """The draft: each piece followed by its mark. Pieces of one sentence are put together; one
    that says the same again is there by its mark alone.

    With ``places`` each piece says which place it speaks of.
    """
    lines: list[str] = []
    citations: list[Citation] = []
    for number, piece in enumerate(_joined(pieces, documents), start=1):
        document = documents[piece.clause.document]
        citations.append(_citation(number, piece, document))
        text = shown(document.text, piece.spans)
        if lines and piece.again:
            lines[-1] += f"[{number}]"
            continue
        place = f"{place_of(document)}：" if places else ""
        lines.append(f"{place}{piece.lead}{text}{piece.trail}[{number}]")
    separator = "\n" if places else "；"
    return Draft(tuple(lines), tuple(citations), tuple(notes), separator)


def _joined(pieces: Sequence[Piece], documents: Mapping[str, Document]) -> Iterator[Piece]:
    """Pieces with those of the same sentence in one, unless words stand before or after."""
    together: dict[object, Piece] = {}
    for number, piece in enumerate(pieces):
        bare = not piece.lead and not piece.trail
        key = (piece.clause.document, piece.quote) if bare else number
        before = together.get(key)
        if before is None:
            together[key] = piece
            continue
        text = documents[piece.clause.document].text
        spans = merged(text, sorted([*before.spans, *piece.spans]))
        together[key] = replace(before, spans=spans, again=before.again and piece.again)
    yield from together.values()


def _citation(number: int, piece: Piece, document: Document) -> Citation:
    start = min(piece.quote[0], piece.spans[0][0])
    end = max(piece.quote[1], piece.spans[-1][1])
    return Citation(number, piece.clause, document.text[start:end], start, end)


def place_of(document: Document) -> str:
    """The place of a document with the years that its title names: 建德市（2023—2027年）."""
    region = document.source.region
    name = display_name(region) if region else document.source.title
    years = _YEARS.search(document.source.title)
    return f"{name}（{years[0]}）" if years else name
