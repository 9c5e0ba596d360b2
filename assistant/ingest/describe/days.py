"""Days as documents write them: 2023年4月6日, 二〇二三年四月六日."""

from __future__ import annotations

import re
from datetime import date

from assistant.text.numbers import chinese_to_int, fold

_CN = "〇○Ｏ零一二三四五六七八九十"
DAY = (
    rf"(?P<year>(?:19|20)\d\d|[{_CN}]{{4}})\s*年\s*(?P<month>\d{{1,2}}|[{_CN}]{{1,3}})\s*月"
    rf"\s*(?P<day>\d{{1,2}}|[{_CN}]{{1,3}})\s*日"
)


def iso(match: re.Match[str]) -> str | None:
    """The ISO date of a match of DAY, or of one that has its group ``iso``; None where there
    is no such day."""
    groups = match.groupdict()
    if groups.get("iso"):
        parts = [int(part) for part in groups["iso"].split("-")]
    else:
        parts = [_whole(groups[name] or "") for name in ("year", "month", "day")]
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None


def _whole(written: str) -> int:
    digits = fold(written).replace("○", "〇").replace("Ｏ", "〇").replace("O", "〇")
    return int(digits) if digits.isascii() and digits.isdigit() else chinese_to_int(digits) or 0
