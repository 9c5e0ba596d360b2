"""Stories set aside, notices put first."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.foreign import drop_stories, lift_notice

MARATHON = (
    "“那天雨下得特别大，我以为没有人会来了。”林晓梅笑着说，她第一次报名半程马拉松，是被女儿硬拉去的。",
    "没想到枪声一响，整条江滨路都沸腾了。几个素不相识的跑友一路陪着她，谁也不肯先走。",
    "冲过终点的时候，她蹲在地上哭了。后来有人问她值不值，她说：“你来跑一次就知道了。”",
)
NOODLES = (
    "巷口那家面馆开了三十年，老板娘姓周，我小时候就爱吃她煮的黄鱼面。",
    "如今店面翻新了，味道却没变。你要是周末来，得等上半个钟头，可是谁也不着急，",
)
TEACHER = (
    "村小只剩下七个孩子的那年，陈老师本来可以调到镇上去。",
    "他没有走。“我走了，他们怎么办呢？”他一边说，一边给窗户糊上报纸。",
)
STORIES = [MARATHON, NOODLES, TEACHER]
FIRST = (
    "（一）加强农村公路建设。完善管护机制，新改建农村公路120公里，提升改造桥梁15座，"
    "推进客货邮融合发展，农村物流服务点"
)
SECOND = "覆盖率达到90%以上。落实农村公路“路长制”，实施安全生命防护工程200公里。"
NEXT = "（二）提升人居环境。新建公厕12座，完善垃圾分类收运体系。"
NOTICE = (
    "<p><b>青田县人民政府</b></p><p>印发《青田县乡村建设行动方案》的通知</p><p>2024年3月5日</p>"
)


def left(*paragraphs: str) -> list[str]:
    draft = drop_stories(Draft.of("\n".join(paragraphs)))
    return [line for line in draft.text.split("\n") if line]


@pytest.mark.parametrize("story", STORIES)
def test_a_story_between_the_halves_of_a_sentence(story: tuple[str, ...]) -> None:
    assert left(FIRST, *story, SECOND, NEXT) == [FIRST, SECOND, NEXT]


@pytest.mark.parametrize("story", STORIES)
def test_a_story_after_a_whole_clause(story: tuple[str, ...]) -> None:
    whole = FIRST + SECOND
    kept = [line for line in story if line == TEACHER[0]]  # reads like neither
    assert left(whole, *story, NEXT) == [whole, *kept, NEXT]


def test_two_stories_in_pieces() -> None:
    broken = "（二）提升人居环境。新建公厕12座，完善垃圾分类收运"
    rest = "体系，落实保洁员管护责任，实现全覆盖。"
    text = (FIRST, *MARATHON[:2], SECOND, broken, *NOODLES, rest)
    assert left(*text) == [FIRST, SECOND, broken, rest]


def test_inside_a_break_what_reads_like_neither_goes_too() -> None:
    assert left(FIRST, TEACHER[0], *MARATHON, SECOND) == [FIRST, SECOND]

    assert left(FIRST, MARATHON[0], TEACHER[0], *MARATHON[1:], SECOND) == [FIRST, SECOND]


def test_blank_lines_make_no_difference() -> None:
    assert left(FIRST, "", MARATHON[0], "", "", *MARATHON[1:], "", SECOND) == [FIRST, SECOND]


@pytest.mark.parametrize("rest", [(SECOND,), (TEACHER[0], SECOND)])
def test_a_story_after_the_second_half_takes_nothing_before_it(rest: tuple[str, ...]) -> None:
    last = "健全考核机制，落实管护责任，推进示范建设。"
    assert left(FIRST, *rest, *MARATHON, last) == [FIRST, *rest, last]


def test_a_break_ends_at_the_next_item() -> None:
    assert left(FIRST, *MARATHON, "（二）总则", SECOND) == [FIRST, "（二）总则", SECOND]


def test_what_is_set_aside_is_listed() -> None:
    draft = drop_stories(Draft.of("\n".join((FIRST, *MARATHON, SECOND))))
    assert [(a.reason, a.line, a.text) for a in draft.set_aside] == [
        ("foreign", line, text) for line, text in enumerate(MARATHON, start=2)
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (FIRST, SECOND),
        (FIRST, "覆盖率达到90%以上。", "健全考核机制，落实责任。"),
        (FIRST + SECOND, "健全考核机制，落实责任。", NEXT),
        (FIRST, NEXT),
        (FIRST, "面积、", SECOND),
        ("一、目标", "让群众满意，", SECOND),
        (NEXT, "青田县人民政府", "2024年3月5日"),
    ],
)
def test_policy_paragraphs_are_kept(paragraphs: tuple[str, ...]) -> None:
    assert left(*paragraphs) == list(paragraphs)


def test_a_numbered_item_is_never_a_story() -> None:
    item = "（三）“听党话、跟党走”，他们说我们要把她的故事讲给你听吗？"
    assert left(item, NEXT) == [item, NEXT]


def test_a_break_that_never_ends_loses_only_the_story() -> None:
    assert left(FIRST, *MARATHON, "青田") == [FIRST, "青田"]


def test_a_story_that_breaks_off_is_no_clause_to_resume() -> None:
    whole = FIRST + SECOND
    assert left(whole, NOODLES[0], NOODLES[1], *MARATHON, SECOND) == [whole, SECOND]


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
        "<p>青田县人民政府</p><p>2024年3月5日</p>",
        "青田县人民政府印发《青田县乡村建设行动方案》的通知，2024年3月5日",
    ],
)
def test_what_is_no_notice_stays(line: str) -> None:
    text = f"方案\n{line}\n"
    assert lift_notice(Draft.of(text)).text == text


def test_a_notice_at_the_front_stays() -> None:
    text = f"{NOTICE}\n方案\n"
    assert lift_notice(Draft.of(text)).text == text
