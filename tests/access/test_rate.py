"""So many requests a minute, and not more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.access import rate as module
from assistant.access.rate import Limiter


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
