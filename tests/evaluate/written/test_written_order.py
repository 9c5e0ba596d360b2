from itertools import pairwise

from assistant.evaluate.cases import Case
from assistant.evaluate.written.order import stratified

CASES = [
    Case(f"{kind}-{answerable}-{n}", kind, "问", answerable)
    for kind, many in (("compare", 9), ("draft", 3), ("explain", 5))
    for answerable in (True, False)
    for n in range(many)
]


def strata(cases):
    return {(case.kind, case.answerable) for case in cases}


def test_a_prefix_has_as_many_of_each_as_there_are():
    ordered = stratified(CASES)
    for rounds in (1, 2, 3):
        counts = [(c.kind, c.answerable) for c in ordered[: 6 * rounds]]
        assert {counts.count(name) for name in strata(CASES)} == {rounds}


def test_the_order_of_the_file_plays_no_part():
    assert stratified(CASES[::-1]) == stratified(CASES)
    assert sorted(map(repr, stratified(CASES))) == sorted(map(repr, CASES))


def test_ids_are_not_taken_in_their_own_order():
    ids = [c.id for c in stratified(CASES) if (c.kind, c.answerable) == ("compare", True)]
    assert any(one > other for one, other in pairwise(ids))
