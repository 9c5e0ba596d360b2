"""Numerals with their units: where they stand and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures.names import CHINESE
from assistant.figures.units import AFTER_CHINESE, AFTER_DIGITS, normal
from assistant.text.numbers import value_of

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?:[百千](?![瓦米克伏卡帕分]))?[万亿]{0,2}"
_SCALED = rf"{_DIGITS}{_SCALE}"
_CHINESE = rf"(?:[{CHINESE}](?<!千)|千(?![克瓦米伏]))+(?:点[零〇一二三四五六七八九]+)?"
_FREE = rf"(?<![\d.A-Za-z{CHINESE}第])(?<!\d,)"  # not the tail of another numeral
_TO = r"\s?(?:[—–~-]+|至|到)\s?"
_LIMIT = r"(?:及?以[上下内]|左右)"
_STOP = r"(?=[，,。；;、）)\s]|$)"
_ATTAINED = r"(?<=[到至为在于达过破近约是超])"
_QUANTITY = re.compile(
    r"(?P<whole>全覆盖)(?=[，,。；;：:、)\s]|$|的?基础)"
    r"|(?P<doubled>翻(?:(?P<times>[一两二三四])番|番))"
    r"|(?P<half>一半|过半(?!个|[年天小月])|半数|(?<![增加])减半)|(?P<half_of>半)(?P<half_unit>个?小时|年|个月|天)"
    rf"|{_FREE}(?P<parts>{_CHINESE}|\d+)分之(?P<of>{_CHINESE}|{_DIGITS})"
    rf"|{_FREE}(?P<ratio>\d+(?:\.\d+)?[:∶]\d+(?:\.\d+)?)(?![\d:∶])"
    rf"|{_FREE}(?:(?P<from>{_SCALED})(?P<from_unit>{AFTER_DIGITS})?{_TO})?(?P<digits>{_SCALED})"
    rf"(?P<more>[余多]?)(?P<scale>[万亿]{{0,2}}) ?(?P<unit>{AFTER_DIGITS})"
    rf"|{_FREE}(?:(?P<cn_from>{_CHINESE})(?:{AFTER_CHINESE})?{_TO})?(?P<cn>{_CHINESE})"
    rf"(?P<cn_more>[余多]?)(?P<cn_scale>[万亿]{{0,2}})(?P<cn_unit>{AFTER_CHINESE})"
    rf"|{_FREE}(?P<bare>{_DIGITS}[万亿]+{_STOP}|{_DIGITS}[万亿]*(?={_LIMIT})"
    rf"|{_DIGITS}(?=(?:提高|提升|上升|增加|扩大|缩小|降低|下降|压减|调整)(?:到|至|为))"
    rf"|{_DIGITS}[万亿]+(?=的?(?:基础|大关))|{_ATTAINED}(?:{_DIGITS}[万亿]*|[{CHINESE}]*[百千万亿]+)(?:{_STOP}|(?=规模|大关)))"
)
_PURE_SCALE = re.compile(r"[百千万亿]+$")
_VOUCHED_BEFORE = re.compile(
    r"(?:超过?|突破|逾|近|达到?|不低于|不少于|至少|最多|最低|最高|每[一-鿿]{0,8}|不得?超过|仅|为|满|约|过|[少多高低]于|连续|提前|推迟|延长)"
    r"(?:进行|开展|组织|安排|配备|召开|有|到)?$"
)
_VOUCHED_AFTER = re.compile(rf"{_LIMIT}|之?内|级(?!别)")
_MORE_THAN_ARTICLES = frozenset("倍 % ‰ 个百分点".split())
_NEIGHBOURS = re.compile(
    r"(?P<a>[一二两三四五六七八九])(?P<b>[二两三四五六七八九])(?P<tail>[十百千万亿]*)$"
)
_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral with its unit; ``low`` and ``high`` differ in a range only."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    more: bool = False  # 300多家


def quantities(hidden: str) -> Iterator[Quantity]:
    """The quantities of a folded line in which names are hidden, in order."""
    for match in _QUANTITY.finditer(hidden):
        found = _read(match, hidden)
        if found and hidden[found.start - 1 : found.start] != "每":  # 每万名, 每半年
            yield found


def _read(match: re.Match[str], hidden: str) -> Quantity | None:
    start, end = match.span()
    if match["unit"]:
        return _with_digits(match)
    if match["cn_unit"]:
        return None if _is_word(match, hidden) else _in_chinese(match)
    value, unit = (value_of(match["bare"]), "") if match["bare"] else _special(match)
    return None if value is None else Quantity(start, end, value, value, unit)


def _special(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """Quantities that are words, and shares: 全覆盖, 翻一番, 一半, 半年, 三分之二, 1:2."""
    if match["parts"]:
        return _share(match)
    if match["doubled"]:
        return Decimal(2) ** _DIGIT[match["times"] or "一"], "倍"
    if match["half_of"]:
        return Decimal("0.5"), normal(match["half_unit"])
    if match["ratio"]:
        one, other = map(Decimal, re.split("[:∶]", match["ratio"]))
        return (one / other if other else None), "比"
    return Decimal(100 if match["whole"] else 50), "%"


def _share(match: re.Match[str]) -> tuple[Decimal | None, str]:
    whole, part = value_of(match["parts"]), value_of(match["of"])
    if not whole or part is None:
        return None, ""
    if whole == 1000:
        return part, "‰"
    share = part * 100 / whole
    return (share if share == share.to_integral() or whole == 100 else share.quantize(_CENT)), "%"


def _with_digits(match: re.Match[str]) -> Quantity:
    scale = match["scale"]
    high = _scaled(match["digits"], scale)
    upper = "" if match["from_unit"] else match["digits"]
    low = _low(match["from"], upper, "" if match["from_unit"] else scale, high)
    return _quantity(match, low, high, match["unit"], match["more"])


def _low(written: str | None, upper: str, scale: str, high: Decimal) -> Decimal:
    """The lower end of a range takes the scale of the upper one where it has none of its own
    and no unit: 3-5万, but 6000元至1万元."""
    if not written:
        return high
    own = re.sub(r"[\d.,]", "", written)
    shared = "" if own else re.sub(r"[\d.,]", "", upper)
    return _scaled(written + shared, "" if own else scale)


def _in_chinese(match: re.Match[str]) -> Quantity | None:
    written, scale = match["cn"], match["cn_scale"]
    pair = _NEIGHBOURS.match(written)
    if pair and not match["cn_from"] and _DIGIT[pair["b"]] - _DIGIT[pair["a"]] == 1:
        low, high = (value_of(pair[end] + pair["tail"] + scale) for end in "ab")
    else:
        high = value_of(written + scale)
        low = value_of(match["cn_from"]) if match["cn_from"] else high
        digits = len(written) > 1 and not re.search("[十百千万亿点]", written)
        if digits and match["cn_unit"] != "折":
            return None  # 二〇二七, 三五
    if low is None or high is None:
        return None
    return _quantity(match, low, high, match["cn_unit"], match["cn_more"])


def _quantity(match: re.Match[str], low: Decimal, high: Decimal, unit: str, more: str) -> Quantity:
    if unit in ("成", "折"):
        low, high = (end * 10 if end < 10 else end for end in (low, high))  # 九折, 九五折
        unit = "%"
    return Quantity(*match.span(), min(low, high), max(low, high), normal(unit), bool(more))


def _scaled(written: str, scale: str) -> Decimal:
    return value_of(written + scale) or Decimal(0)


def _is_word(match: re.Match[str], hidden: str) -> bool:
    """Whether a Chinese numeral only makes a word: 一个 as an article, 万户 as many."""
    written, unit = match["cn"], match["cn_unit"]
    if match["cn_from"] or unit in _MORE_THAN_ARTICLES:
        return False
    vouched = _VOUCHED_BEFORE.search(hidden, max(0, match.start() - 14), match.start())
    if vouched or _VOUCHED_AFTER.match(hidden, match.end()):
        return False
    return written == "一" or bool(_PURE_SCALE.match(written))
