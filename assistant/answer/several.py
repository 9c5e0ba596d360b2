"""Questions that ask several things: each answered for itself, what is missing said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer.candidates import Candidate, Find, certainty
from assistant.answer.coverage import speaks_of
from assistant.types import Note, Query

_BESIDE = 1.5  # factor for a candidate of the clause that answers the whole, or another part
_AMONG_OTHERS = 0.45  # share of the threshold that a part must reach beside one that is sure
_NEARLY_ALL = 0.75  # share of the words of the whole question that a clause has to name


@dataclass(frozen=True, slots=True)
class Part:
    """One of several questions with what answers it best; ``sure`` is how certain that is."""

    query: Query
    best: Candidate | None
    sure: float


def several(query: Query, whole: Sequence[Candidate], find: Find) -> list[Part]:
    """The parts of a query, each with its best candidate from the place and the documents of
    the candidates for the ``whole``."""
    found: list[Part] = []
    clauses = {c.clause.id for c in whole[:1]}
    for part in query.parts:
        candidates = [c for c in _whole_question(part, query, find) if _same_place(c, whole)]
        ranked = sorted(
            candidates, key=lambda c: -c.score * (_BESIDE if c.clause.id in clauses else 1.0)
        )
        best = ranked[0] if ranked else None
        clauses |= {best.clause.id} if best else set()
        found.append(Part(part, best, certainty(ranked)))
    return found


def sure_of(parts: Sequence[Part], whole: float, threshold: float) -> list[Part]:
    """The parts that are answered: none where no single one is certain enough, or where
    neither the ``whole`` question is nor every part halfway so, as then it is by chance that
    one of them is."""
    answered = [part for part in parts if part.best and part.sure >= _AMONG_OTHERS * threshold]
    if max((part.sure for part in parts), default=0.0) < threshold:
        return []
    return answered if whole >= threshold or len(answered) == len(parts) else []


def is_spoken_of(
    query: Query, whole: Sequence[Candidate], parts: Sequence[Part], threshold: float
) -> bool:
    """Whether the documents speak of what a question of several parts asks: every part is sure,
    or what answers one names its words, or what answers the whole names nearly all. That they
    speak of the thing does not say that they hold what is asked of it. Parts without words of
    their own are one question."""
    if sum(part.query.topic != query.topic for part in parts) < 2:
        return True
    sure = [part for part in parts if part.best and part.sure >= threshold]
    if len(sure) == len(parts) or any(speaks_of(p.query, p.best.clause) for p in sure if p.best):
        return True
    return certainty(whole) >= threshold and speaks_of(query, whole[0].clause, _NEARLY_ALL)


def unanswered(parts: Sequence[Part], answered: Sequence[Part]) -> Iterator[Note]:
    """A note that names the parts nothing was found for."""
    if missing := [f"“{part.query.question}”" for part in parts if part not in answered]:
        yield Note("partial", f"没有找到{'、'.join(missing)}的依据。")


def _whole_question(part: Query, query: Query, find: Find) -> list[Candidate]:
    """Candidates for a part; one without words of its own borrows those of the question."""
    return find(part if part.terms else replace(part, topic=query.topic, terms=query.terms))


def _same_place(candidate: Candidate, whole: Sequence[Candidate]) -> bool:
    return not whole or candidate.clause.region == whole[0].clause.region
