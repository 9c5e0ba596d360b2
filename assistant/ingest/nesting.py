"""Which heading stands under which, where documents number in orders of their own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

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
    """

    def __init__(self, found: Sequence[Heading | None]) -> None:
        self._seen: set[tuple[str, str]] = set()
        self._series: dict[str, list[tuple[int, Heading]]] = {}
        for heading in found:
            if heading:
                self._series.setdefault(heading.style, []).append((heading.at, heading))

    def place(self, path: Path, heading: Heading) -> Path:
        """The path that ends with ``heading``, where ``path`` is that of the one before."""
        root = path[:1] if path and path[0].style == "annex" else ()
        if heading.style == "annex":
            self._seen.clear()
            return (heading,)
        if heading.style == "top":
            return (*root, heading)
        inner = self._above(path[len(root) :], heading)
        if heading.style == "decimal":
            heading = heading._replace(covers=_covered(inner, heading))
        elif heading.style == "article" and inner:
            heading = heading._replace(covers=len(inner))
        return (*root, *inner, heading)

    def continues(self, path: Path, heading: Heading) -> bool:
        """Whether ``heading`` is the next of a series that is open outside an article."""
        return any(
            h.style == heading.style and _next(h.number) == heading.number for h in path[:-1]
        )

    def _above(self, inner: Path, heading: Heading) -> Path:
        if RANK.get(heading.style, ARTICLE) < ARTICLE:
            return tuple(h for h in inner if _rank(h) < RANK[heading.style] and not _loose(h))
        if heading.style == "decimal":
            return self._above_decimal(inner, heading)
        same = [place for place, h in enumerate(inner) if h.style == heading.style]
        if same and not _restarts_below(inner, same[-1], heading):
            next_ones = [p for p in same if _next(inner[p].number) == heading.number]
            return inner[: (next_ones or same[:1])[-1]]
        while inner and not self._holds(inner[-1], heading):
            inner = inner[:-1]
        return inner

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
        sibling = self._after(top.style, heading.at)
        following = self._after(heading.style, sibling.at) if sibling else None
        return following is None or following.number == (1,)

    def _after(self, style: str, at: int) -> Heading | None:
        series = self._series.get(style, [])
        place = bisect_right(series, at, key=lambda entry: entry[0])
        return series[place][1] if place < len(series) else None


def _rank(heading: Heading) -> int:
    return RANK.get(heading.style, heading.hashes)


def _loose(heading: Heading) -> bool:
    return heading.style in UNNUMBERED


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
