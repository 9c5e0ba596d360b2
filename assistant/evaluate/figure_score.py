"""Figures as extracted beside figures as they should be. Nothing here reads or writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.evaluate.figure_gold import FigureGold, GoldFigure
from assistant.evaluate.summary import Share
from assistant.types import Document, Figure

FIELDS: Mapping[str, str] = {
    "value": "数值",
    "unit": "单位",
    "comparator": "界限",
    "change": "增减",
    "per": "周期",
    "years": "年份",
    "indicator": "指标",
    "base": "比较对象",
}
_LIKE = 0.5  # of the character pairs of the shorter of two indicators


@dataclass(frozen=True, slots=True)
class Fault:
    """A gold row that is missing (``found`` is empty), an extracted one that is too much
    (``expected`` is empty), or one whose ``fields`` differ.
    """

    document: str
    clause: str
    expected: str
    found: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureScore:
    """Of one document or several. Optional gold rows, and rows extracted for them, count in
    neither ``gold`` nor ``extracted``; ``paired`` are gold rows with a row at their place.
    """

    gold: int
    extracted: int
    right: int
    paired: int
    faults: tuple[Fault, ...]

    @property
    def precision(self) -> Share:
        """Extracted rows that are right in every field."""
        return Share(self.right, self.extracted)

    @property
    def recall(self) -> Share:
        """Gold rows that a row right in every field was extracted for."""
        return Share(self.right, self.gold)

    @property
    def placed(self) -> Share:
        """Gold rows with a row at their place, whatever it says."""
        return Share(self.paired, self.gold)

    def field(self, name: str) -> Share:
        """Paired rows that agree in this field."""
        wrong = Counter(field for fault in self.faults for field in fault.fields)
        return Share(self.paired - wrong[name], self.paired)


def score_figures(
    gold: FigureGold, documents: Mapping[str, Document], figures: Iterable[Figure]
) -> dict[str, FigureScore]:
    """The score of each document that the gold speaks of."""
    annotated = frozenset(gold.clauses)
    inside = [figure for figure in figures if figure.clause in annotated]
    names = dict.fromkeys(clause.partition("/")[0] for clause in gold.clauses)
    return {
        name: _score(
            [row for row in gold.rows if row.document == name],
            [figure for figure in inside if figure.document == name],
            documents[name].text if name in documents else "",
        )
        for name in names
    }


def total(scores: Iterable[FigureScore]) -> FigureScore:
    """Several documents together."""
    found = tuple(scores)
    return FigureScore(
        gold=sum(score.gold for score in found),
        extracted=sum(score.extracted for score in found),
        right=sum(score.right for score in found),
        paired=sum(score.paired for score in found),
        faults=tuple(fault for score in found for fault in score.faults),
    )


def _score(gold: Sequence[GoldFigure], figures: Sequence[Figure], text: str) -> FigureScore:
    pairs = _paired(gold, figures, text)
    optional = {at for row, at in pairs if row.optional}
    counted = [(row, at) for row, at in pairs if not row.optional]
    faults = list(_row_faults(counted, figures))
    taken = {at for _, at in pairs}
    faults += [
        Fault(f.document, f.clause, "", described(f))
        for i, f in enumerate(figures)
        if i not in taken
    ]
    paired = [row for row, at in counted if at is not None]
    wrong = sum(bool(fault.fields) for fault in faults)
    return FigureScore(
        gold=len(counted),
        extracted=len(figures) - len(optional - {None}),
        right=len(paired) - wrong,
        paired=len(paired),
        faults=tuple(faults),
    )


def _paired(
    gold: Sequence[GoldFigure], figures: Sequence[Figure], text: str
) -> list[tuple[GoldFigure, int | None]]:
    """Each gold row with the position of the figure that overlaps it most; none is taken twice."""
    left = set(range(len(figures)))
    pairs: list[tuple[GoldFigure, int | None]] = []
    for row in gold:
        start, end = place(row, text)
        shared = {i: min(end, figures[i].end) - max(start, figures[i].start) for i in left}
        best = max((i for i in left if shared[i] > 0), key=lambda i: (shared[i], -i), default=None)
        left.discard(-1 if best is None else best)
        pairs.append((row, best))
    return pairs


def place(row: GoldFigure, text: str) -> tuple[int, int]:
    """The span of the quantity in its document; an empty one where the anchor is not there."""
    anchor = text.find(row.anchor)
    start = anchor + row.anchor.find(row.written)
    return (start, start + len(row.written)) if anchor >= 0 else (0, 0)


def _row_faults(
    pairs: Sequence[tuple[GoldFigure, int | None]], figures: Sequence[Figure]
) -> Iterator[Fault]:
    for row, at in pairs:
        if at is None:
            yield Fault(row.document, row.clause, described(row), "")
        elif fields := tuple(_differing(row, figures[at])):
            found = described(figures[at])
            yield Fault(row.document, row.clause, described(row), found, fields)


def _differing(row: GoldFigure, figure: Figure) -> Iterator[str]:
    if (row.low, row.high) != (figure.low, figure.high):
        yield "value"
    for name in ("unit", "comparator", "change", "per", "years"):
        if getattr(row, name) != getattr(figure, name):
            yield name
    for name in ("indicator", "base"):
        if not alike(getattr(row, name), getattr(figure, name)):
            yield name


def alike(one: str, other: str) -> bool:
    """Whether one indicator holds the other, or they share half the character pairs of the
    shorter one; blanks and quotation marks make no difference."""
    one, other = ("".join(c for c in text if c.isalnum()) for text in (one, other))
    if not one or not other:
        return one == other
    if one in other or other in one:
        return True
    pairs = [{left + right for left, right in pairwise(text)} for text in (one, other)]
    return len(pairs[0] & pairs[1]) >= _LIKE * max(1, min(map(len, pairs)))


def described(row: GoldFigure | Figure) -> str:
    """A row on one line."""
    value = f"{row.low:f}" if row.low == row.high else f"{row.low:f}—{row.high:f}"
    parts = [f"{row.indicator}：{row.written}", f"{row.comparator}{value}{row.unit}", row.change]
    parts += [f"每{row.per}"] if row.per else []
    parts.append("、".join(map(str, row.years)) or "年份不明")
    return "，".join((*parts, row.base) if row.base else parts)
