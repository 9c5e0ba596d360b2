"""The answer without a language model: the fewest sentences, or parts of them, that
answer what was asked, in the document's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.compose import Piece, compose
from assistant.answer.coverage import Rarity, Wanted
from assistant.answer.cutting import cut
from assistant.answer.definitions import asked_term, explains
from assistant.answer.scope import right_place, right_year
from assistant.text.numbers import numerals
from assistant.types import Citation, Clause, Document, Draft, Hit, Note, Query

# Score = coverage of the sentence + CONTEXT · coverage of its clause + MEANING · cosine.
CONTEXT = 0.3
MEANING = 0.6
LEAST = 0.62  # score under which nothing was found (calibrated on the dev split)
ALIKE = 0.75  # share of the best score from which a second sentence states the same
COVERED = 0.6  # share of a part's words that counts as speaking of that part
MOST_SENTENCES = 3
_QUOTE_LIMIT = 300
_AND = re.compile(r"[，,；;？?]|以及|还有|和|与|跟|、")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with offsets of the document."""

    clause: Clause
    start: int
    end: int
    text: str
    score: float


def answer(
    query: Query, hits: Sequence[Hit], documents: Mapping[str, Document], rarity: Rarity
) -> Draft:
    """The draft answer; its text is empty where the documents do not hold one."""
    wanted = Wanted.of(query, rarity)
    found = _candidates(query, hits, documents, wanted)
    if not found or found[0].score < LEAST:
        return Draft("")
    if query.kind == "compare" and len(query.regions) > 1:
        return _compare(query, found, documents, wanted)
    if query.kind == "who":
        return _departments(found, documents)
    if query.kind == "what_is":
        found = _explaining(query, found)
        if not found:
            return Draft("")
    chosen = _choose(query, found, wanted)
    lead = not query.regions and len({d.source.region for d in documents.values()}) > 1
    return compose([_piece(query, c, wanted) for c in chosen], documents, places=lead)


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


def not_found(query: Query) -> str:
    """What a refusal says: that there is no basis, and what was looked for."""
    looked_for = "、".join((*query.places, *(f"{year}年" for year in query.years)))
    about = f"（{looked_for}）" if looked_for else ""
    return f"资料中没有找到依据{about}。下面列出最接近的条款，供核对。"


def _candidates(
    query: Query, hits: Sequence[Hit], documents: Mapping[str, Document], wanted: Wanted
) -> list[Candidate]:
    found = []
    for hit in hits:
        clause, document = hit.clause, documents[hit.clause.document]
        if not right_place(query, clause):
            continue
        context = CONTEXT * wanted.coverage("\n".join((*clause.path, clause.text)))
        for span in hit.sentences:
            if right_year(query, clause, document, span.start, span.end):
                text = document.text[span.start : span.end]
                score = wanted.coverage(text) + context + MEANING * span.score
                found.append(Candidate(clause, span.start, span.end, text, score))
    return sorted(found, key=lambda c: (-c.score, c.clause.document, c.start))


def _choose(query: Query, found: Sequence[Candidate], wanted: Wanted) -> list[Candidate]:
    """The best sentence, one for each part it leaves open, and one that states the same."""
    best = found[0]
    chosen = [best]
    same = [c for c in found[1:] if c.clause.region == best.clause.region]
    for part in _parts(query):
        tokens = Wanted.of(part, wanted.rarity)
        if not any(tokens.coverage(c.text) >= COVERED for c in chosen):
            chosen += [c for c in same if tokens.coverage(c.text) >= COVERED][:1]
    if query.kind == "figure":
        chosen += [c for c in same if _states_the_same(c, best, wanted)][:1]
    unique = {(c.start, c.clause.id): c for c in chosen}
    return list(unique.values())[:MOST_SENTENCES]


def _parts(query: Query) -> list[Query]:
    """The question's topic cut where it asks for several things."""
    from dataclasses import replace  # noqa: PLC0415

    pieces = [piece.strip() for piece in _AND.split(query.topic)]
    pieces = [piece for piece in pieces if len(piece) > 1]
    if len(pieces) < 2:
        return []
    return [replace(query, topic=piece, concepts=query.concepts[:1]) for piece in pieces]


def _states_the_same(candidate: Candidate, best: Candidate, wanted: Wanted) -> bool:
    return (
        candidate.clause.id != best.clause.id
        and candidate.clause.document == best.clause.document
        and candidate.score >= ALIKE * best.score
        and wanted.coverage(candidate.text) >= ALIKE * wanted.coverage(best.text)
        and bool(numerals(candidate.text))
    )


def _piece(query: Query, candidate: Candidate, wanted: Wanted) -> Piece:
    figure = query.kind == "figure"
    if query.kind in ("list", "what_is"):
        spans = [(candidate.start, candidate.end)]
    else:
        spans = cut(
            candidate.clause, candidate.start, candidate.end, wanted.coverage, figure=figure
        )
    return Piece(candidate.clause, (candidate.start, candidate.end), spans)


def _explaining(query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """Sentences that explain the term asked about; all where none is named."""
    term = asked_term(query.question)
    using = [c for c in found if term and term in c.text]
    if not using:
        return list(found)
    return [c for c in using if explains(c.text, term)]


def _departments(found: Sequence[Candidate], documents: Mapping[str, Document]) -> Draft:
    best = found[0]
    clause = best.clause
    if not clause.departments:
        note = Note("no_department", "资料没有写明这一条由哪个部门负责。")
        return Draft("", (), (note,))
    names = clause.departments
    start = clause.text.rfind(names[0])
    end = clause.text.rfind(names[-1]) + len(names[-1])
    span = (clause.start + start, clause.start + end)
    return compose([Piece(clause, span, [span], "责任单位：")], documents, places=False)


def _compare(
    query: Query,
    found: Sequence[Candidate],
    documents: Mapping[str, Document],
    wanted: Wanted,
) -> Draft:
    """The best sentence of each place, side by side; what is missing is said."""
    pieces, missing = [], []
    for region in query.regions:
        side = next((c for c in found if c.clause.region == region), None)
        if side and side.score >= LEAST:
            pieces.append(_piece(query, side, wanted))
        else:
            missing.append(region)
    notes = [Note("partial", f"资料中没有找到{region}的依据。") for region in missing]
    return compose(pieces, documents, places=True, notes=notes)
