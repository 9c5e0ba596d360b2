"""Sentences that the layout cut are whole again, and nothing else is joined."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft, Edit
from assistant.ingest.clean.joining import join_broken_lines, join_title, unwrap
from assistant.ingest.clean.layout import trim

TITLE = "松坪市“百村示范、千户整治”工程实施方案（2023—2027年）"
BREAKS = {3: 30, 7: 31, 12: 20, 16: 40, 19: 12}  # places inside sentences of the plan


def joined(text: str, title: str = "") -> list[str]:
    draft = unwrap(trim(Draft.of(text, title=title)))
    return join_broken_lines(join_title(draft)).text.split("\n")


def broken(lines, between: str = "\n", breaks=BREAKS) -> str:
    return "\n".join(
        line[: breaks[n]] + between + line[breaks[n] :] if n in breaks else line
        for n, line in enumerate(lines)
    )


@pytest.mark.parametrize("document", ["plan", "law"])
def test_an_unbroken_document_stays_as_it_is(request, document: str) -> None:
    lines = request.getfixturevalue(document)
    assert joined("\n".join(lines)) == list(lines)
    assert joined("\n\n".join(lines)) == list(lines)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n\n\n\n", "\n　　", " \n"])
def test_sentences_cut_by_line_ends_and_blank_lines(plan, between: str) -> None:
    assert joined(broken(plan, between)) == list(plan)


@pytest.mark.parametrize("at", range(8, 66, 7))
def test_an_item_cut_anywhere(plan, at: int) -> None:
    assert joined(broken(plan, breaks={5: at})) == list(plan)


def test_a_sentence_in_three_pieces(plan) -> None:
    text = "\n".join((*plan[:5], plan[5][:20], plan[5][20:41], plan[5][41:], *plan[6:]))
    assert joined(text) == list(plan)


def test_articles_of_a_law_cut_in_two(law) -> None:
    assert joined(broken(law, breaks={5: 30, 8: 25, 13: 40, 17: 7, 22: 18})) == list(law)


@pytest.mark.parametrize("width", [15, 18, 22, 25, 30, 34, 38, 42, 50, 60])
@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("document", ["plan", "law"])
def test_hard_wraps_of_any_width(request, wrapped, document: str, width: int, indent: str) -> None:
    lines = request.getfixturevalue(document)
    assert joined(wrapped(lines, width, indent), title=lines[0]) == list(lines)


def test_an_indented_line_begins_anew_below_a_line_as_wide_as_the_page(plan, wrapped) -> None:
    last = plan[-3].replace("良好卫生", "良好的卫生")
    text = wrapped((*plan[:-3], last, *plan[-2:]), 28, "　　")
    assert f"\n{last[-28:]}\n　　{plan[-2]}" in text
    assert joined(text)[-3:] == [last, *plan[-2:]]


def test_where_halves_were_joined_is_noted(plan) -> None:
    draft = join_broken_lines(Draft.of(broken(plan)))
    assert [draft.raw[raw : raw + 3] for raw in draft.joined] == [
        plan[n][at : at + 3] for n, at in BREAKS.items()
    ]
    assert [raw in draft.raws for raw in draft.joined] == [True] * len(BREAKS)


def test_where_something_was_set_aside_inside_a_paragraph_its_sentences_meet_again(plan) -> None:
    first, second = plan[15].split("，县级")[0] + "。", "县级每季度督查一次。"
    raw = "\n".join((*plan[:11], first, "外来的一行", second, *plan[12:]))
    raw = "\n".join("　　" + line if line != second else line for line in raw.split("\n"))
    start = raw.index("外来的一行")
    draft = Draft.of(raw).apply([Edit(start, start + 5, reason="foreign")])
    assert first + second in join_broken_lines(trim(draft)).text


@pytest.mark.parametrize(
    "after",
    [
        "（七）完善道路",
        "2.完善道路",
        "## 二、重点任务",
        "责任单位：县农业农村局",
        "（县农业农村局、县财政局）",
        "2025年2月18日",
        "（2025年2月18日县政府公布）",
        "柳湾镇\t上柳村\t312",
    ],
)
def test_what_begins_anew_is_no_second_half(plan, after: str) -> None:
    text = (*plan[:10], "（六）加强管护，落实责任", after, *plan[11:])
    assert joined("\n".join(text)) == list(text)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_headings_of_items_are_not_glued_to_their_paragraphs(plan, gap: str) -> None:
    lines = [part for line in plan for part in apart(line)]
    assert joined(gap.join(lines)) == lines


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_neither_are_headings_without_a_number(plan, gap: str) -> None:
    lines = [bare(part) for line in plan for part in apart(line)]
    assert joined(gap.join(lines)) == lines


def apart(line: str) -> list[str]:
    """“（一）整治农村生活垃圾。健全……” as a heading and its paragraph."""
    heading, _, text = line.partition("。") if line[0] == "（" else (line, "", "")
    return [heading, text] if text else [line]


def bare(line: str) -> str:
    return (
        line.partition("）" if line[0] == "（" else "、")[2]
        if line[1] in "一二三四五六、"
        else line
    )


def test_a_list_whose_items_end_in_a_semicolon(law) -> None:
    item = "（四）在井台上堆放物品，影响古井安全的；"
    text = [*law[:18], item[:15], item[15:], *law[18:]]
    assert joined("\n".join(text)) == [*law[:18], item, *law[18:]]


ROWS = ("乡镇\t村名\t户数\t任务", "柳湾镇\t上柳村\t312\t45", "青岩乡\t石门村\t198\t27")


@pytest.mark.parametrize("at", [4, 6, 11, 20])
def test_the_rows_of_a_table_stay_rows(plan, at: int) -> None:
    text = (*plan[:at], *ROWS, *plan[at:])
    assert joined("\n".join(text)) == list(text)


@pytest.mark.parametrize(
    "end",
    [
        ("云峡县人民政府办公室", "2025年2月18日"),
        ("云峡县人民政府办公室", "二〇二五年二月十八日", "（此件公开发布）"),
        ("云峡县农业农村局", "云峡县财政局", "云峡县民政局", "2025年2月18日"),
        ("附件：1．任务分解表", "2．示范村名单", "云峡县人民政府办公室", "2025年2月18日"),
    ],
)
def test_signatures_dates_and_annexes_stay_lines_of_their_own(plan, end) -> None:
    text = (*plan[:-2], *end)
    assert joined("\n".join(text)) == list(text)
    assert joined("\n\n".join(text)) == list(text)


def test_a_title_and_who_is_addressed_stay_lines_of_their_own(plan) -> None:
    addressed = "各乡镇人民政府、街道办事处，县政府各部门："
    text = (plan[0], "云政办发〔2025〕3号", addressed, *plan[1:])
    assert joined("\n".join(text)) == list(text)


def test_a_title_is_no_half_sentence() -> None:
    text = "松坪市“百村示范、千户整治”工程\n为推进建设，制定本方案。"
    assert joined(text, "松坪市“百村示范、千户整治” 工程") == text.split("\n")


def test_joining_twice_changes_nothing_more(plan) -> None:
    once = "\n".join(joined(broken(plan)))
    assert join_broken_lines(Draft.of(once)).text == once


@pytest.mark.parametrize("raw", ["", "甲", "甲\n乙", "，\n。", "甲，\n"])
def test_next_to_nothing(raw: str) -> None:
    assert "".join(joined(raw)) == raw.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "前言\n松坪市“百村示范、千户整治”\n工程实施方案\n(2023—2027年)\n为推进建设",
            "前言\n松坪市“百村示范、千户整治”工程实施方案(2023—2027年)\n为推进建设",
        ),
        (f"{TITLE}\n正文", f"{TITLE}\n正文"),
        ("松坪市“百村示范、千户整治”\n正文", "松坪市“百村示范、千户整治”\n正文"),
        ("松坪市\n松坪市“百村示范、千户整治”工程\n实施方案（2023—2027年）", f"松坪市\n{TITLE}"),
        ("\n松坪市", "\n松坪市"),
        (f"\n{TITLE}\n正文", f"\n{TITLE}\n正文"),
    ],
)
def test_a_title_over_several_lines_is_joined(text: str, whole: str) -> None:
    assert join_title(Draft.of(text, title=TITLE)).text == whole


def test_a_title_far_from_the_top_is_left_alone(plan) -> None:
    text = "\n".join((*plan, *plan, TITLE[:10], TITLE[10:]))
    assert join_title(Draft.of(text, title=TITLE)).text == text
