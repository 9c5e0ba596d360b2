"""How Chinese documents number their parts, and what a numbered line says of itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.text.numbers import chinese_to_int, fold

_DIGITS = "零〇一二三四五六七八九十百千两"
_HAN = f"[{_DIGITS}]{{1,12}}"
# Blanks stand inside a number that the typesetter spread out: 第 十 二 条.
_SPREAD = rf"(?P<n>[{_DIGITS}](?:\s{{0,4}}[{_DIGITS}]){{0,11}}|\d(?:\s{{0,4}}\d){{0,4}})"
# After its number a reference goes on like this: 第三章的规定, 第十条和第十一条.
_REFERS = (
    r"(?:[的之、，,。；;）)》”]|规定|以[上下外内]|[和与及或至到者](?:第|本|其|前)|所[列称述指]|中的|修改为|改为)|"
    rf"第\s*[{_DIGITS}\d]+\s*[条款项目章节]|\s+(?:的|规定的|[、和与及或至到]第|第\s*[{_DIGITS}\d]+\s*[款项])"
)
# A number before one of these counts something.
_MEASURE = (
    r"[％%亿倍吨亩斤万座]|元(?![素数件])|个(?![人体])|年(?!度)|月(?!度)|日(?!常)|"
    r"户(?!籍)|家(?!庭)|公[里斤顷]|平方|立方"
)
# A number glued to its heading (3术语和定义) is one only where nothing is counted.
_COUNTS = r"[个条项名种类次批张米处位人件天岁周章节款级期号大支株头只台套所]"


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """One way of numbering. ``label`` and ``key`` are templates for the number."""

    name: str
    pattern: re.Pattern[str]
    label: str
    key: str


class Marker(NamedTuple):
    """The number that opens a line.

    ``key`` goes into clause ids (“3”, “art12-1”), ``label`` is shown (“（三）”);
    ``number`` is the number in its parts (1.2 → (1, 2), 第十二条之一 → (12, 1));
    ``end`` is where the words after the number begin; ``loose`` says that the number is
    glued to its words (3术语), so that only its place in a series makes it a heading.
    """

    style: str
    key: str
    label: str
    number: tuple[int, ...]
    end: int
    loose: bool = False


def _style(name: str, pattern: str, label: str, key: str) -> Style:
    return Style(name, re.compile(pattern), label, key)


def _division(name: str, units: str, key: str) -> Style:
    pattern = rf"第\s*{_SPREAD}\s*(?P<unit>{units})(?!{_REFERS})[\s：:]*"
    return _style(name, pattern, "第{}{unit}", key)


# Numbers that are one character, by the style that they stand for.
_ROWS_OF_SIGNS = {
    "han_paren": ("㈠㈩", "㊀㊉"),
    "arabic": ("⒈⒛",),
    "arabic_paren": ("⑴⒇",),
    "circled": ("①⑳", "㉑㉟", "❶❿"),
}
_SIGNS = {
    chr(code): code - ord(row[0]) + (21 if row[0] == "㉑" else 1)
    for rows in _ROWS_OF_SIGNS.values()
    for row in rows
    for code in range(ord(row[0]), ord(row[1]) + 1)
}

_PARTS = (
    _style(
        "article",
        rf"第\s*{_SPREAD}\s*条(?:\s*之\s*(?P<sub>{_HAN}))?(?!{_REFERS}|款|项(?!目)|例)[\s：:]*",
        "第{}条",
        "art{}",
    ),
    _division("part", "编", "part{}"),
    _division("subpart", "分编", "sub{}"),
    _division("volume", "部分|篇", "vol{}"),
    _division("chapter", "章", "ch{}"),
    _division("section", "节", "sec{}"),
    _style("paragraph", rf"第\s*{_SPREAD}\s*款(?!{_REFERS})[\s：:]+", "第{}款", "par{}"),
    _style("item", rf"第\s*{_SPREAD}\s*项(?!{_REFERS})[\s：:]+", "第{}项", "item{}"),
)
_HAN_PAREN = _style(
    "han_paren",
    rf"[（(]?\s*(?P<n>{_HAN})\s*[）)](?!\s*(?:[、，和或至及]\s*[（(]|[款项](?!目)|所[列称述]))\s*[、.．]?\s*",
    "（{}）",
    "{}",
)
_LETTER = _style("letter", r"[（(]?(?P<n>[A-Za-zＡ-Ｚａ-ｚ])[）)]\s*", "{})", "{}")
_HAN_NUMBER = _style("han", rf"(?P<n>{_HAN})\s?[、.．](?!{_HAN}[、，])\s*", "{}", "{}")
_NUMBERS = (
    _style(
        "decimal",
        rf"(?P<n>\d{{1,2}}(?:\s?[.．]\s?\d{{1,2}}){{1,4}})(?![\d.．%％]|\s*(?:{_MEASURE}))[\s、]*",
        "{}",
        "{}",
    ),
    _style("arabic", r"(?P<n>\d{1,3})\s?[.．、](?!\d)\s*", "{}", "{}"),
    _style("plain", rf"(?P<n>\d{{1,3}})\s+(?!{_MEASURE})(?=[一-鿿])", "{}", "{}"),
    _style("arabic_half", r"(?P<n>\d{1,3})[）)]\s*", "{}）", "{}"),
    _style(
        "plain",
        rf"(?P<n>\d{{1,2}})(?P<loose>)(?!{_MEASURE}|{_COUNTS})(?=[一-鿿][^，。；：、！？]{{1,24}}$)",
        "{}",
        "{}",
    ),
)
_IN_BRACKETS = (
    _HAN_PAREN,
    _style(
        "arabic_paren",
        r"[（(]\s*(?P<n>\d{1,3})\s*[）)](?!\s*[、和或至及]\s*[（(])\s*",
        "（{}）",
        "{}",
    ),
    _LETTER,
)
_LETTERED = _style(
    "decimal", r"(?P<n>[A-Z](?:[.．]\d{1,2}){1,4})(?![\d.．])(?=\s|[一-鿿])\s*", "{}", "{}"
)
_ANNEX = _style(
    "annex",
    r"附(?P<unit>[件录表图]|(?=\s*(?:[:：\d]|$)))\s*"
    rf"(?P<n>\d{{1,2}}(?:\s*[-—－.．]\s*\d{{1,2}})*|{_HAN}|[A-Z])?(?=[^。]{{0,80}}$)"
    r"(?:\s*(?:[:：]\s*|$)|\s+(?![、和与及或至到所中的])|(?<=[\d一-十A-Z])(?=[《“一-鿿][^，、；]{1,40}$)(?![和与及或至到所中的]))",
    "附{unit}{}",
    "annex{}",
)
_SIGNED = tuple(
    _style(name, rf"(?P<n>[{''.join(f'{row[0]}-{row[1]}' for row in rows)}])[\s、.．]*", "{}", "{}")
    for name, rows in _ROWS_OF_SIGNS.items()
)
# From the outermost to the innermost, as most documents nest them.
ORDER = (
    *("part", "subpart", "volume", "chapter", "section", "article", "paragraph", "item"),
    *("han", "han_paren", "plain", "decimal", "arabic"),
    *("arabic_paren", "arabic_half", "circled", "letter"),
)
MARKDOWN = re.compile(r"\s*(?P<hashes>#{1,6})\s+")
_BEFORE = "#*_ \t\n\u00a0\u2002\u2003\u3000"


def _by_first_character() -> Mapping[str, tuple[Style, ...]]:
    openings = {
        "第": _PARTS,
        "附": (_ANNEX,),
        "（(": _IN_BRACKETS,
        "0123456789０１２３４５６７８９": _NUMBERS,
        _DIGITS: (_HAN_NUMBER, _HAN_PAREN),
        "".join(_SIGNS): _SIGNED,
    }
    found: dict[str, tuple[Style, ...]] = defaultdict(tuple)
    for characters, styles in openings.items():
        found |= dict.fromkeys(characters, styles)
    letters = "".join(chr(code + case) for code in range(26) for case in (65, 97, 0xFF21, 0xFF41))
    return found | dict.fromkeys(letters, (_LETTER, _LETTERED))


_BY_FIRST = _by_first_character()


@lru_cache(maxsize=4096)
def marker(line: str) -> Marker | None:
    """The number that opens ``line``, if any. Cleaning and splitting ask of the same lines."""
    start = len(line) - len(line.lstrip(_BEFORE))
    for style in _BY_FIRST.get(line[start : start + 1], ()):
        if match := style.pattern.match(line, start):
            return _marker(style, match)
    return None


def opens_item(line: str) -> bool:
    """Whether a new item, or a Markdown heading, begins with ``line``."""
    if line.lstrip()[:1] == "#" and MARKDOWN.match(line):
        return True
    found = marker(line)
    return found is not None and not found.loose


def _marker(style: Style, match: re.Match[str]) -> Marker:
    key, label, number, loose = _said(style, match.groups(""))
    return Marker(style.name, key, label, number, match.end(), loose)


@lru_cache(maxsize=4096)
def _said(style: Style, groups: tuple[str, ...]) -> tuple[str, str, tuple[int, ...], bool]:
    """(key, label, number, loose) of what a pattern found."""
    named = dict(zip(style.pattern.groupindex, groups, strict=True))
    written = "".join(named["n"].split())
    number = _numbers(written)
    label = style.label.format(written, unit=named.get("unit", ""))
    key = style.key.format(_key(written, number))
    if sub := named.get("sub"):
        number += _numbers(sub)
        label, key = f"{label}之{sub}", f"{key}-{number[-1]}"
    return key, label, number, "loose" in named


def _numbers(written: str) -> tuple[int, ...]:
    if written in _SIGNS:
        return (_SIGNS[written],)
    value = chinese_to_int(written)
    if value is not None:
        return (value,)
    parts = re.findall(r"\d+|[a-z]", fold(written).lower())
    return tuple(int(part) if part.isdigit() else ord(part) - ord("a") + 1 for part in parts)


def _key(written: str, number: tuple[int, ...]) -> str:
    folded = fold(written).lower()
    if folded[:1].isascii() and folded[:1].isalpha():
        return folded
    return ("-" if "-" in folded else ".").join(map(str, number))
