"""Stories set aside, wherever they stand; notices put first."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.foreign import drop_stories, lift_notice
from assistant.ingest.clean.joining import unwrap
from assistant.ingest.clean.layout import trim

NOTICE = (
    "<p><b>云峡县人民政府</b></p><p>印发《云峡县乡村建设行动方案》的通知</p><p>2024年3月5日</p>"
)
WELL = """村口那口老古井，井台上有三道深深的绳印，阿婆说那是她奶奶打水勒出来的。
小时候我最爱趴在井圈上喊自己的名字，井里就有个人跟着我喊，吓得我哇哇大哭。
后来自来水通了，古井没人用了。阿婆舍不得，天天去扫井台，她说：“井也怕寂寞呢。”
去年夏天，几个大学生来拍古井，阿婆笑得合不拢嘴，拉着他们讲了一下午的故事。""".split("\n")
ROWS = ("乡镇\t村名\t户数\t任务", "柳湾镇\t上柳村\t312\t45", "青岩乡\t石门村\t198\t27")


def kept(*paragraphs: str) -> list[str]:
    draft = drop_stories(trim(Draft.of("\n".join(paragraphs))))
    return [line for line in draft.text.split("\n") if line]


def inside(lines, at: int, offset: int, *part: str) -> list[str]:
    """The lines with another text in the middle of one, and its two halves."""
    line = lines[at]
    return [*lines[:at], line[:offset], *part, line[offset:], *lines[at + 1 :]]


@pytest.mark.parametrize("document", ["plan", "law"])
@pytest.mark.parametrize("at", range(2, 22, 3))
def test_a_story_between_two_paragraphs(request, story, document: str, at: int) -> None:
    lines = request.getfixturevalue(document)
    assert kept(*lines[:at], *story, *lines[at:]) == list(lines)


@pytest.mark.parametrize("at", [5, 7, 9, 14, 17])
@pytest.mark.parametrize("offset", [15, 25, 40])
def test_a_story_in_the_middle_of_an_item(plan, story, at: int, offset: int) -> None:
    halves = [plan[at][:offset], plan[at][offset:]]
    assert kept(*inside(plan, at, offset, *story)) == [*plan[:at], *halves, *plan[at + 1 :]]


@pytest.mark.parametrize("at", [5, 6, 8, 14])
def test_a_story_in_the_middle_of_an_article(law, story, at: int) -> None:
    halves = [law[at][:20], law[at][20:]]
    assert kept(*inside(law, at, 20, *story)) == [*law[:at], *halves, *law[at + 1 :]]


def test_a_story_at_the_very_end(plan, law, story) -> None:
    assert kept(*plan, *story) == list(plan)
    assert kept(*law, *story) == list(law)


def test_several_stories_in_pieces(plan, stories) -> None:
    marathon, noodles, teacher = stories["marathon"], stories["noodles"], stories["teacher"]
    text = inside(plan, 17, 30, *marathon[2:])
    text = inside(text, 14, 20, *teacher)
    text = inside(text, 8, 35, *noodles)
    text = inside(text, 5, 30, *marathon[:2])
    story_lines = {*marathon, *noodles, *teacher}
    assert kept(*text) == [line for line in text if line not in story_lines]


def test_pieces_of_two_stories_in_one_another(plan, stories) -> None:
    mixed = [x for pair in zip(stories["marathon"], stories["noodles"], strict=True) for x in pair]
    text = inside(plan, 7, 28, *mixed)
    assert kept(*text) == [line for line in text if line not in mixed]


def test_a_story_about_what_the_document_is_about(law) -> None:
    for at in (4, 9, 15, 21):
        assert kept(*law[:at], *WELL, *law[at:]) == list(law)


def test_a_story_that_comes_back_to_its_words(plan, stories) -> None:
    longer = [
        *stories["marathon"],
        "林晓梅第二次报名半程马拉松，女儿笑着说：“妈，你跑上瘾了！”",
        "江滨路上，那几个素不相识的跑友又来了，陪着林晓梅冲过终点，谁也没有哭。",
    ]
    text = inside(plan, 9, 30, *longer)
    assert kept(*text) == [line for line in text if line not in longer]


def test_blank_lines_make_no_difference(plan, story) -> None:
    text = inside(plan, 7, 28, "", story[0], "", "", *story[1:], "")
    wanted = [line for line in text if line and line not in story]
    assert kept(*text) == wanted
    assert kept("\n\n".join(text)) == wanted


@pytest.mark.parametrize("width", [22, 28, 35])
def test_a_story_in_a_wrapped_document(plan, story, wrapped, width: int) -> None:
    at = wrapped(plan[:9], width).count("\n") + 1
    lines = wrapped(plan, width).split("\n")
    text = [*lines[:at], *wrapped(story, width).split("\n"), *lines[at:]]
    assert kept(*text) == lines


def test_what_is_set_aside_is_listed_line_by_line(plan, story, asides) -> None:
    draft = drop_stories(Draft.of("\n".join(inside(plan, 5, 30, *story))))
    assert asides(draft) == [("foreign", line) for line in story]
    assert [aside.line for aside in draft.set_aside] == [7, 8, 9]


@pytest.mark.parametrize("document", ["plan", "law", "speech", "village_rules"])
def test_a_document_without_a_story_keeps_all_its_text(request, document: str) -> None:
    lines = request.getfixturevalue(document)
    assert kept(*lines) == list(lines)
    assert kept(*(f"　　{line}" for line in lines)) == list(lines)


def test_a_wrapped_document_keeps_all_its_text(plan, law, speech, wrapped) -> None:
    for lines in (plan, law, speech):
        for width in (18, 25, 33):
            draft = unwrap(Draft.of(wrapped(lines, width)))
            assert drop_stories(draft).text == draft.text


def test_a_document_that_breaks_off_keeps_its_text(plan) -> None:
    text = (*plan[:9], plan[9][:30])
    assert kept(*text) == list(text)


def test_a_numbered_item_is_no_story(plan) -> None:
    item = "（七）“听党话、跟党走”，他们说我们要把她的故事讲给你听吗？"
    text = (*plan[:11], item, *plan[11:])
    assert kept(*text) == list(text)


@pytest.mark.parametrize("at", [6, 11, 20])
def test_tables_are_no_story_even_beside_one(plan, story, at: int) -> None:
    text = [*plan[:at], *ROWS, *plan[at:]]
    assert kept(*text) == text
    assert kept(*plan[:at], *story, *ROWS, *plan[at:]) == text
    assert kept(*plan[:at], *ROWS, *story, *plan[at:]) == text
    assert kept(*plan[:at], *ROWS[:2], *story, *ROWS[2:], *plan[at:]) == text


def test_rows_of_a_table_in_a_wrapped_document_resume_no_sentence(plan, wrapped) -> None:
    text = [*wrapped(plan[:6], 30).split("\n"), *ROWS, *wrapped(plan[6:], 30).split("\n")]
    assert kept(*text) == text


def test_who_signed_when_and_notes_of_issue_stay_beside_a_story(plan, law, story) -> None:
    assert kept(*plan[:-1], *story, plan[-1]) == list(plan)
    assert kept(*plan[:-2], *story, *plan[-2:]) == list(plan)
    assert kept(law[0], *story, *law[1:]) == list(law)


def test_dropping_twice_changes_nothing_more(plan, story) -> None:
    once = kept(*inside(plan, 7, 28, *story))
    assert kept(*once) == once


@pytest.mark.parametrize("raw", ["", "甲", "\n", "甲\n乙"])
def test_next_to_nothing(raw: str) -> None:
    assert drop_stories(Draft.of(raw)).text == raw


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("方案\n一、目标\n", "\n二、任务\n"),
        ("\n\n方案\n", "\n"),
        ("方案\n一、目标\n", ""),
        ("方案\n", "\n二、任务"),
        ("方案\n", "\n"),
    ],
)
def test_a_notice_is_lifted_to_the_front(before: str, after: str) -> None:
    draft = lift_notice(Draft.of(before + NOTICE + after))
    rest = [line for line in (before + after).split("\n") if line]
    assert [line for line in draft.text.split("\n") if line] == [NOTICE, *rest]
    assert draft.raw_offset(draft.text.index(NOTICE)) == len(before)


@pytest.mark.parametrize(
    "words",
    ["现将《行动方案》给你们", "发布《行动方案》", "关于行动方案的通知", "关于行动方案的公告"],
)
def test_how_a_notice_reads(words: str) -> None:
    notice = f"<p>{words}</p><p>2024年3月5日</p>"
    assert lift_notice(Draft.of(f"方案\n{notice}\n")).text == f"{notice}\n方案\n"


@pytest.mark.parametrize(
    "line",
    [
        NOTICE.replace("2024年3月5日", ""),
        "<p>云峡县人民政府</p><p>2024年3月5日</p>",
        "云峡县人民政府印发《云峡县乡村建设行动方案》的通知，2024年3月5日",
    ],
)
def test_what_is_no_notice_stays(line: str) -> None:
    text = f"方案\n{line}\n"
    assert lift_notice(Draft.of(text)).text == text


def test_a_notice_at_the_front_stays() -> None:
    text = f"{NOTICE}\n方案\n"
    assert lift_notice(Draft.of(text)).text == text
