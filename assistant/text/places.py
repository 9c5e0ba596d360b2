"""Names of places as documents write them: 浙江省杭州市建德市."""

from __future__ import annotations

import re

_UNIT = re.compile(r".{1,12}?(?:特别行政区|自治[区州县旗]|地区|[省市县区盟旗])")
_SUFFIX = re.compile(r"(?:特别行政区|(?:[壮回维藏蒙]\S*)?自治[区州县]|[省市县区])$")
_UNNAMED = re.compile(r"[某×X]")


def units(region: str) -> tuple[str, ...]:
    """“浙江省杭州市建德市” → (浙江省, 杭州市, 建德市)."""
    return tuple(_UNIT.findall(region)) or (region,)


def short_name(unit: str) -> str:
    """“建德市” → “建德”; names of one character keep their suffix."""
    short = _SUFFIX.sub("", unit)
    return short if len(short) > 1 else unit


def is_unnamed(unit: str) -> bool:
    """Whether the name was blanked out in the document (某市, XX县)."""
    return bool(_UNNAMED.search(unit))


def display_name(region: str) -> str:
    """The region as people say it: its last unit, whole where that one is unnamed."""
    last = units(region)[-1]
    return region if is_unnamed(last) else last
