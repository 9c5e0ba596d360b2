"""The database of keys, of what was asked and of what people said of the answers."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import YoujuError
from assistant.sqlite import Shared, TooNew, is_busy

_PRAGMAS = ("synchronous = NORMAL", "secure_delete = ON")
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
    (
        "UPDATE retention SET before = ''",
        # INSERT OR REPLACE takes a row away without the triggers of DELETE.
        "CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit"
        " WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)"
        " BEGIN SELECT RAISE(ABORT, 'append only'); END",
        "CREATE INDEX audit_not_found ON audit (question) WHERE status = 'not_found'",
        "ALTER TABLE feedback ADD COLUMN index_version TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE feedback ADD COLUMN clauses TEXT NOT NULL DEFAULT '[]'",
    ),
    (
        "CREATE TABLE handled (question TEXT PRIMARY KEY, until TEXT NOT NULL,"
        " at TEXT NOT NULL, who TEXT NOT NULL) WITHOUT ROWID",
        "DROP INDEX audit_not_found",
        "CREATE INDEX audit_not_found ON audit (question, at) WHERE status = 'not_found'",
    ),
    (
        # ``key`` is NULL for whoever came by the code, and ``code`` is which code that was.
        "CREATE TABLE sessions (hash TEXT PRIMARY KEY, key TEXT, code TEXT, created TEXT NOT NULL,"
        " expires TEXT NOT NULL)",
        "CREATE INDEX sessions_expire ON sessions (expires)",
    ),
)


class BadAccess(YoujuError):
    """The database of keys cannot be read or written, or a newer program wrote it."""

    code = "bad_access"
    exit_code = 6


class Database(Shared):
    """The file in a folder, from any thread. Raises BadAccess."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "service.sqlite", _MIGRATIONS, _PRAGMAS, _fault)


def _fault(error: Exception) -> BadAccess:
    if isinstance(error, TooNew):
        return BadAccess(
            "密钥与记录的文件是较新的程序写的。",
            "请升级程序，或改用别的存放文件夹（YOUJU_HOME）。",
        )
    if is_busy(error):
        hint = "有别的程序正在写它，等一会儿再试。"
    else:
        hint = "检查磁盘空间和文件夹的读写权限；文件坏了，用备份还原。"
    return BadAccess(f"密钥与记录的文件读写出错：{error}", hint)
