"""Targets on a line of time, as SVG: a lane for each indicator of a region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from assistant.serve.page.ledger_view import value_told
from assistant.text.places import display_name
from assistant.types import Figure

MOST = 30  # lanes
_WIDTH, _EDGE, _TOP, _LANE = 720, 24, 34, 58
_RIGHT = 110  # room for the value behind the last year
_WIDE = 15  # units that a character takes
_NAME = 44  # characters of a lane's name


@dataclass(frozen=True, slots=True)
class Lane:
    """An indicator of a region, with its figures by year."""

    name: str
    figures: Mapping[int, Sequence[Figure]]


def lanes(figures: Iterable[Figure]) -> list[Lane]:
    """Figures that name a year, by region, indicator and unit, in the order of the ledger;
    what holds for several years stands at the last."""
    found: dict[tuple[str | None, str, str], dict[int, list[Figure]]] = {}
    names: dict[tuple[str | None, str, str], str] = {}
    for figure in figures:
        if figure.years and figure.topic:
            key = figure.region, figure.topic, figure.unit
            found.setdefault(key, {}).setdefault(max(figure.years), []).append(figure)
            place = f"{display_name(figure.region)}　" if figure.region else ""
            names.setdefault(key, f"{place}{figure.subject}{figure.indicator}")
    return [Lane(names[key], years) for key, years in found.items()]


def timeline(found: Sequence[Lane]) -> str:
    """The lanes below one another over the same years; every text is escaped when written."""
    years = sorted({year for lane in found for year in lane.figures})
    height = _TOP + _LANE * len(found) + 8
    title = f"{len(found)} 项指标在 {years[0]}—{years[-1]} 年的目标"
    box = {"viewBox": f"0 0 {_WIDTH} {height}", "role": "img", "aria-label": title}
    root = ElementTree.Element("svg", box)
    span = max(years[-1] - years[0], 1)
    places = {y: _EDGE + (_WIDTH - _EDGE - _RIGHT) * (y - years[0]) / span for y in years}
    for year, x in places.items():
        _line(root, (x, _TOP - 8, x, height - 8), "grid")
        _text(root, (x, 16), str(year), "faint", "middle")
    for number, lane in enumerate(found):
        _lane(root, lane, _TOP + _LANE * number, places)
    return ElementTree.tostring(root, encoding="unicode")


def _lane(root: ElementTree.Element, lane: Lane, top: int, places: Mapping[int, float]) -> None:
    y = top + 38
    name = lane.name if len(lane.name) <= _NAME else f"{lane.name[:_NAME]}…"
    _text(root, (4, top + 14), name, "ink name", "start")
    _line(root, (4, y, _WIDTH - 4, y), "track")
    ends = sorted(lane.figures)
    following = {year: places[after] for year, after in pairwise(ends)}
    for year in ends:
        told = "、".join(dict.fromkeys(map(value_told, lane.figures[year])))
        x, end = places[year], following.get(year, _WIDTH)
        room = int((end - places[year] - 16) / _WIDE)
        shown = told if len(told) <= room else f"{told[: max(room - 1, 1)]}…"
        dot = {"cx": f"{x:.1f}", "cy": str(y), "r": "6", "class": "dot"}
        ElementTree.SubElement(
            ElementTree.SubElement(root, "circle", dot), "title"
        ).text = f"{lane.name}，{year}年：{told}"
        _text(root, (x + 11, y + 5), shown, "ink value", "start")


def _line(root: ElementTree.Element, ends: Sequence[float], kind: str) -> None:
    named = dict(zip(("x1", "y1", "x2", "y2"), map("{:.1f}".format, ends), strict=True))
    ElementTree.SubElement(root, "line", {**named, "class": kind})


def _text(
    root: ElementTree.Element, place: tuple[float, float], text: str, kind: str, anchor: str
) -> None:
    at = {"x": f"{place[0]:.1f}", "y": f"{place[1]:.1f}", "class": kind, "text-anchor": anchor}
    ElementTree.SubElement(root, "text", at).text = text
