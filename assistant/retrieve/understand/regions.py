"""Places: which of the library's regions a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.retrieve.understand.pinyin import sound
from assistant.text.places import is_unnamed, short_name, units

_PROVINCE_WORDS = re.compile(
    r"省里|全省|我省|省政府|省(?=意见|文件|要点|那份|的(?:意见|文件|要点))"
)


class Gazetteer:
    """The regions of the documents in the library and the ways to name them."""

    def __init__(self, regions: Iterable[str]) -> None:
        self._names: dict[str, set[str]] = {}
        for region in sorted(set(regions)):
            for name in _names(region):
                self._names.setdefault(name, set()).add(region)
        self._full_names = [_full_name(region) for region in sorted(set(regions))]
        self._provinces = {r for r in regions if units(r)[-1].endswith("省")}

    def shorten(self, question: str) -> str:
        """A place written with the units above it (浙江省杭州市建德市) by its last unit."""
        for pattern, unit in self._full_names:
            question = pattern.sub(unit, question)
        return question

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to name one of the regions, longest first."""
        return tuple(sorted(self._names, key=lambda name: (-len(name), name)))

    def find(self, question: str) -> tuple[str, ...]:
        """Regions named in a normalised question, in the order of their first mention."""
        found: list[tuple[int, str]] = []
        for name, regions in self._names.items():
            position = _position(question, name)
            if position >= 0:
                found += [(position, region) for region in regions]
        if len(self._provinces) == 1 and (match := _PROVINCE_WORDS.search(question)):
            found += [(match.start(), region) for region in self._provinces]
        return tuple(dict.fromkeys(region for _, region in sorted(found)))


def _position(question: str, name: str) -> int:
    if not name.isascii():
        return question.find(name)
    match = re.search(rf"(?<![a-z]){name}(?![a-z])", question)
    return match.start() if match else -1


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
