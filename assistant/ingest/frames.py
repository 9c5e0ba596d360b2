"""Time frames that a clause inherits: “到2027年，” over a list, a year in a heading or title."""

from __future__ import annotations

import re

from assistant.ingest.nesting import Path
from assistant.text.dates import governing_frame, years
from assistant.text.numbers import fold

_EDITION = re.compile(
    r"\d{4}\s*年?\s*(?:\d+\s*月\s*\d+\s*日)?\s*(?:第.次)?(?:修[订正改]|版|本|施行|[发公]布|印发|通过)"
)
_PLAN = re.compile(r"十(?P<n>[三四五六七八九])五(?!.{0,4}以来)")
_NEAR = 6  # characters before a frame that still opens its sentence: “力争”, “二是”


def frame_of(title: str) -> tuple[int, ...]:
    """Years that the title of a document or section sets for what stands under it; those
    of 十四五 too. The year of an edition (2020年修订) sets none.
    """
    named = years(_EDITION.sub("", title))
    if named or not (plan := _PLAN.search(title)):
        return named
    first = 2016 + 5 * ("三四五六七八九".index(plan["n"]))
    return (first, first + 4)


class Frames:
    """The frames of a document, read clause by clause in its order."""

    def __init__(self, title: str) -> None:
        self._title = frame_of(title)
        self._headings: dict[int, tuple[int, ...]] = {}
        self._open: dict[int, tuple[int, ...]] = {}  # by a line that ends in a colon
        self._lead: dict[int, tuple[int, ...]] = {}  # by the paragraph before the items

    def of(self, path: Path, *, below: bool) -> tuple[int, ...]:
        """The nearest frame above a clause with this path, () where there is none.

        ``below``: the clause is a further paragraph under the last heading of the path;
        otherwise that heading is its own.
        """
        if below and path and (found := self._open.get(path[-1].at) or self._named(path[-1:])):
            return found
        for depth in range(len(path) - 1, 0, -1):
            if found := self._lead.get(path[depth - 1].at) or self._named(path[:depth]):
                return found
        return (below and not path and self._open.get(-1)) or self._title

    def read(self, path: Path, text: str) -> None:
        """Takes in what the words of a clause set for those after it."""
        at = path[-1].at if path else -1
        title = path[-1].title if path else ""
        if at in self._lead:
            self._lead[at] = self._open.get(at, ())
        if "20" not in text and "２０" not in text:
            return
        for line in fold(text).split("\n"):
            frame = governing_frame(line, len(line))
            year = (frame[2],) if frame else ()
            if line.rstrip().endswith(":"):
                self._open[at] = self._lead[at] = year or self._open.get(at, ())
            else:
                near = _NEAR + (len(title) if line.startswith(fold(title)) else 0)
                begins = frame is not None and frame[0] <= near
                self._lead[at] = year if begins else self._open.get(at, ())

    def _named(self, path: Path) -> tuple[int, ...]:
        heading = path[-1]
        if heading.at not in self._headings:
            self._headings[heading.at] = (
                frame_of(heading.title) if "年" in heading.title or "五" in heading.title else ()
            )
        return self._headings[heading.at]
