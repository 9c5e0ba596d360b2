"""The name of what is counted, cut out of the words around a quantity."""

from __future__ import annotations

import re

from assistant.figures.changes import CHANGED
from assistant.figures.comparators import BOUND
from assistant.figures.names import CHINESE, DATED
from assistant.figures.verbs import DEEDS, NEW, TRAILING, VERBS
from assistant.figures.words import Span, is_adjective, leading, past_adverbs, trails, words

_NEAR = 32  # characters before a quantity in which what it is compared with stands
_AND = r"和(?![美谐睦平])"
_ATTAINED = re.compile(r"(?<=[率数量比额积重例产值])(?:达到?|超)$")
_YEARS_AGO = rf"(?:上年|去年|上一?年|同期|全[省国市县]|{DATED})"
_COMPARED = re.compile(
    rf"(?:(?:比|较|与){_YEARS_AGO}[^,、]{{0,8}}|(?:由|从)[^,、]*[\d{DATED}{CHINESE}][^,、]*"
    rf"|在[^,、]{{1,24}}基础上|(?<![不得])[高低]于[^,、\d{DATED}]{{2,16}}|{BOUND.pattern})$"
)
_ACROSS = re.compile(rf"(?:{BOUND.pattern})(?=[^,、]+的$)")
_WHERE = re.compile(  # 在行政村实现
    "在[^,、在]{1,10}(?=覆盖|实现|建成|开展|推行|新增|新建|建设|设置|安装|配备|配建)"
)
_ENDS_OBJECT = re.compile(
    r"达到|达成|实现|用于|给予|进行|予以|纳入|占|全部|完成|超过|不低于|不少于|增长|提高|下降|减少|以上|"
    r"以下|实行|基础上|获评|获得|重点保障|并且|以及|左右|[、(),;]|[和及与或]$|"
    rf"{BOUND.pattern}"
)
_BEGINS_OTHER = re.compile(
    rf"[、(),及与或至到达占均都被并将应为是]|{CHANGED}|{_AND}|"
    "用于|给予|纳入|实现|完成|以及|超过|左右"
)
_LINKED = re.compile("的|级(?!别)")  # 亿元级产业链
_MEASURABLE = re.compile(
    "(?:[率量额值积重度]|比例|收入|规模|水平|能力|投入|成本|投资|标准|时间|周期|补贴|补助|津贴|奖励|"
    "资金|经费|价格|费用)$"
)
_SHORT = frozenset("村县镇乡区街校园馆站店人户路桥")  # nouns of one character that are counted


def trimmed(flat: str, start: int, end: int) -> Span | None:
    """What is left of the words before a quantity without verbs at either end."""
    if across := _ACROSS.search(flat, start, end):  # 不低于年度计划指标的5%
        subject = trimmed(flat, start, across.start())
        led = ends_in_verb(flat, start, across.start())
        return subject if subject and not led else (across.end(), end - 1)
    end = _uncompared(flat, start, end)
    if where := _WHERE.match(flat, start, end):
        start = where.end()
    if new := NEW.match(flat, past_adverbs(flat, start, end), end):
        start = new.end()
    found = words(flat, start, end)
    while found and trails(found[-1][0]):
        found.pop()
        end = _uncompared(flat, start, found[-1][2]) if found else start
        found = [word for word in found if word[2] <= end]
    found = found[leading(found) :]
    if not found or found[-1][2] - found[0][1] < 2:
        return None
    return found[0][1], found[-1][2]


def deed(flat: str, start: int, end: int) -> Span | None:
    """The verb right before a quantity that says all there is of it: 培训8000人次."""
    found = words(flat, start, _uncompared(flat, start, end))
    while found and found[-1][0] not in DEEDS and trails(found[-1][0]):
        found.pop()
    return found[-1][1:] if found and found[-1][0] in DEEDS else None


def measurable(flat: str, start: int, end: int) -> Span | None:
    """What a part without quantities names, if it can be measured: 甲的比例逐年提高."""
    span = trimmed(flat, start, end)
    return span if span and _MEASURABLE.search(flat, *span) else None


def ends_in_verb(flat: str, start: int, end: int) -> bool:
    """Whether the object of the last verb before a quantity stands behind it: 安排10%的资金."""
    found = words(flat, start, _uncompared(flat, start, end))
    return bool(found) and found[-1][0] in VERBS


def object_of(flat: str, start: int, end: int) -> Span | None:
    """The words behind a quantity that say what is counted, up to what ends them."""
    start += bool(_LINKED.match(flat, start))
    if start >= end or _BEGINS_OTHER.match(flat, start, end):
        return None
    start = _past_attributes(flat, start, end)
    stop = _ENDS_OBJECT.search(flat, start + 1, end)
    if stop:
        end = stop.start()
    else:
        while (found := words(flat, start, end)) and found[-1][0] in TRAILING | {"超"}:
            end = found[-1][1]
    return (start, end) if end - start > 1 or flat[start:end] in _SHORT else None


def _past_attributes(flat: str, start: int, end: int) -> int:
    """特色突出、乡味浓厚的精品村, 特色鲜明、区域合作创业村: where the noun begins."""
    mark = flat.find("、", start, end)
    if mark < 0:
        return start
    if (last := flat.rfind("的", mark, end)) >= 0 and end - last > 2:
        return last + 1
    while mark >= 0 and is_adjective(flat[start:mark]):
        start, mark = mark + 1, flat.find("、", mark + 1, end)
    return start


def _uncompared(flat: str, start: int, end: int) -> int:
    for pattern in (_ATTAINED, _COMPARED):
        while match := pattern.search(flat, max(start, end - _NEAR), end):
            end = match.start()
    return end
