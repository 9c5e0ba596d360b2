"""What a library should do, written with lists alone, and a way to check one against it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from assistant.errors import BadRequest, NotThere
from assistant.store.library import Library
from assistant.types import Override, Source


class Row(NamedTuple):
    source: Source
    origin: str
    deleted: bool


class State(NamedTuple):
    rows: list[Row]
    overrides: list[Override]


class Diff(NamedTuple):
    reason: str
    by: str
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    deleted: tuple[str, ...]


def source(document: str, title: str, data: bytes) -> Source:
    return Source(document, title, f"{document}.txt", sha256(data).hexdigest())


def override(document: str, quote: str) -> Override:
    """A correction, named by its words."""
    return Override(quote, "drop", document, "0" * 64, 0, len(quote), quote)


@dataclass
class PlainLibrary:
    """The model: ``past[n]`` is revision n, ``diffs[n]`` what it changed."""

    past: list[State] = field(default_factory=lambda: [State([], [])])
    diffs: list[Diff] = field(default_factory=lambda: [Diff("", "", (), (), ())])
    away: set[str] = field(default_factory=set)

    def add(self, new: Source, data: bytes, *, by: str = "") -> int:
        if new.id in self._living():
            raise BadRequest("")
        return self._next(self._with(Row(new, "upload", False)), self.now.overrides, "upload", by)

    def replace(self, new: Source, data: bytes, *, by: str = "") -> int:
        self._check(new.id)
        return self._next(self._with(Row(new, "upload", False)), self.now.overrides, "replace", by)

    def delete(self, document: str, *, by: str = "") -> int:
        self._check(document)
        row = self._living()[document]
        return self._next(self._with(row._replace(deleted=True)), self.now.overrides, "delete", by)

    def purge(self, document: str, *, by: str = "") -> int:
        was_there = False
        for number, (rows, overrides) in enumerate(self.past):
            left = State(
                [row for row in rows if row.source.id != document],
                [each for each in overrides if each.document != document],
            )
            was_there |= left != self.past[number]
            self.past[number] = left
        if was_there:
            self.away.add(document)
            self.past.append(self.now)
            self.diffs.append(Diff("purge", by, (), (), (document,)))
        elif document not in self.away:
            raise NotThere("")
        return self.revision()

    def rollback(self, revision: int, *, by: str = "") -> int:
        if not 0 <= revision <= self.revision():
            raise NotThere("")
        return self._next(*self.past[revision], f"rollback to {revision}", by)

    def seed(self, sources: Sequence[Source], documents: Path, *, by: str = "") -> int:
        mine = {
            row.source.id: row for row in self.now.rows if row.deleted or row.origin != "manifest"
        }
        rows = []
        for each in sources:
            if each.id in mine:
                rows.append(mine.pop(each.id))
            elif each.id not in self.away:
                rows.append(Row(each, "manifest", False))
        return self._next([*rows, *mine.values()], self.now.overrides, "seed", by)

    def override(self, overrides: Sequence[Override], *, by: str = "") -> int:
        earlier = [each for each in self.now.overrides if each not in overrides]
        return self._next(self.now.rows, [*earlier, *overrides], "override", by)

    def undo(self, references: Collection[str], *, by: str = "") -> int:
        left = [each for each in self.now.overrides if each.reference not in references]
        return self._next(self.now.rows, left, "undo", by)

    @property
    def now(self) -> State:
        return self.past[-1]

    def revision(self) -> int:
        return len(self.past) - 1

    def held(self) -> list[Row]:
        """Every row of every revision."""
        return [row for state in self.past for row in state.rows]

    def words(self) -> set[str]:
        """Titles and quotes that are there to be read."""
        quotes = {each.quote for state in self.past for each in state.overrides}
        return quotes | {row.source.title for row in self.held()}

    def files(self) -> set[str]:
        """Names of the files that have to be there, and no others."""
        return {row.source.sha256 for row in self.held()}

    def last_changed(self, document: str) -> int:
        """The revision in which a document that is there last became as it is."""
        numbers = [
            n for n, diff in enumerate(self.diffs) if document in diff[2] + diff[3] + diff[4]
        ]
        return max(numbers)

    def _living(self) -> dict[str, Row]:
        return {row.source.id: row for row in self.now.rows if not row.deleted}

    def _check(self, document: str) -> None:
        if document not in self._living():
            raise NotThere("")

    def _with(self, row: Row) -> list[Row]:
        rows = [row if row.source.id == old.source.id else old for old in self.now.rows]
        return rows if row in rows else [*rows, row]

    def _next(self, rows: list[Row], overrides: list[Override], reason: str, by: str) -> int:
        if State(rows, overrides) != self.now:
            before = self._living()
            self.past.append(State(rows, overrides))
            after = self._living()
            added = sorted(after.keys() - before.keys())
            replaced = sorted(k for k in after.keys() & before.keys() if after[k] != before[k])
            deleted = sorted(before.keys() - after.keys())
            self.diffs.append(Diff(reason, by, tuple(added), tuple(replaced), tuple(deleted)))
        return self.revision()


def assert_same(library: Library, model: PlainLibrary, *, past: bool = False) -> None:
    """That the library is as the model says: now, or in every revision."""
    assert library.revision() == model.revision()
    last = model.revision()
    for number in range(0 if past else last, last + 1):
        state = model.past[number]
        assert library.sources(number) == tuple(r.source for r in state.rows if not r.deleted)
        assert library.overrides(number) == tuple(state.overrides)
        held = library.documents(number, deleted=True)
        assert [Row(each.source, each.origin, each.deleted) for each in held] == state.rows
    for each in library.documents(deleted=True):
        assert each.changed == model.last_changed(each.source.id)
        library.read(each.source.sha256)
    history = library.revisions(limit=None if past else 1)
    told = [Diff(r.reason, r.by, r.added, r.replaced, r.deleted) for r in reversed(history)]
    assert told == (model.diffs[1:] if past else model.diffs[1:][-1:])
    assert library.purged() == tuple(sorted(model.away))


def assert_sound(home: Path) -> None:
    """No broken page, no row without what it names, no record without its file."""
    raw = sqlite3.connect(home / "library.sqlite")
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()
    with Library.open(home) as library:
        for number in range(library.revision() + 1):
            for each in library.documents(number, deleted=True):
                library.read(each.source.sha256)


def files(home: Path) -> set[str]:
    """Names of the stored files."""
    return {path.name for path in (home / "files").iterdir()}


def every_byte(home: Path) -> bytes:
    """All that lies on disk: the database, what SQLite keeps beside it, the files."""
    return b"\n".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
