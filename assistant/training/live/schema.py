"""Its tables. Times that are numbers are seconds since 1970 by the clock of the server."""

from __future__ import annotations

TABLES: tuple[str, ...] = (
    "CREATE TABLE live_sessions (id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE,"
    " title TEXT NOT NULL, who TEXT NOT NULL, pace TEXT NOT NULL, arranged TEXT NOT NULL,"
    " seconds INTEGER NOT NULL, items INTEGER NOT NULL, documents TEXT NOT NULL,"
    " phase TEXT NOT NULL, position INTEGER NOT NULL, bell REAL, remaining REAL, stopped REAL,"
    " version INTEGER NOT NULL, created TEXT NOT NULL, closed TEXT, seen REAL NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TABLE live_contents (session TEXT PRIMARY KEY"
    " REFERENCES live_sessions ON DELETE CASCADE, content TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE live_players (id INTEGER PRIMARY KEY, session TEXT NOT NULL"
    " REFERENCES live_sessions ON DELETE CASCADE, name TEXT NOT NULL, known TEXT NOT NULL,"
    " hash TEXT NOT NULL UNIQUE, joined TEXT NOT NULL, UNIQUE (session, known))",
    "CREATE TABLE live_answers (session TEXT NOT NULL"
    " REFERENCES live_sessions ON DELETE CASCADE, player INTEGER NOT NULL,"
    " item INTEGER NOT NULL, given TEXT NOT NULL, is_right INTEGER NOT NULL, at REAL NOT NULL,"
    " took REAL NOT NULL, UNIQUE (session, player, item))",
    "CREATE TABLE live_batches (number INTEGER NOT NULL)",
    "INSERT INTO live_batches VALUES (0)",
)
LATER: tuple[str, ...] = (
    "ALTER TABLE live_sessions ADD COLUMN called REAL",
    "ALTER TABLE live_sessions ADD COLUMN locked INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE live_sessions ADD COLUMN factors TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE live_sessions ADD COLUMN allowed REAL",
    "ALTER TABLE live_players ADD COLUMN removed INTEGER NOT NULL DEFAULT 0",
)
