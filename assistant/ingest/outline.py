"""Lines of a clean document → numbered sections with the headings above them."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.ingest.clean.draft import lines
from assistant.ingest.clean.layout import squash
from assistant.ingest.metadata import only_departments
from assistant.ingest.numbering import MARKDOWN, STYLES, Marker, marker

Span = tuple[int, int]

_RANK = {style.name: rank for rank, style in enumerate(STYLES, start=10)}
_ARTICLE = _RANK["article"]
_MARKS = "#* \t\u00a0\u3000"
_LONGEST_TITLE = 60
_LONGEST_RUN_IN = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """One step of a path. ``key`` goes into ids, ``label`` into labels, ``title`` is shown."""

    rank: int
    key: str
    label: str
    title: str


@dataclass(slots=True)
class Section:
    """An item line (or none, before the first one) and the plain lines that follow it.

    ``path`` ends with the item's own heading; ``own_text`` says that the item line
    carries sentences beyond its title.
    """

    path: tuple[Heading, ...]
    item: Span | None = None
    own_text: bool = False
    article: bool = False
    lines: list[Span] = field(default_factory=list)


def sections(text: str, title: str) -> list[Section]:
    """The sections of a document in order; every non-blank line is in exactly one."""
    found = [Section(path=())]
    for span in lines(text):
        line = text[slice(*span)]
        if not line.strip():
            continue
        heading = None if _is_title(line, title) else _heading(line)
        current = found[-1]
        if current.own_text and not current.lines and only_departments(line):
            current.item = (current.item or span)[0], span[1]
        elif heading is None or (current.article and heading.rank > _ARTICLE):
            current.lines.append(span)
        else:
            path = (*_above(current.path, heading), heading)
            own = _has_own_text(line, heading)
            found.append(Section(path, span, own, heading.rank == _ARTICLE))
    return found


def _is_title(line: str, title: str) -> bool:
    return squash(line.lstrip("# ")) == squash(title)


def _above(path: tuple[Heading, ...], heading: Heading) -> tuple[Heading, ...]:
    return tuple(h for h in path if h.rank < heading.rank)


def _heading(line: str) -> Heading | None:
    if found := marker(line):
        return Heading(_RANK[found.style], found.key, found.label, _title(line, found))
    if match := MARKDOWN.match(line):
        words = line[match.end() :].strip(_MARKS)
        return Heading(len(match["hashes"]), "", "", words)
    return None


def _title(line: str, found: Marker) -> str:
    """The number with the heading that follows it, without the text run into it."""
    words = line[found.end :]
    stop = words.find("。")
    if 0 <= stop <= _LONGEST_RUN_IN and found.style != "article":
        words = words[:stop]
    elif len(words) > _LONGEST_TITLE or stop >= 0:
        words = ""
    return (line[: found.end] + words).strip(_MARKS)


def _has_own_text(line: str, heading: Heading) -> bool:
    return len(line.lstrip("#* ").rstrip("* ")) > len(heading.title) + 1
