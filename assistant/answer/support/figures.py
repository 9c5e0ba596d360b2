"""Figures of a written sentence: each is one of the clause's, with its bound, its year and
what it counts. ``stated`` are those that the ledger reads from the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer.support.grounds import Grounds
from assistant.text.dates import years
from assistant.text.numbers import Numeral, numerals
from assistant.text.sentences import parts, sentences
from assistant.text.tokens import common_ending, likeness, normalise, share_held
from assistant.types import Figure

_OTHER = 0.6  # share of an indicator's pairs of characters from which a figure is said to be of it
_COUNTS = frozenset("家个座所条项位名人支类处种件")  # measures that stand for one another
_NAMES = (frozenset(("元", "块", "块钱")), frozenset(("岁", "周岁")), frozenset(("天", "日")))
_LONGER = 3  # characters by which another number's lead must be more like than its own
_NEXT = 4  # characters between a bound and its number
_MARKS = re.compile(r"[\s，,、；;：:（）()“”\"]")
_CLEARLY = 0.3  # share by which another number's surroundings must be nearer than its own
_BOUNDS = (
    (
        1,
        r"(?:不(?:低|少|小)于|不下|至少|最少|起码|超过|高于|多于|大于|突破|满)[^\d，,]{0,4}$",
        r"^[^\d，,]{0,3}(?:及?以上)",
    ),
    (
        -1,
        r"(?:不(?:高|多|大)于|不(?:得|能|可)?超过|不超|至多|最多|低于|少于|小于|不足|不到)[^\d，,]{0,4}$",
        r"^[^\d，,]{0,3}(?:及?以下|以内|之内)",
    ),
)  # which way a bound points, in words before a number and after it
_EITHER_WAY = re.compile("不低于|不少于|不小于|不高于|不超过|不多于|不大于|高于|低于|多于|少于")
_HOW_OFTEN = re.compile(r"(?:每|按|逐)(?:半年|季|月|周|旬)")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|[-—–~至到])")
_SWORN = {">": 1, ">=": 1, "<": -1, "<=": -1, "~": 2, "=": 0}


def loose_numbers(text: str, grounds: Grounds) -> Iterator[str]:
    """Numbers as written, and 每月, 每季度, that stand nowhere in the grounds. The numbers of
    headings count nothing."""
    known = {numeral.key for numeral in numerals(grounds.unnumbered)}
    yield from (text[n.start : n.end] for n in numerals(text) if n.key not in known)
    how_often = set(_HOW_OFTEN.findall(grounds.text))
    yield from (word for word in _HOW_OFTEN.findall(text) if word not in how_often)


def wrong_bounds(stated: Sequence[Figure], grounds: Grounds) -> Iterator[str]:
    """Figures whose 以上, 不超过 or 约 the clause does not have so, as written."""
    for figure in stated:
        same = _same(figure, grounds.figures)
        if same and all(_SWORN[f.comparator] != _SWORN[figure.comparator] for f in same):
            yield figure.written


def wrong_units(stated: Sequence[Figure], grounds: Grounds) -> Iterator[str]:
    """Figures that the clause gives in another unit alone."""
    for figure in stated:
        of_value = [f for f in grounds.figures if (f.low, f.high) == (figure.low, figure.high)]
        if of_value and not _same(figure, of_value):
            yield figure.written


def wrong_years(text: str, stated: Sequence[Figure], grounds: Grounds) -> Iterator[str]:
    """Figures given for a year that the clause does not give them for."""
    if not (said := set(years(text))):
        return
    for figure in stated:
        given = set(figure.years) & said
        same = [f for f in _same(figure, grounds.figures) if f.years]
        if given and same and all(given.isdisjoint(f.years) for f in same):
            yield figure.written


def swapped(stated: Sequence[Figure], grounds: Grounds) -> Iterator[str]:
    """Figures that the sentence gives to what another figure of the clause counts."""
    for figure in stated:
        same = _same(figure, grounds.figures)
        if not same or not figure.topic:
            continue
        own = max(likeness(figure.topic, f.topic) for f in same)
        others = [f for f in grounds.figures if f not in same and f.unit == figure.unit]
        best = max((likeness(figure.topic, f.topic) for f in others), default=0.0)
        if best >= _OTHER and own < best / 2:
            yield figure.written


def misplaced(text: str, grounds: Grounds) -> Iterator[str]:
    """Numbers that stand in other surroundings than the clause has them in, where what stands
    in these surroundings there is another number."""
    source = [each for clause in grounds.texts for each in _surroundings(clause)]
    for number, around in _surroundings(text):
        own = max((share_held(around, a) for n, a in source if n.key == number.key), default=None)
        other = max((share_held(around, a) for n, a in source if n.key != number.key), default=0.0)
        if own is not None and other >= _OTHER and other - own > _CLEARLY:
            yield text[number.start : number.end]


def exchanged(text: str, grounds: Grounds) -> Iterator[str]:
    """Numbers in digits before which the sentence has what another number of the clause stands
    behind."""
    source = [each for clause in grounds.texts for each in _led(clause)]
    for number, lead in _led(text):
        own = max((common_ending(lead, a) for n, a in source if n.key == number.key), default=None)
        other = max((common_ending(lead, a) for n, a in source if n.key != number.key), default=0)
        if own is not None and other - own >= _LONGER:
            yield text[number.start : number.end]


def out_of_turn(text: str, grounds: Grounds) -> Iterator[str]:
    """The first of several numbers said to be each another's (分别) that the clause has in
    another order."""
    if "分别" not in text:
        return
    for clause in grounds.texts:
        places = [n.start for n in _numbers(clause)]
        keys = [n.key for n in _numbers(clause)]
        said = [n for n in _numbers(text) if n.key in keys]
        order = [places[keys.index(n.key)] for n in said]
        if len(order) > 1 and order != sorted(order):
            yield text[said[0].start : said[0].end]


def turned_bounds(text: str, grounds: Grounds) -> Iterator[str]:
    """Numbers whose bound points another way than in the clause, and 不低于, 高于 between two
    things where the clause has no such words."""
    for number in _numbers(text):
        said = _direction(text, number)
        there = {
            _direction(clause, n)
            for clause in grounds.texts
            for n in _numbers(clause)
            if n.key == number.key
        }
        if there and said not in there:
            yield text[number.start : number.end]
    for word in _EITHER_WAY.finditer(text):
        counts = any(0 <= n.start - word.end() < _NEXT for n in _numbers(text))
        if not counts and word[0] not in _EITHER_WAY.findall(grounds.text):
            yield word[0]


def _numbers(text: str) -> list[Numeral]:
    """The numbers of a text but its years."""
    return [n for n in numerals(text) if not _YEAR.match(text, n.start)]


def _surroundings(text: str) -> Iterator[tuple[Numeral, str]]:
    """Each number of a text with what stands between it and its neighbours, or the ends of its
    part of a sentence."""
    numbers = _numbers(text)
    for start, end in parts(text):
        inside = [n for n in numbers if start <= n.start < end]
        for place, number in enumerate(inside):
            left = inside[place - 1].end if place else start
            right = inside[place + 1].start if place + 1 < len(inside) else end
            yield number, text[left : number.start] + text[number.end : right]


def _led(text: str) -> Iterator[tuple[Numeral, str]]:
    """Each number of a text with the words of its sentence before it, marks left out."""
    numbers = _numbers(text)
    for start, end in sentences(text):
        for number in numbers:
            if start <= number.start < end and text[number.start].isdigit():
                yield number, _MARKS.sub("", normalise(text[start : number.start]))


def _direction(text: str, number: Numeral) -> int:
    """1 where a number is a least one, −1 where it is a greatest, 0 where it is neither."""
    before, after = (
        text[max(number.start - 10, 0) : number.start],
        text[number.end : number.end + 8],
    )
    for way, ahead, behind in _BOUNDS:
        if re.search(behind, after) or re.search(ahead, before):
            return way
    return 0


def _same(figure: Figure, among: Sequence[Figure]) -> list[Figure]:
    value = (figure.low, figure.high)
    return [f for f in among if (f.low, f.high) == value and _one_unit(f.unit, figure.unit)]


def _one_unit(one: str, other: str) -> bool:
    same = one == other or {one[-1:], other[-1:]} <= _COUNTS
    return same or any({one, other} <= names for names in _NAMES)
