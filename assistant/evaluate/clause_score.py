"""Clauses as split beside clauses as they should be. Nothing here reads or writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.evaluate.clause_gold import GoldClause, bare
from assistant.evaluate.clause_spans import Span, locate, nearest, spans
from assistant.evaluate.summary import Share
from assistant.types import Clause, Document

Kind = Literal["lost", "boundary", "place", "departments", "extra"]
KINDS: Mapping[Kind, str] = {
    "lost": "缺少",
    "boundary": "起止或字数不符",
    "place": "编号或路径不符",
    "departments": "责任单位不符",
    "extra": "多出",
}
_SHOWN = 10  # characters shown of either end


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference. ``label`` is that of the gold clause, or of the extra one."""

    document: str
    label: str
    kind: Kind
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many clauses there should be and are, in one document or several, and what differs.

    Of a gold clause either ``lost`` is reported, or any of ``boundary``, ``place``,
    ``departments``, but ``place`` only of one that is matched.
    """

    gold: int
    predicted: int
    mismatches: tuple[Mismatch, ...]

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there are no clauses."""
        return Share(2 * self._matched, self.gold + self.predicted).value

    @property
    def precision(self) -> Share:
        """Predicted clauses that have both ends of a gold one, and its length."""
        return Share(self._matched, self.predicted)

    @property
    def recall(self) -> Share:
        """Gold clauses whose ends and length a predicted one has."""
        return Share(self._matched, self.gold)

    @property
    def path(self) -> Share:
        """Gold clauses that are matched, with the right label, path and heading mark."""
        return Share(self._matched - self._count("place"), self.gold)

    @property
    def departments(self) -> Share:
        """Gold clauses with the right departments in the right order."""
        return Share(self.gold - self._count("lost", "departments"), self.gold)

    @property
    def _matched(self) -> int:
        return self.gold - self._count("lost", "boundary")

    def _count(self, *kinds: Kind) -> int:
        return sum(mismatch.kind in kinds for mismatch in self.mismatches)


def score_all(
    gold: Mapping[str, Sequence[GoldClause]],
    documents: Mapping[str, Document],
    clauses: Sequence[Clause],
) -> dict[str, Score]:
    """The score of each document of ``gold``; all is lost of one that is not there."""
    texts = {name: document.text for name, document in documents.items()}
    return {
        name: score(name, wanted, texts.get(name, ""), [c for c in clauses if c.document == name])
        for name, wanted in gold.items()
    }


def score(document: str, gold: Sequence[GoldClause], text: str, clauses: Sequence[Clause]) -> Score:
    """The score of the ``clauses`` of one document.

    A gold clause is compared with the predicted one that comes nearest to it; those that
    come nearest to none are extra.
    """
    predicted = spans(clauses, text)
    mismatches: list[Mismatch] = []
    extra = set(range(len(clauses)))
    for wanted, span in zip(gold, locate(gold, text), strict=True):
        at = nearest(span, predicted) if span else None
        if span is None or at is None:
            faults = [_lost(wanted, span)]
        else:
            exact = predicted[at] == span and span[1] - span[0] == wanted.length
            faults = list(_faults(wanted, clauses[at], exact=exact))
            extra.discard(at)
        mismatches += (Mismatch(document, wanted.label, *fault) for fault in faults)
    left = [clauses[at] for at in sorted(extra)]
    mismatches += (Mismatch(document, c.label, "extra", "", _ends(c)) for c in left)
    return Score(len(gold), len(clauses), tuple(mismatches))


def total(scores: Iterable[Score]) -> Score:
    """All documents together."""
    found = tuple(scores)
    return Score(
        gold=sum(score.gold for score in found),
        predicted=sum(score.predicted for score in found),
        mismatches=tuple(mismatch for score in found for mismatch in score.mismatches),
    )


Fault = tuple[Kind, str, str]  # kind, expected, found


def _lost(wanted: GoldClause, span: Span | None) -> Fault:
    where = "清理后的正文里没有" if span is None else "正文里有，切出的条款里没有"
    return "lost", _ends(wanted), where


def _faults(wanted: GoldClause, clause: Clause, *, exact: bool) -> Iterator[Fault]:
    if not exact:
        yield "boundary", _ends(wanted), f"{clause.label}：{_ends(clause)}"
    elif _place(wanted) != _place(clause):
        yield "place", _place(wanted), _place(clause)
    if wanted.departments != clause.departments:
        yield "departments", "、".join(wanted.departments), "、".join(clause.departments)


def _place(clause: GoldClause | Clause) -> str:
    return " / ".join((clause.label, *clause.path)) + "（只是标题）" * clause.heading


def _ends(clause: GoldClause | Clause) -> str:
    if isinstance(clause, GoldClause):
        return f"{clause.first}……{clause.last}（{clause.length} 字）"
    seen = bare(clause.text)
    return f"{seen[:_SHOWN]}……{seen[-_SHOWN:]}（{len(seen)} 字）"
