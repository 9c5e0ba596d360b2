"""The answer without a language model: the fewest sentences, or parts of them, that
answer what was asked, in the document's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import Template

from assistant.answer.candidates import Candidate, candidates, model
from assistant.answer.choosing import choose
from assistant.answer.compose import Piece, compose
from assistant.answer.coverage import Rarity, Wanted
from assistant.answer.cutting import cut
from assistant.answer.definitions import asked_term, explains
from assistant.text.places import display_name
from assistant.types import Citation, Document, Draft, Hit, Note, Query

NOTHING = Draft("")


def answer(
    query: Query, hits: Sequence[Hit], documents: Mapping[str, Document], rarity: Rarity
) -> Draft:
    """The draft answer; its text is empty where the documents do not hold one."""
    wanted = Wanted.of(query, rarity)
    found = candidates(query, hits, documents, wanted)
    sides = _sides(query)
    if len(sides) > 1:
        return _side_by_side(sides, hits, documents, wanted)
    if not found or found[0].score < model().threshold:
        return NOTHING
    if query.kind == "who":
        return _departments(found, documents)
    if query.kind == "what_is":
        found = _explaining(query, found)
    if not found:
        return NOTHING
    chosen = choose(query, found, wanted)
    return compose(
        [_piece(query, c, documents, wanted) for c in chosen],
        documents,
        places=not query.regions and len({d.source.region for d in documents.values()}) > 1,
    )


def nearest(hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The clauses that came closest, by their best sentence, without numbers."""
    return tuple(
        Citation(
            number=None,
            clause=hit.clause,
            quote=hit.clause.text[span.start - hit.clause.start : span.end - hit.clause.start],
            start=span.start,
            end=span.end,
        )
        for hit in hits
        for span in hit.sentences[:1]
    )


def not_found(query: Query, prompt: Template) -> str:
    """What a refusal says: that there is no basis, and what was looked for."""
    named = (*map(display_name, query.regions), *query.places, *(f"{y}年" for y in query.years))
    about = f"（{'、'.join(named)}）" if named else ""
    return prompt.substitute(about=about)


def _piece(
    query: Query, candidate: Candidate, documents: Mapping[str, Document], wanted: Wanted
) -> Piece:
    text = documents[candidate.clause.document].text
    if query.kind in ("list", "what_is"):
        spans = [(candidate.start, candidate.end)]
    else:
        spans = cut(candidate, text, wanted, figure=query.kind == "figure")
    return Piece(candidate.clause, (candidate.start, candidate.end), spans)


def _explaining(query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that explain the term asked about; all where none uses it."""
    term = asked_term(query.question, query.topic, (c.text for c in found))
    using = [c for c in found if term and term in c.text.lower()]
    if not using:
        return list(found)
    return [c for c in using if explains(c.text, term)]


def _departments(found: Sequence[Candidate], documents: Mapping[str, Document]) -> Draft:
    clause = found[0].clause
    if not clause.departments:
        return Draft("", notes=(Note("no_department", "最接近的条款没有写明由哪个部门负责。"),))
    first, last = clause.departments[0], clause.departments[-1]
    end = clause.text.rfind(last) + len(last)
    start = clause.text.rfind(first, 0, end)
    span = (clause.start + start, clause.start + end)
    return compose([Piece(clause, span, [span], "责任单位：")], documents, places=False)


def _sides(query: Query) -> list[Query]:
    """The query once for each place, or else each year, that a comparison is between."""
    if len(query.regions) > 1:
        return [replace(query, regions=(region,), places=()) for region in query.regions]
    if query.kind == "compare" and len(query.years) > 1:
        return [replace(query, years=(year,)) for year in query.years]
    return []


def _side_by_side(
    sides: Sequence[Query],
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    wanted: Wanted,
) -> Draft:
    """The best of each side, each with its place; what is missing is said."""
    pieces: list[Piece] = []
    missing = []
    for side in sides:
        taken = {piece.clause.document for piece in pieces}
        found = [
            c for c in candidates(side, hits, documents, wanted) if c.clause.document not in taken
        ]
        if found and found[0].score >= model().threshold:
            pieces.append(_piece(side, found[0], documents, wanted))
        else:
            missing.append(side)
    notes = [Note("partial", f"没有找到{_name(side)}的依据。") for side in missing]
    return compose(pieces, documents, places=True, notes=notes if pieces else ())


def _name(side: Query) -> str:
    names = (*map(display_name, side.regions), *(f"{year}年" for year in side.years))
    return "".join(names)
