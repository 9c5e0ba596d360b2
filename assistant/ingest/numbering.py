"""How Chinese documents number their parts, and what a numbered line says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.numbers import chinese_to_int, fold

_CN = "[零〇一二三四五六七八九十百千两]+"
# After its number a reference goes on like this: 第三章的规定, 第十条和第十一条.
_REFERS = r"[第的之、，]|规定|[和与及或至](?:第|本|其|前)|所[列称述指]"
# A number before one of these counts something.
_MEASURE = (
    r"[％%亿倍吨亩斤万座]|元(?![素数件])|个(?![人体])|年(?!度)|月(?!度)|日(?!常)|"
    r"户(?!籍)|家(?!庭)|公[里斤顷]|平方|立方"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Style:
    """One way of numbering. ``label`` and ``key`` are templates for the number."""

    name: str
    pattern: re.Pattern[str]
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Marker:
    """The number that opens a line.

    ``key`` goes into clause ids (“3”, “art12-1”), ``label`` is shown (“（三）”);
    ``end`` is where the words after the number begin.
    """

    style: str
    key: str
    label: str
    end: int


def _style(name: str, pattern: str, label: str, key: str) -> Style:
    return Style(name, re.compile(rf"[#*\s]*{pattern}"), label, key)


STYLES = (
    _style("part", rf"第(?P<n>{_CN}|\d+)编(?!。|{_REFERS})\s*", "第{}编", "part{}"),
    _style("subpart", rf"第(?P<n>{_CN}|\d+)分编(?!{_REFERS})\s*", "第{}分编", "sub{}"),
    _style("chapter", rf"第(?P<n>{_CN}|\d+)章(?!{_REFERS})\s*", "第{}章", "ch{}"),
    _style("section", rf"第(?P<n>{_CN}|\d+)节(?!{_REFERS})\s*", "第{}节", "sec{}"),
    _style(
        "article",
        rf"第(?P<n>{_CN}|\d+)条(?:之(?P<sub>{_CN}))?(?!{_REFERS}|款|项(?!目))[\s：:]*",
        "第{}条",
        "art{}",
    ),
    _style("han", rf"(?P<n>{_CN})、", "{}", "{}"),
    _style("han_paren", rf"[（(](?P<n>{_CN})[）)][、.．]?", "（{}）", "{}"),
    _style(
        "decimal",
        rf"(?P<n>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?![\d.．])(?!\s*(?:{_MEASURE}))[\s、]*",
        "{}",
        "{}",
    ),
    _style(
        "arabic",
        rf"(?P<n>\d{{1,3}})(?:[.．、](?!\d)|\s+(?!{_MEASURE})(?=[一-鿿]))\s*",
        "{}",
        "{}",
    ),
    _style("arabic_paren", r"[（(](?P<n>\d{1,3})[）)]\s*", "（{}）", "{}"),
    _style("circled", rf"(?P<n>[{_CIRCLED}])\s*", "{}", "{}"),
)
MARKDOWN = re.compile(r"\s*(?P<hashes>#{1,6})\s+")


def marker(line: str) -> Marker | None:
    """The number that opens ``line``, if any."""
    for style in STYLES:
        if match := style.pattern.match(line):
            return _marker(style, match)
    return None


def opens_item(line: str) -> bool:
    """Whether a new item, or a Markdown heading, begins with ``line``."""
    return bool(MARKDOWN.match(line)) or marker(line) is not None


def _marker(style: Style, match: re.Match[str]) -> Marker:
    written = match["n"]
    groups = match.groupdict()
    number = _number(written)
    suffix = f"之{groups['sub']}" if groups.get("sub") else ""
    key = style.key.format(number) + (f"-{_number(groups['sub'])}" if suffix else "")
    return Marker(style.name, key, style.label.format(written) + suffix, match.end())


def _number(written: str) -> str:
    if written in _CIRCLED:
        return str(_CIRCLED.index(written) + 1)
    value = chinese_to_int(written)
    return fold(written) if value is None else str(value)
