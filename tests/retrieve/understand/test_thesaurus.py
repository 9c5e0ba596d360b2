"""The list of spoken words that people edit."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadCorpus
from assistant.retrieve.understand.thesaurus import official, read_thesaurus, said_in

GOOD = """
[[entry]]
said = ["低保", "吃低保"]
means = ["最低生活保障"]

[[entry]]
said = ["ＧＤＰ", "經濟總量"]
means = ["地区生产总值", "生产总值"]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "词表.toml"
    path.write_text(GOOD, "utf-8")
    return path


def test_every_spoken_word_has_its_official_ones(path: Path) -> None:
    assert read_thesaurus(path) == {
        "低保": ("最低生活保障",),
        "吃低保": ("最低生活保障",),
        "gdp": ("地区生产总值", "生产总值"),
        "经济总量": ("地区生产总值", "生产总值"),
    }


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert read_thesaurus(tmp_path / "none.toml") == {}


def test_the_spoken_words_of_a_question(path: Path) -> None:
    thesaurus = read_thesaurus(path)
    assert [c.wordings for c in official("农村低保多少钱", thesaurus)] == [("最低生活保障",)]
    assert list(official("最低生活保障", thesaurus)) == []


def test_two_spoken_words_of_one_meaning_count_once(path: Path) -> None:
    assert len(list(official("吃低保的", read_thesaurus(path)))) == 1


def test_the_entries_said_in_a_question(path: Path) -> None:
    thesaurus = read_thesaurus(path)
    found = said_in("吃低保的和gdp", thesaurus)
    assert found == {said: thesaurus[said] for said in ("低保", "吃低保", "gdp")}
    assert said_in("保低", thesaurus) == {}
    assert said_in("", thesaurus) == {}


def test_a_spoken_word_as_long_as_can_be_found() -> None:
    longest = "长" * 40
    thesaurus = {longest: ("短",), longest + "长": ("更短",)}
    assert said_in(longest + "长", thesaurus) == {longest: ("短",)}


@pytest.mark.parametrize(
    "content",
    [
        "这不是 TOML",
        '[[entry]]\nsaid = ["低保"]',
        '[[entry]]\nmeans = ["最低生活保障"]',
        '[entry]\nsaid = ["低保"]\nmeans = ["最低生活保障"]',
        "entry = 3",
        '[[entry]]\nsaid = [1]\nmeans = ["一"]',
    ],
)
def test_a_fault_names_the_file_and_shows_how(path: Path, content: str) -> None:
    path.write_text(content, "utf-8")
    with pytest.raises(BadCorpus, match="词表") as caught:
        read_thesaurus(path)
    assert "[[entry]]" in caught.value.hint


@pytest.mark.parametrize(
    "content",
    [
        '[[entry]]\nsaid = "低保"\nmeans = ["最低生活保障"]',
        '[[entry]]\nsaid = ["低保"]\nmeans = "最低生活保障"',
    ],
)
def test_a_word_instead_of_a_list_is_a_fault(path: Path, content: str) -> None:
    path.write_text(content, "utf-8")
    with pytest.raises(BadCorpus):
        read_thesaurus(path)


@pytest.mark.parametrize(
    "content", ['[[entry]]\nsaid = [""]\nmeans = ["甲"]', '[[entry]]\nsaid = ["甲"]\nmeans = []']
)
def test_an_empty_word_or_meaning_is_a_fault(path: Path, content: str) -> None:
    path.write_text(content, "utf-8")
    with pytest.raises(BadCorpus):
        read_thesaurus(path)


def test_another_encoding_is_a_fault(path: Path) -> None:
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(BadCorpus):
        read_thesaurus(path)


def test_a_byte_order_mark_does_no_harm(path: Path) -> None:
    before = read_thesaurus(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_thesaurus(path) == before
