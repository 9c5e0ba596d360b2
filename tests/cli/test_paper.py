"""``youju paper``."""

from __future__ import annotations

import re

import docx
import pytest
from pypdf import PdfReader

from assistant.resources import Resources

QUESTION = "建德2027年集体经济目标是多少"


def test_ask(invoke, tmp_path) -> None:
    for name in ("依据单.docx", "依据单.PDF"):
        file = tmp_path / name
        result = invoke("paper", "ask", QUESTION, "-o", file, "--as-of", "2026-11-21")
        assert result.exit_code == 0, result.output
        assert f"已存到 {file}。" in result.stderr
    assert docx.Document(str(tmp_path / "依据单.docx")).paragraphs[0].text == "依据单"
    told = PdfReader(tmp_path / "依据单.PDF").pages[0].extract_text()
    assert "2026年11月21日" in told
    assert "75亿元" in told


def test_several_questions_in_one(invoke, tmp_path) -> None:
    file = tmp_path / "两问.pdf"
    result = invoke("paper", "ask", QUESTION, "--also", "火星登陆计划的补贴是多少", "-o", file)
    assert result.exit_code == 0, result.output
    told = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert "二、火星登陆计划的补贴是多少" in told
    assert "75亿元" in told


def test_search(invoke, tmp_path) -> None:
    file = tmp_path / "条款.pdf"
    result = invoke("paper", "search", "稻渔综合种养", "-k", 2, "-o", file, "--region", "建德")
    assert result.exit_code == 0, result.output
    assert "〔2〕" in "".join(page.extract_text() for page in PdfReader(file).pages)


def test_quiz(invoke, tmp_path) -> None:
    items, file = tmp_path / "题.json", tmp_path / "试卷.docx"
    assert invoke("quiz", "make", "-n", 4, "--output", items).exit_code == 0
    result = invoke("paper", "quiz", items, "-o", file, "--title", "春季培训", "--answers")
    assert result.exit_code == 0, result.output
    exam = docx.Document(str(file))
    assert exam.paragraphs[0].text == "春季培训"
    assert exam.paragraphs[1].text == "试卷　共 4 题，每题 25 分，满分 100 分"
    key = docx.Document(str(tmp_path / "试卷-答案.docx"))
    assert any(paragraph.text.startswith("依据：") for paragraph in key.paragraphs)


def test_a_quiz_that_is_kept(invoke, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(Resources, "training", property(lambda _: tmp_path / "training"))
    kept = invoke("quiz", "make", "-n", 4, "--keep", "秋季培训")
    name = re.findall("编号 ([0-9a-f]{12})", kept.stderr)[0]
    result = invoke("paper", "quiz", name, "-o", tmp_path / "卷.docx")
    assert result.exit_code == 0, result.output
    assert docx.Document(str(tmp_path / "卷.docx")).paragraphs[0].text == "秋季培训"


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (("ask", QUESTION), "没有说存到哪里"),
        (("ask", QUESTION, "-o", "单.txt"), "不知道 单.txt 是什么格式"),
        (("ask", QUESTION, "-o", "/没有/单.pdf"), "没有 /没有 这个文件夹"),
        (("ask", "-o", "单.pdf"), "没有给出问题"),
        (("search", QUESTION, "-k", "99", "-o", "单.pdf"), "k 应为 1 到 50"),
        (("ask", QUESTION, "--region", "火星", "-o", "单.pdf"), "没有 '火星' 这个地区"),
        (("quiz", "没有.json", "-o", "卷.pdf"), "找不到题目文件"),
    ],
)
def test_what_cannot_be_done(invoke, fails, tmp_path, monkeypatch, arguments, phrase) -> None:
    monkeypatch.chdir(tmp_path)
    fails(invoke("paper", *arguments), 2, phrase)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_holds_no_items(invoke, fails, tmp_path) -> None:
    file = tmp_path / "坏.json"
    file.write_bytes(b"\xff\xfe\xff")
    fails(invoke("paper", "quiz", file, "-o", tmp_path / "卷.pdf"), 2, "不是 UTF-8")
    file.write_text("{}", "utf-8")
    fails(invoke("paper", "quiz", file, "-o", tmp_path / "卷.pdf"), 2, "题目文件应当正好有")
