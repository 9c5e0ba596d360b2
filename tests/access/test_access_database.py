"""The file of keys and records: opened by several at once, and where it cannot be."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.access.database import BadAccess, Database

OPEN = """
import sys
from pathlib import Path
from assistant.access.database import Database
from assistant.access.keys import Keys
with Database(Path(sys.argv[1])) as database:
    Keys(database).create(sys.argv[2], "reader")
"""


def test_several_processes_make_it_at_once(folder: Path) -> None:
    made = [
        subprocess.Popen([sys.executable, "-c", OPEN, folder, str(n)], stderr=subprocess.PIPE)
        for n in range(6)
    ]
    assert [process.communicate()[1] for process in made] == [b""] * 6
    with Database(folder) as database, database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM keys").fetchone() == (6,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_nobody_else_can_look_into_the_folder(database: Database, folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder" / "service.sqlite").mkdir(parents=True)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "service.sqlite").write_bytes(b"no database" * 100)
    for name in ("file", "folder", "broken"):
        with pytest.raises(BadAccess) as error:
            Database(tmp_path / name)
        assert error.value.hint


def test_a_change_is_whole_or_not_at_all(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute("INSERT INTO codes VALUES (1, x'00', x'00', '')")
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM codes").fetchone() == (0,)
