"""Clean document → clauses: every non-blank character in exactly one of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingest.clean.layout import squash
from assistant.ingest.frames import Frames
from assistant.ingest.headings import MARKS
from assistant.ingest.metadata import responsibilities, years
from assistant.ingest.nesting import ARTICLE, RANK, Path
from assistant.ingest.outline import Section, sections
from assistant.ingest.paragraphs import Line, Span, paragraphs
from assistant.types import Clause, Document


@dataclass(frozen=True, slots=True)
class Unit:
    """What becomes a clause. ``paragraph`` counts those under one heading; 0 where the
    heading and its text are one clause.
    """

    path: Path
    span: Span
    paragraph: int = 0
    heading: bool = False
    preamble: bool = False


def split(document: Document) -> tuple[Clause, ...]:
    """The clauses of a document in order."""
    title = document.source.title
    found = [s for s in sections(document.text, title, document.headings) if s.item or s.lines]
    ids, frames = _Ids(), Frames(title)
    clauses = []
    for place, section in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        for unit in _units(section, following, len(found) > 1):
            below = unit.paragraph > 1 or not unit.path
            inherited = frames.of(unit.path, below=below)
            clauses.append(_clause(document, unit, ids.of(unit), inherited))
            frames.read(unit.path, clauses[-1].text)
    return tuple(clauses)


def _units(section: Section, following: Section | None, numbered: bool) -> Iterator[Unit]:
    path, item, lines = section.path, section.item, section.lines
    if item is None:
        yield from _plain(path, lines, numbered)
    elif section.whole:
        contents = path[-1].style == "contents"
        yield Unit(path, (item[0], lines[-1].end if lines else item[1]), heading=contents)
    elif section.own_text:
        groups = paragraphs(lines)
        listed: list[Line] = groups.pop(0) if section.opens_list and groups else []
        yield Unit(path, (item[0], listed[-1].end if listed else item[1]))
        above = _above_paragraphs(section, following)
        yield from _numbered(above, groups, first=1 + (above == path))
    elif not lines:
        yield Unit(path, item, heading=_opens_section(path, following))
    else:
        groups = paragraphs(lines)
        first = Unit(path, (item[0], groups[0][-1].end), int(len(groups) > 1))
        yield first
        yield from _numbered(path, groups[1:], first=2)


def _plain(path: Path, lines: Sequence[Line], numbered: bool) -> Iterator[Unit]:
    groups = paragraphs(lines)
    preamble = numbered and not path
    if preamble and len(groups) == 1:
        yield Unit(path, _span(groups[0]), preamble=True)
    else:
        yield from _numbered(path, groups, preamble=preamble)


def _numbered(
    path: Path, groups: Sequence[Sequence[Line]], first: int = 1, *, preamble: bool = False
) -> Iterator[Unit]:
    for number, group in enumerate(groups, start=first):
        yield Unit(path, _span(group), number, preamble=preamble)


def _span(lines: Sequence[Line]) -> Span:
    return lines[0].start, lines[-1].end


def _above_paragraphs(section: Section, following: Section | None) -> Path:
    """Where the paragraphs after an item with text belong: to the item, but under the
    heading above where they close the document or lead over to a new list (一）.
    """
    if following is None or (following.path[:1] != section.path[:1] and _is_apart(following)):
        return section.path[:-1]
    above = following.path[:-1]
    if following.path[-1].number == (1,) and above == section.path[: len(above)] != section.path:
        return above
    return section.path


def _is_apart(section: Section) -> bool:
    return not section.path or section.path[0].style in ("annex", "annexes")


def _opens_section(path: Path, following: Section | None) -> bool:
    """Whether a line without text is a heading: of the items below it, or of a chapter
    that was left empty; a last item (3.申请表；) has words of its own."""
    if RANK.get(path[-1].style, 0) < ARTICLE:
        return True
    return following is not None and following.path[: len(path)] == path


class _Ids:
    """Gives each clause the numbers of its path as its id, each id once."""

    def __init__(self) -> None:
        self._headings: dict[int, str] = {}
        self._taken: set[str] = set()
        self._repeats: Counter[str] = Counter()

    def of(self, unit: Unit) -> str:
        """The id of a clause, without that of its document."""
        key = self._heading(unit.path)
        if unit.preamble:
            key = f"{key}/pre" if key else "pre"
        if unit.paragraph:
            key = f"{key}/p{unit.paragraph}" if key else f"p{unit.paragraph}"
        elif not unit.preamble:
            return key
        return self._unique(key)

    def _heading(self, path: Path) -> str:
        if not path:
            return ""
        own = path[-1]
        if own.at not in self._headings:
            above = self._heading(path[: len(path) - 1 - own.covers])
            root = above and path[len(path) - 2 - own.covers].style == "annex"
            key = f"{above}{'/' if root else '.'}{own.key}" if above else own.key
            self._headings[own.at] = self._unique(key)
        return self._headings[own.at]

    def _unique(self, key: str) -> str:
        unique = key
        while unique in self._taken:
            self._repeats[key] += 1
            unique = f"{key}.{self._repeats[key] + 1}"
        self._taken.add(unique)
        return unique


def _label(unit: Unit) -> str:
    label = "引言" if unit.preamble else _path_label(unit.path)
    return f"{label}第{unit.paragraph}段" if unit.paragraph else label


def _path_label(path: Path) -> str:
    label = ""
    for place, heading in enumerate(path):
        if heading.covers:
            label = _path_label(path[: place - heading.covers])
        annexed = place > 0 and path[place - 1].style == "annex"
        digits = label[-1:].isdigit() and heading.label[:1].isdigit()
        label += f" {heading.label}" if annexed or digits else heading.label
    return label.strip() or (path[-1].title if path else "")


def _clause(document: Document, unit: Unit, key: str, frames: tuple[int, ...]) -> Clause:
    text = document.text[slice(*unit.span)]
    source = document.source
    path = tuple(heading.title or heading.label for heading in unit.path)
    only_title = unit.preamble and squash(text.strip(MARKS)) == squash(source.title)
    responsible = responsibilities(text)
    return Clause(
        id=f"{source.id}/{key}",
        document=source.id,
        label=_label(unit),
        path=path,
        text=text,
        start=unit.span[0],
        end=unit.span[1],
        region=source.region,
        years=years(text),
        departments=tuple(dict.fromkeys(each.department for each in responsible)),
        heading=unit.heading or only_title,
        digest=hashlib.sha256("\n".join((source.title, *path, text)).encode()).hexdigest()[:16],
        frames=frames,
        responsibilities=responsible,
    )
