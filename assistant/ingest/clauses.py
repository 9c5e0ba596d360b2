"""Clean document → clauses: every non-blank character in exactly one of them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from assistant.ingest.metadata import departments, only_departments
from assistant.ingest.outline import Heading, Section, Span, sections
from assistant.text.dates import years
from assistant.types import Clause, Document

_DATE_LINE = re.compile(r"^[^。，]{0,12}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$")
_SENTENCE_END = "。！？；!?;”）)"
_LONGEST_SIGNATURE = 40


def split(document: Document) -> tuple[Clause, ...]:
    """The clauses of a document in order."""
    found = sections(document.text, document.source.title, document.headings)
    numbered = len(found) > 1
    used: Counter[str] = Counter()
    taken: set[str] = set()
    clauses = []
    for section in found:
        for key, label, path, span, heading in _units(document.text, section, numbered):
            unique = key
            while unique in taken:
                used[key] += 1
                unique = f"{key}.{used[key] + 1}"
            taken.add(unique)
            clauses.append(_clause(document, unique, label, path, span, heading))
    return tuple(clauses)


Unit = tuple[str, str, tuple[str, ...], Span, bool]


def _units(text: str, section: Section, numbered: bool) -> Iterator[Unit]:
    """(id key, label, path, span, heading only) of each clause of one section."""
    if section.article and section.item:
        end = section.lines[-1][1] if section.lines else section.item[1]
        yield _unit(section.path, (section.item[0], end))
        return
    if section.item is None:
        yield from _paragraphs(text, (), section.lines, "pre" if numbered else "")
    elif section.own_text:
        yield _unit(section.path, section.item)
        yield from _paragraphs(text, section.path[:-1], section.lines, "")
    elif not section.lines:
        yield _unit(section.path, section.item, heading=True)
    else:
        groups = _groups(text, section.lines)
        groups[0] = (section.item[0], groups[0][1])
        if len(groups) == 1:
            yield _unit(section.path, groups[0])
        else:
            yield from _numbered_paragraphs(section.path, groups, "")


def _paragraphs(
    text: str, path: tuple[Heading, ...], plain: list[Span], prefix: str
) -> Iterator[Unit]:
    groups = _groups(text, plain)
    if prefix and len(groups) == 1:
        yield prefix, "引言", (), groups[0], False
    else:
        yield from _numbered_paragraphs(path, groups, prefix)


def _numbered_paragraphs(
    path: tuple[Heading, ...], groups: list[Span], prefix: str
) -> Iterator[Unit]:
    base, label = prefix or _key(path), "引言" if prefix else _label(path)
    titles = tuple(h.title or h.label for h in path)
    for number, span in enumerate(groups, start=1):
        key = f"{base}/p{number}" if base else f"p{number}"
        yield key, f"{label}第{number}段", titles, span, False


def _unit(path: tuple[Heading, ...], span: Span, heading: bool = False) -> Unit:
    return _key(path), _label(path), tuple(h.title or h.label for h in path), span, heading


def _key(path: tuple[Heading, ...]) -> str:
    if path and path[-1].key.startswith("art"):
        return path[-1].key
    return ".".join(h.key or "s" for h in path)


def _label(path: tuple[Heading, ...]) -> str:
    if path and path[-1].key.startswith("art"):
        return path[-1].label
    return "".join(h.label for h in path) or (path[-1].title if path else "")


def _groups(text: str, plain: list[Span]) -> list[Span]:
    """Plain lines as paragraphs: titles and addressees go with the paragraph they open,
    signatures and dates with the one they close."""
    groups: list[Span] = []
    start: int | None = None
    index = 0
    while index < len(plain):
        start = plain[index][0] if start is None else start
        if _is_full(text[slice(*plain[index])]):
            while index + 1 < len(plain) and only_departments(text[slice(*plain[index + 1])]):
                index += 1
            index = _signature_end(text, plain, index)
            groups.append((start, plain[index][1]))
            start = None
        index += 1
    if start is not None:
        if groups:
            groups[-1] = (groups[-1][0], plain[-1][1])
        else:
            groups.append((start, plain[-1][1]))
    return groups


def _is_full(line: str) -> bool:
    return line.rstrip()[-1] in _SENTENCE_END and any(mark in line for mark in "，。,；;")


def _signature_end(text: str, plain: list[Span], index: int) -> int:
    """Index of the date line that closes the paragraph at ``index``, or ``index``."""
    for ahead in range(index + 1, len(plain)):
        line = text[slice(*plain[ahead])].strip()
        if _DATE_LINE.match(line):
            return ahead
        if len(line) > _LONGEST_SIGNATURE or _is_full(line):
            break
    return index


def _clause(
    document: Document,
    key: str,
    label: str,
    path: tuple[str, ...],
    span: Span,
    heading: bool,
) -> Clause:
    text = document.text[slice(*span)]
    source = document.source
    return Clause(
        id=f"{source.id}/{key}",
        document=source.id,
        label=label,
        path=path,
        text=text,
        start=span[0],
        end=span[1],
        region=source.region,
        years=years(text),
        departments=departments(text),
        heading=heading,
        digest=hashlib.sha256("\n".join((source.title, *path, text)).encode()).hexdigest()[:16],
    )
