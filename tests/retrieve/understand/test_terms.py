"""The content words of a question."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.terms import content_words, english_terms, terms
from assistant.retrieve.understand.thesaurus import Thesaurus
from assistant.retrieve.understand.vocabulary import Vocabulary
from assistant.text.words import rarity
from assistant.types import Term


@pytest.fixture
def read(lexicon: Lexicon, thesaurus: Thesaurus, vocabulary: Vocabulary):
    """The terms of a Chinese topic by their first wording."""

    def by_word(topic: str) -> dict[str, Term]:
        found = terms(topic, lexicon, thesaurus, vocabulary)
        return {term.wordings[0]: term for term in found}

    return by_word


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("老旧小区改造", ["老旧", "小区", "改造"]),
        ("稻田养鱼 做强 亩", ["稻田", "养鱼", "做强"]),
        ("草莓 和 草莓 产业", ["草莓", "产业"]),
        ("农业 ８０ 家", ["农业"]),
        ("“千村示范”工程", ["工程"]),
        ("厕", ["厕"]),
        ("去", []),
        ("的 和 了", []),
        ("", []),
    ],
)
def test_words_that_tell_of_something(topic: str, words: list[str]) -> None:
    assert content_words(topic) == words


@pytest.mark.parametrize(
    ("topic", "coined"),
    [
        ("“千村示范”工程", "千村示范"),
        ("「千村示范」工程", "千村示范"),
        ('"千村示范"工程', "千村示范"),
        ("1+10+N体系", "1+10+n"),
        ("三+一体系", "三+一"),
    ],
)
def test_a_coined_name_is_one_term_that_counts_fully(read, topic: str, coined: str) -> None:
    assert next(iter(read(topic))) == coined
    assert read(topic)[coined] == Term((coined,), known=True)


def test_official_words_come_after_the_spoken_one(read) -> None:
    found = read("稻田养鱼 公厕")
    assert found["养鱼"].wordings == ("养鱼", "稻鱼", "水产养殖")
    assert found["公厕"].wordings == ("公厕",)


def test_a_mistyped_word_has_the_right_one(read) -> None:
    found = read("草梅 产业")
    assert (found["草梅"].wordings, found["草梅"].known) == (("草梅", "草莓"), False)


def test_words_of_the_documents_are_known_and_close_to_themselves(read) -> None:
    found = read("公厕 火星")
    assert (found["公厕"].known, dict(found["公厕"].near)["公厕"]) == (True, 1.0)
    assert (found["火星"].known, found["火星"].near) == (False, ())


def test_rare_things_weigh_more_than_common_ones_and_than_deeds(read) -> None:
    found = read("公厕 产业 创建")
    assert found["公厕"].weight == rarity("公厕") > found["产业"].weight == rarity("产业")
    assert 0 < found["创建"].weight < rarity("创建")


def test_english_phrases_with_the_chinese_that_glosses_them(
    lexicon: Lexicon, vocabulary: Vocabulary
) -> None:
    found = english_terms("how many public toilets on the moon", lexicon, vocabulary)
    assert [term.wordings for term in found] == [("public toilets", "公厕"), ("moon",)]
    assert [(term.weight, term.known) for term in found] == [(1.0, False)] * 2
    assert english_terms("", lexicon, vocabulary) == ()
