"""One revision as lists: its documents and its corrections, and what tells two apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from assistant.errors import NotThere

Kind = Literal["added", "replaced", "deleted"]


class Entry(NamedTuple):
    """A document in one revision; ``deleted`` marks a tombstone."""

    document: str
    origin: str
    record_hash: str
    deleted: bool


class Correction(NamedTuple):
    """An override in one revision."""

    document: str
    record_hash: str


def placed(entry: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with this one, in the place of that of the same document if there is one."""
    rows = {row.document: row for row in entries}
    return [*(rows | {entry.document: entry}).values()]


def living(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Those that are no tombstones, by document."""
    return {entry.document: entry for entry in entries if not entry.deleted}


def alive(document: str, entries: Sequence[Entry]) -> Entry:
    """The living entry of a document. Raises NotThere."""
    found = living(entries)
    if document not in found:
        raise not_there(document)
    return found[document]


def not_there(document: str) -> NotThere:
    """That there is no such document."""
    return NotThere(f"没有 {document!r:.60} 这份文件。", "请先看有哪些文件；新文件请用添加。")


def changes_between(before: Sequence[Entry], after: Sequence[Entry]) -> Mapping[str, Kind]:
    """What became of each document that is not as it was."""
    was, now = living(before), living(after)
    kinds: dict[str, Kind] = dict.fromkeys(was.keys() - now.keys(), "deleted")
    for document, entry in now.items():
        if document not in was:
            kinds[document] = "added"
        elif entry != was[document]:
            kinds[document] = "replaced"
    return kinds
