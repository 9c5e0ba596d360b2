"""Who issued a document and when, as it says itself at its top or under its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.ingest.describe.days import DAY, iso
from assistant.ingest.describe.imprint import Imprint
from assistant.ingest.describe.opening import BETWEEN, BODY, Lines, authorities, is_body
from assistant.ingest.headings import MARKS
from assistant.text.places import is_unnamed

_LABELLED_BODY = re.compile(
    rf"(?:发文机关|发文单位|发布机构|制发机关|制定机关)[\s:：]+(?P<body>{BODY})(?=\s|$)"
)
_LABELLED_DATE = re.compile(
    rf"(?:成文日期|发文日期|印发日期|签发日期)[\s:：]*(?:{DAY}|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))"
)
_RED_HEAD = re.compile(rf"(?P<body>{BODY})文件")
_SIGNED = re.compile(rf"(?P<body>{BODY})\s+{DAY}")
_DATED = re.compile(DAY)
_PRINTED = re.compile(rf".{{0,40}}?{DAY}\s*印发")
_FOOT = 6  # lines under the text
_LONGEST = 60  # characters of the authorities in a title
_UNIT = (
    r"(?!城市|都市|[社小校片库林矿山园景街灾]区)[一-鿿]{1,8}?"
    r"(?:特别行政区|自治[区州县旗]|地区|[省市县区盟旗])"
)
_REGION = re.compile(
    rf"(?:中共|中国共产党)?(?P<region>(?:{_UNIT}){{1,3}})(?:人民政府|人民代表大会|委员会|政府|政协|委(?!员)|"
    r"(?!场|域|级|属|管委会|管理委)[一-鿿]{2,12}(?:局|厅|委员会|办公室)$)"
)
_NO_REGION = re.compile(
    r"国家|全国|中国(?!共产党)|中央|国务院|最高|"
    r".{1,10}(?:开发|园|景|功能|合作|示范|社|小|校|片|库|林|矿)区"
)


def issue(lines: Lines, title: str, noted: Imprint) -> tuple[str | None, str | None]:
    """(issuer, ISO date of issue), None where the text gives it in none of the usual places;
    ``noted`` is what the line under the title says."""
    words = [line.strip(MARKS) for line in (*lines.top, *lines.end)]
    signed, dated = _signature(words)
    issuer = _labelled(words) or _red_head(lines.head) or _of_title(title) or signed or noted.issuer
    return issuer, _labelled_date(words) or dated or noted.issued or _date_at_end(words)


def region_of(issuer: str) -> str | None:
    """The region whose authorities issued a document, as their names have it; None where
    they do not name one and the same."""
    regions = {_region(name) for name in BETWEEN.split(issuer)}
    return regions.pop() if len(regions) == 1 else None


def _region(name: str) -> str | None:
    match = _REGION.match(name)
    if match is None or _NO_REGION.match(name) or is_unnamed(match["region"]):
        return None
    return match["region"]


def _labelled(words: Sequence[str]) -> str | None:
    found = (_LABELLED_BODY.search(line) for line in words)
    return next((match["body"] for match in found if match), None)


def _red_head(words: Sequence[str]) -> str | None:
    for n, line in enumerate(words):
        if match := _RED_HEAD.fullmatch("".join(line.split())):
            return " ".join((*_bodies_above(words, n), match["body"]))
    return None


def _of_title(title: str) -> str | None:
    before, about, _ = title[: _LONGEST + 2].partition("关于")
    return authorities(before) if about else None


def _signature(words: Sequence[str]) -> tuple[str | None, str | None]:
    """The first authorities with a date under them, or behind."""
    for n, line in enumerate(words):
        if match := _SIGNED.fullmatch(line):
            return match["body"], iso(match)
        match = _DATED.fullmatch(line)
        if match and (above := _bodies_above(words, n)):
            return " ".join(above), iso(match)
    return None, None


def _bodies_above(words: Sequence[str], n: int) -> list[str]:
    above = list(takewhile(is_body, reversed(words[max(n - 4, 0) : n])))
    return above[::-1]


def _labelled_date(words: Sequence[str]) -> str | None:
    found = (_LABELLED_DATE.search(line) for line in words)
    return next((day for match in found if match and (day := iso(match))), None)


def _date_at_end(words: Sequence[str]) -> str | None:
    """A date alone at the end, or that of printing."""
    for pattern in (_DATED, _PRINTED):
        for line in words[-_FOOT:]:
            if match := pattern.fullmatch(line):
                return iso(match)
    return None
