"""Places: which of the library's regions a question names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from assistant.retrieve.understand.pinyin import sound
from assistant.text.places import is_unnamed, short_name, units

_RANKING = "前|第|平均|首|领先|先行|率先|排名|标杆|[一二三]流"
# How people name the one province, city, county or district of a library: 省里, 全县, 市民政局.
_LEVEL_WORDS = {
    level: re.compile(
        rf"(?<![进居占在]){level}里(?!面|程)|{level}上(?=的?[一-鿿])|(?<![进居占在])全{level}(?!{_RANKING})|[我本]{level}(?!级)"
        rf"|{level}政府|(?<![一-鿿]){level}[一-鿿]{{1,6}}局|{level}级?(?=意见|文件|要点|那份|的(?:意见|文件|要点))"
    )
    for level in "省市县区"
}
# What a place lends its name to and is not the place: 浙江大学, 建德农林学院.
_SCHOOL = r"(?:农林|工业|师范|理工|财经|科技|工商|中医药|职业技术)?(?:大学(?!生)|学院)"


class Gazetteer:
    """The regions of the documents in the library and the ways to name them."""

    def __init__(self, regions: Collection[str]) -> None:
        self._names: dict[str, set[str]] = {}
        for region in sorted(set(regions)):
            for name in _names(region):
                self._names.setdefault(name, set()).add(region)
        # Every way to name one of the regions, longest first.
        self.names = tuple(sorted(self._names, key=lambda name: (-len(name), name)))
        self._spelt = [(_spelling(name), name) for name in self._names if name.isascii()]
        self._full_names = [_full_name(region) for region in sorted(set(regions))]
        self._alone = {level: of for level in _LEVEL_WORDS if (of := _only(level, regions))}

    def shorten(self, question: str) -> str:
        """A place written with the units above it (浙江省杭州市建德市) by its last unit, and one
        in pinyin (ze'an, jian de) in one word."""
        for pattern, unit in self._full_names:
            question = pattern.sub(unit, question)
        for pattern, name in self._spelt:
            question = pattern.sub(name, question)
        return question

    def find(self, question: str) -> tuple[str, ...]:
        """Regions named in a normalised question, in the order of their first mention."""
        found: list[tuple[int, str]] = []
        for name, regions in self._names.items():
            position = _position(question, name)
            if position >= 0:
                found += [(position, region) for region in regions]
        for level, region in self._alone.items():
            if match := _LEVEL_WORDS[level].search(question):
                found.append((match.start(), region))
        return tuple(dict.fromkeys(region for _, region in sorted(found)))


def _only(level: str, regions: Iterable[str]) -> str:
    """The one region of a level; empty where there is none, or several."""
    of_level = {region for region in regions if units(region)[-1].endswith(level)}
    return of_level.pop() if len(of_level) == 1 else ""


def _position(question: str, name: str) -> int:
    latin = name.isascii()
    match = re.search(rf"(?<![a-z]){name}(?![a-z])" if latin else rf"{name}(?!{_SCHOOL})", question)
    return match.start() if match else -1


def _spelling(name: str) -> re.Pattern[str]:
    """A name in pinyin with a gap between its syllables."""
    gapped = "[ '’]?".join(name)
    return re.compile(rf"(?<![a-z])(?!{name}){gapped}(?![a-z])")


def _full_name(region: str) -> tuple[re.Pattern[str], str]:
    """What finds a region with at least one of the units above it, and its last unit."""
    *above, last = units(region)
    if not above or is_unnamed(last):
        return re.compile(r"(?!)"), last
    prefix = "|".join(re.escape(name) for unit in above for name in (unit, short_name(unit)))
    name = f"(?:{re.escape(last)}|{re.escape(short_name(last))})"
    return re.compile(f"(?:{prefix})+的?{name}"), last


def _names(region: str) -> set[str]:
    parts = units(region)
    unit = parts[-2] if len(parts) > 1 and is_unnamed(parts[-1]) else parts[-1]
    short = short_name(unit)
    return {unit, short, sound(short)}
