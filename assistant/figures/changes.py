"""Whether a figure is a level or a change, how often it recurs, and against what it is measured."""

from __future__ import annotations

import re

from assistant.figures.comparators import BOUND
from assistant.types import Change

Span = tuple[int, int]

_NEAR = 28  # characters before a quantity in which its verb stands
_UP = (
    "增长|增加|提高|提升|上升|新增|净增|扩大|增收|上浮|延长|增幅达?|增|上调|升高|涨幅达?|上涨|递增|"
    "(?:上浮|增长|提高|上涨)幅度"
)
_DOWN = (
    "减少|下降|降低|压缩|压减|削减|缩短|缩减|缩小|下浮|下调|降幅达?|减幅达?|减|降|下跌|扣减|扣除|"
    "递减|精简|(?:下浮|下降|降低|减少)幅度"
)
_FILLER = rf"(?:了|约|近|大约|力争|{BOUND.pattern})*"
CHANGED = rf"(?:{_UP}|{_DOWN}|恢复|调整)(?:到|至|为|成)"
_IMMEDIATE: tuple[tuple[re.Pattern[str], Change], ...] = (
    (re.compile(rf"{CHANGED}{_FILLER}$"), "to"),
    (re.compile(rf"(?:{_UP}){_FILLER}$"), "added"),
    (re.compile(rf"(?:{_DOWN}){_FILLER}$"), "reduced"),
)
_CUMULATIVE = re.compile(
    r"累计|共计|总计|合计|总共|一共|(?:^|[已省市县国])共(?![富同享建有青产和性识治])"
)
_ADDED = re.compile(
    r"新增|增加|增设|增建|增配|新建|新改建|新扩建|增派|"
    r"新(?:\([^()]*\))?(?:建成|建立|建|培育|培养|认定|命名|开通|开工|开设|开办|招|引|划定|创|设|注册|签约|"
    r"评|发展|吸纳|添|改|组建|申报|投产|入|成立|开|育|造|推出|落地|纳入|挂牌|上)(?!型)|"
    r"(?<!一)再(?:建设|新建|建|创建|打造|培育|新增)"
)
_NOT_ITS_OBJECT = re.compile(r"[^,、的]{0,2}的|.*[按对将把]")  # 新引进的人才, 新建小区按…
_REDUCED = re.compile(r"减少|压减|压缩|削减|降低|缩短|缩减|关停|淘汰|扣减|扣除|精简")
_BY_RATE = re.compile(
    r"(?:的(?:比例|比率|幅度|速度|增速|增幅))?"
    r"(?:(?P<up>递增|增长|增加|提高|上浮)|递减|减少|下降|降低|下浮)(?![到至为])"
)
_SUM = re.compile("累计|合计|总计")
_SUM_SINCE = re.compile("总[数量额]")
_SINCE = re.compile("自[^,;。]*以来")
_RECURRING = re.compile(r"每年度?|每一年|逐年|(?P<month>每个?月)")
_ON_AVERAGE = re.compile(r"(?:年|(?P<month>月))均(?=[增提递下降减上压完培新约近超达不至\d]|$)")
_BASE = re.compile(
    r"(?:比|较|相比)(?:(?:(?:19|20)\d\d|上一?|去)年(?:同期|度|[底末])?|同期|“?十[二三四]五”?末)"
    r"|同比|环比|在[^,;。\n]{1,24}基础上|以(?:19|20)\d\d年为(?:基数|基期)"
)
_ABOVE = re.compile(r"(?<=(?<![不得])[高低]于)[^\d,;。、]{2,16}$")


def immediate(flat: str, start: int, end: int) -> Change | None:
    """The change said by the verb right before a quantity: 提高到, 增长, 下降."""
    left = flat[max(start, end - _NEAR) : end]
    return next((change for pattern, change in _IMMEDIATE if pattern.search(left)), None)


def governing(flat: str, start: int, name: int, attained: bool) -> Change | None:
    """The change said by the verbs ``flat[start:name]`` that what is counted is object of.

    ``attained``: a verb such as 达到 parts it from its quantity, so that 压缩 is no verb.
    """
    verbs = flat[start:name]
    if _CUMULATIVE.search(verbs):
        return "cumulative"
    if any(not _NOT_ITS_OBJECT.match(verbs, match.end()) for match in _ADDED.finditer(verbs)):
        return "added"
    return "reduced" if not attained and _REDUCED.search(verbs) else None


def following(flat: str, end: int) -> Change | None:
    """The change said right behind a quantity: 按5%的比例递增."""
    match = _BY_RATE.match(flat, end)
    if match is None:
        return None
    return "added" if match["up"] else "reduced"


def is_cumulative(name: str, between: str, sentence: str) -> bool:
    """Whether a sum over time or places is given: in the name, or between it and the quantity."""
    if _SUM.search(name) or _CUMULATIVE.search(between):
        return True
    return bool(_SUM_SINCE.search(name) and _SINCE.search(sentence))


def period(text: str, own: str) -> str:
    """年 for 每年 in ``text`` or 年均 in what is the quantity's ``own``; 月 for 每月 and 月均."""
    match = _ON_AVERAGE.search(own) or _RECURRING.search(text)
    if match is None:
        return ""
    return "月" if match["month"] else "年"


def base(folded: str, start: int, end: int) -> Span | None:
    """Where it stands what a quantity is measured against: 比上年, 高于全市平均."""
    above = _ABOVE.search(folded, start, end)
    found = above and above.span()
    for match in _BASE.finditer(folded, start, end):
        found = match.span()
    return found
