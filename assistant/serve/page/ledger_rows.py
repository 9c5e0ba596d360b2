"""Which figures of the ledger are shown, in which order, on which page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from assistant.app import Assistant
from assistant.errors import BadRequest
from assistant.lookup import Sought
from assistant.narrowing import known_regions
from assistant.serve.page.paging import pages_of
from assistant.text.pinyin import syllables
from assistant.types import Document, Figure, FigureRole

PAGE = 50  # figures
_KEPT = 20_000  # words whose sound is remembered
Documents = Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Filters:
    """What people chose, empty where they set no limit."""

    region: str = ""
    year: str = ""
    topic: str = ""
    department: str = ""
    every: bool = False  # what is no target by itself, too

    def sought(self, assistant: Assistant, seen: Sequence[str] | None) -> Sought:
        """The figures wanted among the documents ``seen``, None for all. Raises BadRequest."""
        regions = known_regions([self.region] if self.region else None, assistant.documents)
        topic, department = self.topic or None, self.department or None
        role: FigureRole | None = None if self.every else "target"
        return Sought(seen, regions, _year(self.year), topic, department, role)

    def told(self) -> tuple[str, ...]:
        """Those that are set, as people say them."""
        return tuple(filter(None, (self.region, self.year, self.topic, self.department)))

    def query(self, kind: str, regions: Sequence[str]) -> str:
        """The query by which the API gives the same figures of these regions as a file."""
        given = {
            "format": kind,
            "regions": ",".join(filter(None, regions)),
            "year": self.year,
            "topic": self.topic,
            "department": self.department,
            "role": "" if self.every else "target",
        }
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, the last first if ``down``, and which page, from 0; without a column
    the figures stand as in their documents."""

    column: str = ""
    down: bool = False
    page: int = 0

    def by(self, column: str) -> Order:
        """The order after a click on a column: up, down, as in the documents."""
        if column != self.column:
            return Order(column)
        return Order() if self.down else Order(column, down=True)

    def on(self, page: int) -> Order:
        """The same order, another page."""
        return replace(self, page=max(page, 0))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the ledger has to choose from."""

    regions: tuple[str, ...]
    years: tuple[int, ...]
    departments: tuple[str, ...]


def choices(figures: Iterable[Figure]) -> Choices:
    """The regions and departments by their sound, the years from the first."""
    regions, years, departments = set[str](), set[int](), set[str]()
    for figure in figures:
        regions |= {figure.region} if figure.region else set()
        years.update(figure.years)
        departments.update(figure.departments)
    return Choices(
        tuple(sorted(regions, key=_spelled)),
        tuple(sorted(years)),
        tuple(sorted(departments, key=_spelled)),
    )


def ordered(figures: Sequence[Figure], order: Order, documents: Documents) -> Sequence[Figure]:
    """The figures in this order; those that have nothing in the column come last."""
    if order.column not in _KEYS:
        return figures
    key = _KEYS[order.column]
    told = [(key(figure, documents), figure) for figure in figures]
    filled = [pair for pair in told if pair[0]]
    filled.sort(key=lambda pair: pair[0], reverse=order.down)
    return [figure for _, figure in (*filled, *(pair for pair in told if not pair[0]))]


def page_of(figures: Sequence[Figure], order: Order) -> tuple[Sequence[Figure], Order, int]:
    """The figures of a page, the order with a page that there is, and how many there are."""
    pages = pages_of(len(figures), PAGE)
    order = order.on(min(order.page, pages - 1))
    return figures[order.page * PAGE : (order.page + 1) * PAGE], order, pages


def _year(written: str) -> int | None:
    year = written.strip().removesuffix("年")
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise BadRequest(f"年份 {written!r:.20} 认不出来。", "写成 2027，或从列出的里面选。")
    return int(year) if year else None


@lru_cache(_KEPT)
def _spelled(word: str) -> tuple[str, ...]:
    return tuple(syllables(word))


Key = Callable[[Figure, Documents], Any]
_KEYS: Mapping[str, Key] = {
    "region": lambda figure, _: _spelled(figure.region or ""),
    "years": lambda figure, _: figure.years and (max(figure.years), min(figure.years)),
    "indicator": lambda figure, _: _spelled(figure.topic),
    "value": lambda figure, _: (figure.unit, figure.high, figure.low),
    "departments": lambda figure, _: _spelled("、".join(figure.departments)),
    "document": lambda figure, documents: _spelled(documents[figure.document].source.title),
}
