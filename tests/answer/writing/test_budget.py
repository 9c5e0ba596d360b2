"""Tokens are counted without a network, and what is too long is cut at a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.writing.budget import fitting, tokens
from assistant.answer.writing.extracts import Extract


@pytest.fixture
def extract(locate) -> Extract:
    clause, start, end = locate("完成44个老旧小区改造")
    return Extract(1, clause, (start, end), "甲建公厕。乙修路。丙种树。", "建德市")


def test_tokens() -> None:
    assert tokens("") == 0
    assert 5 < tokens("集体经济经营性收入50万元以上") < 20


def test_what_fits_is_left_alone(extract) -> None:
    assert list(fitting([extract], 100)) == [extract]


def test_what_does_not_is_cut_at_a_sentence(extract) -> None:
    limit = tokens("甲建公厕。乙修路。")
    assert [each.text for each in fitting([extract], limit)] == ["甲建公厕。乙修路。"]


def test_the_first_ones_come_first(extract) -> None:
    other = replace(extract, number=2)
    limit = tokens(extract.text) + 1
    assert [each.number for each in fitting([extract, other], limit)] == [1]
