"""The library: the only truth about which documents there are, and their files."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from assistant.errors import BadCorpus
from assistant.store.migrations import BadLibrary, connect, explained, writing
from assistant.types import Override, Source

MANIFEST = "manifest"


class _Entry(NamedTuple):
    """A document in one revision; ``deleted`` marks a tombstone."""

    document: str
    origin: str
    record_hash: str
    deleted: bool


class _Correction(NamedTuple):
    """An override in one revision."""

    document: str
    record_hash: str


class Library:
    """Documents, and corrections of them, as numbered revisions.

    Each revision is a full list of both that never changes afterwards. A record is the
    JSON of a Source or an Override, named by its hash, so an added field needs a default
    and a dropped one a migration. Use from the thread that opened it.
    """

    def __init__(self, connection: sqlite3.Connection, files: Path) -> None:
        self._connection = connection
        self._files = files

    @classmethod
    @explained()
    def open(cls, folder: Path) -> Self:
        """The library in ``folder``, made if there is none. Raises BadLibrary."""
        files = folder / "files"
        files.mkdir(parents=True, exist_ok=True)
        return cls(connect(folder / "library.sqlite"), files)

    def close(self) -> None:
        """Lets go of the database; the library cannot be used afterwards."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @explained()
    def seed(self, sources: Sequence[Source], documents: Path) -> int:
        """Makes the documents of origin ``manifest`` those of ``sources``; returns the revision.

        Tombstones and documents of other origins stay as they are, also where
        ``sources`` lists the same id. Files are taken from ``documents``, and a stored
        one that is lost or damaged is put back. There is a new revision only if
        something changed. Raises BadCorpus if a file does not fit its checksum.
        """
        with writing(self._connection):
            self._keep_files(sources, documents)
            kept = {
                row.document: row
                for row in self._entries()
                if row.deleted or row.origin != MANIFEST
            }
            listed = [
                kept.pop(source.id)
                if source.id in kept
                else _Entry(source.id, MANIFEST, self._keep(source), False)
                for source in sources
            ]
            return self._revise([*listed, *kept.values()], self._corrections(), "seed")

    @explained()
    def override(self, overrides: Sequence[Override]) -> int:
        """Adds corrections by people after those there are; returns the revision.

        One made before moves to the end. They stay, whatever becomes of their documents,
        until they are undone.
        """
        with writing(self._connection):
            added = [_Correction(each.document, self._keep(each)) for each in overrides]
            earlier = [each for each in self._corrections() if each not in added]
            return self._revise(self._entries(), [*earlier, *added], "override")

    @explained()
    def undo(self, references: Collection[str]) -> int:
        """Takes back the corrections with these references; returns the revision."""
        with writing(self._connection):
            rows = zip(self._corrections(), self.overrides(), strict=True)
            left = [row for row, override in rows if override.reference not in references]
            return self._revise(self._entries(), left, "undo")

    @explained()
    def revision(self) -> int:
        """Number of the latest revision, 0 where there is none."""
        row = self._connection.execute("SELECT coalesce(max(id), 0) FROM revisions").fetchone()
        return int(row[0])

    @explained()
    def sources(self, revision: int | None = None) -> tuple[Source, ...]:
        """Living documents of a revision (the latest by default).

        In the order of the manifest, then those that it does not list. Raises
        BadLibrary if there never was such a revision.
        """
        rows = self._connection.execute(
            "SELECT json FROM entries JOIN records ON hash = record_hash"
            " WHERE revision = ? AND NOT deleted ORDER BY position",
            (self._known(revision),),
        )
        return tuple(Source(**json.loads(row[0])) for row in rows)

    @explained()
    def overrides(self, revision: int | None = None) -> tuple[Override, ...]:
        """Corrections by people in a revision (the latest by default), in the order made.

        Raises BadLibrary if there never was such a revision.
        """
        rows = self._connection.execute(
            "SELECT json FROM overrides JOIN records ON hash = record_hash"
            " WHERE revision = ? ORDER BY position",
            (self._known(revision),),
        )
        return tuple(Override(**json.loads(row[0])) for row in rows)

    def read(self, sha256: str) -> bytes:
        """Bytes of a stored file, checked. Raises BadCorpus if it is missing or damaged."""
        data = _read(self._files / sha256)
        if data is None or _digest(data) != sha256:
            what = "缺少文件" if data is None else "有一个文件已损坏："
            raise BadCorpus(
                f"资料库里{what} {sha256!r}", "重建索引会从资料文件夹补回；补不回的，用备份还原。"
            )
        return data

    def _entries(self) -> list[_Entry]:
        rows = self._connection.execute(
            "SELECT document, origin, record_hash, deleted FROM entries"
            " WHERE revision = ? ORDER BY position",
            (self.revision(),),
        )
        return [_Entry(*row) for row in rows]

    def _corrections(self) -> list[_Correction]:
        rows = self._connection.execute(
            "SELECT document, record_hash FROM overrides WHERE revision = ? ORDER BY position",
            (self.revision(),),
        )
        return [_Correction(*row) for row in rows]

    def _known(self, revision: int | None) -> int:
        latest = self.revision()
        wanted = latest if revision is None else revision
        if not 0 <= wanted <= latest:
            raise BadLibrary(f"资料库没有第 {wanted} 版", f"可用的是第 0 版到第 {latest} 版。")
        return wanted

    def _revise(self, entries: list[_Entry], corrections: list[_Correction], reason: str) -> int:
        """A new revision of these lists, unless they are those of the latest."""
        if (entries, corrections) == (self._entries(), self._corrections()):
            return self.revision()
        created = datetime.now(UTC).isoformat(timespec="seconds")
        self._connection.execute(
            "INSERT INTO revisions (created, reason) VALUES (?, ?)", (created, reason)
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
        return number

    def _keep(self, noun: Source | Override) -> str:
        record = json.dumps(asdict(noun), ensure_ascii=False, sort_keys=True)
        name = _digest(record.encode())
        self._connection.execute("INSERT OR IGNORE INTO records VALUES (?, ?)", (name, record))
        return name

    def _keep_files(self, sources: Sequence[Source], documents: Path) -> None:
        """Stores what is not stored yet, on disk for good before any row can name it."""
        for digest, file in {source.sha256: source.file for source in sources}.items():
            stored = _read(self._files / digest)
            if stored is None or _digest(stored) != digest:
                _write(self._files / digest, _checked(documents / file, digest))
        _sync_folder(self._files)


def _checked(path: Path, digest: str) -> bytes:
    data = _read(path)
    if data is None:
        raise BadCorpus(f"读不到资料文件 {path}", "把它放回原处，或从 manifest.toml 里删去。")
    if (found := _digest(data)) != digest:
        raise BadCorpus(
            f"资料文件 {path} 的校验和不符：登记的是 {digest[:12]}，文件的是 {found[:12]}",
            "先弄清文件为什么变了，确认无误再改 manifest.toml 里的 sha256。",
        )
    return data


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Writes all or nothing. One writer at a time, so a half-written rest is overwritten."""
    part = path.with_suffix(".part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def _sync_folder(folder: Path) -> None:
    """Makes renames in ``folder`` last through a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
