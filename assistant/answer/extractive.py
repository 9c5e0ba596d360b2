"""The answer without a language model: the fewest sentences, or parts of them, that
answer what was asked, in the document's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from string import Template

from assistant.answer.candidates import Candidate, candidates, model
from assistant.answer.choosing import Find, choose
from assistant.answer.compose import Piece, compose
from assistant.answer.coverage import Rarity, Wanted
from assistant.answer.cutting import cut
from assistant.answer.definitions import asked_term, explains, quoted_term
from assistant.text.places import display_name
from assistant.types import Citation, Clause, Document, Draft, Hit, Note, Query

Search = Callable[[Query], Sequence[Hit]]

NOTHING = Draft()
NO_DEPARTMENT = Note("no_department", "最接近的条款没有写明由哪个部门负责。")
_FULL_STOPS = "。！？；;"
SIDE = 0.6  # share of the threshold that a side of a comparison must reach


def answer(
    query: Query,
    search: Search,
    documents: Mapping[str, Document],
    rarity: Rarity,
    threshold: float | None = None,
) -> Draft:
    """The draft answer; its text is empty where the documents do not hold one.

    ``search`` is asked for the query and for each of its parts. ``threshold`` stands in for
    the fitted probability under which nothing was found.
    """
    least = model().threshold if threshold is None else threshold

    def find(part: Query) -> list[Candidate]:
        return candidates(part, search(part), documents, Wanted.of(part, rarity))

    if not query.topic:
        return NOTHING
    if _compares(query):
        return _side_by_side(query, documents, rarity, find, least)
    found = find(query)
    confidence = found[0].score if found else 0.0
    if query.kind == "what_is":
        found = _explaining(query, found)
    if not found or confidence < least:
        return Draft(confidence=confidence)
    wanted = Wanted.of(query, rarity)
    pieces = [_piece(query, c, documents, wanted) for c in choose(query, found, wanted, find)]
    notes: tuple[Note, ...] = ()
    if query.kind == "who" or any(part.kind == "who" for part in query.parts):
        clause = found[0].clause
        responsible = _departments(clause)
        pieces = [*responsible, *_beside(query, clause, pieces)]
        notes = () if responsible else (NO_DEPARTMENT,)
    places = not query.regions and len({d.source.region for d in documents.values()}) > 1
    draft = compose(pieces, documents, places=places, notes=notes)
    return replace(draft, confidence=confidence)


def nearest(hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The clauses that came closest, by their best whole sentence, without numbers."""
    found = []
    for hit in hits:
        clause = hit.clause
        texts = {
            s: clause.text[s.start - clause.start : s.end - clause.start] for s in hit.sentences
        }
        whole = [span for span, text in texts.items() if text[-1] in _FULL_STOPS]
        for span in (whole or list(texts))[:1]:
            found.append(Citation(None, clause, texts[span], span.start, span.end))
    return tuple(found)


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
    """Candidates that explain the term asked about; all where none uses it, unless the
    question puts it in quotes: then it is that term or nothing."""
    if quoted := quoted_term(query.question):
        return [c for c in found if explains(c.text, quoted)]
    term = asked_term(query.topic, (c.text for c in found))
    using = [c for c in found if term and term in c.text.lower()]
    if not using:
        return list(found)
    return [c for c in using if explains(c.text, term)]


def _departments(clause: Clause) -> list[Piece]:
    """The departments that a clause names, from the first to the last, as they stand there."""
    if not clause.departments:
        return []
    first, last = clause.departments[0], clause.departments[-1]
    end = clause.text.rfind(last) + len(last)
    start = clause.text.rfind(first, 0, end)
    span = (clause.start + start, clause.start + end)
    return [Piece(clause, span, [span], "责任单位：")]


def _beside(query: Query, clause: Clause, pieces: Sequence[Piece]) -> list[Piece]:
    """What else was asked beside who is responsible: of that clause where it says so."""
    if all(part.kind == "who" for part in query.parts):
        return []
    same = [piece for piece in pieces if piece.clause.id == clause.id]
    return (same or list(pieces))[:1]


def _compares(query: Query) -> bool:
    """Whether the parts of a query are the sides of a comparison."""
    return len(query.regions) > 1 or (query.kind == "compare" and len(query.years) > 1)


def _side_by_side(
    query: Query, documents: Mapping[str, Document], rarity: Rarity, find: Find, least: float
) -> Draft:
    """The best of each side, each with its place; what is missing is said."""
    pieces: list[Piece] = []
    missing = []
    confidence = 0.0
    for side in query.parts:
        taken = {piece.quote for piece in pieces}
        both = _agreed(find(side), find(_whole(query, side)))
        best = next((c for c in both if (c.start, c.end) not in taken), None)
        confidence = max(confidence, best.score / SIDE if best else 0.0)
        if best and best.score >= SIDE * least:
            pieces.append(_piece(side, best, documents, Wanted.of(side, rarity)))
        else:
            missing.append(side)
    notes = [Note("partial", f"没有找到{_name(side)}的依据。") for side in missing]
    draft = compose(pieces, documents, places=True, notes=notes if pieces else ())
    return replace(draft, confidence=confidence)


def _whole(query: Query, side: Query) -> Query:
    """The whole question, asked of one side."""
    return replace(query, regions=side.regions, years=side.years, kind=side.kind, parts=())


def _agreed(one: Sequence[Candidate], other: Sequence[Candidate]) -> list[Candidate]:
    """Candidates of both lists by the mean of their two probabilities."""
    scores = {(c.clause.id, c.start): c.score for c in other}
    means = [replace(c, score=(c.score + scores.get((c.clause.id, c.start), 0)) / 2) for c in one]
    return sorted(means, key=lambda c: (-c.score, c.clause.document, c.start))


def _name(side: Query) -> str:
    names = (*map(display_name, side.regions), *(f"{year}年" for year in side.years))
    return "".join(names)
