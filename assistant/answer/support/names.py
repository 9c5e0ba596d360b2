"""Names of a written sentence: places, departments, documents and coined terms stand in what
it cites."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from assistant.answer.support.grounds import Grounds
from assistant.text.numbers import numerals
from assistant.text.places import short_name, units
from assistant.text.sentences import parts
from assistant.text.tokens import normalise
from assistant.text.words import words

_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{2,})[”\"」』]")
_TITLED = re.compile(r"《([^《》]{2,})》")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+-]*|\d+[A-Za-z]+")
_PLACE_UNIT = re.compile(r"(?:[省市县区镇乡村]|街道|自治[区州县旗])$")
BODY = re.compile(
    r"[一-鿿]{1,12}?(?:人民政府|政府办|委员会|党委|组织部|宣传部|统战部|政法委|办公室|"
    r"[一-鿿](?:局|厅|银行|公安|税务局|联社|联合会|协会|集团|大学|学院|研究院|分局|中心))|"
    r"(?<![有相关各主管职能业务等级个多门])[一-鿿]{2}部门"
)
ENDING = 3  # last characters of the name of a body that have to stand in the clause
_GENERAL = frozenset(
    "全省 全市 全县 全区 全镇 全乡 全村 本省 本市 本县 我省 我市 我县 城市 城区 县城 乡村 农村 "
    "山区 市区 地区 各市 各县 各地 社区 园区 中国 国家 全国 村子 村里 各村 县里 市里 省里".split()
)


def wrong_places(text: str, grounds: Grounds, places: Collection[str]) -> Iterator[str]:
    """Places of the library that the grounds do not speak of, and the province or city where
    the clause is of a county in it.

    ``places`` are the short names of all places of the library.
    """
    known = grounds.all
    yield from (place for place in places if place in text and place not in known)
    for clause in grounds.clauses:
        *above, own = map(short_name, units(clause.region or "某地"))
        if own not in text:
            yield from (unit for unit in above if unit in text and unit not in grounds.text)


def others_figures(text: str, grounds: Grounds, places: Collection[str]) -> Iterator[str]:
    """Numbers that a sentence on several places gives to one whose clause does not have them."""
    regions = {clause.region or "" for clause in grounds.clauses}
    if len(regions) < 2:
        return
    here = ""
    for start, end in parts(text):
        part = text[start:end]
        here = max((p for p in places if p in part), key=part.rfind, default=here)
        own = [c.text for c in grounds.clauses if here and here in (c.region or "")]
        known = {n.key for each in own for n in numerals(each)}
        if own:
            yield from (part[n.start : n.end] for n in numerals(part) if n.key not in known)


def strange_names(text: str, grounds: Grounds) -> Iterator[str]:
    """Names as written that stand nowhere in the grounds."""
    known = _plain(grounds.all)
    for name in _names(text):
        if _plain(name) not in known:
            yield name


def _names(text: str) -> Iterator[str]:
    yield from _QUOTED.findall(text)
    yield from _TITLED.findall(text)
    yield from (name for name in _LATIN.findall(text) if len(name) > 1)
    yield from (body[-ENDING:] for body in BODY.findall(text))
    yield from _places(text)


def _places(text: str) -> Iterator[str]:
    for word in words(text):
        if word.tag in ("ns", "nsf") and word.text not in _GENERAL and len(word.text) > 1:
            yield short_name(word.text) if _PLACE_UNIT.search(word.text) else word.text


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"「」『』《》]", "", normalise(text))
