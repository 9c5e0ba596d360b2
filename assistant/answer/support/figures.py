"""Figures of a written sentence: each is one of the clause's, with its bound, its year and
what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer.support.grounds import Grounds, Measure
from assistant.text.dates import years
from assistant.text.numbers import numerals
from assistant.text.tokens import bigrams
from assistant.types import Figure

_OTHER = 0.6  # share of an indicator's pairs of characters from which a figure is said to be of it
_COUNTS = frozenset("家个座所条项位名人支类处种件")  # measures that stand for one another
_SWORN = {">": 1, ">=": 1, "<": -1, "<=": -1, "~": 2, "=": 0}


def loose_numbers(text: str, grounds: Grounds) -> Iterator[str]:
    """Numbers as written that stand nowhere in the grounds."""
    known = {numeral.key for numeral in numerals(grounds.all)}
    yield from (text[n.start : n.end] for n in numerals(text) if n.key not in known)


def wrong_bounds(text: str, grounds: Grounds, measure: Measure) -> Iterator[str]:
    """Figures whose 以上, 不超过 or 约 the clause does not have so, as written."""
    for figure in measure(text):
        same = _same(figure, grounds.figures)
        if same and all(_SWORN[f.comparator] != _SWORN[figure.comparator] for f in same):
            yield figure.written


def wrong_units(text: str, grounds: Grounds, measure: Measure) -> Iterator[str]:
    """Figures that the clause gives in another unit alone."""
    for figure in measure(text):
        of_value = [f for f in grounds.figures if (f.low, f.high) == (figure.low, figure.high)]
        if of_value and not _same(figure, of_value):
            yield figure.written


def wrong_years(text: str, grounds: Grounds, measure: Measure) -> Iterator[str]:
    """Figures given for a year that the clause does not give them for."""
    if not (said := set(years(text))):
        return
    for figure in measure(text):
        stated = set(figure.years) & said
        same = [f for f in _same(figure, grounds.figures) if f.years]
        if stated and same and all(stated.isdisjoint(f.years) for f in same):
            yield figure.written


def swapped(text: str, grounds: Grounds, measure: Measure) -> Iterator[str]:
    """Figures that the sentence gives to what another figure of the clause counts."""
    for figure in measure(text):
        same = _same(figure, grounds.figures)
        if not same or not figure.topic:
            continue
        own = max(_likeness(figure.topic, f.topic) for f in same)
        others = [f for f in grounds.figures if f not in same and f.unit == figure.unit]
        best = max((_likeness(figure.topic, f.topic) for f in others), default=0.0)
        if best >= _OTHER and own < best / 2:
            yield figure.written


def _same(figure: Figure, among: Sequence[Figure]) -> list[Figure]:
    value = (figure.low, figure.high)
    return [f for f in among if (f.low, f.high) == value and _one_unit(f.unit, figure.unit)]


def _one_unit(one: str, other: str) -> bool:
    return one == other or {one[-1:], other[-1:]} <= _COUNTS


def _likeness(said: str, topic: str) -> float:
    """Share of the pairs of characters of the shorter of two names that the other has."""
    one, two = set(bigrams(said)), set(bigrams(topic))
    least = min(len(one), len(two))
    return len(one & two) / least if least else 0.0
