"""The library's database: how it is opened, written to, and how its schema grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import YoujuError
from assistant.sqlite import BUSY_SECONDS, TooNew, is_busy, prepare

_PRAGMAS = ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")

# Migration n takes a database from user_version n to n + 1. Never edit one that was released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE records (hash TEXT PRIMARY KEY, json TEXT NOT NULL)",
        "CREATE TABLE revisions (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " created TEXT NOT NULL, reason TEXT NOT NULL)",
        "CREATE TABLE entries (revision INTEGER NOT NULL REFERENCES revisions (id),"
        " position INTEGER NOT NULL, document TEXT NOT NULL, origin TEXT NOT NULL,"
        " record_hash TEXT NOT NULL REFERENCES records (hash),"
        " deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),"
        " PRIMARY KEY (revision, document))",
    ),
    (
        "CREATE TABLE overrides (revision INTEGER NOT NULL REFERENCES revisions (id),"
        " position INTEGER NOT NULL, document TEXT NOT NULL,"
        " record_hash TEXT NOT NULL REFERENCES records (hash),"
        " PRIMARY KEY (revision, position))",
    ),
    (
        "ALTER TABLE revisions ADD COLUMN made_by TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE purged (document TEXT PRIMARY KEY)",
        "CREATE TABLE changes (revision INTEGER NOT NULL REFERENCES revisions (id),"
        " document TEXT NOT NULL,"
        " kind TEXT NOT NULL CHECK (kind IN ('added', 'replaced', 'deleted')),"
        " PRIMARY KEY (revision, document))",
        "INSERT INTO changes SELECT now.revision, now.document,"
        " CASE WHEN was.document IS NULL THEN 'added' ELSE 'replaced' END FROM entries AS now"
        " LEFT JOIN entries AS was ON was.revision = now.revision - 1"
        " AND was.document = now.document AND NOT was.deleted WHERE NOT now.deleted"
        " AND (now.origin, now.record_hash) IS NOT (was.origin, was.record_hash)",
        "INSERT INTO changes SELECT id, was.document, 'deleted' FROM revisions"
        " JOIN entries AS was ON was.revision = id - 1 AND NOT was.deleted"
        " LEFT JOIN entries AS now ON now.revision = id AND now.document = was.document"
        " AND NOT now.deleted WHERE now.document IS NULL",
    ),
)


class BadLibrary(YoujuError):
    """The library cannot be read or written, or was written by a newer program."""

    code = "bad_library"
    exit_code = 6


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode to the database at ``path``, made or brought up to date.

    Raises BadLibrary, leaving the file as it was, if its schema is newer than this program's.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        prepare(connection, MIGRATIONS, _PRAGMAS)
    except TooNew as error:
        raise BadLibrary(
            f"资料库的格式是第 {error.version} 版，这个程序只认识到第 {len(MIGRATIONS)} 版",
            "资料库是较新的程序写的：升级程序，或改用别的存放文件夹（YOUJU_HOME）。",
        ) from error
    return connection


def overwrite(connection: sqlite3.Connection) -> None:
    """Leaves no byte of deleted rows in the database's files.

    Zeroing what is deleted is not enough: SQLite leaves copies of rows that it moved. Raises
    BadLibrary if another program reads from the old pages all the while.
    """
    connection.execute("VACUUM")
    blocked = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if blocked:
        raise BadLibrary(
            "资料已经清除，但数据库文件里可能还留有它的痕迹",
            "有别的程序正在读资料库，稍后再清除一次。",
        )


@contextmanager
def explained() -> Iterator[None]:
    """Turns a fault of the database or the disk into BadLibrary; also a decorator."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if is_busy(error):
            hint = "有别的程序正在改动资料库，等它做完再试。"
        else:
            hint = "检查磁盘空间和文件夹的读写权限；若资料库已损坏，用备份还原。"
        raise BadLibrary(f"资料库读写出错：{error}", hint) from error
