"""What every SQLite file of ours has in common: WAL, whole changes, a schema that grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, sleep

BUSY_SECONDS = 30.0  # for which one program waits until another has written
Migrations = Sequence[Sequence[str]]  # number n takes a file from user_version n to n + 1


class TooNew(Exception):
    """A newer program wrote the file; ``version`` is that of its schema."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


def prepare(connection: sqlite3.Connection, migrations: Migrations, pragmas: Sequence[str]) -> None:
    """Turns on WAL and ``pragmas`` and brings the schema up to date; closes the connection
    where that fails. Raises TooNew, leaving the file as it was."""
    try:
        _pending(connection, migrations)
        _use_wal(connection)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        _migrate(connection, migrations)
    except BaseException:
        connection.close()
        raise


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One change, whole or not at all; other writers wait for it from the start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def is_busy(error: Exception) -> bool:
    """Whether a fault is that another program is writing."""
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switches to WAL, retrying: for this one change SQLite itself does not wait its turn."""
    deadline = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
        sleep(0.01)


def _migrate(connection: sqlite3.Connection, migrations: Migrations) -> None:
    if not _pending(connection, migrations):
        return
    with writing(connection):  # asked again: another process may have been first
        for statements in _pending(connection, migrations):
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


def _pending(connection: sqlite3.Connection, migrations: Migrations) -> Migrations:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(migrations):
        raise TooNew(version)
    return migrations[version:]
