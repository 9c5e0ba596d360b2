"""A figure as readers of English write it, beside the words of the document."""

from __future__ import annotations

from decimal import Decimal

from assistant.types import Comparator, Figure

_UNITS = {
    "元": "yuan", "%": "percent", "个百分点": "percentage points", "亩": "mu", "人": "people",
    "名": "people", "位": "people", "人次": "person-times", "户": "households", "家": "", "个": "",
    "座": "", "所": "", "条": "", "项": "", "公里": "km", "千米": "km", "吨": "tonnes",
    "公斤": "kg", "千克": "kg", "斤": "jin", "平方米": "square metres", "平方公里": "square km",
    "公顷": "hectares", "年": "years", "个月": "months", "天": "days", "日": "days",
    "小时": "hours", "分钟": "minutes", "个工作日": "working days", "岁": "years of age",
    "周岁": "years of age", "倍": "times", "次": "times", "头": "head", "辆": "vehicles",
    "张": "", "套": "", "场": "events", "村": "villages", "对": "pairs",
}  # fmt: skip
_SIGNS: dict[Comparator, str] = {
    ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "less than ", "~": "about ",
    "=": "",
}  # fmt: skip


def in_english(figure: Figure) -> str:
    """“1.65万亩以上” → “at least 16,500 mu”."""
    low, high = _number(figure.low), _number(figure.high)
    value = low if figure.low == figure.high else f"{low}–{high}"
    unit = _UNITS.get(figure.unit, figure.unit)
    return f"{_SIGNS[figure.comparator]}{value} {unit}".rstrip()


def _number(value: Decimal) -> str:
    return f"{value:,f}"
