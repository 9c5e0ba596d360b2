"""The parts of a sentence worth showing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.coverage import Wanted
from assistant.answer.cutting import GAP, cut, shown
from assistant.text.sentences import parts

LONG = (
    "到2027年，力争实现地区生产总值超600亿元，城乡居民收入倍差缩小到1.7以内，"
    "常住人口城镇化率不低于55%，重点项目累计完成投资220亿元；"
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
    shown_parts = cut_for(LONG, "常住人口城镇化率").split(GAP)
    assert shown_parts[0] == "到2027年，"
    assert shown_parts[1:] == ["常住人口城镇化率不低于55%"]


def test_the_frame_comes_along_over_a_semicolon(cut_for) -> None:
    assert cut_for(AFTER, "集体经济经营性收入") == f"到2027年，{GAP}{AFTER.rstrip('。')}"


def test_next_to_its_frame_a_part_is_joined_to_it(cut_for) -> None:
    assert cut_for(LONG, "地区生产总值") == "到2027年，力争实现地区生产总值超600亿元"


def test_a_part_that_opens_its_own_frame_needs_no_other(clauses, candidate, rarity) -> None:
    text = "到2025年，建成公厕10座；到2027年，建成公厕20座。"
    clause = replace(clauses["plan/2"], text=text, start=0, end=len(text))
    found = replace(
        candidate(SHORT), clause=clause, start=15, end=len(text), parts=tuple(parts(text, 15))
    )
    spans = cut(found, text, Wanted.words("公厕", rarity), figure=True)
    assert shown(text, spans) == "到2027年，建成公厕20座"


def test_where_no_part_speaks_of_it_all_are_shown(cut_for) -> None:
    assert cut_for(LONG, "火星") == LONG.rstrip("；")


def test_where_a_number_is_asked_for_a_part_without_one_counts_less(
    clauses, candidate, rarity
) -> None:
    with_number = "草莓总产值突破5亿元，"
    without = "推广草莓产业带动乡村产业发展壮大并持续促进农民就近就业增收致富，"
    text = f"{without}{with_number}因地制宜扎实推进其余各项重点工作落地见效。"
    clause = replace(clauses["plan/3.1"], text=text, start=0, end=len(text))
    pieces = tuple(parts(text))
    found = replace(candidate(SHORT), clause=clause, start=0, end=len(text), parts=pieces)
    wanted = Wanted.words("草莓", rarity)
    assert shown(text, cut(found, text, wanted, figure=True)) == with_number.rstrip("，")
    assert shown(text, cut(found, text, wanted, figure=False)) == text[:-1], "short enough"


def test_only_the_years_asked_about_are_shown(candidate, documents, rarity) -> None:
    found = candidate(SHORT)
    start = found.start
    only = replace(found, parts=((start, start + 5),))
    text = documents["plan"].text
    assert shown(text, cut(only, text, Wanted.words("小区", rarity), figure=True)) == "完成44个"


def test_shown_is_one_line_without_its_last_stop() -> None:
    text = "甲目标\n乙目标；丙目标。"
    assert shown(text, [(0, 8)]) == "甲目标 乙目标"
    assert shown(text, [(0, 3), (8, 12)]) == f"甲目标{GAP}丙目标"


def test_the_month_at_the_front_is_kept(clauses, candidate, rarity) -> None:
    told = "副县长分别到三个乡镇调研督查和美乡村建设，"
    text = f"8月份，{told}{'听取汇报并就下一步的工作提出具体而明确的要求，' * 8}最后返回。"
    clause = replace(clauses["plan/3.1"], text=text, start=0, end=len(text))
    whole = replace(
        candidate(SHORT), clause=clause, start=0, end=len(text), parts=tuple(parts(text))
    )
    spans = cut(whole, text, Wanted.words("调研督查和美乡村建设", rarity), figure=False)
    assert shown(text, spans) == f"8月份，{told}".rstrip("，")
