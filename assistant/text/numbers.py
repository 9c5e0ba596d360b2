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
_LONGEST = 40  # characters of a Chinese numeral; a longer run is none

NUMERAL = re.compile(
    rf"百分之(?P<cn_percent>[{_CN}]+|\d+(?:\.\d+)?)"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[百千]?[万亿]{0,2})(?P<percent>%?)"
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
    if not 0 < len(numeral) <= _LONGEST or any(c not in _CN for c in numeral):
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
            part, scale = section + digit, _LARGE[c]
            covers_all = total < scale or not part  # 一万二千亿 = (一万二千)亿
            total = (total + part or 1) * scale if covers_all else total + part * scale
            section = digit = 0
    return total + section + digit


def numerals(text: str) -> list[Numeral]:
    """Every numeral of ``text`` in order, with offsets into ``text``."""
    folded = fold(text)
    return [_read(match) for match in NUMERAL.finditer(folded)]


def value_of(written: str) -> Decimal | None:
    """Value of one folded numeral without its unit: 1,500, 1.41亿, 三点五, 一千二百六十."""
    if (match := NUMERAL.fullmatch(written)) and not match["cn"]:
        return _read(match).value
    whole, _, decimals = written.partition("点")
    value = chinese_to_int(whole)
    if value is None or any(c not in _DIGITS for c in decimals):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGITS[c]) for c in decimals)}".rstrip("."))


def _read(match: re.Match[str]) -> Numeral:
    start, end = match.span()
    if percent := match["cn_percent"]:
        return Numeral(_whole(percent) if percent[0] in _CN else Decimal(percent), True, start, end)
    if digits := match["digits"]:
        value = Decimal(digits.replace(",", ""))
        for unit in match["scale"]:
            value *= (_SMALL | _LARGE)[unit]
        return Numeral(value, bool(match["percent"]), start, end)
    return Numeral(_whole(match["cn"]), False, start, end)


def _whole(written: str) -> Decimal:
    return Decimal(chinese_to_int(written) or 0)
