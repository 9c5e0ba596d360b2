"""What stands on the paper of an answer and of a search."""

from __future__ import annotations

from dataclasses import replace

from opened_papers import MADE, clause_lines, flat

from assistant.papers.contents import Facts, Grid, Heading, Paragraph, Sheet
from assistant.papers.evidence import (
    evidence_of_answer,
    evidence_of_answers,
    evidence_of_search,
)
from assistant.papers.wording import UNSAID, VERBATIM, counted, dated

FIGURE = "建德2027年集体经济目标是多少"
COMPARED = "建德和衢州的集体经济目标比较一下"
UNKNOWN = "火星登陆计划的补贴是多少"


def facts(sheet: Sheet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in flat(sheet.blocks):
        if isinstance(block, Facts):
            for name, value in block.rows:
                found.setdefault(name, []).append(value)
    return found


def test_it_says_what_by_what_and_when(ask, assistant) -> None:
    sheet = evidence_of_answer(ask(FIGURE), assistant.documents, MADE)
    told = facts(sheet)
    assert told["问题"] == [FIGURE]
    assert told["索引版本"] == [assistant.index_version]
    assert told["制单日期"] == ["2026年11月28日"]
    assert "情况截至" not in told
    earlier = replace(ask(FIGURE), as_of="2026-11-21")
    then = facts(evidence_of_answer(earlier, assistant.documents, MADE))
    assert then["情况截至"] == ["2026年11月21日"]
    assert told["文号"] == ["建政函〔2023〕37号"]
    assert told["发文机关"] == ["建德市人民政府"]
    assert told["成文日期"] == ["2023年4月6日"]
    assert told["效力"] == [UNSAID]
    assert VERBATIM in "".join(sheet.texts())


def test_every_clause_is_whole_and_its_quotes_are_marked(ask, assistant) -> None:
    for question in (FIGURE, COMPARED, UNKNOWN):
        answer = ask(question)
        sheet = evidence_of_answer(answer, assistant.documents, MADE)
        lines = clause_lines(sheet)
        whole = "\n".join("".join(span.text for span in line.line) for line in lines)
        marked = "".join(s.text for line in lines for s in line.line if s.style == "quoted")
        for citation in answer.citations or answer.nearest:
            assert citation.clause.text.strip() in whole
            assert citation.quote.replace("\n", "") in marked
            assert citation.clause.label in "".join(sheet.texts())


def test_the_marks_of_the_answer_are_those_of_its_clauses(ask, assistant) -> None:
    sheet = evidence_of_answer(ask(FIGURE), assistant.documents, MADE)
    spans = [s for b in flat(sheet.blocks) if isinstance(b, Paragraph) for s in b.line]
    assert [s.text for s in spans if s.style == "number"] == ["〔1〕", "〔2〕", "〔1〕", "〔2〕"]


def test_a_comparison_is_a_table(ask, assistant) -> None:
    sheet = evidence_of_answer(ask(COMPARED), assistant.documents, MADE)
    [table] = [b for b in flat(sheet.blocks) if isinstance(b, Grid)]
    assert [row[0][0].text for row in table.rows] == [
        "建德市（2023—2027年）",
        "建德市（2023—2027年）",
        "衢州市",
    ]
    assert facts(sheet)["结论"] == ["有依据，2 个条款"]


def test_a_table_of_a_model_is_a_table(ask, assistant) -> None:
    rows = "| 方面 | 建德 |\n| --- | --- |\n| 目标 | 75亿元[1] |\n| 其他 | 无[9] |"
    sheet = evidence_of_answer(replace(ask(FIGURE), answer=rows), assistant.documents, MADE)
    [table] = [b for b in flat(sheet.blocks) if isinstance(b, Grid)]
    told = [["".join(s.text for s in cell) for cell in row] for row in table.rows]
    assert told == [["目标", "75亿元〔1〕"], ["其他", "无[9]"]]


def test_what_was_not_found_is_said(ask, assistant) -> None:
    sheet = evidence_of_answer(ask(UNKNOWN), assistant.documents, MADE)
    assert facts(sheet)["结论"] == ["资料中没有找到依据"]
    headings = [b.text for b in flat(sheet.blocks) if isinstance(b, Heading)]
    assert "二、最接近的条款（不是依据，供核对）" in headings


def test_several_answers_in_one_paper(ask, assistant) -> None:
    sheet = evidence_of_answers([ask(FIGURE), ask(UNKNOWN)], assistant.documents, MADE)
    headings = [(b.level, b.text) for b in flat(sheet.blocks) if isinstance(b, Heading)]
    assert [text for level, text in headings if level == 1] == [
        f"一、{FIGURE}",
        f"二、{UNKNOWN}",
    ]
    assert (2, "（二）依据") in headings
    assert sheet.about == f"{FIGURE}等2问"


def test_a_search(assistant, stamp) -> None:
    hits = assistant.search("稻渔综合种养", k=3)
    sheet = evidence_of_search("稻渔综合种养", hits, assistant.documents, stamp)
    text = "\n".join(sheet.texts())
    for hit in hits:
        assert f"〔{hit.rank}〕" in text
        for line in hit.clause.text.split("\n"):
            assert line.strip() in "".join(sheet.texts())
    assert "没有找到" in "".join(evidence_of_search("无", (), assistant.documents, stamp).texts())


def test_words() -> None:
    assert [counted(n) for n in (1, 10, 12, 20, 45, 100)] == [
        *("一", "十", "十二", "二十", "四十五", "100"),
    ]
    assert dated("2026-01-02") == "2026年1月2日"
    assert dated("去年") == "去年"
