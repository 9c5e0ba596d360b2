"""Question → the few, short, right extracts that an answer is written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, islice, zip_longest

from assistant.answer.candidates import Candidate, certainty
from assistant.answer.comparing import Side, compares, missing, sides
from assistant.answer.coverage import speaks_of
from assistant.answer.several import several, sure_of, unanswered
from assistant.answer.sources import Sources
from assistant.answer.writing.extracts import (
    Extract,
    extract,
    in_charge,
    is_bracketed,
    telling_sentences,
)
from assistant.answer.writing.sections import Section, section
from assistant.answer.writing.sufficiency import signs, suffices
from assistant.text.sentences import Span
from assistant.types import ON_A_TOPIC, ONE_THING, Clause, Note, Query

MOST = 8  # sentences
_OF_A_SECTION = 10
_PER_SIDE = 4
_A_SECTION = 1.0  # certainty of what stands under a heading that the question names
_EXPLAINED = 3  # sentences that are put in plain words at once
_ON_A_TOPIC = 0.05  # and where all that is said on a topic is wanted

Chosen = tuple[Clause, Span]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Extracts, numbered from 1, and how certain it is that they hold an answer, 0 to 1."""

    extracts: tuple[Extract, ...] = ()
    certainty: float = 0.0
    notes: tuple[Note, ...] = ()


def gather(query: Query, sources: Sources) -> Evidence:
    """What the documents hold for a question; nothing where that is not certain enough."""
    found = material(query, sources)
    if found.extracts and not suffices(traits(query, found, sources)):
        return Evidence(certainty=found.certainty)
    return found


def traits(query: Query, found: Evidence, sources: Sources) -> tuple[float, ...]:
    """The signs by which it is told whether what was found is enough."""
    clauses = {extract.clause.id: extract.clause for extract in found.extracts}.values()
    return signs(query, clauses, sources, section=found.certainty == _A_SECTION)


def material(query: Query, sources: Sources) -> Evidence:
    """What comes closest to a question, where that is certain at all to be an answer."""
    if query.unheld:
        return Evidence()
    if compares(query):
        return _compared(query, sources)
    if query.task in ON_A_TOPIC and (named := section(query, sources)):
        chosen = _of_section(named, sources, _OF_A_SECTION)
        return Evidence(_numbered(chosen, sources), _A_SECTION)
    if not query.topic:
        return Evidence()
    if query.task == "lookup" or query.kind in ONE_THING:
        return _looked_up(query, sources)
    return _on_matters(query, sources)


def _looked_up(query: Query, sources: Sources) -> Evidence:
    found = sources.find(query)
    parts = several(query, found, sources.find) if query.parts else []
    answered = sure_of(parts, certainty(found), sources.threshold)
    sure = max([certainty(found), *(part.sure for part in answered)])
    if sure < sources.threshold:
        return Evidence(certainty=sure)
    first = [part.best for part in parts if part.best] or _best_on_each(query, sources)
    chosen = _likely(first, found, _limits(query))
    notes = tuple(unanswered(parts, answered)) if answered else ()
    return Evidence(_numbered(chosen, sources, who=_asks_who(query)), sure, notes)


def _best_on_each(query: Query, sources: Sources) -> list[Candidate]:
    """The best sentence on each of several things that a question names, as far as sure."""
    if len(query.matters) < 2:
        return []
    found = [sources.find(matter) for matter in query.matters]
    return [each[0] for each in found if certainty(each) >= sources.threshold]


def _on_matters(query: Query, sources: Sources) -> Evidence:
    """What is said on all that a question names together, and on each for itself, in turn."""
    others = [matter for matter in query.matters if matter.topic != query.topic]
    found = [_on_matter(matter, sources) for matter in (query, *others)]
    sure = max(each.sure for each in found)
    if sure < sources.threshold:
        return Evidence(certainty=sure)
    turns = chain.from_iterable(zip_longest(*(each.chosen for each in found)))
    chosen = list(dict.fromkeys(each for each in turns if each))[: _limits(query).most]
    return Evidence(_numbered(_by_clause(chosen), sources), sure)


@dataclass(frozen=True, slots=True)
class _Found:
    chosen: Sequence[Chosen]
    sure: float


def _on_matter(matter: Query, sources: Sources) -> _Found:
    """What is said on one matter, the best first."""
    if matter.task in ON_A_TOPIC and (named := section(matter, sources)):
        return _Found(_of_section(named, sources, _OF_A_SECTION), _A_SECTION)
    found = sources.find(matter)
    sure = certainty(found)
    if matter.task in ON_A_TOPIC:
        found = [c for c in found if speaks_of(matter, c.clause)]
    if not found or sure < sources.threshold:
        return _Found((), sure)
    return _Found(_likely((), found, _limits(matter)), sure)


@dataclass(frozen=True, slots=True)
class _Limits:
    """How many sentences are taken in all and of one clause, and from which share of the best
    one's probability."""

    most: int = MOST
    per_clause: int = 3
    beside: float = 0.2


def _limits(query: Query) -> _Limits:
    if query.task == "explain":
        return _Limits(most=_EXPLAINED)
    if query.task in ON_A_TOPIC:
        return _Limits(most=_OF_A_SECTION, per_clause=6, beside=_ON_A_TOPIC)
    return _Limits(per_clause=3 + max(len(query.parts), len(query.matters)) // 2)


def _asks_who(query: Query) -> bool:
    return any(part.kind == "who" for part in (query, *query.parts))


def _likely(
    first: Sequence[Candidate], found: Sequence[Candidate], limits: _Limits
) -> list[Chosen]:
    """The sentences of ``first``, then the most probable ones, a few of each clause; those of
    one clause together, in the order of the document."""
    floor = limits.beside * max((candidate.score for candidate in found), default=0.0)
    chosen: dict[tuple[str, Span], Clause] = {}
    taken: Counter[str] = Counter()
    for candidate in [*first, *(c for c in found if c.score >= floor)]:
        clause, span = candidate.clause, (candidate.start, candidate.end)
        if (
            (clause.document, span) not in chosen
            and not is_bracketed(candidate.text)
            and taken[clause.id] < limits.per_clause
            and len(chosen) < limits.most
        ):
            chosen[clause.document, span] = clause
            taken[clause.id] += 1
    return _by_clause([(clause, span) for (_, span), clause in chosen.items()])


def _by_clause(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Those of one clause together, in the order of the document; clauses as they first come."""
    order = list(dict.fromkeys((clause.document, clause.start) for clause, _ in chosen))
    return sorted(chosen, key=lambda e: (order.index((e[0].document, e[0].start)), e[1]))


def _compared(query: Query, sources: Sources) -> Evidence:
    looks = [query]
    if query.kind == "compare" and query.matters:
        looks.append(replace(query, parts=query.matters))
    found = [sides(each, sources.documents, sources.find, sources.threshold) for each in looks]
    both = list(zip(*found, strict=True))
    best = [max(of_side, key=lambda side: side.certainty) for of_side in both]
    sure = max((side.certainty for side in best), default=0.0)
    if sure < sources.threshold:
        return Evidence(certainty=sure)
    pairs = zip(best, both, strict=True)
    chosen = [each for side, of_side in pairs for each in _of_side(side, of_side, sources)]
    return Evidence(_numbered(chosen, sources), sure, tuple(missing(best)))


def _of_side(side: Side, looks: Sequence[Side], sources: Sources) -> list[Chosen]:
    """What speaks for a side, looked for in one wording and another."""
    if not side.chosen:
        return []
    document = side.chosen[0].clause.document
    for look in looks:
        named = section(replace(look.query, documents=(document,)), sources)
        if named and len(named.clauses) > 1:
            return _of_section(named, sources, _PER_SIDE)
    found = [c for look in looks for c in sources.find(look.query)]
    of_document = [c for c in found if c.clause.document == document]
    ranked = _figures_first(sorted(of_document, key=lambda c: (-c.score, c.start)), sources)
    return _likely(side.chosen[:1], ranked, _Limits(most=_PER_SIDE))


def _figures_first(ranked: Sequence[Candidate], sources: Sources) -> list[Candidate]:
    """The same candidates, of those that are likely enough the ones first that state figures:
    sides are compared by those."""
    floor = _Limits().beside * ranked[0].score if ranked else 0.0

    def tells(candidate: Candidate) -> bool:
        figures = sources.ledger.get(candidate.clause.id, ())
        stated = any(candidate.start <= f.start < candidate.end for f in figures)
        return stated and candidate.score >= floor

    return sorted(ranked, key=lambda candidate: not tells(candidate))


def _of_section(named: Section, sources: Sources, most: int) -> list[Chosen]:
    """Sentences of every clause of a section, as many as are even; of a long one, of the first
    clauses of each part below it in turn."""
    clauses = list(named.clauses)
    if len(clauses) > most:
        clauses = _spread(clauses, len(named.path), most)
    ranked = [[(clause, s) for s in telling_sentences(clause, sources)] for clause in clauses]
    turns = [each for each in chain.from_iterable(zip_longest(*ranked)) if each]
    return sorted(turns[:most], key=lambda each: (clauses.index(each[0]), each[1]))


def _spread(clauses: Sequence[Clause], depth: int, most: int) -> list[Clause]:
    """So many clauses that every part below ``depth`` is there as evenly as can be."""
    groups: dict[tuple[str, ...], list[Clause]] = {}
    for clause in clauses:
        groups.setdefault(clause.path[: depth + 1], []).append(clause)
    turns = chain.from_iterable(zip_longest(*groups.values()))
    taken = islice((clause for clause in turns if clause), most)
    kept = {id(clause) for clause in taken}
    return [clause for clause in clauses if id(clause) in kept]


def _numbered(
    chosen: Sequence[Chosen], sources: Sources, *, who: bool = False
) -> tuple[Extract, ...]:
    """Extracts in this order; with ``who`` the departments of each clause after its sentences."""
    found: list[Extract] = []
    for clause, group in groupby(chosen, key=lambda each: each[0]):
        for _, span in group:
            found.append(extract(len(found) + 1, clause, span, sources))
        if who and (listed := in_charge(len(found) + 1, clause, sources)):
            found.append(listed)
    return tuple(found)
