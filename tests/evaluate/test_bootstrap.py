import pytest

from assistant.evaluate.bootstrap import paired

RIGHT, WRONG = (1, 1), (0, 1)


def test_nothing_changed():
    found = paired([RIGHT, WRONG] * 10, [RIGHT, WRONG] * 10)
    assert (found.value, found.low, found.high) == (0, 0, 0)


@pytest.mark.parametrize(("lost", "surely"), [(1, False), (2, False), (3, True), (6, True)])
def test_of_fifteen_two_may_be_lost(lost, surely):
    after = [WRONG] * lost + [RIGHT] * (15 - lost)
    found = paired([RIGHT] * 15, after)
    assert found.value == pytest.approx(-lost / 15)
    assert (found.most < 0) is surely


def test_rows_are_drawn_in_pairs():
    """The difference is certain where every row falls, however different the rows are."""
    found = paired([(3, 4), (1, 4)] * 5, [(2, 4), (0, 4)] * 5)
    assert (found.low, found.high) == pytest.approx((-0.25, -0.25))


def test_the_same_every_time_and_with_an_interval_round_the_value():
    before, after = [RIGHT] * 30 + [WRONG] * 30, [RIGHT] * 20 + [WRONG] * 25 + [RIGHT] * 15
    found = paired(before, after)
    assert found == paired(before, after)
    assert found.low < found.least < found.value < found.most < found.high
    # the normal approximation of a paired difference of 60 rows
    assert (found.low, found.high) == pytest.approx((-0.08, 0.245), abs=0.03)


def test_a_measure_that_counts_nothing_any_more():
    found = paired([RIGHT, RIGHT], [(0, 0), (0, 0)])
    assert (found.low, found.high) == (0, 0)
