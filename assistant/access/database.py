"""The database of keys, of what was asked and of what people said of the answers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.errors import YoujuError

_BUSY_SECONDS = 30.0

# Migration n takes a database from user_version n to n + 1. Never edit one that was released.
_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE keys (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL,"
        " hash TEXT NOT NULL, created TEXT NOT NULL, expires TEXT, revoked TEXT,"
        " documents TEXT, used TEXT)",
        "CREATE TABLE codes (id INTEGER PRIMARY KEY CHECK (id = 1), salt BLOB NOT NULL,"
        " hash BLOB NOT NULL, created TEXT NOT NULL)",
        "CREATE TABLE audit (id INTEGER PRIMARY KEY, at TEXT NOT NULL, request TEXT NOT NULL,"
        " who TEXT NOT NULL, action TEXT NOT NULL, question TEXT NOT NULL, status TEXT NOT NULL,"
        " index_version TEXT NOT NULL, clauses TEXT NOT NULL, elapsed_ms REAL NOT NULL,"
        " address TEXT NOT NULL)",
        "CREATE INDEX audit_at ON audit (at)",
        "CREATE TABLE retention (id INTEGER PRIMARY KEY CHECK (id = 1), before TEXT NOT NULL)",
        "INSERT INTO retention VALUES (1, '')",
        "CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit"
        " BEGIN SELECT RAISE(ABORT, 'append only'); END",
        "CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit"
        " WHEN OLD.at >= (SELECT before FROM retention)"
        " BEGIN SELECT RAISE(ABORT, 'append only'); END",
        "CREATE TABLE feedback (id INTEGER PRIMARY KEY, at TEXT NOT NULL, answer TEXT NOT NULL,"
        " question TEXT NOT NULL, helpful INTEGER NOT NULL, reason TEXT NOT NULL,"
        " who TEXT NOT NULL)",
    ),
)


class BadAccess(YoujuError):
    """The database of keys cannot be read or written, or a newer program wrote it."""

    code = "bad_access"
    exit_code = 6


class Database:
    """One connection that threads share in turn."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            folder / "service.sqlite",
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        with self.writing() as connection:
            _migrate(connection)
        with self.reading() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
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

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for this thread alone. Raises BadAccess."""
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                hint = "检查磁盘空间和文件夹的读写权限；文件坏了，用备份还原。"
                raise BadAccess(f"密钥与记录的文件读写出错：{error}", hint) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The same, for one change, whole or not at all."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise


def _migrate(connection: sqlite3.Connection) -> None:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(_MIGRATIONS):
        raise BadAccess("密钥与记录的文件是较新的程序写的。", "请升级程序。")
    for statements in _MIGRATIONS[version:]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")
