"""Lines of a clean document → numbered sections with the headings above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.ingest.clean.draft import lines
from assistant.ingest.clean.layout import squash
from assistant.ingest.metadata import only_departments
from assistant.ingest.numbering import MARKDOWN, STYLES, Marker, marker
from assistant.types import HeadingFix

Span = tuple[int, int]

_RANK = {style.name: rank for rank, style in enumerate(STYLES, start=10)}
_ARTICLE = _RANK["article"]
_MARKS = "#* \t\u00a0\u3000"
_LONGEST_TITLE = 60
_LONGEST_RUN_IN = 40
_UNTOUCHED = HeadingFix(-1)


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


def sections(text: str, title: str, fixes: Sequence[HeadingFix] = ()) -> list[Section]:
    """The sections of a document in order; every non-blank line is in exactly one.

    ``fixes`` are what people say of its lines, at most one of each.
    """
    found = [Section(path=())]
    fixed = {fix.start: fix for fix in fixes}
    ranks = _usual_ranks(sections(text, title)) if fixes else []
    for span in lines(text):
        line = text[slice(*span)]
        if not line.strip():
            continue
        heading = None if _is_title(line, title) else _heading(line)
        current = found[-1]
        fix = fixed.get(span[0], _UNTOUCHED)
        if fix.level is not None:
            heading = _at_level(fix.level, heading, line, current.path, ranks)
        if current.own_text and not current.lines and only_departments(line):
            current.item = (current.item or span)[0], span[1]
        elif heading is None or (current.article and heading.rank > _ARTICLE):
            current.lines.append(span)
        else:
            own = _has_own_text(line, heading)
            heading = replace(heading, title=fix.title or heading.title)
            path = (*_above(current.path, heading), heading)
            found.append(Section(path, span, own, heading.rank == _ARTICLE))
    return found


def _usual_ranks(found: Iterable[Section]) -> list[int]:
    """For each level from the top, the rank that most headings there have."""
    paths = [section.path for section in found]
    deepest = max(map(len, paths))
    levels = (Counter(p[level].rank for p in paths if level < len(p)) for level in range(deepest))
    return [ranks.most_common(1)[0][0] for ranks in levels]


def _at_level(
    level: int, heading: Heading | None, line: str, path: Sequence[Heading], ranks: Sequence[int]
) -> Heading | None:
    """The line as a heading beside those of ``level`` (1 is the top); none at level 0.

    Beside the one it follows, else beside the usual ones, else below what is there.
    """
    if level == 0:
        return None
    if level <= len(path):
        rank = path[level - 1].rank
    else:
        deeper = max(ranks, default=0) + 1
        usual = [*ranks, *range(deeper, deeper + level)][level - 1]
        rank = max([usual, *(step.rank + 1 for step in path)])
    words = heading or Heading(rank, "", "", line.strip(_MARKS))
    return replace(words, rank=rank)


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
