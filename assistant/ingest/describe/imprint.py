"""The line in brackets under a title that says who issued the document, when, and its number:
（甲县人民政府 2025年3月12日印发 甲政发〔2025〕6号）."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.ingest.describe.days import DAY, iso
from assistant.ingest.describe.opening import NUMBER, authorities, numbered
from assistant.text.numbers import fold

_BRACKETS = re.compile(r"[(【](?P<inside>.{4,160})[)】]")
_DONE = r"(?:印发|公布|发布|颁布|下发|制发)"
_NUMBER = re.compile(
    rf"(?:(?:发文字号|文件编号|文\s?号)[\s:：]*|{_DONE})?(?P<number>(?!{_DONE}){NUMBER})"
)
_DAY = re.compile(rf"(?:(?:成文|印发|发文|签发|发布)日期[\s:：]*)?{DAY}")
_SAID = re.compile(rf"(?:令第\d+号)?{_DONE}|(?:发文机关|发文单位|制定机关)[\s:：]*")
_OTHERWISE = re.compile(r"通过|批准|修[订正改]|施行|实施|废止|根据|备案|讨论|审议")
_PAUSES = " 、,;|·\u3000"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What such a line says; None for what it does not."""

    issuer: str | None = None
    issued: str | None = None
    number: str | None = None


def imprint(lines: Iterable[str]) -> Imprint:
    """What the first such line says. One that tells of something else, such as who adopted a
    law or changed it, is none: its date is not that of issue."""
    return next(filter(None, map(_read, lines)), Imprint())


def _read(line: str) -> Imprint | None:
    match = _BRACKETS.fullmatch(fold(line))
    if match is None or _OTHERWISE.search(line):
        return None
    inside = match["inside"]
    numbers, days = list(_NUMBER.finditer(inside)), list(_DAY.finditer(_NUMBER.sub(" ", inside)))
    if len(numbers) > 1 or len(days) > 1 or not (numbers or days):
        return None
    rest = _DAY.sub(" ", _NUMBER.sub(" ", inside))
    names, is_said = _SAID.subn(" ", rest)
    names = names.strip(_PAUSES)
    issuer = authorities(names)
    if names and not issuer and not is_said:
        return None
    number = numbered(numbers[0]) if numbers else None
    return Imprint(issuer, iso(days[0]) if days else None, number)
