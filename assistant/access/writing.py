"""Rows that are written behind the back of whoever brings them."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Generic, TypeVar

from assistant.access.database import BadAccess, Database

T = TypeVar("T")
Row = dict[str, str | float]

_WAITING = 10_000  # things that may wait to be written
_TOGETHER = 200
_PATIENCE = 0.5  # seconds that the first of those written together waits
_BRIEFLY = 1.0  # seconds that whoever brings one too many waits
_AGAIN = 1.0  # seconds after which what could not be written is tried again
_log = logging.getLogger(__name__)


class Writer(Generic[T]):
    """A thread that writes what it is handed, up to ``_TOGETHER`` rows at once and none later
    than ``_PATIENCE`` seconds after it came.

    Where the disk fails, what waits is kept and tried again. Where ``_WAITING`` wait, whoever
    brings another one waits too, but only ``_BRIEFLY``: the service goes on answering, and the
    log says what was lost.
    """

    def __init__(self, database: Database, insert: str, row: Callable[[T], Row]) -> None:
        self._database = database
        self._insert = insert
        self._row = row
        self._things: queue.Queue[T | None] = queue.Queue(_WAITING)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="audit")

    def start(self) -> None:
        """Begins to write."""
        self._thread.start()

    def put(self, thing: T) -> None:
        """Hands over something to be written."""
        try:
            self._things.put(thing, timeout=_BRIEFLY)
        except queue.Full:
            _log.error("记录写不下去，丢了一条；请检查磁盘。")

    def close(self) -> None:
        """Writes what still waits; on a disk that fails, as much as can be written."""
        self._closing.set()
        with suppress(queue.Full):  # then it does not wait for more anyway
            self._things.put_nowait(None)
        self._thread.join()

    def _run(self) -> None:
        while not (self._closing.is_set() and self._things.empty()):
            rows = [row for thing in self._together() if (row := self._made(thing))]
            if rows and not self._write(rows):
                _log.error("记录写不进去，丢了 %d 条。", len(rows) + self._things.qsize())
                return

    def _together(self) -> list[T]:
        """The next one, waited for, and those that come soon after it."""
        found = [self._things.get()]
        deadline = monotonic() + _PATIENCE
        while found[-1] is not None and len(found) < _TOGETHER:
            try:
                found.append(self._things.get(timeout=max(0.0, deadline - monotonic())))
            except queue.Empty:
                break
        return [thing for thing in found if thing is not None]

    def _made(self, thing: T) -> Row | None:
        try:
            return self._row(thing)
        except Exception as error:  # whatever one is like, the others are to be written
            _log.error("有一条记录写不了：%s", type(error).__name__)
            return None

    def _write(self, rows: list[Row]) -> bool:
        """Whether they were written; tries until it works or there is no more time."""
        while True:
            last = self._closing.is_set()
            try:
                with self._database.writing() as connection:
                    connection.executemany(self._insert, rows)
            except BadAccess as error:
                _log.error("记录暂时写不进去：%s", error.message)
                if last:
                    return False
                self._closing.wait(_AGAIN)
            else:
                return True
