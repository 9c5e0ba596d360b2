"""Wrong options that are real values of the documents, alike in form and never right."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from assistant.figures.units import counts
from assistant.text.numbers import fold
from assistant.training.asked import Asked
from assistant.training.material import Discard, Material
from assistant.training.stems import Stem, says

OPTIONS = 4
_NEAREST = 0.02  # powers of ten, about 5 %: nobody has to tell 120 from 121
_NEAREST_POINTS = 2  # of two shares of a hundred
_FARTHEST = 0.9  # powers of ten between two values of which one may be taken for the other
_NEAR = 0.5  # the same, of those that are offered first
_NEAR_POINTS = 40  # of two shares of a hundred, likewise
_ROUND, _FROM_ROUND = 5, 10
_MOST_DECIMALS_APART = 1
_DRAWN_FROM = 6  # that are drawn from
_DECIMALS = re.compile(r"\d\.(\d+)")
_OWN_ENOUGH = 5  # values of the document itself, before others are looked at


def values(material: Material, one: Asked, found: Stem, rng: Random, wanted: int) -> list[Asked]:
    """Some of ``usable`` that are near ``one``, told apart from one another too. Raises Discard
    where there are too few."""
    others: list[Asked] = []
    for other in usable(material, one, found):
        if all(_apart_enough(other, each) for each in others):
            others.append(other)
    if len(others) < wanted:
        raise Discard("同类的数字不够作选项")
    near = sum(_strangeness(one, other) == 0 for other in others)
    return rng.sample(others[: min(max(near, wanted), _DRAWN_FROM)], wanted)


def usable(material: Material, one: Asked, around: Stem) -> list[Asked]:
    """Quantities written like ``one`` of values that differ by a margin worth knowing, those
    that may well be taken for it first, then the nearest; those of its own document, and of
    others where that has few; where those are few too, numbers of other things of its own.

    A value that is shown around the blank is none, nor one with which the document would say
    the same elsewhere.
    """
    text = material.documents[one.clause.document].text
    words = around.around(text)
    own = material.asked[one.clause.document]
    found = _usable(one, own, words)
    if sum(_strangeness(one, other) == 0 for other in found) < _OWN_ENOUGH:
        found += _usable(one, _of_others(material, one), words, taken=found)
    if len(found) < OPTIONS - 1:
        lent = [other for each in own if (other := _lent(text, one, each))]
        found += _usable(one, lent, words, taken=found)
    wrong = (o for o in found if not says(text, around.shown(text, o.written)))
    return sorted(wrong, key=lambda o: (_strangeness(one, o), distance(one, o), o.start))


def _lent(text: str, one: Asked, other: Asked) -> Asked | None:
    """The number of something else of the document with the unit of ``one``: where few things
    are counted alike, those are what may be mixed up."""
    is_alike = one.shape[1:] == other.shape[1:] and one.shape[0] != other.shape[0]
    is_share = "%" in {one.figure.unit, other.figure.unit}
    if not is_alike or is_share or (0, 0) in {one.number, other.number}:
        return None
    before, behind = text[one.start : one.number[0]], text[one.number[1] : one.end]
    written = f"{before}{text[slice(*other.number)]}{behind}"
    return replace(other, figure=one.figure, written=written, shape=one.shape)


def _of_others(material: Material, one: Asked) -> list[Asked]:
    return [other for other in material.all_asked if other.clause.document != one.clause.document]


def _usable(
    one: Asked, others: Iterable[Asked], words: str, taken: Sequence[Asked] = ()
) -> list[Asked]:
    seen = {one.value, *(other.value for other in taken)}
    written = {fold(one.written), *(fold(other.written) for other in taken)}
    found = []
    for other in others:
        if other.shape != one.shape or other.value in seen or fold(other.written) in written:
            continue
        if counts(one.figure.unit) and _is_whole(other) != _is_whole(one):
            continue
        if not _apart_enough(one, other) or distance(one, other) > _FARTHEST:
            continue
        if abs(_decimals(one) - _decimals(other)) > _MOST_DECIMALS_APART:
            continue
        if _stands(other, words):
            continue
        seen.add(other.value)
        written.add(fold(other.written))
        found.append(other)
    return found


def _stands(other: Asked, words: str) -> bool:
    return fold(other.written) in fold(words)


def _strangeness(one: Asked, other: Asked) -> int:
    """How much a value looks unlike the other: 4.2 beside 20, 98 % beside 30 %."""
    points = abs(one.low - other.low) if one.figure.unit == "%" else 0
    is_far = distance(one, other) > _NEAR or points > _NEAR_POINTS
    is_odd = _is_round(one) and not _is_round(other)
    return is_far + (_decimals(one) != _decimals(other)) + is_odd


def _is_round(one: Asked) -> bool:
    """Whether a count ends in 0 or 5: beside 30 nobody takes 14 for it."""
    return one.figure.unit == "%" or one.low < _FROM_ROUND or one.low % _ROUND == 0


def _decimals(one: Asked) -> int:
    """Places behind the point as it is written."""
    digits = _DECIMALS.search(fold(one.written))
    return len(digits[1]) if digits else 0


def _is_whole(one: Asked) -> bool:
    return one.low == one.low.to_integral() and "." not in one.written


def _apart_enough(one: Asked, other: Asked) -> bool:
    if one.figure.unit == "%":
        points = max(abs(one.low - other.low), abs(one.high - other.high))
        return points >= _NEAREST_POINTS
    return distance(one, other) >= _NEAREST


def distance(one: Asked, other: Asked) -> float:
    """How far apart two quantities are, in powers of ten; of ranges, the farther ends."""
    return max(_apart(one.low, other.low), _apart(one.high, other.high))


def _apart(one: Decimal, other: Decimal) -> float:
    if one <= 0 or other <= 0:
        return 0.0 if one == other else math.inf
    return abs(math.log10(float(one) / float(other)))
