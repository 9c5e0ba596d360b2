"""Wrong characters of the right sound."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.typos import put_right
from assistant.text.tokens import bigrams

TEXTS = ["盘活闲置农房，缴存公积金，开展项目建设，实行首位不罚、首违不罚，提升数量，按规定办理"]
WRITTEN = {pair for text in TEXTS for pair in bigrams(text)}
NAMES = ("泽安", "建德")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.build(TEXTS, {})


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("闲置农房要盘火多少栋", "闲置农房要盘活多少栋"),
        ("能不能交公鸡金", "能不能交公积金"),
        ("要落几个项木", "要落几个项目"),
    ],
)
def test_it_is_put_right(lexicon: Lexicon, question: str, meant: str) -> None:
    assert put_right(question, NAMES, lexicon, WRITTEN) == meant


@pytest.mark.parametrize(
    "question",
    [
        "盘活多少栋",  # nothing is wrong
        "“盘火”是什么",  # a term is left as it is quoted
        "首违不罚管哪些事",  # the documents write it so, though 首位 sounds alike
        "树凉有多少",  # none of its characters is that of 数量
        "泽安规定几天",  # out of a name and a word
        "熟练工几个",  # a word of the language
        "how many",
        "",
    ],
)
def test_what_is_right_stays(lexicon: Lexicon, question: str) -> None:
    assert put_right(question, NAMES, lexicon, WRITTEN) == question


def test_where_two_words_sound_alike_it_is_left(lexicon: Lexicon) -> None:
    two = Lexicon.build(["盘活农房", "磐活"], {})
    several = Lexicon.of({}, {**two.sounds, "panhuo": ["盘活", "盘获"]}, (), ())
    assert put_right("盘火几栋", (), several, set()) == "盘火几栋"
    assert put_right("盘火几栋", (), two, set()) == "盘活几栋"
