"""The years that a figure holds for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.lines import Part
from assistant.figures.names import DATED
from assistant.text.dates import governing_frame, years
from assistant.text.numbers import value_of

_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"(?P<before>[比较自从由与在]?){_YEAR}(?:\s*年?\s*[-—–~至到]+\s*(?:19|20)?\d\d)?\s*年度?(?P<on>起)?"
)
_SINCE = re.compile(r"[^,;。]{0,12}(?:以来|起|(?<!期)间隔|基础上|相比)")
_PAST = frozenset("比较自从由与")
_AIMED = re.compile(r"(?:^|[,;。])(?:力争|争取|确保|计划|预计)$")  # 力争2027年打造…
_STARTED = re.compile(rf"自(?P<year>{_YEAR})年[^,;。]*(?:以来|起)[,至到截]+$")
_UNDATED = re.compile(r"自[^,;。\d]{1,12}以来")  # 自开业以来
_ATTACHED = re.compile(rf"(?P<year>{_YEAR})年度?[底末]?的?$")  # 2020年的2.12
_EACH = re.compile(rf"(?P<years>(?:{_YEAR}年度?[、和与及]?){{2,}})(?:分别|依次)")
_FROM_BASE = re.compile(
    rf"在(?P<year>{_YEAR})年[^;。]*基础上[^;。]*?(?P<after>\d{{1,2}}|[一二两三四五六七八九十]+)年[^,、;。\d年]{{0,4}}$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Years written in a line, and whether they govern what follows, beyond their sentence too."""

    start: int
    years: tuple[int, ...]
    governs: bool


def named(folded: str, flat: str) -> tuple[Named, ...]:
    """The years of a line that a figure may hold for: not those it is compared with."""
    found = [Named(match.start(), (), False) for match in _UNDATED.finditer(folded)]
    for match in _YEARS.finditer(folded) if "20" in folded or "19" in folded else ():
        start = match.end("before")
        past = match["before"] in _PAST or _SINCE.match(folded, match.end())
        if flat[start] != DATED or (past and not (match["on"] and start == match.start())):
            continue
        frame = governing_frame(folded, match.end() + 6)
        governs = frame is not None and frame[0] <= match.end() <= frame[1] + 1
        said = set(years(match[0]))
        if governs and (since := _STARTED.search(folded, 0, start)):
            said.add(int(since["year"]))
        aimed = bool(_AIMED.search(folded, 0, start))
        found.append(Named(start, tuple(sorted(said)), governs or aimed))
    return tuple(sorted(found, key=lambda each: each.start))


def holding(
    found: Sequence[Named], part: Part, folded: str, i: int, *, recurs: bool
) -> tuple[int, ...] | None:
    """The years that hold for ``part.quantities[i]``: its own ones, else those of its stretch,
    else of the last frame before it; None where the line names none. What ``recurs`` has no
    frame but in its own sentence.
    """
    at = part.quantities[i].start
    if own := _own(part, folded, i):
        return own
    for each in reversed(found):
        if each.start < at and each.start >= part.stretch:
            return each.years
        if each.start < at and each.governs:
            return None if recurs and each.start < part.sentence else each.years
    return None


def _own(part: Part, folded: str, i: int) -> tuple[int, ...]:
    at = part.quantities[i].start
    if attached := _ATTACHED.search(folded, part.start, at):
        return (int(attached["year"]),)
    if later := _FROM_BASE.search(folded, part.stretch, at):
        return (int(later["year"]) + int(value_of(later["after"]) or 0),)
    if each := _EACH.search(folded, part.start, at):
        listed = re.findall(_YEAR, each["years"])
        first = sum(quantity.start < each.start() for quantity in part.quantities)
        if len(part.quantities) - first == len(listed):
            return (int(listed[i - first]),)
    return ()


def announced(line: str) -> tuple[int, ...]:
    """The years that a heading or a line ending in a colon sets for the lines below it."""
    line = line.strip()
    opens = line.endswith((":", "：")) or not re.search("[。；;，,]", line)
    return years(line) if opens and ("20" in line or "２０" in line) else ()
