"""Names of places as documents write them: 浙江省杭州市建德市."""

from __future__ import annotations

import re

_UNIT = re.compile(r".{1,12}?(?:特别行政区|自治[区州县旗]|地区|[省市县区盟旗])")
_TOWN = re.compile(r".{1,10}?(?:街道|社区|[镇乡村])|.+$")
_PEOPLES = (
    "壮|回|满|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|仡佬|东乡|拉祜|"
    "水|佤|纳西|羌|土|仫佬|锡伯|柯尔克孜|达斡尔|景颇|毛南|撒拉|布朗|塔吉克|普米|怒|鄂温克|保安|鄂伦春|"
    "独龙|裕固|各"
)
_SUFFIX = re.compile(
    rf"(?:特别行政区|(?:(?:{_PEOPLES})族|维吾尔|哈萨克|柯尔克孜|(?<!内)蒙古)*自治[区州县旗]|地区|"
    r"街道|[省市县区镇乡])$"
)
_UNNAMED = re.compile(r"[某×X]")


def units(region: str) -> tuple[str, ...]:
    """“浙江省杭州市建德市梅城镇” → (浙江省, 杭州市, 建德市, 梅城镇)."""
    named = _UNIT.findall(region)
    return (*named, *_TOWN.findall(region.removeprefix("".join(named)))) or (region,)


def short_name(unit: str) -> str:
    """“建德市” → “建德”; names of one character keep their suffix."""
    short = _SUFFIX.sub("", unit)
    return short if len(short) > 1 else unit


def is_unnamed(unit: str) -> bool:
    """Whether the name was blanked out in the document (某市, XX县)."""
    return bool(_UNNAMED.search(unit))


def display_name(region: str) -> str:
    """The region as people say it: its last unit with the town or village in it, whole where
    that unit is unnamed."""
    named = _UNIT.findall(region)
    within = region.removeprefix("".join(named))
    return named[-1] + within if named and not is_unnamed(named[-1]) else region
