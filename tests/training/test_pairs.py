"""连线: each pair has the clause that says so, and an answer misses pairs, not the item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.training.grading import is_right
from assistant.training.items import LETTERS, Wanted
from assistant.training.leads import own_heading
from assistant.training.making import make
from assistant.training.pairs import missed, pairs_of


@pytest.fixture(scope="module")
def item(invented):
    return make(invented, Wanted(kinds=("match",)), 1, 3).set.items[0]


def test_each_pair_has_its_own_clause(invented, item):
    for pair in pairs_of(item):
        clause = invented.by_id[item.grounds[pair.ground].clause]
        assert own_heading(clause) == pair.left
        assert "、".join(clause.departments) == pair.right


def test_what_an_answer_missed(item):
    right = " ".join(f"{at}-{key}" for at, key in enumerate(item.keys, start=1))
    assert missed(item, right) == ()
    assert is_right(item, right)
    swapped = "".join((item.keys[1], item.keys[0], *item.keys[2:]))
    assert [pair.left for pair in missed(item, swapped)] == list(item.left[:2])
    assert len(missed(item, "")) == len(item.left)
    assert [pair.left for pair in missed(item, f"1-{item.keys[0]} 3-{item.keys[2]}")] == [
        item.left[1],
        item.left[3],
    ]


def test_a_pair_is_found_where_grounds_and_rows_do_not_line_up(item):
    fewer = replace(item, left=item.left[1:], keys=item.keys[1:])
    assert [pair.ground for pair in pairs_of(fewer)] == [1, 2, 3]


def test_other_kinds_have_no_pairs(item):
    other = replace(item, kind="single", left=(), keys=(LETTERS[0],))
    assert pairs_of(other) == ()
    assert missed(other, "A") == ()
