"""The answer without a language model: the fewest sentences, or parts of them, that
answer what was asked, in the document's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from string import Template

from assistant.answer.candidates import Candidate, certainty, is_heading
from assistant.answer.choosing import choose, restated
from assistant.answer.comparing import Side, compares, difference, missing, sides
from assistant.answer.compose import Piece, compose
from assistant.answer.coverage import Wanted
from assistant.answer.cutting import READABLE, cut
from assistant.answer.english import in_english
from assistant.answer.forms import names_someone
from assistant.answer.listing import enumeration, items
from assistant.answer.responsible import departments
from assistant.answer.several import Part, is_spoken_of, several, sure_of, unanswered
from assistant.answer.sources import Sources
from assistant.text.places import display_name
from assistant.text.sentences import Span
from assistant.types import Citation, Document, Draft, Hit, Note, Query

NOTHING = Draft()
NO_DEPARTMENT = Note("no_department", "最接近的条款没有写明由哪个部门负责。")
_LISTS = ("list", "what_is")  # kinds of questions that a whole list answers
_FULL_STOPS = "。！？；;"


def answer(query: Query, sources: Sources) -> Draft:
    """The draft answer; its text is empty where the documents do not hold one."""
    if not query.topic or query.unheld:
        return NOTHING
    if compares(query):
        return _comparison(query, sources)
    found = sources.find(query)
    if not found or not query.parts:
        return _single(query, found, sources)
    parts = several(query, found, sources.find)
    if not is_spoken_of(query, found, parts, sources.threshold):
        return NOTHING
    return _several(parts, found, sources) or _single(query, found, sources)


def _comparison(query: Query, sources: Sources) -> Draft:
    found = sides(query, sources.documents, sources.find, sources.threshold)
    confidence = max((side.certainty for side in found), default=0.0)
    if confidence < sources.threshold:
        return Draft(confidence=confidence)
    return replace(_side_by_side(found, sources), confidence=confidence)


def _several(parts: Sequence[Part], found: Sequence[Candidate], sources: Sources) -> Draft | None:
    """The parts of a question that are answered; None where none is."""
    answered = sure_of(parts, certainty(found), sources.threshold)
    if not answered:
        return None
    draft = _one_by_one(answered, sources)
    notes = (*draft.notes, *unanswered(parts, answered))
    return replace(draft, notes=notes, confidence=max(part.sure for part in answered))


def _single(query: Query, found: Sequence[Candidate], sources: Sources) -> Draft:
    documents, confidence = sources.documents, certainty(found)
    if not found or confidence < sources.threshold:
        return Draft(confidence=confidence)
    best, wanted = found[0], Wanted.of(query, sources.rarity)
    notes: tuple[Note, ...] = ()
    if query.kind == "who":
        notes = () if best.clause.departments else (NO_DEPARTMENT,)
        named = names_someone(best.clause, best.text)
        pieces = _who(query, best, documents, wanted) if named else []
    else:
        pieces = (
            _original(query, best)
            or _listed(query, best, wanted)
            or [
                piece
                for chosen in choose(query, found)
                for piece in _cited(query, chosen, found, documents, wanted)
            ]
        )
    places = _names_places(query, pieces, documents)
    draft = compose(pieces, documents, places=places, notes=notes)
    return replace(draft, confidence=confidence)


def _one_by_one(parts: Sequence[Part], sources: Sources) -> Draft:
    """The best of each part; a sentence that answers two of them is shown once."""
    documents = sources.documents
    pieces: list[Piece] = []
    shown: set[tuple[Span, ...]] = set()
    for part in parts:
        best = part.best
        if best is None:
            continue
        query, wanted = part.query, Wanted.of(part.query, sources.rarity)
        made = _who(query, best, documents, wanted) if query.kind == "who" else None
        for piece in made or [_piece(query, best, documents, wanted, whole=True)]:
            if tuple(piece.spans) not in shown:
                shown.add(tuple(piece.spans))
                pieces.append(piece)
    places = _names_places(parts[0].query, pieces, documents)
    return compose(pieces, documents, places=places)


def _names_places(query: Query, pieces: Sequence[Piece], documents: Mapping[str, Document]) -> bool:
    """Whether an answer says which place each piece is of."""
    several_places = len({d.source.region for d in documents.values()}) > 1
    return len({p.clause.document for p in pieces}) > 1 or (not query.regions and several_places)


def _who(
    query: Query, best: Candidate, documents: Mapping[str, Document], wanted: Wanted
) -> list[Piece]:
    """The departments that a clause lists, else the sentence that says who."""
    return departments(best.clause) or [_piece(query, best, documents, wanted)]


def nearest(hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The clauses that came closest, by their best whole sentence, without numbers."""
    found = []
    for hit in hits:
        clause = hit.clause
        texts = {
            s: clause.text[s.start - clause.start : s.end - clause.start] for s in hit.sentences
        }
        texts = {s: text for s, text in texts.items() if not is_heading(clause, text)} or texts
        whole = [span for span, text in texts.items() if text[-1] in _FULL_STOPS]
        for span in (whole or list(texts))[:1]:
            found.append(Citation(None, clause, texts[span], span.start, span.end))
    return tuple(found)


def not_found(query: Query, prompt: Template) -> str:
    """What a refusal says: that there is no basis, and what was looked for."""
    places = (*map(display_name, query.regions), *query.places)
    named = (*places, *(f"{year}年" for year in query.years), *query.unheld)
    about = f"（{'、'.join(named)}）" if named else ""
    return prompt.substitute(about=about)


def _piece(
    query: Query,
    candidate: Candidate,
    documents: Mapping[str, Document],
    wanted: Wanted,
    *,
    whole: bool = False,
) -> Piece:
    """What is shown of a candidate; with ``whole`` its sentence, unless that is long."""
    text = documents[candidate.clause.document].text
    short = candidate.end - candidate.start <= READABLE
    if query.kind in _LISTS or (whole and short):
        spans = [(candidate.start, candidate.end)]
    else:
        spans = cut(candidate, text, wanted, figure=query.kind == "figure")
    english = query.language == "en" and candidate.figure
    trail = f" ({in_english(english)})" if english else ""
    return Piece(candidate.clause, (candidate.start, candidate.end), spans, trail=trail)


def _cited(
    query: Query,
    chosen: Candidate,
    found: Sequence[Candidate],
    documents: Mapping[str, Document],
    wanted: Wanted,
) -> Iterator[Piece]:
    """What is shown of a candidate, and the clause that states the same figure."""
    yield _piece(query, chosen, documents, wanted)
    if again := restated(chosen, found):
        yield replace(_piece(query, again, documents, wanted), again=True)


def _listed(query: Query, best: Candidate, wanted: Wanted) -> list[Piece]:
    """The enumeration that is asked for, or the items of a clause that is one, as one piece."""
    if query.kind not in _LISTS:
        return []
    if span := enumeration(best):
        return [Piece(best.clause, span, [span])]
    spans = items(best, query.topic, wanted) if query.kind == "list" else []
    return [Piece(best.clause, (spans[0][0], spans[-1][1]), spans)] if spans else []


def _original(query: Query, best: Candidate) -> list[Piece]:
    """The whole clause, where its very words are asked for."""
    whole = (best.clause.start, best.clause.end)
    return [Piece(best.clause, whole, [whole])] if query.task == "original" else []


def _side_by_side(found: Sequence[Side], sources: Sources) -> Draft:
    """The best of each side, each with its place; what is missing is said."""
    pieces = []
    for side in found:
        wanted = Wanted.of(side.query, sources.rarity)
        pieces += [_piece(side.query, c, sources.documents, wanted) for c in side.chosen]
    notes = [*missing(found), *difference(found)] if pieces else []
    return compose(pieces, sources.documents, places=True, notes=notes)
