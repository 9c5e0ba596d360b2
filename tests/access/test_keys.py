"""Keys: made once, shown once, checked, revoked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.access import keys as module
from assistant.access.database import BadAccess, Database
from assistant.access.keys import Keys
from assistant.errors import BadRequest, NotThere, Unauthorised

LONG_AGO, FAR = "2020-01-01T00:00:00+00:00", "2999-01-01T00:00:00+00:00"


def test_a_token_opens_what_its_key_does(keys: Keys) -> None:
    made, token = keys.create("镇办公室", "editor", FAR, ["plan"])
    found = keys.check(token)
    assert (found.id, found.role, found.documents) == (made.id, "editor", ("plan",))
    assert token.startswith(f"yj_{made.id}_")
    assert len(token) > 50


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "x", lambda t: "", str.upper])
def test_any_other_does_not(keys: Keys, change) -> None:
    _, token = keys.create("甲", "reader")
    with pytest.raises(Unauthorised):
        keys.check(change(token))


def test_one_key_does_not_open_another(keys: Keys) -> None:
    (one, _), (other, token) = keys.create("甲", "admin"), keys.create("乙", "reader")
    with pytest.raises(Unauthorised):
        keys.check(token.replace(other.id, one.id))


@pytest.mark.parametrize("token", ["\ud800", "yj_\x00_", "yj__", "_" * 9, "密钥", "x" * 10_000])
def test_whatever_is_sent_for_one(keys: Keys, token: str) -> None:
    with pytest.raises(Unauthorised):
        keys.check(token)


def test_unknown_and_revoked_are_told_the_same(keys: Keys) -> None:
    key, token = keys.create("甲", "reader")
    keys.revoke(key.id)
    with pytest.raises(Unauthorised) as revoked:
        keys.check(token)
    with pytest.raises(Unauthorised) as unknown:
        keys.check("yj_x_y")
    assert revoked.value.message == unknown.value.message
    assert keys.all()[0].revoked


def test_an_expired_one(keys: Keys) -> None:
    _, token = keys.create("甲", "reader", LONG_AGO)
    with pytest.raises(Unauthorised, match="过期"):
        keys.check(token)
    assert not keys.guards()


def test_one_that_another_process_revokes(keys: Keys, folder, monkeypatch) -> None:
    key, token = keys.create("甲", "reader")
    assert keys.check(token)
    with Database(folder) as elsewhere:
        Keys(elsewhere).revoke(key.id)
    assert keys.check(token), "for a moment it is trusted"
    monkeypatch.setattr(module, "_TRUSTED", 0.0)
    with pytest.raises(Unauthorised):
        keys.check(token)


def test_what_is_kept_opens_nothing(keys: Keys, database: Database, folder) -> None:
    _, token = keys.create("甲", "admin")
    keys.set_code("建德12345678")
    database.close()
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert token.split("_", 2)[2].encode() not in kept
    assert "建德12345678".encode() not in kept


def test_from_many_threads(keys: Keys) -> None:
    tokens = [keys.create(f"第{n}把", "reader")[1] for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(keys.check, tokens * 25))
    assert {key.name for key in found} == {f"第{n}把" for n in range(8)}


def test_when_it_was_used(keys: Keys) -> None:
    _, token = keys.create("甲", "reader")
    assert keys.all()[0].used is None
    keys.check(token)
    assert keys.all()[0].used


def test_no_such_key_and_no_name(keys: Keys) -> None:
    with pytest.raises(NotThere):
        keys.revoke("nope")
    with pytest.raises(BadRequest):
        keys.create(" ", "reader")


class TestCode:
    def test_it_lets_in(self, keys: Keys) -> None:
        assert not keys.guards()
        keys.set_code("12345678")
        assert keys.guards()
        keys.check_code("12345678")

    def test_another_does_not(self, keys: Keys) -> None:
        with pytest.raises(Unauthorised):
            keys.check_code("12345678")
        keys.set_code("12345678")
        with pytest.raises(Unauthorised):
            keys.check_code("12345679")

    def test_it_can_be_taken_back(self, keys: Keys) -> None:
        keys.set_code("12345678")
        keys.drop_code()
        with pytest.raises(Unauthorised):
            keys.check_code("12345678")

    def test_a_short_one_is_refused(self, keys: Keys) -> None:
        with pytest.raises(BadRequest):
            keys.set_code("123")


def test_a_database_of_a_newer_program(folder, database: Database) -> None:
    with database.writing() as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(BadAccess, match="较新"):
        Database(folder)
