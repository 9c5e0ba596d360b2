"""What is counted: the words before a quantity (森林覆盖率达到60%) or behind it (3家企业)."""

from __future__ import annotations

import re

from assistant.figures.changes import CHANGED
from assistant.figures.comparators import after, gap, is_linked
from assistant.figures.lines import Part
from assistant.figures.naming import Named, named
from assistant.figures.units import counts
from assistant.figures.words import Span

_AND = r"和(?![美谐睦平])"
_SEPARATED = re.compile(rf"(?:\([^()]*\))?(?:[、及与或并]|{_AND}|以及|其中)|\((?![^()]*\))")
_ENDS_SEPARATED = re.compile(rf"(?:[、及与或]|{_AND}|以及)$")
_SPLIT = re.compile(rf"[、及与]|{_AND}|以及")
_TURNED = re.compile(CHANGED)


def indicators(part: Part) -> list[Named]:
    """One for each quantity of ``part``."""
    found: list[Named] = []
    for i in range(len(part.quantities)):
        found.append(named(part, i, _left(part, i, found)))
    return _shared(part, found)


def is_attribute(part: Part, i: int) -> bool:
    """Whether a size only describes a noun that is counted itself: 亿元以上项目30个."""
    quantity = part.quantities[i]
    if counts(quantity.unit) or quantity.unit == "%" or i + 1 == len(part.quantities):
        return False
    between = gap(part, i)
    return bool(between) and not _SEPARATED.match(between) and not _TURNED.match(between)


def _left(part: Part, i: int, found: list[Named]) -> int:
    """Where the words start that may name what ``part.quantities[i]`` counts."""
    if (opened := _bracket(part, i)) >= 0:
        return opened + 1
    if i == 0:
        return part.start
    one, two = part.quantities[i - 1], part.quantities[i]
    end, between = after(part, one)[1], gap(part, i - 1)
    if match := _SEPARATED.match(between):
        return end + match.end()
    if not found[-1].behind:
        return found[-1].left
    if _ENDS_SEPARATED.search(between):
        return two.start
    return end + between.rfind("、") + 1 if counts(one.unit) else found[-1].left


def _bracket(part: Part, i: int) -> int:
    """Where the bracket opens that a quantity is the first of, else -1."""
    start = after(part, part.quantities[i - 1])[1] if i else part.start
    end = part.quantities[i].start
    opened = part.flat.rfind("(", start, end)
    return -1 if part.flat.find(")", opened, end) >= 0 else opened


def _shared(part: Part, found: list[Named]) -> list[Named]:
    """甲、乙、丙率分别达到1%、2%和3%: each of several linked quantities takes its own name."""
    i = 0
    while i < len(found):
        last = i
        while last + 1 < len(found) and _continues(part, found, last):
            last += 1
        if last > i and (span := found[i].span) and not found[i].behind:
            found[i : last + 1] = _each(part.flat, span, found[i], last + 1 - i)
        i = last + 1
    return found


def _continues(part: Part, found: list[Named], i: int) -> bool:
    one, two = part.quantities[i], part.quantities[i + 1]
    if not is_linked(part, one, two):
        return False
    own = found[i + 1].span
    return own is None or (found[i + 1].behind and not counts(two.unit))


def _each(flat: str, span: Span, first: Named, number: int) -> list[Named]:
    start, end = span
    marks = [m.span() for m in _SPLIT.finditer(flat, start, end)]
    if len(marks) != number - 1:
        return [Named(span, first.left)] * number
    starts = [start, *(mark[1] for mark in marks)]
    ends = [*(mark[0] for mark in marks), end]
    return [Named(each, first.left) for each in zip(starts, ends, strict=True)]
