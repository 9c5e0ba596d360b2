"""Keys that end: by a date, by another process, and what is refused when one is made."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from assistant.access import keys as module
from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.errors import BadRequest, Unauthorised

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
REVOKE = """
import sys
from pathlib import Path
from assistant.access.database import Database
from assistant.access.keys import Keys
with Database(Path(sys.argv[1])) as database:
    Keys(database).revoke(sys.argv[2])
"""


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
def timed(database: Database, clock: Clock) -> Keys:
    return Keys(database, clock)


def test_it_ends_to_the_second_even_while_it_is_trusted(timed: Keys, clock: Clock) -> None:
    _, token = timed.create("甲", "reader", (NOON + timedelta(seconds=10)).isoformat())
    clock.now = NOON + timedelta(seconds=9)
    assert timed.check(token)
    assert timed.guards()
    clock.now = NOON + timedelta(seconds=10)
    with pytest.raises(Unauthorised, match="过期"):
        timed.check(token)
    assert not timed.guards()


@pytest.mark.parametrize(
    "given",
    [
        "2026-11-28T20:00:01+08:00",
        "2026-11-28T12:00:01",
        "2026-11-28T12:00:01Z",
        "20261128T120001",
        datetime(2026, 11, 28, 7, 0, 1, tzinfo=timezone(timedelta(hours=-5))).isoformat(),
    ],
)
def test_the_end_in_any_zone(timed: Keys, clock: Clock, given: str) -> None:
    key, token = timed.create("甲", "reader", given)
    assert key.expires == "2026-11-28T12:00:01+00:00"
    assert timed.check(token)
    clock.now = NOON + timedelta(seconds=1)
    with pytest.raises(Unauthorised):
        timed.check(token)


@pytest.mark.parametrize("given", ["不是日期", "", "2026-13-01", "0001-01-01T00:00:00+08:00"])
def test_what_is_no_time(keys: Keys, given: str) -> None:
    with pytest.raises(BadRequest, match="不是时间"):
        keys.create("甲", "reader", given)
    assert keys.all() == ()


def test_a_role_that_there_is_not_and_no_documents(keys: Keys) -> None:
    with pytest.raises(BadRequest, match="权限"):
        keys.create("甲", "root")
    with pytest.raises(BadRequest, match="哪些文件"):
        keys.create("甲", "reader", documents=[])
    assert keys.all() == ()


def test_revoked_by_another_process_while_it_is_in_use(
    keys: Keys, folder: Path, monkeypatch
) -> None:
    assert module._TRUSTED <= 5.0
    monkeypatch.setattr(module, "_TRUSTED", 0.5)
    key, token = keys.create("甲", "reader")
    _, other = keys.create("乙", "reader")
    assert keys.check(token)
    subprocess.run([sys.executable, "-c", REVOKE, folder, key.id], check=True)
    revoked = time.monotonic()
    with pytest.raises(Unauthorised):
        while time.monotonic() - revoked < 1.0:
            keys.check(token)
            time.sleep(0.05)
    assert keys.check(other)


def test_checking_goes_on_while_another_process_writes(keys: Keys, folder: Path) -> None:
    tokens = [keys.create(f"第{n}把", "reader")[1] for n in range(4)]
    for token in tokens:
        keys.check(token)
    fresh = Keys(keys._database)  # trusts nothing yet
    fresh._noted = dict(keys._noted)  # but has no use to note
    with Database(folder) as elsewhere, elsewhere.writing():
        waiting = threading.Thread(target=keys.create, args=("戊", "reader"))
        waiting.start()
        started = time.monotonic()
        assert {fresh.check(token).name for token in tokens} == {f"第{n}把" for n in range(4)}
        assert time.monotonic() - started < 1.0
        assert waiting.is_alive()
    waiting.join()
    assert len(keys.all()) == 5


def test_its_use_is_noted_once_a_minute(timed: Keys, clock: Clock) -> None:
    _, token = timed.create("甲", "reader")
    timed.check(token)
    clock.now = NOON + timedelta(seconds=30)
    timed.check(token)
    assert timed.all()[0].used == NOON.isoformat()


def test_a_key_works_where_its_use_cannot_be_noted(keys: Keys, database: Database, caplog) -> None:
    _, token = keys.create("甲", "reader")
    with database.writing() as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE UPDATE ON keys BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    assert keys.check(token).name == "甲"
    assert "disk full" in caplog.text
    assert token not in caplog.text


def test_no_token_in_the_files_while_they_are_open(keys: Keys, folder: Path) -> None:
    _, token = keys.create("甲", "admin")
    keys.check(token)
    keys.set_code("建德12345678")
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert kept["service.sqlite-wal"], "what was just written lies here"
    for secret in (token, token.split("_", 2)[2], "建德12345678", "12345678"):
        assert not [name for name, data in kept.items() if secret.encode() in data]
