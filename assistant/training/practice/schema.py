"""Its tables.

``practice_devices``: who practises: ``holder`` is the hash of a token or the name of a key;
``documents`` are those chosen, as JSON, null for all; ``item`` is the card that is shown,
``given`` what was answered, null before; ``round`` counts rounds, ``asked`` and ``correct``
items of the present one; ``seen`` is the day of the last visit.
``practice_cards``: what a device has been asked. ``name`` is that of what it asks, ``content``
the item as JSON; ``state``, ``step``, ``stability``, ``difficulty``, ``due`` and ``reviewed``
are those of the scheduler, null before the first answer; ``was_right`` is the last answer,
``round`` when that was. ``retired`` cards are asked no more.
"""

from __future__ import annotations

TABLES: tuple[str, ...] = (
    "CREATE TABLE practice_devices (id INTEGER PRIMARY KEY, holder TEXT NOT NULL UNIQUE,"
    " seed INTEGER NOT NULL, seen TEXT NOT NULL, documents TEXT, item TEXT, given TEXT,"
    " round INTEGER NOT NULL DEFAULT 1, asked INTEGER NOT NULL DEFAULT 0,"
    " correct INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX practice_devices_seen ON practice_devices (seen)",
    "CREATE TABLE practice_cards (device INTEGER NOT NULL REFERENCES practice_devices (id)"
    " ON DELETE CASCADE, name TEXT NOT NULL, document TEXT NOT NULL, content TEXT NOT NULL,"
    " state INTEGER, step INTEGER, stability REAL, difficulty REAL, due TEXT, reviewed TEXT,"
    " was_right INTEGER, round INTEGER, retired INTEGER NOT NULL DEFAULT 0,"
    " PRIMARY KEY (device, name)) WITHOUT ROWID",
    "CREATE INDEX practice_cards_due ON practice_cards (device, due)",
)
