"""Question → the few, short, right extracts that an answer is written from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.candidates import Candidate, certainty
from assistant.answer.comparing import Side, compares, missing, sides
from assistant.answer.several import several, sure_of, unanswered
from assistant.answer.sources import Sources
from assistant.answer.writing.extracts import Extract, best_sentences, extract, telling_sentences
from assistant.answer.writing.sections import Section, section
from assistant.text.sentences import Span
from assistant.types import Clause, Note, Query

MOST = 6  # extracts
_OF_A_SECTION = 8
_PER_SIDE = 3
_EXPLAINED = 2  # clauses that are put in plain words at once
_BESIDE = 0.3  # share of the best candidate's probability from which a clause is taken too
_SECTIONED = ("summarise", "draft")  # tasks that a whole section is wanted for

Chosen = tuple[Clause, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Extracts, numbered from 1, and how certain it is that they hold an answer, 0 to 1."""

    extracts: tuple[Extract, ...] = ()
    certainty: float = 0.0
    notes: tuple[Note, ...] = ()


def gather(query: Query, sources: Sources) -> Evidence:
    """What the documents hold for a question; nothing where that is not certain enough."""
    if compares(query):
        return _compared(query, sources)
    if query.task in _SECTIONED and (named := section(query, sources)):
        return Evidence(_numbered(_of_section(named, sources), sources), 1.0)
    if not query.topic:
        return Evidence()
    found = sources.find(query)
    parts = several(query, found, sources.find) if query.parts else []
    answered = sure_of(parts, sources.threshold)
    sure = max([certainty(found), *(part.sure for part in answered)])
    if sure < sources.threshold:
        return Evidence(certainty=sure)
    best = [part.best for part in parts if part.best]
    most = _EXPLAINED if query.task == "explain" else MOST
    notes = tuple(unanswered(parts, answered)) if answered else ()
    return Evidence(_numbered(_by_clause(best, found, most), sources), sure, notes)


def _by_clause(first: Sequence[Candidate], found: Sequence[Candidate], most: int) -> list[Chosen]:
    """Clauses with their sentences: those of ``first``, then the most probable ones."""
    floor = _BESIDE * found[0].score if found else 0.0
    likely = [*first, *(c for c in found if c.score >= floor)]
    grouped: dict[str, list[Candidate]] = {}
    for candidate in likely:
        grouped.setdefault(candidate.clause.id + str(candidate.clause.start), []).append(candidate)
    chosen = list(grouped.values())[:most]
    return [(group[0].clause, best_sentences(group)) for group in chosen]


def _compared(query: Query, sources: Sources) -> Evidence:
    found = sides(query, sources.documents, sources.find, sources.threshold)
    sure = max((side.certainty for side in found), default=0.0)
    if sure < sources.threshold:
        return Evidence(certainty=sure)
    chosen = [each for side in found for each in _of_side(side, sources)]
    return Evidence(_numbered(chosen, sources), sure, tuple(missing(found)))


def _of_side(side: Side, sources: Sources) -> list[Chosen]:
    if not side.chosen:
        return []
    document = side.chosen[0].clause.document
    found = [c for c in sources.find(side.query) if c.clause.document == document]
    return _by_clause(side.chosen, found, _PER_SIDE)


def _of_section(named: Section, sources: Sources) -> Iterator[Chosen]:
    """Every clause of a section; of a long one, the first of each part below it in turn."""
    clauses = list(named.clauses)
    if len(clauses) > _OF_A_SECTION:
        clauses = _spread(clauses, len(named.path))
    for clause in clauses:
        yield clause, telling_sentences(clause, sources)


def _spread(clauses: Sequence[Clause], depth: int) -> list[Clause]:
    """So many clauses that every part below ``depth`` is there as evenly as can be."""
    groups: dict[tuple[str, ...], list[Clause]] = {}
    for clause in clauses:
        groups.setdefault(clause.path[: depth + 1], []).append(clause)
    taken: list[Clause] = []
    turn = 0
    while len(taken) < _OF_A_SECTION and any(turn < len(group) for group in groups.values()):
        taken += [group[turn] for group in groups.values() if turn < len(group)]
        turn += 1
    kept = {id(clause) for clause in taken[:_OF_A_SECTION]}
    return [clause for clause in clauses if id(clause) in kept]


def _numbered(chosen: Sequence[Chosen] | Iterator[Chosen], sources: Sources) -> tuple[Extract, ...]:
    listed = [(clause, spans) for clause, spans in chosen if spans]
    return tuple(
        extract(number, clause, spans, sources)
        for number, (clause, spans) in enumerate(listed, start=1)
    )
