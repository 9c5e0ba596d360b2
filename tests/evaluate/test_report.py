from dataclasses import replace

import pytest

from assistant.evaluate.failures import failures_text, reasons
from assistant.evaluate.report import as_markdown, as_text
from assistant.evaluate.run import run
from assistant.evaluate.table import Table, columns


@pytest.fixture
def report(assistant, cases):
    return run(assistant, cases)


def test_columns_line_up_where_characters_are_two_wide():
    table = Table(["题型", "k/n"], [["figure", "1/2"], ["责任单位", "—"]])
    lines = table.as_text().splitlines()
    assert lines == ["题型      k/n", "figure    1/2", "责任单位    —"]
    assert len({columns(line) for line in lines}) == 1


def test_markdown_cells_stay_on_their_line():
    markdown = Table(["a", "b"], [["x|y", "1\n2"]]).as_markdown()
    assert markdown == "| a | b |\n| --- | ---: |\n| x\\|y | 1 2 |"


def test_terminal_report(report):
    text = as_text(report)
    assert "共 4 题（3 题有答案），有不足的 2 题，其中出错 1 题" in text
    assert "索引 v1，向量模型 bigrams" in text
    assert "1/3 33.3% [6%–79%]" in text
    assert "MRR" in text
    assert text.splitlines()[-1].startswith("合计")


def test_markdown_report_lists_what_failed(report):
    markdown = as_markdown(report)
    assert "| 单个数字 | 1 | 1/1 |" in markdown
    assert "- **a-4" not in markdown
    assert "- a-4 [列举] 崩溃\n  - 原因：回答：RuntimeError: 坏了" in markdown
    assert as_markdown(replace(report, rows=report.rows[:2])).endswith("## 没有通过的题\n\n无\n")


def test_failures_show_gold_beside_what_came(report):
    text = failures_text(report.rows)
    assert "a-1" not in text
    assert text.startswith("a-3 [追问] 那ningbo呢\n  前文：hangzhou村集体资产")
    for line in ("应含：9000000000", "依据：ningbo“达到90亿元”", "检索：1. ", "引文："):
        assert f"\n  {line}" in text
    assert failures_text(report.rows[:1]) == "所有题都通过了。"


def test_reasons(report):
    row = report.rows[0]
    declined = replace(row.verdict, declined=True, missing=row.case.expect, evidence=(False,))
    assert reasons(replace(row, verdict=declined)) == ("误拒",)
    bare = replace(row.verdict, useful=(), evidence=(True,), loose=("7",))
    loose = replace(row, verdict=bare, ranks={**row.ranks, "fused": _nowhere(row)})
    assert reasons(loose) == (
        "前 5 条且 2600 字内没有全部依据",
        "引用不含全部依据",
        "数字不见于所引 7",
        "有回答而没有引文",
    )
    wrong = replace(row.verdict, forbidden=("90亿元",), invalid=("ningbo/1",), evidence=(False,))
    assert reasons(replace(row, verdict=wrong)) == (
        "引用不含全部依据",
        "给出了错值 90亿元",
        "引文与原文不符 ningbo/1",
    )
    off_topic = replace(report.rows[1], answer=row.answer, verdict=row.verdict)
    assert reasons(off_topic) == ("该拒答而没有拒答",)


def _nowhere(row):
    return replace(row.ranks["fused"], within=(None,))
