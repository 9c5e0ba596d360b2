"""以上, 不超过, 约: whether a quantity is a bound, and of which kind."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.figures.lines import Part
from assistant.figures.quantities import Quantity
from assistant.figures.units import counts
from assistant.types import Comparator

_Signs = tuple[tuple[str, Comparator], ...]
_LEVEL = r"(?:级|规模)?(?:\((?:含|不含|包括)[^()]{0,6}\))?"  # 亿元级以上, 30户(含)以上
_BEHIND: _Signs = (
    ("及?以上", ">="),
    ("及?以下|以内|之内|内(?![容部外涵设在需销])", "<="),
    ("左右|上下", "~"),
)
_AFTER = tuple((re.compile(rf"{_LEVEL}(?:{words})"), sign) for words, sign in _BEHIND)
_FILLER = r"(?:达到?|到|为|至|在|了|有|于)?"
_NOT = "不(?:得|能|应|宜)?"
_AT_LEAST = (
    rf"(?:{_NOT}(?:低于|少于|小于|短于)|不下于?|至少|最少|最低|起码|年满|已满|(?<![圆期届])满)"
)
_BEFORE: _Signs = (
    (_AT_LEAST, ">="),
    (rf"(?:{_NOT}(?:超过|高于|大于|多于|超出|突破|长于)|至多|最多|最高|最长)", "<="),
    (r"(?:超过|超出|高于|高出|大于|多于|突破|(?<![赶反])超|逾)", ">"),
    (r"(?:低于|少于|小于|不足|不到|未满|不满|优于)", "<"),
    (r"(?:大约|大概|接近|将近|(?<![节公条合签特违契履预集])约|(?<![附最靠新就邻])近)", "~"),
)
_DIRECT = tuple((re.compile(rf"{words}{_FILLER}$"), sign) for words, sign in _BEFORE)
# 不低于年度计划指标的5%
_ACROSS = tuple((re.compile(rf"{words}[^,、]{{1,24}}的$"), sign) for words, sign in _BEFORE[:4])
# 至少组织一次, 最高奖励50万元
_DOING_AT_LEAST = re.compile(r"(?:至少|最少)[^,、\d]{1,6}$")
_DOING_AT_MOST = re.compile(
    r"(?:至多|最多)[^,、\d]{1,6}$|最高(?:可|给予|奖励|补助|补贴|资助|支持|扣减|处以?)+$"
)
_NEAR = 32  # characters before a quantity in which its comparator stands
_LINK = re.compile("[、和及与或]|以及")
BOUND = re.compile("|".join(words for words, _ in _BEFORE[:4]))


def after(part: Part, quantity: Quantity) -> tuple[Comparator | None, int]:
    """The comparator that follows a quantity, and where it ends."""
    for pattern, sign in _AFTER:
        if match := pattern.match(part.flat, quantity.end, part.end):
            return sign, match.end()
    if part.flat.startswith("大关", quantity.end):
        return None, quantity.end + 2
    return None, quantity.end


def before(part: Part, quantity: Quantity) -> Comparator | None:
    """The comparator that precedes a quantity."""
    left = part.flat[max(part.start, quantity.start - _NEAR) : quantity.start]
    for patterns in (_DIRECT, _ACROSS):
        for pattern, sign in patterns:
            if pattern.search(left):
                return sign
    if _DOING_AT_LEAST.search(left):
        return ">="
    return "<=" if _DOING_AT_MOST.search(left) else None


def comparators(part: Part) -> tuple[Comparator, ...]:
    """One for each quantity: in 55%、60%以上 both are bounds, as in 超过5万亩、3万吨."""
    behind = [after(part, q) for q in part.quantities]
    ahead = [before(part, q) for q in part.quantities]
    found = [b or a for (b, _), a in zip(behind, ahead, strict=True)]
    linked = [
        is_linked(part, one, two) and counts(one.unit) == counts(two.unit)
        for one, two in pairwise(part.quantities)
    ]
    for i in reversed(range(len(linked))):
        if linked[i] and found[i] is None and behind[i + 1][0] == found[i + 1]:
            found[i] = found[i + 1]
    for i, link in enumerate(linked):
        if link and found[i + 1] is None and ahead[i] == found[i]:
            found[i + 1] = found[i]
    return tuple(
        sign or (">" if q.more else "=") for sign, q in zip(found, part.quantities, strict=True)
    )


def is_linked(part: Part, one: Quantity, two: Quantity) -> bool:
    """Whether nothing but 、 or 和 stands between two quantities."""
    end = after(part, one)[1]
    return end < two.start and bool(_LINK.fullmatch(part.flat, end, two.start))


def gap(part: Part, i: int) -> str:
    """What stands between a quantity, its comparator included, and the next one."""
    end = after(part, part.quantities[i])[1]
    return part.flat[end : part.quantities[i + 1].start]
