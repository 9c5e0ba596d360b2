"""The code that readers type can be typed by many, and not be guessed."""

from __future__ import annotations

import pytest

from assistant.access.keys import Keys
from assistant.errors import BadRequest, TooMany, Unauthorised

CODE = "20268765"


@pytest.fixture
def coded(keys: Keys) -> Keys:
    keys.set_code(CODE)
    return keys


def wrong(keys: Keys, address: str, now: float = 0.0) -> int:
    """How many wrong codes are looked at before one is turned away."""
    for count in range(1000):
        try:
            keys.check_code("00000000", address, now)
        except TooMany:
            return count
        except Unauthorised:
            continue
    return 1000


@pytest.fixture
def quick(monkeypatch) -> None:
    """As many tries as there may be, without the time that they take."""
    monkeypatch.setattr("assistant.access.keys._COST", {"n": 2, "r": 8, "p": 1})


@pytest.mark.usefixtures("quick")
class TestGuessing:
    def test_one_address_is_stopped_and_another_is_not(self, coded: Keys) -> None:
        assert wrong(coded, "10.0.0.1") == 10
        with pytest.raises(TooMany) as stopped:
            coded.check_code(CODE, "10.0.0.1", 0.0)
        assert stopped.value.wait == 10
        coded.check_code(CODE, "10.0.0.2", 0.0)
        coded.check_code(CODE, "10.0.0.1", 10.0)

    def test_many_addresses_are_stopped_together(self, coded: Keys) -> None:
        assert sum(wrong(coded, f"10.0.0.{n}") for n in range(40)) == 100

    def test_the_addresses_of_one_network_are_one(self, coded: Keys) -> None:
        assert wrong(coded, "2001:db8::1") == 10
        assert wrong(coded, "2001:db8::2") == 0

    def test_a_hall_of_people_behind_one_address(self, coded: Keys) -> None:
        for _ in range(200):
            coded.check_code(CODE, "10.0.0.1", 0.0)

    def test_where_there_is_no_code(self, keys: Keys) -> None:
        assert wrong(keys, "10.0.0.1") == 10


@pytest.mark.parametrize("typed", [f" {CODE}\n", "２０２６８７６５", "2026８７６5"])
def test_as_a_phone_types_it(coded: Keys, typed: str) -> None:
    coded.check_code(typed)


def test_blanks_do_not_make_it_long(keys: Keys) -> None:
    with pytest.raises(BadRequest):
        keys.set_code(" 123 " + " " * 10)


@pytest.mark.parametrize("typed", ["", "\ud800", "\x00", "密" * 5000])
def test_whatever_is_typed(coded: Keys, typed: str) -> None:
    with pytest.raises(Unauthorised):
        coded.check_code(typed)
