"""The file of saved quizzes, of live sessions and of what people practise."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import YoujuError
from assistant.sqlite import Shared, TooNew, is_busy, writing
from assistant.training.live.schema import LATER as LIVE_LATER
from assistant.training.live.schema import TABLES as LIVE
from assistant.training.practice.schema import TABLES as PRACTICE

# An answer that was acknowledged is on the disk.
_PRAGMAS = ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON")
_QUIZZES = (
    "CREATE TABLE quizzes (id TEXT PRIMARY KEY, title TEXT NOT NULL, content TEXT NOT NULL,"
    " items INTEGER NOT NULL, documents TEXT NOT NULL, created TEXT NOT NULL,"
    " changed TEXT NOT NULL, who TEXT NOT NULL) WITHOUT ROWID",
)
_TAKEN = (
    "CREATE TABLE quiz_taken (quiz TEXT PRIMARY KEY REFERENCES quizzes (id) ON DELETE CASCADE,"
    " content TEXT NOT NULL, place INTEGER NOT NULL, successor TEXT NOT NULL, at TEXT NOT NULL)"
    " WITHOUT ROWID",
)
# Never edit a migration that was released.
_MIGRATIONS = ((*_QUIZZES, *LIVE, *PRACTICE), LIVE_LATER, _TAKEN)


class BadTraining(YoujuError):
    """The file of quizzes and sessions cannot be read or written, or a newer program wrote it."""

    code = "bad_training"
    exit_code = 6


class TrainingDatabase(Shared):
    """The file in a folder, from any thread. Raises BadTraining."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "training.sqlite", _MIGRATIONS, _PRAGMAS, _fault)

    def each(self, changes: Sequence[Callable[[sqlite3.Connection], Any]]) -> list[Any]:
        """Makes every change in a transaction of its own; what comes of each, or its fault.

        All are on the disk when this returns: only the last transaction waits for it, and as
        the log of changes is one file, those before it are there with it.
        """
        outcomes: list[Any] = []
        with self._write_lock, self._explained(sqlite3.Error):
            self._writer.execute("PRAGMA synchronous = NORMAL")
            try:
                for change in changes:
                    try:
                        with writing(self._writer):
                            outcome = change(self._writer)
                    except (YoujuError, sqlite3.IntegrityError) as error:
                        outcome = error
                    outcomes.append(outcome)
            finally:
                self._writer.execute("PRAGMA synchronous = FULL")
            with writing(self._writer):  # something has to change, or nothing is written
                self._writer.execute("UPDATE live_batches SET number = number + 1")
        return outcomes


def _fault(error: Exception) -> BadTraining:
    if isinstance(error, TooNew):
        return BadTraining(
            "练习与培训的文件是较新的程序写的。",
            "请升级程序，或改用别的存放文件夹（YOUJU_HOME）。",
        )
    if is_busy(error):
        hint = "有别的程序正在写它，等一会儿再试。"
    else:
        hint = "检查磁盘空间和文件夹的读写权限；文件坏了，用备份还原。"
    return BadTraining(f"练习与培训的文件读写出错：{error}", hint)
