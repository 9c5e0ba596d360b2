"""试卷, 答案 and the results of a session."""

from __future__ import annotations

from dataclasses import replace

from opened_papers import MADE, clause_lines, flat

from assistant.papers.contents import Choices, Heading, Paragraph, Sheet
from assistant.papers.grounds import Shelf
from assistant.papers.quiz import exam, in_order, key
from assistant.papers.results import Person, Results, results
from assistant.training.items import ItemSet
from assistant.training.sheet import right


def headings(sheet: Sheet) -> list[str]:
    return [b.text for b in flat(sheet.blocks) if isinstance(b, Heading)]


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


def test_points_add_up(quiz: ItemSet, stamp) -> None:
    for count, each in ((10, 10), (12, 5)):
        some = replace(quiz, items=quiz.items[:count])
        sheet = exam(some, stamp)
        assert f"共 {count} 题，满分 {count * each} 分" in sheet.subtitle
        assert all(f"每题 {each} 分" in heading for heading in headings(sheet))


def test_short_choices_share_a_row(quiz: ItemSet, stamp) -> None:
    for block in flat(exam(quiz, stamp).blocks):
        if isinstance(block, Choices) and block.columns > 1 and "（　　）1" not in block.cells[0]:
            assert max(map(len, block.cells)) <= 18
            assert block.columns == 2 or max(map(len, block.cells)) <= 9


def test_a_key_tells_and_shows_each_clause_whole(quiz: ItemSet, shelf: Shelf, stamp) -> None:
    sheet = key(quiz, shelf, stamp)
    text = "\n".join(sheet.texts())
    lines = clause_lines(sheet)
    whole = "\n".join("".join(span.text for span in line.line) for line in lines)
    marked = "".join(s.text for line in lines for s in line.line if s.style == "quoted")
    for number, item in in_order(quiz.items):
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
    people = (Person("王晓明", "梅城镇", 11, 12), Person("李芳", "农业农村局", 9, 12))
    items = tuple((item, at / 20 if at else None) for at, item in enumerate(quiz.items))
    found = Results("第一期", MADE, people, items, again=quiz.items[1:2])
    sheet = results(found, shelf, stamp)
    told = list(sheet.texts())
    assert {"王晓明", "梅城镇", "92%", "75%", "83%", "没有人答", "5%"} <= set(told)
    marks = [s.text for b in flat(sheet.blocks) if isinstance(b, Paragraph) for s in b.line]
    assert "〔2〕" in marks
    assert shelf.clauses[quiz.items[1].clause].text.strip() in "\n".join(
        "".join(span.text for span in line.line) for line in clause_lines(sheet)
    )
    assert results(Results("空", MADE, (), ()), shelf, stamp).texts()
