"""Dirt put into a clean text on purpose, so that what cleaning does can be counted."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from typing import Literal

Origin = Literal["policy", "foreign", "furniture"]

_SHORTEST_CUT = 24  # a line of fewer characters is not cut
_EDGE = 6  # characters that stay on each side of a cut
_INDENT = "　　"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, where it comes from, and whether it goes on with the sentence of the last
    line of the same origin before it. ``above`` counts the blank lines over it."""

    text: str
    origin: Origin
    continues: bool = False
    above: int = 0


@dataclass(frozen=True, slots=True)
class Dirt:
    """What is mixed in: foreign pieces as lists of paragraphs, web navigation, page marks
    with the fields ``{n}``, ``{total}`` and ``{title}``."""

    pieces: tuple[tuple[str, ...], ...]
    navigation: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...]
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dirty:
    """A dirty raw text and the truth about it.

    ``spans`` are (start, end, origin) of its lines in order; ``cuts`` the raw offsets of
    the last character before and the first after each place where policy text was cut.
    """

    raw: str
    spans: tuple[tuple[int, int, Origin], ...]
    cuts: tuple[tuple[int, int], ...]


def read_dirt(pieces: Path, surroundings: Path) -> Dirt:
    """Dirt from a file of ``[[piece]]`` tables and one of navigation and page marks."""
    listed = tomllib.loads(pieces.read_text(encoding="utf-8"))["piece"]
    around = tomllib.loads(surroundings.read_text(encoding="utf-8"))
    return Dirt(
        tuple(tuple(piece["text"].strip().splitlines()) for piece in listed),
        tuple(tuple(entry["lines"]) for entry in around["navigation"]),
        tuple(around["pages"]["numbers"]),
        tuple(around["pages"]["headers"]),
    )


def inject(paragraphs: Sequence[str], title: str, dirt: Dirt, seed: int) -> Dirty:
    """The paragraphs with one to six pieces, navigation, page marks, blank lines and hard
    wraps at places drawn by ``seed``."""
    rng = Random(seed)  # noqa: S311 - draws places, guards nothing
    lines = [Line(text.strip(), "policy") for text in paragraphs if text.strip()]
    for piece in rng.sample(dirt.pieces, rng.randint(1, min(6, len(dirt.pieces)))):
        lines = _interleave(lines, piece, rng)
    lines = _number_pages(lines, title, dirt, rng)
    lines = _surround(lines, dirt, rng)
    lines = rng.choice(_LAYOUTS)(lines, rng)
    return _render(lines, rng.random() < 0.5)


def _interleave(lines: list[Line], piece: Sequence[str], rng: Random) -> list[Line]:
    """A piece in one to three parts, each between two lines or in the middle of one."""
    breaks = sorted(rng.sample(range(1, len(piece)), min(rng.randint(0, 2), len(piece) - 1)))
    for start, end in pairwise((0, *breaks, len(piece))):
        part = [Line(text, "foreign") for text in piece[start:end]]
        lines = _insert(lines, part, rng, inside=rng.random() < 0.6)
    return lines


def _insert(lines: list[Line], part: list[Line], rng: Random, *, inside: bool) -> list[Line]:
    at = rng.randrange(1, len(lines) + 1)
    places = [n for n, line in enumerate(lines) if _can_cut(line)]
    if not inside or not places:
        while at < len(lines) and lines[at].origin == "foreign":  # pieces stay whole
            at += 1
        return [*lines[:at], *part, *lines[at:]]
    at = rng.choice(places)
    return [*lines[:at], *_around(lines[at], part, rng), *lines[at + 1 :]]


def _around(line: Line, part: list[Line], rng: Random) -> list[Line]:
    cut = rng.randint(_EDGE, len(line.text) - _EDGE)
    first, second = line.text[:cut].rstrip(), line.text[cut:].lstrip()
    return [replace(line, text=first), *part, Line(second, "policy", continues=True)]


def _can_cut(line: Line) -> bool:
    """Running text of the document; the rows of a table are not sentences."""
    running = ("，" in line.text or "。" in line.text) and "\t" not in line.text
    return line.origin == "policy" and len(line.text) >= _SHORTEST_CUT and running


def _number_pages(lines: list[Line], title: str, dirt: Dirt, rng: Random) -> list[Line]:
    if rng.random() < 0.4:
        return lines
    lines = list(lines)
    number, header = rng.choice(dirt.numbers), rng.choice(dirt.headers)
    total, headed = rng.randint(2, 9), rng.random() < 0.4
    places = sorted(rng.sample(range(1, len(lines)), min(total, len(lines) - 1)))
    for n, place in reversed(list(enumerate(places, start=1))):
        marks = [number, header] if headed else [number]
        texts = [mark.format(n=n, total=total, title=title).strip() for mark in marks]
        part = [Line(text, "furniture") for text in texts]
        if _can_cut(lines[place]) and rng.random() < 0.7:
            lines[place : place + 1] = _around(lines[place], part, rng)
        else:
            lines[place:place] = part
    return lines


def _surround(lines: list[Line], dirt: Dirt, rng: Random) -> list[Line]:
    def some(most: int) -> list[Line]:
        groups = rng.sample(dirt.navigation, rng.randint(0, most))
        return [Line(text, "furniture") for group in groups for text in group]

    lines = [*some(2), *lines, *some(2)]
    for _ in range(rng.randint(0, 1)):
        lines = _insert(lines, some(1), rng, inside=False)
    return lines


def _as_it_is(lines: list[Line], rng: Random) -> list[Line]:
    return [replace(line, above=rng.choice((0, 0, 0, 1))) for line in lines]


def _with_blank_lines(lines: list[Line], rng: Random) -> list[Line]:
    """Some lines cut in two, with up to twenty blank lines between the halves."""
    found: list[Line] = []
    for line in lines:
        halves = [line]
        if _can_cut(line) and rng.random() < 0.15:
            halves = _around(line, [], rng)
            halves[1] = replace(halves[1], above=rng.randint(0, 20))
        found += halves
    return found


def _wrapped(lines: list[Line], rng: Random) -> list[Line]:
    """Every line but the rows of tables wrapped at one width, as a mail program does it."""
    width = rng.randint(18, 60)
    found: list[Line] = []
    for line in lines:
        step = len(line.text) if "\t" in line.text else width
        texts = [line.text[n : n + step] for n in range(0, len(line.text), step)]
        texts = [text for text in texts if text.strip()]
        found.append(replace(line, text=texts[0]))
        found += [Line(text, line.origin, continues=True) for text in texts[1:]]
    return found


_LAYOUTS: tuple[Callable[[list[Line], Random], list[Line]], ...] = (
    _as_it_is,
    _with_blank_lines,
    _wrapped,
)


def _render(lines: Sequence[Line], indented: bool) -> Dirty:
    texts = [_written(line, indented) for line in lines]
    ends = list(accumulate(map(len, texts)))
    spans = []
    for line, text, end in zip(lines, texts, ends, strict=True):
        body = text.rstrip("\n")
        stop = end - (len(text) - len(body))
        spans.append((stop - len(body.lstrip()), stop, line.origin))
    return Dirty("".join(texts), tuple(spans), tuple(_cuts(lines, spans)))


def _written(line: Line, indented: bool) -> str:
    indent = _INDENT if indented and line.origin != "furniture" and not line.continues else ""
    return "\n" * line.above + indent + line.text + "\n"


def _cuts(lines: Sequence[Line], spans: Sequence[tuple[int, int, Origin]]) -> list[tuple[int, int]]:
    found, last = [], 0
    for line, (start, end, origin) in zip(lines, spans, strict=True):
        if origin == "policy":
            if line.continues:
                found.append((last, start))
            last = end - 1
    return found
