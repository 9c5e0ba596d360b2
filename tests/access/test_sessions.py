"""Sessions: who is signed in, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.access.sessions import LASTS, Sessions
from assistant.errors import Unauthorised


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "service") as database:
        yield database


@pytest.fixture
def keys(database: Database) -> Keys:
    return Keys(database)


@pytest.fixture
def sessions(database: Database, keys: Keys) -> Sessions:
    return Sessions(database, keys)


def is_over(database: Database, keys: Keys, token: str) -> bool:
    """As a process sees it that has not looked yet."""
    try:
        Sessions(database, keys).check(token)
    except Unauthorised:
        return True
    return False


def test_a_session_of_a_key_is_that_key(sessions: Sessions, keys: Keys) -> None:
    key, _ = keys.create("甲", "editor", documents=["plan"])
    found = sessions.check(sessions.open(key)).key
    assert found is not None
    assert (found.id, found.role, found.documents) == (key.id, "editor", ("plan",))


def test_a_session_of_the_code_has_no_key(sessions: Sessions, keys: Keys) -> None:
    keys.set_code("口令八个字没有空格")
    one, two = (sessions.check(sessions.open(None)) for _ in range(2))
    assert one.key is two.key is None
    assert one.id != two.id


@pytest.mark.parametrize("token", ["", "x", "\ud800", "a" * 10_000])
def test_what_was_never_handed_out_opens_nothing(sessions: Sessions, token: str) -> None:
    with pytest.raises(Unauthorised):
        sessions.check(token)


def test_what_the_cookie_holds_is_kept_nowhere(
    sessions: Sessions, keys: Keys, tmp_path: Path
) -> None:
    token = sessions.open(keys.create("甲", "reader")[0])
    for file in (tmp_path / "service").iterdir():
        assert token.encode() not in file.read_bytes()


def test_it_ends_with_the_key(database: Database, sessions: Sessions, keys: Keys) -> None:
    key, _ = keys.create("甲", "admin")
    token = sessions.open(key)
    assert not is_over(database, keys, token)
    keys.revoke(key.id)
    assert is_over(database, keys, token)


def test_it_ends_when_the_key_expires(database: Database, sessions: Sessions, keys: Keys) -> None:
    key, _ = keys.create("甲", "reader", "2020-01-01")
    assert is_over(database, keys, sessions.open(key))


@pytest.mark.parametrize("again", ["123456", "abcdef"])
def test_it_ends_with_the_code_even_where_it_is_set_again(
    database: Database, sessions: Sessions, keys: Keys, again: str
) -> None:
    keys.set_code("123456")
    token = sessions.open(None)
    assert not is_over(database, keys, token)
    keys.set_code(again)
    assert is_over(database, keys, token)


def test_it_ends_without_a_code(database: Database, sessions: Sessions, keys: Keys) -> None:
    keys.set_code("123456")
    token = sessions.open(None)
    keys.drop_code()
    assert is_over(database, keys, token)


def test_signing_out_ends_it_at_once(sessions: Sessions, keys: Keys) -> None:
    token = sessions.open(keys.create("甲", "reader")[0])
    sessions.check(token)
    sessions.close(token)
    with pytest.raises(Unauthorised):
        sessions.check(token)


def test_it_does_not_last_for_ever(database: Database, keys: Keys) -> None:
    long_ago = datetime.now(UTC) - LASTS - timedelta(minutes=1)
    token = Sessions(database, keys, lambda: long_ago).open(keys.create("甲", "reader")[0])
    assert is_over(database, keys, token)
    Sessions(database, keys).open(None)
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
