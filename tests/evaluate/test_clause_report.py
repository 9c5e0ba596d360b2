import json

import pytest

from assistant.evaluate.clause_report import (
    ClauseReport,
    as_json,
    as_markdown,
    as_text,
    mismatches_text,
)
from assistant.evaluate.clause_score import Mismatch, Score

FAULTS = (
    Mismatch("b", "一", "place", "一 / 一、目标", "一 / 一、|目的"),
    Mismatch("b", "二", "departments", "甲局", ""),
    Mismatch("b", "三", "extra", "", "甲……乙（9 字）"),
)


@pytest.fixture
def report():
    return ClauseReport({"a": Score(3, 3, ()), "b": Score(2, 3, FAULTS)}, "v1")


def test_text(report):
    lines = as_text(report).splitlines()
    assert lines[0] == "2 份资料，标准 5 条，程序切出 6 条，3 处不符；索引 v1"
    assert lines[3].split() == ["a", "3", "3", "1.0000", *["100.0%"] * 4]
    assert lines[4].split() == ["b", "2", "3", "0.8000", "66.7%", "100.0%", "50.0%", "50.0%"]
    assert lines[5].split()[0] == "合计"


def test_mismatches_say_what_was_expected_and_what_was_found(report):
    assert mismatches_text(report).split("\n\n") == [
        "b 一：编号或路径不符\n  应为：一 / 一、目标\n  实为：一 / 一、|目的",
        "b 二：责任单位不符\n  应为：甲局\n  实为：（无）",
        "b 三：多出\n  应为：（无）\n  实为：甲……乙（9 字）",
    ]
    assert mismatches_text(ClauseReport({}, "v1")) == "没有不符之处。"


def test_markdown(report):
    text = as_markdown(report)
    assert text.startswith("# 条款切分评测\n\n2 份资料")
    assert "| b | 2 | 3 | 0.8000 |" in text
    assert "- b 一：编号或路径不符\n  - 应为：一 / 一、目标\n  - 实为：一 / 一、\\|目的\n" in text
    assert as_markdown(ClauseReport({}, "v1")).endswith("## 不符之处\n\n无\n")


def test_json(report):
    content = json.loads(as_json(report))
    assert list(content) == ["format", "index_version", "overall", "documents", "mismatches"]
    assert content["overall"] == {
        "gold": 5,
        "predicted": 6,
        "f1": 0.9091,
        "precision": 0.8333,
        "recall": 1.0,
        "path": 0.8,
        "departments": 0.8,
    }
    assert list(content["documents"]) == ["a", "b"]
    assert content["mismatches"][1] == {
        "document": "b",
        "label": "二",
        "kind": "departments",
        "expected": "甲局",
        "found": "",
    }


def test_without_clauses_there_are_no_figures():
    empty = ClauseReport({}, "v1")
    assert as_text(empty).splitlines()[-1].split() == ["合计", "0", "0", *["—"] * 5]
    assert json.loads(as_json(empty))["overall"]["f1"] is None
