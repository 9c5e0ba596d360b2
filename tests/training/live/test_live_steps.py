"""The steps of a session, one after another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadRequest, Conflict
from assistant.training.live.revealing import revealed
from assistant.training.live.session import (
    LONGEST_OUTAGE,
    NOTICE,
    UNDERWAY,
    Late,
    Session,
    check_seconds,
)

T0 = 1_000_000.0


def session(**changes) -> Session:
    begun = Session("s", "123456", "题", "local", "trainer", "made", 20, 3, ("plan",))
    return replace(begun, **changes)


def opened(at: float = T0, **changes) -> Session:
    return session(**changes).advanced(at)


def test_an_item_goes_from_the_bell_to_the_key_and_on() -> None:
    step, phases, now = session(), [], T0
    while step.phase != "closed":
        step = step.advanced(now)
        phases.append((step.phase, step.position))
        now += 1
    one = [("open", 0), ("counted", 0), ("shown", 0)]
    again = [(phase, at) for at in (1, 2) for phase in ("open", "counted", "shown")]
    assert phases == [*one, *again, ("closed", 2)]
    assert step.version == 11
    with pytest.raises(Conflict):
        step.advanced(now)


def test_the_bell_rings_by_the_clock_alone() -> None:
    step = opened()
    assert step.left(T0 + 5) == 15
    assert step.rung(T0 + 19.999) is step
    rung = step.rung(T0 + 20)
    assert (rung.phase, rung.left(T0 + 20)) == ("counted", None)


def test_an_answer_counts_up_to_the_bell() -> None:
    step = opened()
    step.check_takes(0, T0 + 19.999)
    for late in (T0 + 20, T0 + 21):
        with pytest.raises(Late):
            step.check_takes(0, late)
    # One that came in time counts although it is looked at after the bell, until the key is out.
    rung = step.rung(T0 + 20)
    rung.check_takes(0, T0 + 19.9)
    with pytest.raises(Late):
        rung.advanced(T0 + 21).check_takes(0, T0 + 19.9)


def test_an_item_that_is_ended_before_takes_no_more() -> None:
    ended = opened().advanced(T0 + 7)
    ended.check_takes(0, T0 + 6.9)
    with pytest.raises(Late):
        ended.check_takes(0, T0 + 7)
    assert ended.took(T0 + 6) == 6


def test_another_item_than_that_in_hand_is_too_late() -> None:
    step = opened().advanced(T0 + 1).advanced(T0 + 2).advanced(T0 + 3)
    assert step.position == 1
    step.check_takes(1, T0 + 4)
    for item in (0, 2):
        with pytest.raises(Late):
            step.check_takes(item, T0 + 4)
    with pytest.raises(Conflict, match="还没有开始"):
        session().check_takes(0, T0)


def test_a_pause_keeps_the_time_that_is_left() -> None:
    paused = opened().paused(T0 + 12)
    assert paused.left(T0 + 500) == 8
    assert paused.rung(T0 + 500) is paused
    with pytest.raises(Conflict, match="暂停"):
        paused.check_takes(0, T0 + 13)
    resumed = paused.resumed(T0 + 500)
    assert resumed.left(T0 + 500) == 8
    assert resumed.took(T0 + 501) == 13
    resumed.check_takes(0, T0 + 507)
    with pytest.raises(Late):
        resumed.check_takes(0, T0 + 508)
    with pytest.raises(Conflict):
        resumed.resumed(T0 + 501)


def test_what_was_answered_in_a_pause_does_not_count_once_it_is_ended() -> None:
    ended = opened().paused(T0 + 12).advanced(T0 + 30)
    assert ended.phase == "counted"
    with pytest.raises(Late):
        ended.check_takes(0, T0 + 20)


def test_answers_are_called_in_with_notice() -> None:
    step = opened()
    called = step.called_in(T0 + 5)
    assert (called.phase, called.left(T0 + 5)) == ("open", NOTICE + UNDERWAY)
    assert called.notice(T0 + 5) == NOTICE
    assert step.notice(T0 + 5) is None
    # What a phone sends as its count runs out is still in time, by the clock of the server.
    ends = T0 + 5 + NOTICE + UNDERWAY
    called.check_takes(0, T0 + 5 + NOTICE + 0.5)
    assert called.took(T0 + 7) == pytest.approx(7)
    assert called.rung(ends - 0.01) is called
    rung = called.rung(ends)
    assert (rung.phase, rung.called) == ("counted", None)
    with pytest.raises(Late):
        rung.check_takes(0, ends)
    rung.check_takes(0, ends - 0.1)
    for change in ("paused", "longer"):
        with pytest.raises(Conflict, match="收题"):
            getattr(called, change)(T0 + 6)


def test_a_notice_is_no_longer_than_the_time_that_is_left() -> None:
    called = opened().called_in(T0 + 18)
    assert called.left(T0 + 18) == 2
    assert called.notice(T0 + 18) == 2 - UNDERWAY


def test_calling_in_again_ends_it_and_elsewhere_it_is_the_next_step() -> None:
    assert opened().called_in(T0 + 1).called_in(T0 + 2).phase == "counted"
    assert session().called_in(T0).phase == "open"
    own_pace = opened(pace="phone", seconds=60).called_in(T0 + 1)
    assert own_pace.rung(T0 + 60).phase == "closed"
    paused = opened().paused(T0 + 3).called_in(T0 + 50)
    assert (paused.is_paused, paused.left(T0 + 50)) == (False, NOTICE + UNDERWAY)
    paused.check_takes(0, T0 + 51)
    assert paused.took(T0 + 51) == pytest.approx(4)


def test_kinds_that_take_longer_have_more_time() -> None:
    step = session(factors=(1.0, 2.0, 1.5))
    found = []
    for _ in range(3):
        step = step.advanced(T0)
        found.append((step.left(T0), step.took(T0 + 3)))
        step = step.advanced(T0 + 4).advanced(T0 + 5)
    assert found == [(20, 3), (40, 3), (30, 3)]
    assert opened(pace="phone", seconds=60, factors=()).left(T0) == 60


def test_more_time() -> None:
    more = opened().longer(T0 + 5)
    assert (more.left(T0 + 5), more.took(T0 + 6)) == (25, 6)
    more.check_takes(0, T0 + 29)
    held = opened().paused(T0 + 5).longer(T0 + 60)
    assert (held.is_paused, held.left(T0 + 60)) == (True, 25)
    for step in (session(), opened().advanced(T0 + 1)):
        with pytest.raises(Conflict):
            step.longer(T0 + 2)


def test_a_session_is_locked_and_unlocked() -> None:
    locked = opened().locked(T0)
    assert locked.is_locked and locked.locked(T0) is locked
    assert locked.advanced(T0 + 1).is_locked
    assert not locked.unlocked(T0).is_locked
    with pytest.raises(Conflict):
        locked.ended(T0).unlocked(T0)


def test_only_what_runs_can_be_paused() -> None:
    for step in (session(), opened().advanced(T0 + 1), opened().paused(T0 + 1)):
        with pytest.raises(Conflict):
            step.paused(T0 + 2)


def test_phones_of_their_own_pace_have_all_items_until_the_bell() -> None:
    step = opened(pace="phone", seconds=60)
    for item in range(3):
        step.check_takes(item, T0 + 59)
    with pytest.raises(Late):
        step.check_takes(3, T0)
    closed = step.rung(T0 + 60)
    assert (closed.phase, closed.asked) == ("closed", 3)
    closed.check_takes(2, T0 + 59.9)
    with pytest.raises(Late):
        closed.check_takes(2, T0 + 60)


def test_two_steps_in_one() -> None:
    step = revealed(opened(), T0 + 4)
    assert (step.phase, step.position, step.stopped) == ("shown", 0, T0 + 4)
    rung = opened().rung(T0 + 21)
    assert revealed(rung, T0 + 22).phase == "shown"
    assert revealed(session(pace="phone").advanced(T0), T0 + 4).phase == "closed"
    with pytest.raises(Conflict):
        revealed(step.ended(T0 + 5), T0 + 6)


def test_an_outage_does_not_take_time_from_anyone() -> None:
    step = opened()
    again = step.after_outage(T0 + 5, T0 + 105)
    assert again.left(T0 + 105) == 15
    assert again.took(T0 + 106) == 6
    long = step.after_outage(T0 + 5, T0 + 6 + LONGEST_OUTAGE)
    assert (long.is_paused, long.left(T0 + 10_000)) == (True, 15)
    over = step.after_outage(T0 + 21, T0 + 105)
    assert over.rung(T0 + 105).phase == "counted"
    for still in (session(), step.paused(T0 + 1), step.advanced(T0 + 1)):
        assert still.after_outage(T0, T0 + 50) is still


@pytest.mark.parametrize(
    ("pace", "seconds"), [("trainer", 4), ("trainer", 601), ("phone", 29), ("phone", 7201)]
)
def test_no_time_is_too_short_or_too_long(pace, seconds: int) -> None:
    with pytest.raises(BadRequest, match=str(seconds)):
        check_seconds(pace, seconds)


@given(
    st.sampled_from(["trainer", "phone"]),
    st.lists(
        st.tuples(
            st.sampled_from(
                ["advanced", "paused", "resumed", "ended", "rung", "called_in", "longer"]
            ),
            st.floats(0, 40),
        ),
        max_size=40,
    ),
)
def test_whatever_is_done_it_only_goes_forward(pace, steps: list[tuple[str, float]]) -> None:
    order = ("lobby", "open", "counted", "shown", "closed")
    now, step = T0, session(pace=pace, seconds=30)
    for name, after in steps:
        now += after
        before = step
        try:
            step = getattr(step, name)(now)
        except Conflict:
            continue
        assert step.version in (before.version, before.version + 1)
        if before.phase == "closed":
            assert step is before
        place = (before.position, order.index(before.phase))
        assert step.phase == "closed" or (step.position, order.index(step.phase)) >= place
        left = step.left(now)
        assert (left is None) == (step.phase != "open")
        assert left is None or 0 <= left <= step.granted + 1e-6
        assert step.called is None or step.phase == "open"
        assert not step.is_paused or step.phase == "open"
