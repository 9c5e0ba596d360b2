"""Words of the corpus by their sound and their English, from the real dictionary."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.lexicon import Lexicon, is_english, stem


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("How many public toilets?", "公厕"),
        ("the collective economy", "集体经济"),
        ("strawberries", "草莓"),
        ("Food security", "安全"),
        ("income of farmers", "收入"),
        ("nongmin", "农民"),
    ],
)
def test_english_finds_words_of_the_corpus(lexicon: Lexicon, question: str, word: str) -> None:
    found = [wording for concept in lexicon.translate(question) for wording in concept.wordings]
    assert word in found


def test_a_whole_phrase_goes_before_its_words(lexicon: Lexicon) -> None:
    assert [c.wordings for c in lexicon.translate("collective economy")] == [("集体经济",)]


def test_only_words_that_the_corpus_has(lexicon: Lexicon) -> None:
    assert list(lexicon.translate("submarine volcano")) == []
    assert list(lexicon.translate("the of and how many")) == []
    assert list(lexicon.translate("")) == []


def test_the_thesaurus_goes_before_the_dictionary() -> None:
    thesaurus = {"public toilet": ("厕所革命",), "gdp": ("生产总值",), "茅房": ("厕所",)}
    lexicon = Lexicon.build(["公厕", "推进厕所革命，提高生产总值"], thesaurus)
    found = [c.wordings for c in lexicon.translate("GDP and public toilets")]
    assert found == [("生产总值",), ("厕所革命", "公厕")]


def test_of_the_thesaurus_only_what_the_documents_say() -> None:
    lexicon = Lexicon.build(["公厕"], {"public toilet": ("厕所革命",)})
    assert [c.wordings for c in lexicon.translate("public toilets")] == [("公厕",)]


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        (
            "How many public toilets on the moon?",
            [("public toilets", ("公厕",)), ("moon", ())],
        ),
        ("the Collective Economy", [("collective economy", ("集体经济",))]),
        ("cash in hand", [("cash hand", ("农民收入",))]),
        ("45% of 2027", [("45%", ()), ("2027", ())]),
        ("of the", []),
        ("", []),
    ],
)
def test_the_longest_phrases_that_have_a_gloss(
    lexicon: Lexicon, question: str, phrases: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert list(lexicon.phrases(question)) == phrases


@pytest.mark.parametrize(
    ("word", "alike"),
    [
        ("草梅", ["草莓"]),
        ("记体经济", ["集体经济"]),
        ("草莓", []),
        ("曹梅", []),
        ("火星", []),
        ("厕", []),
        ("", []),
    ],
)
def test_a_mistyped_word_has_the_words_that_it_may_stand_for(
    lexicon: Lexicon, word: str, alike: list[str]
) -> None:
    assert list(lexicon.alike(word)) == alike


@pytest.mark.parametrize(
    ("said", "english"),
    [("cash in hand", True), ("gdp", True), ("pm2.5", True), ("公厕", False), ("5g网", False)],
)
def test_words_of_english_questions(said: str, english: bool) -> None:
    assert is_english(said) is english


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("记体经济", "集体经济"),
        ("招商引姿", "招商引资"),
        ("公测改造", "公厕"),
        ("草梅产业", "草莓"),
    ],
)
def test_a_mistyped_word_finds_what_sounds_the_same(
    lexicon: Lexicon, question: str, word: str
) -> None:
    found = [c for c in lexicon.homophones(question) if word in c.wordings]
    assert len(found) == 1
    assert found[0].weight < 1


@pytest.mark.parametrize("question", ["集体经济", "老旧小区改造", "火星", "45%", ""])
def test_well_written_words_have_no_homophones(lexicon: Lexicon, question: str) -> None:
    assert list(lexicon.homophones(question)) == []


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("桐庐2027年的目标", ["桐庐"]),
        ("桐庐县的人口", ["桐庐县"]),
        ("上海和北京", ["上海", "北京"]),
        ("长春市有多少", ["长春市"]),
        ("老旧小区改造多少个", []),
        ("公交城乡一体化", []),
        ("乡村振兴和城乡融合", []),
        ("我国的粮食安全", ["我国"]),
        ("", []),
    ],
)
def test_places_whether_the_corpus_has_them_or_not(
    lexicon: Lexicon, question: str, places: list[str]
) -> None:
    assert list(lexicon.places_in(question)) == places


def test_finished_tables_make_the_same_lexicon(lexicon: Lexicon) -> None:
    again = Lexicon.of(lexicon.glosses, lexicon.sounds, lexicon.places, lexicon.far)
    assert again == lexicon
    assert "集体经济" in again.words
    assert "火星" not in again.words


@pytest.mark.parametrize(("one", "other"), [("farms", "farming"), ("responsible", "responsibly")])
def test_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other) != stem("village")
