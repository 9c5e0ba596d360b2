"""The name of one quantity, from the words ahead of it or those behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures.comparators import after, gap, is_linked
from assistant.figures.lines import Part
from assistant.figures.quantities import Quantity
from assistant.figures.units import MONEY, TIMES, counts
from assistant.figures.wording import deed, ends_in_verb, measurable, object_of, trimmed
from assistant.figures.words import Span

_OF_AN_ACT = re.compile(r"(?:连续|提前|推迟|延后)$")  # 提前两年完成…
_WITHIN = re.compile(r"(?:之|以)?内")
_NOUNS = frozenset("县 镇 乡 村 里".split())  # units that are nouns: 山区26县
_DONE = re.compile("完成|实现|达到")
_SHARE_NAMED = re.compile("[率比重例额数度]$")  # 覆盖率不低于5%的…
_NO_NAME = re.compile("比例|比率|幅度|速度|增速|增幅|标准|目标|水平|要求|力度|额度")
_AT_RATE = re.compile("按照?[^,、的]*$")  # 按每户500元…
_PAID = re.compile("(?:的?标准)?(?:给予|发放|予以)(?=[^,、;(]{2})")
_DONE_SO_OFTEN = MONEY | {"人次", "次", "场次"}


@dataclass(frozen=True, slots=True)
class Named:
    """Where what is counted is named, and where the words that lead to its quantity begin."""

    span: Span | None
    left: int
    behind: bool = False  # whether the name follows its quantity


def named(part: Part, i: int, left: int) -> Named:
    """What ``part.quantities[i]`` counts; the words that may say so start at ``left``."""
    quantity, flat = part.quantities[i], part.flat
    if head := _head(part, i):
        return Named(head, left, behind=True)
    if i and (head := _head(part, i - 1)):
        own = trimmed(flat, after(part, part.quantities[i - 1])[1], quantity.start)
        return Named(own or head, left, behind=own is None)
    if quantity.unit in TIMES and (act := _of_an_act(part, i, left)):
        return Named(act, left, behind=True)
    ahead, behind = _ahead(part, i, left), _behind(part, i)
    if behind and _NO_NAME.match(flat, behind[0]):
        behind = None
    if behind and _leads_on(part, i, left, ahead):
        return Named(behind, left, behind=True)
    found = ahead or behind or _paid(part, i, left)
    return Named(found, left, behind=found is not None and found[0] > quantity.start)


def _ahead(part: Part, i: int, left: int) -> Span | None:
    flat, end = part.flat, part.quantities[i].start
    if rate := _AT_RATE.search(flat, left, end):
        return measurable(flat, left, rate.start())
    ahead = trimmed(flat, left, end)
    return None if ahead and _NO_NAME.fullmatch(flat, *ahead) else ahead


def _paid(part: Part, i: int, left: int) -> Span | None:
    """What a sum of money is paid as (500元给予建设补助), or what is done so many times."""
    quantity, flat = part.quantities[i], part.flat
    if quantity.unit in MONEY and (paid := _PAID.match(flat, after(part, quantity)[1])):
        return object_of(flat, paid.end(), part.end)
    return deed(flat, left, quantity.start) if quantity.unit in _DONE_SO_OFTEN else None


def _leads_on(part: Part, i: int, left: int, ahead: Span | None) -> bool:
    """Whether a quantity is one of what stands behind it: 3家企业, 安排10%的资金."""
    quantity, flat = part.quantities[i], part.flat
    if counts(quantity.unit):
        return not (ahead and quantity.unit in _NOUNS)
    if ahead and flat.startswith("延长", quantity.start - 2):
        return False
    if quantity.unit == "%" and ahead:
        if _SHARE_NAMED.search(flat, *ahead) or _DONE.fullmatch(flat, ahead[1], quantity.start):
            return False
        if flat.startswith("的", after(part, quantity)[1]):
            return True
    return ends_in_verb(flat, left, quantity.start)


def _head(part: Part, i: int) -> Span | None:
    """The noun of a count that a size describes: 1条50亿元、8条亿元级特色产业链."""
    quantities = part.quantities
    if i + 1 >= len(quantities) or not counts(quantities[i].unit):
        return None
    size = quantities[i + 1].unit
    if counts(size) or size == "%" or size in TIMES or "、" in gap(part, i):
        return None
    if found := _behind(part, i + 1):
        return found
    listed = i + 2 < len(quantities) and is_linked(part, quantities[i + 1], quantities[i + 2])
    return _head(part, i + 2) if listed else None


def _of_an_act(part: Part, i: int, left: int) -> Span | None:
    """What lasts so long or is to be done in that time: 十五日内作出决定, 连续三年获评…"""
    quantity = part.quantities[i]
    act = _OF_AN_ACT.search(part.flat, left, quantity.start)
    if not act and not _WITHIN.match(part.flat, quantity.end):
        return None
    for j in range(i, len(part.quantities)):
        end = part.quantities[j].end
        done = _DONE.match(part.flat, end) if act else None
        if part.quantities[j].unit in TIMES and (behind := _behind(part, j, done)):
            return done.start() if done else behind[0], behind[1]
    return None


def _behind(part: Part, i: int, skipped: re.Match[str] | None = None) -> Span | None:
    quantities = part.quantities
    while i + 1 < len(quantities) and _touch(part, quantities[i], quantities[i + 1]):
        i += 1  # 三年以上七年以下有期徒刑
    end = quantities[i + 1].start if i + 1 < len(quantities) else part.end
    start = skipped.end() if skipped else after(part, quantities[i])[1]
    return object_of(part.flat, start, end)


def _touch(part: Part, one: Quantity, two: Quantity) -> bool:
    return after(part, one)[1] == two.start and one.unit == two.unit
