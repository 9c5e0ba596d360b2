"""What is looked at, feature by feature."""

from __future__ import annotations

import pytest

from assistant.answer.coverage import Wanted
from assistant.answer.features import (
    FIGURE,
    SENTENCE,
    Around,
    Asked,
    Stated,
    longest,
    of_figure,
    of_sentence,
)

OLD = "完成44个老旧小区改造。"
GOAL_PART = "常住人口城镇化率不低于55%，"
JIANDE = "浙江省杭州市建德市"


@pytest.fixture
def sentence(hit, documents, rarity):
    """The features of a sentence by their names."""

    def run(query, words: str = OLD, **how):
        found = hit(words, **how)
        asked = Asked.of(query, Wanted.of(query, rarity), [found.clause.text])
        around = Around.of(asked, found, documents[found.clause.document])
        values = of_sentence(asked, around, found.sentences[0], words, False)
        return dict(zip(SENTENCE, values, strict=True))

    return run


@pytest.fixture
def figure(hit, documents, rarity, ledger):
    """The features of the first figure of a part by their names; of none without ``listed``."""

    def run(query, words: str = OLD, *, listed: bool = True):
        found = hit(words)
        clause, span = found.clause, found.sentences[0]
        inside = (f for f in ledger[clause.id] if span.start <= f.start < span.end)
        asked = Asked.of(query, Wanted.of(query, rarity), [clause.text])
        around = Around.of(asked, found, documents[clause.document])
        stated = Stated(next(inside) if listed else None, words, words)
        return dict(zip(FIGURE, of_figure(asked, around, span, stated), strict=True))

    return run


def test_what_is_asked_and_said_counts(ask, sentence) -> None:
    same, other = sentence(ask("老旧小区改造")), sentence(ask("草莓产值"))
    assert same["coverage"] == same["share"] == 1
    assert other["coverage"] == other["share"] == 0
    assert other["known_gap"] > same["known_gap"] == 0


def test_the_headings_above_count_too(ask, sentence) -> None:
    found = sentence(ask("草莓产业"), "推广立体栽培。")
    assert found["share"] == 0 < found["share_context"]
    assert found["titled"] == 1


def test_ranks_and_cosines(ask, sentence) -> None:
    near, far = sentence(ask("改造"), rank=1, cosine=0.9), sentence(ask("改造"), rank=4, cosine=0.1)
    assert (near["rank"], far["rank"]) == (1, 0.25)
    assert (near["cosine"], far["cosine"]) == (0.9, 0.1)


def test_the_years_of_the_title(ask, sentence) -> None:
    assert sentence(ask("改造", years=(2025,)))["dated"] == 1
    assert sentence(ask("改造", years=(2035,)))["dated"] == 0


def test_the_kind_of_the_question(ask, sentence) -> None:
    found = sentence(ask("改造", kind="list"))
    assert (found["asks_list"], found["asks_what"], found["asks_who"]) == (1, 0, 0)
    assert sentence(ask("改造", kind="who"))["nameless"] == 1
    assert sentence(ask("改造", language="en"))["english"] == 1


def test_the_indicator_of_a_figure(ask, figure) -> None:
    same, other = figure(ask("常住人口城镇化率"), GOAL_PART), figure(ask("草莓"), GOAL_PART)
    assert same["share_indicator"] == 1 > other["share_indicator"]
    assert same["verbatim"] == 1 > other["verbatim"]
    assert same["known_gap_part"] == 0 < other["known_gap_part"]


@pytest.mark.parametrize(("unit", "fits"), [("个", 1), ("元", -1), ("", 0)])
def test_the_unit_asked_for(ask, figure, unit: str, fits: int) -> None:
    assert figure(ask("小区改造", unit=unit))["unit"] == fits


def test_a_number_outside_the_ledger(ask, figure) -> None:
    assert figure(ask("改造"))["unlisted"] == 0
    assert figure(ask("改造"), listed=False)["unlisted"] == 1


def test_the_years_that_a_figure_is_for(ask, figure) -> None:
    goal = "到2027年，力争实现地区生产总值超600亿元，"
    assert figure(ask("生产总值", years=(2027,)), goal)["other_year"] == -1
    assert figure(ask("生产总值", years=(2035,)), goal)["other_year"] == 1
    assert figure(ask("生产总值"), goal)["other_year"] == 0


@pytest.mark.parametrize(
    ("topic", "text", "share"),
    [
        ("草莓", "草莓产值", 0.25),
        ("老旧小区改造任务清单", "老旧小区改造任务清单", 1),
        ("a", "b", 0),
    ],
)
def test_the_longest_run_in_common(topic: str, text: str, share: float) -> None:
    assert longest(topic, text) == share
