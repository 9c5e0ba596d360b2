"""What the library holds and held: the revisions in its database."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.errors import NotThere
from assistant.store.entries import Correction, Entry, Kind
from assistant.store.migrations import explained
from assistant.types import Override, Source


@dataclass(frozen=True, slots=True)
class Held:
    """A document in one revision: ``changed`` is that in which it last became as it is.

    ``origin`` is ``manifest`` where the manifest decides on it; ``deleted`` marks a tombstone.
    """

    source: Source
    origin: str
    changed: int
    deleted: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """A change: when (ISO, UTC), why, by whom, and the ids of the documents that changed.

    ``reason`` is ``seed``, ``upload``, ``replace``, ``delete``, ``purge``, ``override``,
    ``undo`` or ``rollback to`` and a number. ``by`` is empty where nobody said.
    """

    number: int
    created: str
    reason: str
    by: str
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    deleted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A revision in which a document, or what people corrected in it, became another."""

    revision: Revision
    source: Source


class History:
    """The revisions of a library, each a full list of documents and of corrections.

    A revision never changes afterwards, except that what is purged goes from all of them.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @explained()
    def revision(self) -> int:
        """Number of the latest revision, 0 where there is none."""
        row = self._connection.execute("SELECT coalesce(max(id), 0) FROM revisions").fetchone()
        return int(row[0])

    @explained()
    def revisions(self, limit: int | None = None) -> tuple[Revision, ...]:
        """The latest ``limit`` revisions (all by default), newest first."""
        rows = self._connection.execute(
            "SELECT id, created, reason, made_by FROM revisions ORDER BY id DESC LIMIT ?",
            (-1 if limit is None else limit,),
        ).fetchall()
        changed: defaultdict[tuple[int, Kind], list[str]] = defaultdict(list)
        for number, kind, document in self._connection.execute(
            "SELECT revision, kind, document FROM changes WHERE revision >= ?"
            " ORDER BY revision, document",
            (rows[-1][0] if rows else 0,),
        ):
            changed[number, kind].append(document)
        return tuple(
            Revision(
                number,
                created,
                reason,
                by,
                tuple(changed[number, "added"]),
                tuple(changed[number, "replaced"]),
                tuple(changed[number, "deleted"]),
            )
            for number, created, reason, by in rows
        )

    @explained()
    def sources(self, revision: int | None = None) -> tuple[Source, ...]:
        """Living documents of a revision (the latest by default).

        In the order of the manifest, then those that it does not list. Raises
        NotThere if there never was such a revision.
        """
        rows = self._connection.execute(
            "SELECT json FROM entries JOIN records ON hash = record_hash"
            " WHERE revision = ? AND NOT deleted ORDER BY position",
            (self._known(revision),),
        )
        return tuple(Source(**json.loads(row[0])) for row in rows)

    @explained()
    def documents(self, revision: int | None = None, deleted: bool = False) -> tuple[Held, ...]:
        """``sources`` with what became of them; with the tombstones too if ``deleted``.

        What was purged is not among them. Raises NotThere if there never was such a revision.
        """
        number = self._known(revision)
        rows = self._connection.execute(
            "SELECT json, origin, coalesce(changed, 0), deleted FROM entries"
            " JOIN records ON hash = record_hash"
            " LEFT JOIN (SELECT document AS name, max(revision) AS changed FROM changes"
            " WHERE revision <= ? GROUP BY document) ON name = document"
            " WHERE revision = ? AND deleted <= ? ORDER BY position",
            (number, number, deleted),
        )
        return tuple(
            Held(Source(**json.loads(record)), origin, changed, bool(dead))
            for record, origin, changed, dead in rows
        )

    @explained()
    def purged(self) -> tuple[str, ...]:
        """Ids that were ever purged: the manifest does not bring them back."""
        rows = self._connection.execute("SELECT document FROM purged ORDER BY document")
        return tuple(row[0] for row in rows)

    @explained()
    def last_purge(self) -> int:
        """Number of the revision in which something was purged last; 0 where nothing was."""
        found = "SELECT coalesce(max(id), 0) FROM revisions WHERE reason = 'purge'"
        return int(self._connection.execute(found).fetchone()[0])

    @explained()
    def overrides(self, revision: int | None = None) -> tuple[Override, ...]:
        """Corrections by people in a revision (the latest by default), in the order made.

        Raises NotThere if there never was such a revision.
        """
        rows = self._connection.execute(
            "SELECT json FROM overrides JOIN records ON hash = record_hash"
            " WHERE revision = ? ORDER BY position",
            (self._known(revision),),
        )
        return tuple(Override(**json.loads(row[0])) for row in rows)

    @explained()
    def steps(self, document: str) -> tuple[Step, ...]:
        """What a document went through, the latest first, but for when it was deleted."""
        rows = self._connection.execute(
            "SELECT entries.revision, record_hash, json,"
            " (SELECT group_concat(record_hash) FROM (SELECT record_hash FROM overrides"
            " WHERE revision = entries.revision AND document = entries.document"
            " ORDER BY position)) AS corrections"
            " FROM entries JOIN records ON hash = record_hash"
            " WHERE document = ? AND NOT deleted ORDER BY entries.revision",
            (document,),
        )
        told = {revision.number: revision for revision in self.revisions()}
        found: list[Step] = []
        before: tuple[str, str | None] | None = None
        for number, record, written, corrections in rows:
            if (record, corrections) != before:
                found.append(Step(told[number], Source(**json.loads(written))))
            before = record, corrections
        return tuple(reversed(found))

    def _entries(self, revision: int | None = None) -> list[Entry]:
        rows = self._connection.execute(
            "SELECT document, origin, record_hash, deleted FROM entries"
            " WHERE revision = ? ORDER BY position",
            (self._known(revision),),
        )
        return [Entry(*row) for row in rows]

    def _corrections(self, revision: int | None = None) -> list[Correction]:
        rows = self._connection.execute(
            "SELECT document, record_hash FROM overrides WHERE revision = ? ORDER BY position",
            (self._known(revision),),
        )
        return [Correction(*row) for row in rows]

    def _known(self, revision: int | None) -> int:
        latest = self.revision()
        wanted = latest if revision is None else revision
        if not 0 <= wanted <= latest:
            raise NotThere(f"资料库没有第 {wanted} 版", f"可用的是第 0 版到第 {latest} 版。")
        return wanted

    def _append(
        self,
        entries: Sequence[Entry],
        corrections: Sequence[Correction],
        kinds: Mapping[str, Kind],
        reason: str,
        by: str,
    ) -> int:
        """A new revision of these lists."""
        created = datetime.now(UTC).isoformat(timespec="seconds")
        self._connection.execute(
            "INSERT INTO revisions (created, reason, made_by) VALUES (?, ?, ?)",
            (created, reason, by),
        )
        number = self.revision()
        self._connection.executemany(
            "INSERT INTO entries (revision, position, document, origin, record_hash, deleted)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(number, position, *entry) for position, entry in enumerate(entries)],
        )
        self._connection.executemany(
            "INSERT INTO overrides (revision, position, document, record_hash) VALUES (?, ?, ?, ?)",
            [(number, position, *each) for position, each in enumerate(corrections)],
        )
        self._connection.executemany(
            "INSERT INTO changes (revision, document, kind) VALUES (?, ?, ?)",
            [(number, *change) for change in kinds.items()],
        )
        return number
