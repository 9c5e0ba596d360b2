"""试卷, 答案 and the results of a session."""

from __future__ import annotations

import re
from dataclasses import replace

from opened_papers import MADE, clause_lines, flat

from assistant.papers.contents import Choices, Grid, Heading, Paragraph, Sheet
from assistant.papers.grounds import Shelf
from assistant.papers.quiz import exam, key
from assistant.papers.results import Person, Results, results
from assistant.papers.writing import file_name
from assistant.training.items import BLANK, KINDS, ItemSet
from assistant.training.sheet import right

WRITTEN_IN = re.compile(r"（\u00a0+）")


def headings(sheet: Sheet) -> list[str]:
    return [b.text for b in flat(sheet.blocks) if isinstance(b, Heading)]


def spans(sheet: Sheet) -> list[str]:
    return [s.text for b in flat(sheet.blocks) if isinstance(b, Paragraph) for s in b.line]


def room_to_write(sheet: Sheet) -> int:
    return sum(len(WRITTEN_IN.findall(text)) for text in sheet.texts())


def mixed(quiz: ItemSet) -> ItemSet:
    """One kind after another, as sets are made."""
    return replace(quiz, items=quiz.items[::2] + quiz.items[1::2])


def test_an_exam_asks_and_does_not_tell(quiz: ItemSet, stamp) -> None:
    sheet = exam(quiz, stamp)
    text = "".join(sheet.texts())
    for item in quiz.items:
        assert item.question.split("\n")[0] in text
        for option in (*item.options, *item.left):
            assert option in text
        assert not item.remark or item.remark not in text
    assert "依据" not in text
    assert [h[0] for h in headings(sheet)] == list("一二三四五六七")
    names = [text for block in sheet.blocks[:1] for text in block.texts()]
    assert names == ["姓名", "单位", "得分"]


def test_an_exam_bears_its_title_and_nothing_of_the_machine(quiz: ItemSet, stamp) -> None:
    sheet = exam(quiz, stamp, "秋季培训")
    assert (sheet.title, sheet.footer) == ("秋季培训", "试卷")
    assert file_name(sheet, "pdf") == "试卷-秋季培训.pdf"
    text = "\n".join(sheet.texts())
    assert stamp.index_version not in text
    for ground in (ground for item in quiz.items for ground in item.grounds):
        assert ground.document not in text
        assert ground.clause not in text


def test_papers_keep_the_order_of_the_set(quiz: ItemSet, shelf: Shelf, stamp) -> None:
    sheet = exam(mixed(quiz), stamp)
    assert headings(sheet) == []
    numbers = [text for text in spans(sheet) if re.match(r"\d+．", text)]
    kinds = [KINDS[item.kind] for item in mixed(quiz).items]
    assert numbers == [f"{at}．〔{kind}〕" for at, kind in enumerate(kinds, start=1)]
    told = [text for text in spans(key(mixed(quiz), shelf, stamp)) if re.match(r"\d+．〔", text)]
    assert [text.partition("〕")[0] + "〕" for text in told] == numbers


def test_every_blank_can_be_written_in_and_none_is_there_twice(quiz: ItemSet, stamp) -> None:
    by_kind = {item.kind: item for item in quiz.items}
    two = replace(by_kind["fill"], question=f"新建{BLANK}个，改造{BLANK}个。")
    assert room_to_write(exam(replace(quiz, items=(two,)), stamp)) == 2
    single = replace(by_kind["single"], question=f"应是哪一项？\n到2027年达到{BLANK}。")
    assert room_to_write(exam(replace(quiz, items=(single,)), stamp)) == 1
    bare = replace(single, question="应是哪一项？")
    assert room_to_write(exam(replace(quiz, items=(bare,)), stamp)) == 1


def test_a_key_says_which_items_people_wrote_or_changed(quiz: ItemSet, shelf, stamp) -> None:
    made, edited, own, *_ = quiz.items
    marked = (made, replace(edited, origin="edited"), replace(own, origin="own", objection="不符"))
    told = "".join(key(replace(quiz, items=marked), shelf, stamp).texts())
    assert f"1．〔{KINDS[made.kind]}〕" in told
    assert f"2．〔{KINDS[edited.kind]}，改过〕" in told
    assert f"3．〔{KINDS[own.kind]}，自己写的〕" in told
    assert "请核对：不符" in told


def test_points_add_up(quiz: ItemSet, stamp) -> None:
    for count, each in ((10, 10), (12, 5)):
        sheet = exam(replace(quiz, items=quiz.items[:count]), stamp)
        assert sheet.subtitle == f"试卷　共 {count} 题，每题 {each} 分，满分 {count * each} 分"
        shares = [int(re.findall(r"共 (\d+) 分", heading)[0]) for heading in headings(sheet)]
        assert sum(shares) == count * each


def test_short_choices_share_a_row(quiz: ItemSet, stamp) -> None:
    for block in flat(exam(quiz, stamp).blocks):
        if (
            isinstance(block, Choices)
            and block.columns > 1
            and not WRITTEN_IN.match(block.cells[0])
        ):
            assert max(map(len, block.cells)) <= 18
            assert block.columns == 2 or max(map(len, block.cells)) <= 9


def test_a_key_tells_and_shows_each_clause_whole(quiz: ItemSet, shelf: Shelf, stamp) -> None:
    sheet = key(quiz, shelf, stamp)
    text = "\n".join(sheet.texts())
    lines = clause_lines(sheet)
    whole = "\n".join("".join(span.text for span in line.line) for line in lines)
    marked = "".join(s.text for line in lines for s in line.line if s.style == "quoted")
    for number, item in enumerate(quiz.items, start=1):
        assert f"{number}．〔" in text
        assert right(item) in text
        assert item.remark in text
        for ground in item.grounds:
            assert shelf.clauses[ground.clause].text.strip() in whole
            assert ground.quote.replace("\n", "") in marked
    assert quiz.index_version in text


def test_a_clause_that_changed_is_not_shown_for_what_it_was(
    quiz: ItemSet, shelf: Shelf, stamp
) -> None:
    bare = key(quiz, Shelf({}, {}), stamp)
    assert clause_lines(bare) == []
    assert "没有或已经改动" in "".join(bare.texts())
    item = quiz.items[0]
    moved = replace(item.grounds[0], start=item.grounds[0].start + 1)
    assert shelf.citation(1, item.grounds[0])
    assert shelf.citation(1, moved) is None
    assert shelf.citation(1, replace(moved, start=-5)) is None


def test_the_results_of_a_session(quiz: ItemSet, shelf: Shelf, stamp) -> None:
    people = (Person(1, "王晓明", 12, 11, 12), Person(2, "李芳", 10, 9, 12))
    items = tuple((item, 2 * bool(at), at % 2) for at, item in enumerate(quiz.items))
    [first, *_] = quiz.items[1].grounds
    found = Results("第一期", MADE, people, items, again=((2, first),))
    sheet = results(found, shelf, stamp)
    assert (sheet.title, sheet.kind) == ("第一期", "成绩单")
    of_people, of_items = [b for b in flat(sheet.blocks) if isinstance(b, Grid)]
    told = [["".join(span.text for span in cell) for cell in row] for row in of_people.rows]
    assert told == [
        ["1", "王晓明", "12", "12", "11", "92%"],
        ["2", "李芳", "12", "10", "9", "75%"],
    ]
    last = [["".join(span.text for span in cell) for cell in row][-3:] for row in of_items.rows]
    assert last[:2] == [["0", "0", "没有人答"], ["2", "1", "50%"]]
    assert "83%（没交的算没答对）" in sheet.texts()
    assert "〔2〕" in spans(sheet)
    assert shelf.clauses[first.clause].text.strip() in "\n".join(
        "".join(span.text for span in line.line) for line in clause_lines(sheet)
    )
    assert results(Results("空", MADE, (), ()), shelf, stamp).texts()
