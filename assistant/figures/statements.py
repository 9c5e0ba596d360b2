"""A line of text → what it says of each of its quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.figures import changes, periods
from assistant.figures.comparators import comparators, is_linked
from assistant.figures.indicators import indicators, is_attribute
from assistant.figures.lines import Part, parts
from assistant.figures.naming import Named
from assistant.figures.quantities import Quantity
from assistant.figures.subjects import Before, subject_of
from assistant.figures.units import counts
from assistant.figures.wording import measurable
from assistant.figures.words import SCOPE, Span, is_place
from assistant.text.numbers import fold
from assistant.types import Change, Comparator

_ATTAINED = re.compile("[达为到占在是]|实现|突破|超")
_WORDS = re.compile("全覆盖|(?P<halved>减半)")
_SHARES = frozenset(("%", "‰", "个百分点"))
_BARE = re.compile(r"[\s、和及与或并(]*")
_CARRIED = frozenset(("added", "cumulative", "reduced"))


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantity and what its line says of it; spans are those of the line, empty for nothing."""

    quantity: Quantity
    comparator: Comparator
    change: Change
    per: str
    name: Span
    subject: Span
    scope: Span
    base: Span
    years: tuple[int, ...]
    attribute: bool  # whether it only describes a noun that is counted itself


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, the years it names, and the years it has where it names none."""

    folded: str
    inherited: tuple[int, ...]
    named: tuple[periods.Named, ...]


def statements(line: str, inherited: tuple[int, ...]) -> Iterator[Statement]:
    """One for each quantity of a line; ``inherited`` are the years where it names none."""
    found = tuple(parts(line))
    if not found:
        return
    folded = fold(line)
    context = _Line(folded, inherited, periods.named(folded, found[0].flat))
    last: Statement | None = None
    for part in found:
        if last and last.quantity.start < part.sentence:
            last = None
        for each in _of_part(part, context, last):
            yield each
            last = each


def _of_part(part: Part, line: _Line, last: Statement | None) -> Iterator[Statement]:
    signs, names, spoken = comparators(part), indicators(part), last
    for i, quantity in enumerate(part.quantities):
        attribute = is_attribute(part, i)
        linked = last if i and is_linked(part, part.quantities[i - 1], quantity) else None
        linked = None if i and is_attribute(part, i - 1) else linked
        per = "" if attribute else _per(part, i, linked)
        name, scope = _name_and_scope(part, i, names[i], line.folded, last)
        said = periods.holding(line.named, part, line.folded, i, recurs=bool(per))
        last = Statement(
            quantity,
            signs[i],
            "total" if attribute else _change(part, i, names[i], linked, spoken),
            per,
            name,
            subject_of(part.flat, name, _before(last)),
            scope,
            _base(line.folded, part, quantity) if not linked else linked.base,
            line.inherited if said is None else said,
            attribute,
        )
        spoken = spoken if attribute else last
        yield last


def _change(
    part: Part, i: int, named: Named, linked: Statement | None, last: Statement | None
) -> Change:
    quantity, flat = part.quantities[i], part.flat
    if word := _WORDS.match(flat, quantity.start):
        return "reduced" if word["halved"] else "total"
    said = changes.immediate(flat, part.start, quantity.start)
    if said := said or changes.following(flat, quantity.end):
        return said
    if linked:
        return linked.change
    start, end = named.span if named.span and not named.behind else (quantity.start,) * 2
    between = flat[end : quantity.start]
    attained = bool(_ATTAINED.search(between))
    if said := changes.governing(flat, named.left, start, attained):
        return said
    if changes.is_cumulative(flat[start:end], between, flat[part.sentence : start]):
        return "cumulative"
    bare = _BARE.fullmatch(flat, named.left, start) and not attained
    return last.change if bare and last and _carries(part, i, last) else "total"


def _carries(part: Part, i: int, last: Statement) -> bool:
    """Whether the verb of the statement before holds on: 新增甲10个、乙5个."""
    one, two = last.quantity, part.quantities[i]
    apart = one.start < part.stretch or part.flat.startswith("每", part.start)
    if last.change not in _CARRIED or apart:
        return False
    alike = one.unit == two.unit not in _SHARES or (counts(one.unit) and counts(two.unit))
    return alike or one.start >= part.start


def _before(last: Statement | None) -> Before | None:
    return (last.name, last.subject, last.quantity.end) if last else None


def _per(part: Part, i: int, linked: Statement | None) -> str:
    end = part.quantities[i].start
    own = part.quantities[i - 1].end if i else part.start
    said = changes.period(part.flat[part.start : end], part.flat[own:end])
    return said or (linked.per if linked else "")


def _name_and_scope(
    part: Part, i: int, named: Named, folded: str, last: Statement | None
) -> tuple[Span, Span]:
    quantity = part.quantities[i]
    span = named.span or _fallback(part, quantity, last)
    if last and named.span and last.quantity.unit == quantity.unit:
        among = "其中" in folded[part.sentence : quantity.start]
        if among and is_place(folded[slice(*named.span)]):
            return last.name, named.span
    match = SCOPE.search(part.flat, part.start, max(quantity.start, span[1]))
    return span, match.span() if match else (quantity.start, quantity.start)


def _fallback(part: Part, quantity: Quantity, last: Statement | None) -> Span:
    """What the sentence spoke of before."""
    if part.before and (name := measurable(part.flat, *part.before)):
        return name
    return last.name if last else (quantity.start, quantity.start)


def _base(folded: str, part: Part, quantity: Quantity) -> Span:
    """In the same part, or right before it: 在2020年基础上，再增加…"""
    if found := changes.base(folded, part.start, quantity.start):
        return found
    earlier = changes.base(folded, part.sentence, part.start)
    if earlier and earlier[1] == part.start - 1:
        return earlier
    return quantity.start, quantity.start
