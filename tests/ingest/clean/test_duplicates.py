"""Pasted twice or said twice: a paste goes, what a document repeats stays."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.duplicates import drop_duplicates

LONG = "各乡镇人民政府、街道办事处要落实责任，加强考核，确保到2027年全面完成目标任务。"
PENALTY = "逾期不改正的，由文物主管部门处以一千元以上五千元以下的罚款，并在全市范围内予以通报批评。"
BODIES = "责任单位：县农业农村局、县财政局、县自然资源和规划局，各乡镇人民政府、街道办事处。"


def left(*paragraphs: str) -> list[str]:
    draft = drop_duplicates(Draft.of("\n".join(paragraphs)))
    return [line for line in draft.text.split("\n") if line]


def test_a_whole_document_pasted_twice_stands_once(plan, law) -> None:
    assert left(*plan, *plan) == list(plan)
    assert left(*law, *law) == list(law)


def test_a_paragraph_pasted_right_after_itself_stands_once(plan) -> None:
    assert left(*plan[:6], plan[5], *plan[6:]) == list(plan)


def test_some_paragraphs_pasted_right_after_themselves_stand_once(plan) -> None:
    assert left(*plan[:8], *plan[5:8], *plan[8:]) == list(plan)


def test_articles_pasted_again_elsewhere_stand_once(law) -> None:
    assert left(*law, *law[14:19]) == list(law)
    assert left(*law[:18], *law[4:8], *law[18:]) == list(law)


def test_the_first_copy_stays_and_the_later_is_listed(plan, asides) -> None:
    draft = drop_duplicates(Draft.of("\n".join((*plan, *plan[4:9]))))
    assert asides(draft) == [("duplicate", line) for line in plan[4:9]]
    assert min(aside.line for aside in draft.set_aside) == len(plan) + 1


def test_blanks_make_no_other_paragraph() -> None:
    assert left(LONG, f"　{LONG[:9]} {LONG[9:]}") == [LONG]


def test_a_paste_of_tags_goes_wherever_it_stands(plan) -> None:
    block = f"<p>{LONG}</p>"
    assert left(*plan[:6], block, *plan[6:], block) == [*plan[:6], block, *plan[6:]]


def test_a_sentence_that_a_law_repeats_under_another_article_stays(law) -> None:
    text = (*law[:12], PENALTY, *law[12:21], PENALTY, *law[21:])
    assert left(*text) == list(text)


def test_a_list_that_a_law_repeats_under_another_article_stays(law) -> None:
    again = "第九条之一　在古井建设控制地带内，禁止前款所列行为，并禁止下列行为："
    text = (*law[:20], again, *law[17:20], *law[20:])
    assert left(*text) == list(text)


def test_who_is_responsible_may_be_said_after_every_item(plan) -> None:
    text = [x for line in plan for x in ((line, BODIES) if line[0] == "（" else (line,))]
    assert left(*text) == text


@pytest.mark.parametrize(("length", "times"), [(29, 2), (30, 1)])
def test_how_long_a_line_must_be(length: int, times: int) -> None:
    line = "田" * length
    assert len(left(line, line)) == times


def test_short_lines_may_stand_twice() -> None:
    text = ["（县农业农村局）", "甲", "（县农业农村局）", "（县农业农村局）"]
    assert left(*text) == text


@pytest.mark.parametrize("copies", [3, 4, 5, 8])
def test_of_many_copies_one_stays(plan, copies: int) -> None:
    assert left(*plan[:3], *[plan[3]] * copies, *plan[4:]) == list(plan)
    assert left(*plan[:5], *plan[5:8] * copies, *plan[8:]) == list(plan)


def test_dropping_twice_changes_nothing_more(law) -> None:
    once = left(*law, *law[4:12], *law)
    assert left(*once) == once == list(law)
