"""Which lines of a document are headings, and what each says of itself."""

from __future__ import annotations

from typing import NamedTuple

from assistant.ingest.metadata import only_departments
from assistant.ingest.numbering import MARKDOWN, Marker, marker

MARKS = "#*_ \t\u00a0\u3000"
_BOLD = "#*_ "
_LONGEST_TITLE = 60
_LONGEST_RUN_IN = 40
_LONGEST_BEFORE_COLON = 24


class Heading(NamedTuple):
    """One step of a path. ``key`` goes into ids, ``label`` into labels, ``title`` is shown.

    ``at`` is the offset of its line, which tells it from others that read the same.
    ``hashes`` counts the Markdown signs before it. ``covers`` is how many headings right
    above it have their numbers repeated in its own: 1.2 stands under 1 and covers it.
    ``own_text`` says that its line goes on after the title, ``loose`` that its number is
    glued to its words.
    """

    style: str
    key: str
    label: str
    title: str
    at: int
    number: tuple[int, ...] = ()
    hashes: int = 0
    covers: int = 0
    own_text: bool = False
    loose: bool = False


def heading(line: str, at: int) -> Heading | None:
    """The heading that ``line`` is, or opens with; a number glued to its words counts."""
    found = marker(line)
    if found is None:
        return _unnumbered(line, at) if "#" in line or "**" in line or "__" in line else None
    title = _title(line, found)
    words = line.strip(_BOLD) if line[0] in _BOLD or line[-1] in _BOLD else line
    own = (len(words) > len(title) + 1 and not _only_who(words[len(title) :])) or _is_sentence(line)
    hashes = _hashes(line) if "#" in line else 0
    said = (found.style, found.key, found.label, title, at, found.number)
    return Heading(*said, hashes, 0, own, found.loose)


def _unnumbered(line: str, at: int) -> Heading | None:
    if match := MARKDOWN.match(line):
        hashes = len(match["hashes"])
        return Heading(f"md{hashes}", "s", "", line[match.end() :].strip(MARKS), at, (), hashes)
    return Heading("bold", "s", "", line.strip(MARKS), at) if _is_bold(line) else None


def _is_sentence(line: str) -> bool:
    """Whether what might be a title is a sentence of its own: 1.甲，是指乙。"""
    return line.endswith("。") and ("，" in line or "," in line)


def _only_who(rest: str) -> bool:
    """Whether after a title only brackets follow that say who is responsible."""
    rest = rest.lstrip("。 ")
    return rest[:1] in ("（", "(") and only_departments(rest)


def _hashes(line: str) -> int:
    match = MARKDOWN.match(line)
    return len(match["hashes"]) if match else 0


def _is_bold(line: str) -> bool:
    words = line.strip()
    if not (words.startswith(("**", "__")) and words.endswith(("**", "__"))):
        return False
    inside = words.strip(MARKS)
    return (
        0 < len(inside) <= _LONGEST_RUN_IN and "。" not in inside and not only_departments(inside)
    )


def _title(line: str, found: Marker) -> str:
    """The number with the heading that follows it, without the text run into it."""
    words = line[found.end :]
    if found.style != "article":
        words = words[: _stop(words)]
    elif len(words) > _LONGEST_TITLE or "。" in words:
        words = ""
    if found.style == "annex" and not words.strip(MARKS):
        return found.label
    return (line[: found.end] + words).strip(MARKS).replace("**", "")


def _stop(words: str) -> int:
    """Where the heading in ``words`` ends: at its full stop, at the end of its bold type,
    at a colon that text follows; 0 where there is none, len(words) where it is all."""
    bold = words.find("**", 1, _LONGEST_TITLE)
    if 0 < bold < len(words.rstrip()) - 2:
        return bold
    stop = words.find("。")
    long = stop >= 0 or len(words) > _LONGEST_TITLE
    colon = min((i for i in (words.find("："), words.find(":")) if i >= 0), default=-1)
    if long and 1 < colon <= _LONGEST_BEFORE_COLON and (stop < 0 or colon < stop):
        return colon
    if 0 <= stop <= _LONGEST_RUN_IN:
        return stop
    return 0 if long else len(words)
