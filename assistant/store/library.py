"""The library: the only truth about which documents there are, and their files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Self

from assistant.errors import BadRequest
from assistant.sqlite import writing
from assistant.store.entries import (
    Correction,
    Entry,
    Kind,
    alive,
    changes_between,
    living,
    not_there,
    placed,
)
from assistant.store.files import Files, digest_of, published
from assistant.store.history import History
from assistant.store.migrations import connect, explained, overwrite
from assistant.types import Override, Source

MANIFEST = "manifest"
UPLOAD = "upload"


class Library(History):
    """Documents, and corrections of them, as numbered revisions.

    A change is a new revision, made whole or not at all, and returns its number; one that
    changes nothing returns that of the latest. ``by`` says who made it. A record is the
    JSON of a Source or an Override, named by its hash, so an added field needs a default
    and a dropped one a migration. Use from the thread that opened it.
    """

    def __init__(self, connection: sqlite3.Connection, files: Files) -> None:
        super().__init__(connection)
        self._files = files

    @classmethod
    @explained()
    def open(cls, folder: Path) -> Self:
        """The library in ``folder``, made if there is none. Raises BadLibrary."""
        files = Files(folder / "files")
        return cls(connect(folder / "library.sqlite"), files)

    def close(self) -> None:
        """Lets go of the database; the library cannot be used afterwards."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, sha256: str) -> bytes:
        """Bytes of a stored file, checked. Raises BadCorpus if it is missing or damaged."""
        return self._files.read(sha256)

    @explained()
    def seed(self, sources: Sequence[Source], documents: Path, *, by: str = "") -> int:
        """Makes the documents of origin ``manifest`` those of ``sources``.

        Tombstones and documents of other origins stay as they are, also where
        ``sources`` lists the same id; what was purged stays away. Files are taken from
        ``documents``, and one of a living document that is lost or damaged is put back.
        Raises BadCorpus if a file does not fit its checksum.
        """
        with writing(self._connection):
            held = self.documents(deleted=True)
            decided = {each.source.id for each in held if each.deleted or each.origin != MANIFEST}
            ours = [each for each in sources if each.id not in decided.union(self.purged())]
            needed = {each.source.sha256 for each in held if not each.deleted}
            needed |= {each.sha256 for each in ours}
            self._take({s.sha256: s.file for s in sources if s.sha256 in needed}, documents)

            fresh = {each.id: Entry(each.id, MANIFEST, self._keep(each), False) for each in ours}
            kept = {row.document: row for row in self._entries() if row.document in decided}
            rows = {**fresh, **kept}
            listed = {each.id: rows[each.id] for each in sources if each.id in rows}
            return self._revise([*(listed | kept).values()], self._corrections(), "seed", by)

    @explained()
    def add(self, source: Source, data: bytes, *, origin: str = UPLOAD, by: str = "") -> int:
        """Adds a document; in the place of its tombstone, if it has one.

        Raises BadRequest if the id lives already or ``source.sha256`` is not that of ``data``.
        """
        with writing(self._connection):
            entries = self._entries()
            if source.id in living(entries):
                raise BadRequest(
                    f"已经有 {source.id!r:.60} 这份文件。",
                    "要换成新的，请用替换；要另存一份，请换一个编号。",
                )
            entry = self._stored(source, data, origin)
            return self._revise(placed(entry, entries), self._corrections(), "upload", by)

    @explained()
    def replace(self, source: Source, data: bytes, *, by: str = "") -> int:
        """Gives a living document another record and file; the manifest decides no more on it.

        Raises NotThere for another id, BadRequest if ``source.sha256`` is not that of ``data``.
        """
        with writing(self._connection):
            entries = self._entries()
            alive(source.id, entries)
            entry = self._stored(source, data, UPLOAD)
            return self._revise(placed(entry, entries), self._corrections(), "replace", by)

    @explained()
    def delete(self, document: str, *, by: str = "") -> int:
        """Leaves a tombstone of a living document. Raises NotThere."""
        with writing(self._connection):
            entries = self._entries()
            tombstone = alive(document, entries)._replace(deleted=True)
            return self._revise(placed(tombstone, entries), self._corrections(), "delete", by)

    @explained()
    def purge(self, document: str, *, by: str = "") -> int:
        """Takes a document and its corrections out of every revision, for good.

        Its file goes too unless another document, living or not, has the same. What can be
        had back is only by adding it again. May be repeated, to finish one that was
        interrupted. Raises NotThere if there never was such an id.
        """
        with writing(self._connection):
            number = self._erase(document, by)
        self.sweep()
        return number

    @explained()
    def rollback(self, revision: int, *, by: str = "") -> int:
        """Makes documents and corrections those of an older revision, less what was purged.

        Raises NotThere if there never was such a revision.
        """
        with writing(self._connection):
            entries, corrections = self._entries(revision), self._corrections(revision)
            return self._revise(entries, corrections, f"rollback to {revision}", by)

    @explained()
    def override(self, overrides: Sequence[Override], *, by: str = "") -> int:
        """Adds corrections by people after those there are.

        One made before moves to the end. They stay, whatever becomes of their documents,
        until they are undone or their document is purged.
        """
        with writing(self._connection):
            added = [Correction(each.document, self._keep(each)) for each in overrides]
            earlier = [each for each in self._corrections() if each not in added]
            return self._revise(self._entries(), [*earlier, *added], "override", by)

    @explained()
    def undo(self, references: Collection[str], *, by: str = "") -> int:
        """Takes back the corrections with these references."""
        with writing(self._connection):
            rows = zip(self._corrections(), self.overrides(), strict=True)
            left = [row for row, override in rows if override.reference not in references]
            return self._revise(self._entries(), left, "undo", by)

    @explained()
    def sweep(self) -> None:
        """Removes what killed programs left: files without a record, bytes of purged rows."""
        with writing(self._connection):  # nobody has stored a file and not its row
            rows = self._connection.execute(
                "SELECT json FROM records WHERE hash IN (SELECT record_hash FROM entries)"
            )
            self._files.keep_only({json.loads(row[0])["sha256"] for row in rows})
        overwrite(self._connection)

    def _take(self, files: Mapping[str, str], documents: Path) -> None:
        """Stores what is not stored yet, on disk for good before any row can name it."""
        missing = {digest: file for digest, file in files.items() if not self._files.holds(digest)}
        self._files.put(published(documents / file, digest) for digest, file in missing.items())

    def _stored(self, source: Source, data: bytes, origin: str) -> Entry:
        """The entry of a document whose file is on disk for good."""
        if digest_of(data) != source.sha256:
            raise BadRequest(
                f"{source.id!r:.60} 的校验和与内容不符。", "文件可能没有传完整，请重新上传。"
            )
        self._files.put([] if self._files.holds(source.sha256) else [data])
        return Entry(source.id, origin, self._keep(source), False)

    def _keep(self, noun: Source | Override) -> str:
        record = json.dumps(asdict(noun), ensure_ascii=False, sort_keys=True)
        name = digest_of(record.encode())
        self._connection.execute("INSERT OR IGNORE INTO records VALUES (?, ?)", (name, record))
        return name

    def _erase(self, document: str, by: str) -> int:
        """Removes every row of a document but those that say that it was there."""
        name = {"document": document}
        records = self._connection.execute(
            "SELECT record_hash FROM entries WHERE document = :document UNION"
            " SELECT record_hash FROM overrides WHERE document = :document",
            name,
        ).fetchall()
        if not records and document in self.purged():
            return self.revision()
        if not records:
            raise not_there(document)
        self._connection.execute("DELETE FROM entries WHERE document = :document", name)
        self._connection.execute("DELETE FROM overrides WHERE document = :document", name)
        self._connection.executemany("DELETE FROM records WHERE hash = ?", records)
        self._connection.execute("INSERT OR IGNORE INTO purged VALUES (:document)", name)
        kinds: Mapping[str, Kind] = {document: "deleted"}
        return self._append(self._entries(), self._corrections(), kinds, "purge", by)

    def _revise(
        self, entries: list[Entry], corrections: list[Correction], reason: str, by: str
    ) -> int:
        """A new revision of these lists, unless they are those of the latest."""
        before = self._entries()
        if (entries, corrections) == (before, self._corrections()):
            return self.revision()
        return self._append(entries, corrections, changes_between(before, entries), reason, by)
