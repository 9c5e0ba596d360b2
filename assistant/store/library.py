"""The library: the only truth about which documents there are, and their files."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from assistant.errors import BadCorpus
from assistant.store.migrations import BadLibrary, connect, explained, writing
from assistant.types import Source

MANIFEST = "manifest"


class _Entry(NamedTuple):
    """A document in one revision; ``deleted`` marks a tombstone."""

    document: str
    origin: str
    record_hash: str
    deleted: bool


class Library:
    """Documents as numbered revisions, each a full list that never changes afterwards.

    A record is the JSON of a Source, named by its hash, so an added field of Source
    needs a default and a dropped one a migration. Use from the thread that opened it.
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
            before = self._entries()
            kept = {row.document: row for row in before if row.deleted or row.origin != MANIFEST}
            listed = [
                kept.pop(source.id)
                if source.id in kept
                else _Entry(source.id, MANIFEST, self._keep(source), False)
                for source in sources
            ]
            after = [*listed, *kept.values()]
            return self.revision() if after == before else self._revise(after, "seed")

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
        latest = self.revision()
        wanted = latest if revision is None else revision
        if not 0 <= wanted <= latest:
            raise BadLibrary(f"资料库没有第 {wanted} 版", f"可用的是第 0 版到第 {latest} 版。")
        rows = self._connection.execute(
            "SELECT json FROM entries JOIN records ON hash = record_hash"
            " WHERE revision = ? AND NOT deleted ORDER BY position",
            (wanted,),
        )
        return tuple(Source(**json.loads(row[0])) for row in rows)

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

    def _revise(self, entries: Sequence[_Entry], reason: str) -> int:
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
        return number

    def _keep(self, source: Source) -> str:
        record = json.dumps(asdict(source), ensure_ascii=False, sort_keys=True)
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
