"""Two regions side by side: what both count, and what only one does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.types import Figure


@dataclass(frozen=True, slots=True)
class Beside:
    """One indicator in one unit; a side is empty where that region has no figure of it."""

    indicator: str
    unit: str
    left: tuple[Figure, ...]
    right: tuple[Figure, ...]


def beside(figures: Iterable[Figure], left: str, right: str) -> tuple[Beside, ...]:
    """The figures of two regions by what they count: those of both first, then those of the
    left, then those of the right, each in the order of the ledger."""
    found: dict[tuple[str, str], tuple[list[Figure], list[Figure]]] = {}
    for figure in figures:
        if figure.region in (left, right) and figure.topic:
            sides = found.setdefault((figure.topic, figure.unit), ([], []))
            sides[figure.region != left].append(figure)
    rows = [
        Beside(_name((ours or theirs)[0]), unit, tuple(ours), tuple(theirs))
        for (_, unit), (ours, theirs) in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.left or not row.right, not row.left)))


def _name(figure: Figure) -> str:
    return f"{figure.subject}{figure.indicator}"
