"""Which heading stands under which, where documents number in orders of their own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile, zip_longest

from assistant.ingest.headings import Heading
from assistant.ingest.numbering import ORDER

Path = tuple[Heading, ...]

RANK = {style: rank for rank, style in enumerate(ORDER, start=10)}
ARTICLE = RANK["article"]
UNNUMBERED = frozenset(("bold", "bare"))
_NUMERIC = frozenset(("plain", "arabic", "decimal"))


class Nesting:
    """Places each heading of a document under those before it.

    A style nests in the others as documents usually have it, unless this one shows
    otherwise: where 2. still follows, a （一） after 1. is a part of 1.

    People may give a heading its level. Its series goes on at that level, and the series it
    breaks into goes on beside it: （二） after （一） and 重点, both at level 2. Numbers that
    begin below it stand under it; the outermost of the document only where it would be empty
    without them or they begin anew below its next sister: not 一、 after 前言 with text.
    """

    def __init__(self, found: Sequence[Heading | None]) -> None:
        self._seen: set[tuple[str, str]] = set()
        self._series: dict[str, list[tuple[int, Heading]]] = {}
        self._over: set[int] = set()
        self._given: dict[int, Heading | None] = {}
        for heading, following in zip_longest(found, found[1:]):
            if heading:
                self._series.setdefault(heading.style, []).append((heading.at, heading))
                if following:
                    self._over.add(heading.at)
        front = takewhile(lambda heading: not heading or heading.style != "annex", found)
        self._outermost = min((_depth(h) for h in front if h and h.style != "top"), default=0)

    def place(self, path: Path, heading: Heading, level: int | None = None) -> Path:
        """The path that ends with ``heading``, where ``path`` is that of the one before.

        A ``level`` that people gave is a place in the path, an annex counted; it is the
        next one down where there are not so many above.
        """
        if level:
            return self._give(path, heading, level - 1)
        root = path[:1] if path and path[0].style == "annex" else ()
        if heading.style == "annex":
            self._seen.clear()
            return (heading,)
        if heading.style == "top":
            return (*root, heading)
        inner = self._above(path[len(root) :], heading)
        return (*root, *inner, _covering(inner, heading))

    def continues(self, path: Path, heading: Heading) -> bool:
        """Whether ``heading`` is the next of a series that is open outside an article."""
        return any(
            h.style == heading.style and _next(h.number) == heading.number for h in path[:-1]
        )

    def _give(self, path: Path, heading: Heading, place: int) -> Path:
        broken = path[place] if place < len(path) else None
        self._given[heading.at] = self._given.get(broken.at, broken) if broken else None
        above = path[:place]
        inner = above[1:] if above and above[0].style == "annex" else above
        return (*above, _covering(inner, heading))

    def _above(self, inner: Path, heading: Heading) -> Path:
        if (place := self._beside(inner, heading)) is not None:
            return inner[:place]
        if RANK.get(heading.style, ARTICLE) < ARTICLE:
            return tuple(h for h in inner if self._is_division_over(h, heading))
        if heading.style == "decimal":
            return self._above_decimal(inner, heading)
        same = [place for place, h in enumerate(inner) if h.style == heading.style]
        if same and not _restarts_below(inner, same[-1], heading):
            next_ones = [p for p in same if _next(inner[p].number) == heading.number]
            return inner[: (next_ones or same[:1])[-1]]
        while inner and not self._holds(inner[-1], heading):
            inner = inner[:-1]
        return inner

    def _beside(self, inner: Path, heading: Heading) -> int | None:
        """The place of the heading with a given level whose broken series ``heading``
        continues, unless one of its style is open below."""
        for place, top in reversed(list(enumerate(inner))):
            broken = self._given.get(top.at)
            if broken and broken.style == heading.style and broken.number < heading.number:
                return place
            if top.style == heading.style:
                break
        return None

    def _is_division_over(self, top: Heading, heading: Heading) -> bool:
        if _loose(top):
            return top.at in self._given and self._given_holds(top, heading)
        return _rank(top) < RANK[heading.style]

    def _given_holds(self, top: Heading, heading: Heading) -> bool:
        """Whether ``top``, unnumbered and with a given level, holds ``heading``."""
        pair = (top.style, heading.style)
        following = self._after_sister(top, heading)
        begins_anew = following is not None and following.number == (1,)
        if _depth(heading) > self._outermost or top.at in self._over or begins_anew:
            self._seen.add(pair)
        return pair in self._seen

    def _above_decimal(self, inner: Path, heading: Heading) -> Path:
        while inner:
            top = inner[-1]
            if top.style in _NUMERIC and _is_prefix(top, heading):
                break
            if top.style not in _NUMERIC and self._holds(top, heading):
                break
            inner = inner[:-1]
        return inner

    def _holds(self, top: Heading, heading: Heading) -> bool:
        """Whether ``heading``, of a style not open yet, stands under ``top``."""
        if top.hashes and heading.hashes:
            return top.hashes < heading.hashes
        if _loose(top) and top.at in self._given:
            return self._given_holds(top, heading)
        if _loose(heading) or top.style.startswith("md"):
            return True
        if _loose(top):
            return heading.style == "article" or self._is_outer(top, heading)
        return _rank(top) < _rank(heading) or self._goes_on(top, heading)

    def _goes_on(self, top: Heading, heading: Heading) -> bool:
        """Whether the series of ``top`` goes on behind ``heading``, or did so before."""
        pair = (top.style, heading.style)
        following = self._after(top.style, heading.at)
        if following is not None and following.number > top.number:
            self._seen.add(pair)
        return pair in self._seen

    def _is_outer(self, top: Heading, heading: Heading) -> bool:
        """Whether the numbers begin anew after the next heading like ``top``."""
        following = self._after_sister(top, heading)
        return following is None or following.number == (1,)

    def _after_sister(self, top: Heading, heading: Heading) -> Heading | None:
        sister = self._after(top.style, heading.at)
        return self._after(heading.style, sister.at) if sister else None

    def _after(self, style: str, at: int) -> Heading | None:
        series = self._series.get(style, [])
        place = bisect_right(series, at, key=lambda entry: entry[0])
        return series[place][1] if place < len(series) else None


def _rank(heading: Heading) -> int:
    return RANK.get(heading.style, heading.hashes)


def _depth(heading: Heading) -> int:
    """The rank of a heading, where those without any come last."""
    return ARTICLE + len(RANK) if _loose(heading) else _rank(heading)


def _loose(heading: Heading) -> bool:
    return heading.style in UNNUMBERED


def _covering(inner: Path, heading: Heading) -> Heading:
    if heading.style == "decimal":
        return heading._replace(covers=_covered(inner, heading))
    if heading.style == "article" and inner:
        return heading._replace(covers=len(inner))
    return heading


def _next(number: tuple[int, ...]) -> tuple[int, ...]:
    return (*number[:-1], number[-1] + 1) if number else ()


def _is_prefix(top: Heading, heading: Heading) -> bool:
    length = len(top.number)
    return length < len(heading.number) and heading.number[:length] == top.number


def _restarts_below(inner: Path, place: int, heading: Heading) -> bool:
    """1. after 1.1 of a document whose chapters are 1., 2.: a list in 1.1."""
    return heading.number == (1,) and any(h.style == "decimal" for h in inner[place + 1 :])


def _covered(inner: Path, heading: Heading) -> int:
    count = 0
    while count < len(inner):
        top = inner[-1 - count]
        if top.style not in _NUMERIC or not _is_prefix(top, heading):
            break
        count += 1
    return count
