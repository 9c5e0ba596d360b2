import json

import pytest

from assistant.evaluate.figure_report import (
    FigureReport,
    as_json,
    as_markdown,
    as_text,
    faults_text,
)
from assistant.evaluate.figure_score import Fault, FigureScore

FAULTS = (
    Fault("b", "b/1", "公园：3个", "公园：3座", ("value", "unit")),
    Fault("b", "b/1", "绿道：5条", ""),
    Fault("b", "b/2", "", "甲|乙：1个"),
)


@pytest.fixture
def report():
    library = {"a": FigureScore(4, 4, 4, 4, ()), "b": FigureScore(4, 5, 2, 3, FAULTS)}
    return FigureReport(library, {"t": FigureScore(2, 2, 2, 2, ())}, "v1")


def test_text(report):
    lines = as_text(report).splitlines()
    assert lines[0] == (
        "2 份资料，标准 8 行，程序抽出 9 行；另有自撰的文件 1 份；共 3 处不符；索引 v1"
    )
    assert lines[3].split() == ["a", "4", "4", "4", "100.0%", "100.0%", "100.0%"]
    assert lines[4].split() == ["b", "4", "5", "2", "40.0%", "50.0%", "75.0%"]
    assert lines[5].split() == ["资料合计", "8", "9", "6", "66.7%", "75.0%", "87.5%"]
    assert lines[6].split()[0] == "t"
    assert lines[8].split()[:3] == ["各栏", "数值", "单位"]
    assert lines[10].split()[:4] == ["b", "66.7%", "66.7%", "100.0%"]


def test_faults_say_what_was_expected_and_what_was_found(report):
    assert faults_text(report).split("\n\n") == [
        "b/1：数值、单位不符\n  应为：公园：3个\n  实为：公园：3座",
        "b/1：漏了\n  应为：绿道：5条\n  实为：（无）",
        "b/2：多出\n  应为：（无）\n  实为：甲|乙：1个",
    ]
    assert faults_text(FigureReport({}, {}, "v1")) == "没有不符之处。"


def test_markdown(report):
    text = as_markdown(report)
    assert text.startswith("# 数字台账评测\n\n2 份资料")
    assert "| b | 4 | 5 | 2 | 40.0% |" in text
    assert "- b/2：多出\n  - 应为：（无）\n  - 实为：甲\\|乙：1个\n" in text
    assert as_markdown(FigureReport({}, {}, "v1")).endswith("## 不符之处\n\n无\n")


def test_json(report):
    content = json.loads(as_json(report))
    assert list(content) == ["format", "index_version", "library", "documents", "texts", "faults"]
    assert list(content["documents"]) == ["a", "b"]
    assert content["library"]["precision"] == 0.6667
    assert content["documents"]["b"]["fields"]["unit"] == 0.6667
    assert content["texts"]["t"]["recall"] == 1.0
    assert content["faults"][0] == {
        "document": "b",
        "clause": "b/1",
        "expected": "公园：3个",
        "found": "公园：3座",
        "fields": ["value", "unit"],
    }


def test_without_rows_there_are_no_shares():
    empty = FigureReport({}, {}, "v1")
    assert as_text(empty).splitlines()[3].split() == ["资料合计", "0", "0", "0", *["—"] * 3]
    assert json.loads(as_json(empty))["library"]["recall"] is None
