"""Automatic numbers of a docx, counted as Word does and written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.ingest.readers.docx.styles import Style
from assistant.ingest.readers.numerals import written
from assistant.ingest.readers.parsing import Element, child, is_on, local, number, value

_PLACE = re.compile("%([1-9])")
_ENDS = tuple("、，。．.）)】]：:—-")  # after these no blank is needed before the words
_LONGEST = 40  # characters of a number with what stands round it


@dataclass(frozen=True, slots=True)
class _Level:
    """``text`` has %1 for the number of the top level. The level counts anew after level
    ``restart``, 1 the top, or any above; after none where it is 0. ``legal``: all numbers
    in digits. ``holds`` is the style whose paragraphs stand at this level."""

    start: int
    style: str
    text: str
    restart: int
    legal: bool
    holds: str


@dataclass(slots=True)
class _List:
    """A list as paragraphs name it. ``counts`` are shared with the lists that go on with
    its numbers; ``begins`` says at which levels it begins anew when it is first used."""

    levels: Mapping[int, _Level]
    counts: dict[int, int]
    begins: dict[int, int] = field(default_factory=dict)

    def level_of(self, style: Style) -> int:
        """The level at which a paragraph stands that may not say so itself."""
        if style.list_level is not None:
            return style.list_level
        return next(
            (n for n, level in self.levels.items() if level.holds and level.holds in style.names), 0
        )

    def count(self, place: int) -> str:
        """The next number at a level, with what stands round it."""
        level = self.levels.get(place)
        if level is None:
            return ""
        before = self.counts.get(place, level.start - 1)
        self.counts[place] = self.begins.pop(place, before + 1)
        for deeper in [n for n in self.counts if n > place]:
            if deeper not in self.levels or place < self.levels[deeper].restart:
                del self.counts[deeper]
        if level.style == "bullet":
            return ""
        return _PLACE.sub(lambda match: self._number(int(match[1]) - 1, level), level.text)

    def _number(self, place: int, of: _Level) -> str:
        level = self.levels.get(place)
        if level is None:
            return ""
        count = self.counts.get(place, level.start)
        return written(count, "decimal" if of.legal else level.style)


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        abstracts = _by_number(root, "abstractNum", "abstractNumId")
        styled = {
            value(link): each
            for each in abstracts.values()
            if (link := child(each, "styleLink")) is not None
        }
        lists: dict[int, _List] = {}
        for key, each in abstracts.items():
            link = child(each, "numStyleLink")
            source = each if link is None else styled.get(value(link), each)
            lists[key] = _List(dict(_levels(source)), {})
        self._lists: dict[int, _List] = {}
        for key, each in _by_number(root, "num", "numId").items():
            if (shared := lists.get(number(child(each, "abstractNumId")) or 0)) is not None:
                self._lists[key] = _overridden(each, shared)

    def label(self, style: Style) -> str:
        """The number of the next paragraph with this style; empty where it has none."""
        found = self._lists.get(style.list or 0)
        label = found.count(found.level_of(style))[:_LONGEST] if found else ""
        return label if not label or label.endswith(_ENDS) else f"{label} "


def _by_number(root: Element | None, name: str, key: str) -> dict[int, Element]:
    found = [] if root is None else [each for each in root if local(each) == name]
    return {n: each for each in found if (n := number(each, key)) is not None}


def _overridden(element: Element, shared: _List) -> _List:
    levels, begins = dict(shared.levels), {}
    for override in element:
        place = number(override, "ilvl")
        if place is None or local(override) != "lvlOverride":
            continue
        levels |= dict(_levels(override))
        if (start := number(child(override, "startOverride"))) is not None:
            begins[place] = start
    return _List(levels, shared.counts, begins)


def _levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for each in parent:
        place = number(each, "ilvl")
        if local(each) != "lvl" or place is None:
            continue
        start, restart = number(child(each, "start")), number(child(each, "lvlRestart"))
        yield (
            place,
            _Level(
                start=0 if start is None else start,
                style=_value(each, "numFmt") or "decimal",
                text=_value(each, "lvlText"),
                restart=place if restart is None else restart,
                legal=bool(is_on(child(each, "isLgl"))),
                holds=_value(each, "pStyle"),
            ),
        )


def _value(parent: Element, name: str) -> str:
    found = child(parent, name)
    return "" if found is None else value(found) or ""
