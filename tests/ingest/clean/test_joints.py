"""Two ends belong together where the text has elsewhere what they form."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.joints import NEVER_FIRST, Joints

TEXT = "健全农村公路管护机制。农村公路优良路率达标。\n新改建农村公\n路一百公里\n庭院绿化"


def odds(first: str, second: str, text: str = TEXT) -> float:
    """Of two neighbouring ends in a text that goes on with them."""
    whole = f"{text}\n{first}\n{second}"
    end = len(text) + 1 + len(first)
    return Joints(whole).odds(end, end + 1)


def test_the_more_characters_stand_together_elsewhere_the_likelier() -> None:
    four = odds("新建农村", "公路三处")
    three = odds("新建农村", "公厕三处")
    two = odds("乡村", "公厕三处")
    none = odds("新建桥梁", "公厕三处")
    assert four > three > two > 0 > none


def test_a_pair_is_known_from_either_side() -> None:
    assert odds("某某村", "公路") == odds("农村", "公某")


@pytest.mark.parametrize("mark", "，。；、")
def test_what_follows_a_pause_is_anybodys_guess(mark: str) -> None:
    assert 0 < odds(f"新建农村{mark}", "公路三处") < 1


@pytest.mark.parametrize("mark", "，。；：、！？…％%")
def test_no_line_begins_with_a_stop_so_it_goes_on(mark: str) -> None:
    assert mark in NEVER_FIRST
    assert odds("新建桥梁", f"{mark}某某") > 3


@pytest.mark.parametrize("pair", ["（）", "《》", "“”", "「」", "『』", "‘’"])
def test_a_bracket_closes_only_what_is_open(pair: str) -> None:
    assert odds(f"新建{pair[0]}桥梁", f"{pair[1]}某某") > 3
    assert odds("新建桥梁", f"{pair[1]}某某") < 0
    assert odds(f"新建{pair}桥梁", f"{pair[1]}某某") < 0


def test_a_bracket_that_closes_after_a_stop_counts_too() -> None:
    assert odds("新建“桥梁", "。”") > 3
    assert odds("新建桥梁", "。”") < 0
