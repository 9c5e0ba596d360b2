"""Words with their part of speech, and how rare they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.words import Word, rarity, vocabulary, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("集体经济总收入达到75亿元", ["集体经济", "总收入", "达到", "75", "亿元"]),
        ("“千村示范”，星级公厕。", ["千村", "示范", "星级", "公厕"]),
        ("農業２０２７年", ["农业", "2027", "年"]),
        ("Public Toilets", ["public", "toilets"]),
        ("覆盖率45%", ["覆盖率", "45%"]),
        ("，。 \n", []),
        ("", []),
    ],
)
def test_words_in_order_without_punctuation(text: str, found: list[str]) -> None:
    assert [word.text for word in words(text)] == found


@pytest.mark.parametrize(("text", "tag"), [("公厕", "n"), ("达到", "v"), ("的", "uj"), ("75", "m")])
def test_each_word_has_its_part_of_speech(text: str, tag: str) -> None:
    assert words(text) == (Word(text, tag),)


def test_vocabulary_holds_each_word_once() -> None:
    assert vocabulary("草莓、草莓产业") == {"草莓", "产业"}
    assert vocabulary("") == frozenset()


def test_the_commonest_word_tells_least() -> None:
    found = [rarity(word) for word in ("的", "经济", "公厕", "康养联合体")]
    assert found == sorted(found)
    assert found[0] < 0.3
    assert found[-1] == 1.0


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_any_text_has_words_that_fit_on_a_line_and_a_rarity(text: str) -> None:
    for word in words(text):
        assert word.text.strip()
        assert word.text.splitlines() == [word.text]
        assert 0 <= rarity(word.text) <= 1
