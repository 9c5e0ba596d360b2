"""Styles of a docx: what a paragraph or a run has from its style, not from itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from assistant.ingest.readers.parsing import Element, child, is_on, local, number, value

_T = TypeVar("_T")
_LONGEST_CHAIN = 20
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
NO_LEVEL = 9  # the outline level of running text


@dataclass(frozen=True, slots=True)
class Style:
    """``outline`` counts from 0, 9 is none; ``list`` is the number of a list, 0 is none.

    ``names`` are the ids of the style and of those that it is based on.
    """

    outline: int | None = None
    list: int | None = None
    list_level: int | None = None
    hidden: bool | None = None
    names: tuple[str, ...] = ()


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else [each for each in root if local(each) == "style"]
        self._elements = {value(each, "styleId") or "": each for each in found}
        self._resolved: dict[str, Style] = {}
        defaults = (each for each in found if _is_default(each))
        self._default = next((value(each, "styleId") or "" for each in defaults), "")

    def paragraph(self, properties: Element | None) -> Style:
        """What holds for a paragraph with these properties."""
        style = self._named(child(properties, "pStyle"), self._default)
        if properties is None:
            return style
        own = child(properties, "numPr")
        outline = number(child(properties, "outlineLvl"))
        listed, level = number(child(own, "numId")), number(child(own, "ilvl"))
        return Style(
            style.outline if outline is None else outline,
            style.list if listed is None else listed,
            style.list_level if level is None else level,
            style.hidden,
            style.names,
        )

    def hides(self, run: Element | None, paragraph: Style) -> bool:
        """Whether a run with these properties is not shown."""
        if run is None:
            return bool(paragraph.hidden)
        own = is_on(child(run, "vanish"))
        of_style = self._named(child(run, "rStyle")).hidden if own is None else own
        return bool(paragraph.hidden if of_style is None else of_style)

    def _named(self, element: Element | None, default: str = "") -> Style:
        name = default if element is None else value(element) or default
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def _resolve(self, name: str) -> Style:
        chain = list(self._chain(name))
        lists = [child(each, "pPr", "numPr") for each in chain]
        outlines = [number(child(each, "pPr", "outlineLvl")) for each in chain]
        return Style(
            _first((*outlines, *map(_level_by_name, chain))),
            _first(number(child(each, "numId")) for each in lists),
            _first(number(child(each, "ilvl")) for each in lists),
            _first(is_on(child(each, "rPr", "vanish")) for each in chain),
            tuple(value(each, "styleId") or "" for each in chain),
        )

    def _chain(self, name: str) -> Iterator[Element]:
        for _ in range(_LONGEST_CHAIN):
            if (style := self._elements.get(name)) is None:
                return
            yield style
            based = child(style, "basedOn")
            name = "" if based is None else value(based) or ""


def _is_default(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")


def _level_by_name(style: Element) -> int | None:
    named = child(style, "name")
    match = _HEADING.fullmatch(value(named) or "") if named is not None else None
    return int(match[1]) - 1 if match else None


def _first(found: Iterable[_T | None]) -> _T | None:
    return next((each for each in found if each is not None), None)
