"""The parts of a sentence worth showing."""

from __future__ import annotations

import pytest

from assistant.answer.coverage import Wanted
from assistant.answer.cutting import GAP, cut, shown

LONG = (
    "到2027年，力争实现地区生产总值超600亿元，城乡居民收入倍差缩小到1.7以内，常住人口城镇化率不低于55%；"
)
AFTER = "集体经济经营性收入50万元以上行政村占比达到100%。"
SHORT = "完成44个老旧小区改造。"


@pytest.fixture
def cut_for(candidate, documents, rarity):
    """What is shown of a sentence for a topic."""

    def run(sentence: str, topic: str, figure: bool = True) -> str:
        found = candidate(sentence)
        text = documents[found.clause.document].text
        return shown(text, cut(found, text, Wanted.words(topic, rarity), figure=figure))

    return run


def test_a_short_sentence_is_shown_whole(cut_for) -> None:
    assert cut_for(SHORT, "老旧小区") == "完成44个老旧小区改造"


def test_of_a_long_one_the_part_asked_for_with_its_time_frame(cut_for) -> None:
    shown_parts = cut_for(LONG * 1, "常住人口城镇化率").split(GAP)
    assert shown_parts[0] == "到2027年，"
    assert shown_parts[1:] == ["常住人口城镇化率不低于55%"]


def test_the_frame_comes_along_over_a_semicolon(cut_for) -> None:
    assert cut_for(AFTER, "集体经济经营性收入") == f"到2027年，{GAP}{AFTER.rstrip('。')}"


def test_next_to_its_frame_a_part_is_joined_to_it(cut_for) -> None:
    assert cut_for(LONG, "地区生产总值") == "到2027年，力争实现地区生产总值超600亿元"


def test_where_no_part_speaks_of_it_all_are_shown(cut_for) -> None:
    assert cut_for(LONG, "火星") == LONG.rstrip("；")


def test_where_a_number_is_asked_for_parts_without_one_count_less(
    cut_for, documents, candidate
) -> None:
    topic = "力争实现"
    assert "600亿元" in cut_for(LONG, topic)
    both = "地区生产总值 城乡居民收入倍差"
    assert "常住人口" not in cut_for(LONG, both)


def test_only_the_years_asked_about_are_shown(candidate, documents, rarity) -> None:
    found = candidate(SHORT)
    start = found.start
    only = type(found)(found.clause, start, found.end, ((start, start + 5),), "", 0.9, ())
    text = documents["plan"].text
    assert shown(text, cut(only, text, Wanted.words("小区", rarity), figure=True)) == "完成44个"


def test_shown_is_one_line_without_its_last_stop() -> None:
    text = "甲目标\n乙目标；丙目标。"
    assert shown(text, [(0, 8)]) == "甲目标 乙目标"
    assert shown(text, [(0, 3), (8, 12)]) == f"甲目标{GAP}丙目标"
