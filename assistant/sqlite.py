"""What every SQLite file of ours has in common: WAL, whole changes, a schema that grows."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Self

BUSY_SECONDS = 30.0  # for which one program waits until another has written
Migrations = Sequence[Sequence[str]]  # number n takes a file from user_version n to n + 1


class TooNew(Exception):
    """A newer program wrote the file; ``version`` is that of its schema."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class Shared:
    """Two connections to one file that threads share in turn: who reads does not wait for who
    writes.

    Its folder is made, for this user alone, where it is not there. What SQLite or the disk says
    goes wrong is raised as ``fault`` makes of it.
    """

    def __init__(
        self,
        path: Path,
        migrations: Migrations,
        pragmas: Sequence[str],
        fault: Callable[[Exception], Exception],
    ) -> None:
        self._fault = fault
        with self._explained(sqlite3.Error, OSError, TooNew):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._writer = _connect(path, migrations, pragmas)
            self._reader = _connect(path, migrations, pragmas)
        self._write_lock, self._read_lock = threading.Lock(), threading.Lock()

    def close(self) -> None:
        """Lets go of the file."""
        with self._write_lock, self._read_lock:
            self._reader.close()
            self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read by, for this thread alone."""
        with self._read_lock, self._explained(sqlite3.Error):
            yield self._reader

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection for one change, whole or not at all."""
        with self._write_lock, self._explained(sqlite3.Error), writing(self._writer):
            yield self._writer

    @contextmanager
    def _explained(self, *faults: type[Exception]) -> Iterator[None]:
        try:
            yield
        except faults as error:
            raise self._fault(error) from error


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


def _connect(path: Path, migrations: Migrations, pragmas: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    prepare(connection, migrations, pragmas)
    return connection


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
