"""Plots as SVG elements, 360 units wide so that their text stays readable on a phone.

Colours come from the page's style sheet: classes ``ink``, ``faint``, ``mark`` and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

WIDTH = 360
_ROW = 22
_LEFT = 80  # room for the labels of bars
_RIGHT = 80  # room for their values
_TOP, _BOTTOM, _EDGE = 12, 34, 40  # room around the axes of a plot
_PLOT = 200  # height of a plot with axes


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of 0 to 1 with its interval, and how it is written beside the bar."""

    label: str
    value: float
    interval: tuple[float, float]
    text: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a curve; ``title`` is shown where a mouse rests on it."""

    x: float
    y: float
    title: str = ""


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Horizontal bars, each with a whisker for its interval."""
    svg = _Canvas(title, _ROW * len(rows) + 4)
    span = WIDTH - _LEFT - _RIGHT
    for number, row in enumerate(rows):
        top = _ROW * number
        svg.text(_LEFT - 6, top + 15, row.label, "ink", anchor="end")
        svg.rect(_LEFT, top + 4, span, 14, "track")
        svg.rect(_LEFT, top + 4, span * row.value, 14, "pale" if row.faint else "filled")
        low, high = (_LEFT + span * end for end in row.interval)
        svg.line(low, top + 11, high, top + 11, "whisker")
        svg.text(WIDTH - _RIGHT + 6, top + 15, row.text, "ink")
    return svg.written()


def curve(
    title: str, points: Sequence[Point], here: Point, axes: tuple[str, str], most: Point
) -> str:
    """A line through ``points``, the point ``here`` marked; axes run from 0 to ``most``."""
    svg = _Canvas(title, _PLOT + _TOP + _BOTTOM)
    frame = _Frame(most.x or 1.0, most.y or 1.0)
    _axes(svg, frame, axes, percent=True)
    path = " ".join(f"{frame.x(p.x):.1f},{frame.y(p.y):.1f}" for p in points)
    svg.add("polyline", {"points": path, "class": "curve"})
    for point in points:
        svg.dot(frame.x(point.x), frame.y(point.y), 5, "point", point.title)
    svg.dot(frame.x(here.x), frame.y(here.y), 6, "mark", here.title)
    after = frame.x(here.x) < WIDTH / 2
    offset, anchor = (10, "start") if after else (-10, "end")
    svg.text(frame.x(here.x) + offset, frame.y(here.y) + 14, here.title, "mark", anchor=anchor)
    return svg.written()


def histogram(
    title: str, counts: Sequence[int], top: float, lines: Iterable[Point], axes: tuple[str, str]
) -> str:
    """Counts of values in equal bins from 0 to ``top``; ``lines`` are marked on the x axis."""
    svg = _Canvas(title, _PLOT + _TOP + _BOTTOM)
    frame = _Frame(top, max(counts, default=0) or 1)
    _axes(svg, frame, axes, percent=False)
    step = top / len(counts)
    for number, count in enumerate(counts):
        left, right = frame.x(step * number), frame.x(step * (number + 1))
        height = frame.y(0) - frame.y(count)
        svg.rect(left + 0.5, frame.y(count), right - left - 1, height, "filled", f"{count}")
    places = [(frame.x(min(line.x, top)), line.title) for line in lines]
    for x, _ in places:
        svg.line(x, _TOP, x, frame.y(0), "whisker")
    for number, (x, label) in enumerate(places):
        late = x > WIDTH * 0.7
        anchor = "end" if late else "start"
        svg.text(x - 4 if late else x + 4, _TOP + 11 + 15 * number, label, "mark", anchor)
    return svg.written()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Values → places inside the axes."""

    most_x: float
    most_y: float

    def x(self, value: float) -> float:
        return _EDGE + (WIDTH - _EDGE - 14) * value / self.most_x

    def y(self, value: float) -> float:
        return _TOP + _PLOT * (1 - value / self.most_y)


def _axes(svg: _Canvas, frame: _Frame, labels: tuple[str, str], *, percent: bool) -> None:
    for part in (0, 0.25, 0.5, 0.75, 1):
        x, y = frame.x(frame.most_x * part), frame.y(frame.most_y * part)
        svg.line(_EDGE, y, WIDTH - 14, y, "grid")
        svg.text(_EDGE - 5, y + 4, _tick(frame.most_y * part, percent), "faint", "end")
        svg.text(x, _TOP + _PLOT + 15, _tick(frame.most_x * part, percent), "faint", "middle")
    svg.text(WIDTH - 14, _TOP + _PLOT + 30, labels[0], "faint", "end")
    svg.text(_EDGE, _TOP + _PLOT + 30, f"↑ {labels[1]}", "faint", "start")


def _tick(value: float, percent: bool) -> str:
    return f"{value:.0%}" if percent else f"{value:.0f}"


class _Canvas:
    """Elements one after the other; every text and attribute is escaped when written."""

    def __init__(self, title: str, height: float) -> None:
        box = {"viewBox": f"0 0 {WIDTH} {height:.0f}", "role": "img", "aria-label": title}
        self._root = ElementTree.Element("svg", box)

    def written(self) -> str:
        return ElementTree.tostring(self._root, encoding="unicode")

    def add(self, tag: str, attributes: dict[str, str], title: str = "") -> ElementTree.Element:
        element = ElementTree.SubElement(self._root, tag, attributes)
        if title:
            ElementTree.SubElement(element, "title").text = title
        return element

    def text(self, x: float, y: float, text: str, kind: str, anchor: str = "start") -> None:
        place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "class": kind, "text-anchor": anchor}
        self.add("text", place).text = text

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        ends = dict(
            zip(("x1", "y1", "x2", "y2"), map("{:.1f}".format, (x1, y1, x2, y2)), strict=True)
        )
        self.add("line", {**ends, "class": kind})

    def rect(
        self, x: float, y: float, width: float, height: float, kind: str, title: str = ""
    ) -> None:
        names = ("x", "y", "width", "height")
        box = dict(zip(names, map("{:.1f}".format, (x, y, width, height)), strict=True))
        self.add("rect", {**box, "rx": "2", "class": kind}, title)

    def dot(self, x: float, y: float, radius: float, kind: str, title: str = "") -> None:
        place = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:g}", "class": kind}
        self.add("circle", place, title)
