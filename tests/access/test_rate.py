"""So many requests a minute, and not more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.access import rate as module
from assistant.access.rate import Limiter, house_of


def test_a_burst_and_then_one_at_a_time() -> None:
    limiter = Limiter(60, 3)
    assert [limiter.take("k", 0.0) for _ in range(3)] == [0.0] * 3
    assert limiter.take("k", 0.0) == pytest.approx(1.0)
    assert limiter.take("k", 0.5) == pytest.approx(0.5)
    assert limiter.take("k", 1.0) == 0.0


def test_one_does_not_use_up_what_another_has() -> None:
    limiter = Limiter(60, 1)
    assert limiter.take("a", 0.0) == 0.0
    assert limiter.take("b", 0.0) == 0.0


@given(st.lists(st.floats(0, 5), max_size=60), st.integers(1, 10), st.integers(1, 600))
def test_never_more_than_the_burst_and_the_rate(pauses: list[float], burst: int, rate: int) -> None:
    limiter, now, taken = Limiter(rate, burst), 0.0, []
    for pause in pauses:
        now += pause
        if limiter.take("k", now) == 0.0:
            taken.append(now)
    for first, since in enumerate(taken):
        for last in range(first, len(taken)):
            allowed = burst + rate / 60 * (taken[last] - since)
            assert last - first + 1 <= allowed + 1e-6


def test_who_was_not_heard_of_for_longest_is_forgotten(monkeypatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    limiter = Limiter(1, 1)
    for who in "abc":
        limiter.take(who, 0.0)
    assert limiter.take("c", 0.0) > 0
    assert limiter.take("a", 0.0) == 0.0


def test_one_that_is_given_back_does_not_count() -> None:
    limiter = Limiter(60, 1)
    assert limiter.take("k", 0.0) == 0.0
    limiter.give_back("k")
    limiter.give_back("k")
    assert limiter.take("k", 0.0) == 0.0
    assert limiter.take("k", 0.0) > 0, "giving back more than was taken gives no more than a burst"


@given(st.lists(st.booleans(), max_size=100), st.integers(1, 5))
def test_giving_back_lets_no_more_through(success: list[bool], burst: int) -> None:
    limiter, wrong = Limiter(1, burst), 0
    for each in success:
        if limiter.take("k", 0.0) == 0.0:
            if each:
                limiter.give_back("k")
            else:
                wrong += 1
    assert wrong <= burst


def test_threads_share_what_there_is() -> None:
    limiter = Limiter(1, 50)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: limiter.take("k", 0.0), range(400)))
    assert taken.count(0.0) == 50


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.1", "10.0.0.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.2", False),
        ("", "testclient", False),
    ],
)
def test_who_shares_a_bucket(one: str, other: str, same: bool) -> None:
    assert (house_of(one) == house_of(other)) is same
