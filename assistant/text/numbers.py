"""Numerals as people write them in Chinese text, read to exact values.

二百 = 200, 5万 = 50000, １２％ = 12 %, 百分之六十 = 60 %, 1,500 = 1500.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CN = "零〇一二三四五六七八九两十百千万亿"

NUMERAL = re.compile(
    rf"百分之(?P<cn_percent>[{_CN}]+|\d+(?:\.\d+)?)"
    r"|(?P<digits>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[百千]?[万亿]{0,2})(?P<percent>%?)"
    rf"|(?P<cn>[{_CN}]+)"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral: exact value, whether it is a percentage, and where it stands."""

    value: Decimal
    percent: bool
    start: int
    end: int

    @property
    def key(self) -> tuple[Decimal, bool]:
        """What two spellings of one number share."""
        return self.value.normalize(), self.percent


def fold(text: str) -> str:
    """Full-width digits, letters and signs as half-width, one character for one."""
    return text.translate(_HALF_WIDTH)


def chinese_to_int(numeral: str) -> int | None:
    """Value of a Chinese numeral such as 一千二百六十 or 二〇二七; None if it is none.

    A numeral without units is read digit by digit.
    """
    if not numeral or any(c not in _CN for c in numeral):
        return None
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = digit = 0
    for c in numeral:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit = 0
        else:
            part = section + digit
            total = total + part * _LARGE[c] if part else (total or 1) * _LARGE[c]
            section = digit = 0
    return total + section + digit


def numerals(text: str) -> list[Numeral]:
    """Every numeral of ``text`` in order, with offsets into ``text``."""
    folded = fold(text)
    return [_read(match) for match in NUMERAL.finditer(folded)]


def _read(match: re.Match[str]) -> Numeral:
    start, end = match.span()
    if percent := match["cn_percent"]:
        whole = chinese_to_int(percent)
        return Numeral(Decimal(percent if whole is None else whole), True, start, end)
    if digits := match["digits"]:
        value = Decimal(digits.replace(",", ""))
        for unit in match["scale"]:
            value *= (_SMALL | _LARGE)[unit]
        return Numeral(value, bool(match["percent"]), start, end)
    return Numeral(Decimal(chinese_to_int(match["cn"]) or 0), False, start, end)
