import json

import pytest
from openpyxl import load_workbook

from assistant.resources import Resources
from assistant.training.stored import read_set


@pytest.fixture
def made(invoke, tmp_path):
    """A file of eight items."""
    file = tmp_path / "quiz.json"
    result = invoke("quiz", "make", "-n", 8, "--seed", 4, "--output", file)
    assert result.exit_code == 0, result.output
    return file


def test_make_prints_a_sheet_and_writes_json(invoke, made):
    items = read_set(made.read_text("utf-8")).items
    assert len(items) == 8
    sheet = invoke("quiz", "make", "-n", 8, "--seed", 4).stdout
    assert sheet.count("\n\n") == 7
    assert "答案：" not in sheet
    told = invoke("quiz", "make", "-n", 8, "--seed", 4, "--answers").stdout
    assert told.count("答案：") == 8
    assert all(item.clause in told for item in items)


def test_make_narrowed(invoke):
    result = invoke("quiz", "make", "--regions", "建德", "--kind", "multiple", "-n", 3, "--answers")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("〔多选·") == 3
    assert result.stdout.count("〔jiande-2023-2027-plan/") >= 3


def test_make_nothing(invoke, fails):
    fails(invoke("quiz", "make", "--topic", "火星登陆"), 2, "出不了题")
    fails(invoke("quiz", "make", "--regions", "火星"), 2, "没有 '火星' 这个地区")
    fails(invoke("quiz", "make", "-n", 0), 2, "不能出 0 道题")


def test_practise(invoke, made):
    items = read_set(made.read_text("utf-8")).items
    lines = "".join("".join(item.keys) + "\n" for item in items)
    result = invoke("quiz", "run", made, stdin=lines)
    assert "答对 8 题，答了 8 题，共 8 题。" in result.stdout
    assert result.stdout.count("依据：") >= 8
    missed = invoke("quiz", "run", made, stdin="\n\n")
    assert "答对 0 题，答了 2 题，共 8 题。" in missed.stdout
    assert "输入到头了" in missed.stdout


def test_export(invoke, made, tmp_path):
    assert "# 练习题" in invoke("quiz", "export", made).stdout
    assert "答案与依据" in invoke("quiz", "export", made, "--answers").stdout
    printed = invoke("quiz", "export", made, "--format", "json").stdout
    assert json.loads(printed) == json.loads(made.read_text("utf-8"))
    table = tmp_path / "quiz.csv"
    assert invoke("quiz", "export", made, "--format", "csv", "--output", table).exit_code == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_shelf(invoke, fails, tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setattr(Resources, "training", property(lambda _: home / "training"))
    assert "还没有" in invoke("quiz", "list").stderr
    kept = invoke("quiz", "make", "-n", 3, "--seed", 4, "--keep", "第一套")
    assert kept.exit_code == 0, kept.output
    listed = invoke("quiz", "list").stdout
    name, told = listed[:12], listed[12:]
    assert name in kept.stderr
    assert "3 题" in told
    assert "第一套" in told
    printed = invoke("quiz", "export", name, "--format", "json").stdout
    assert len(read_set(printed).items) == 3
    book = tmp_path / "quiz.xlsx"
    assert invoke("quiz", "export", name, "--format", "xlsx", "--output", book).exit_code == 0
    assert load_workbook(book).active.max_row == 4
    fails(invoke("quiz", "export", name, "--format", "xlsx"), 2, "不能打印出来")
    fails(invoke("quiz", "run", "0" * 12), 2, "这套题")


def test_a_bad_file(invoke, fails, tmp_path):
    fails(invoke("quiz", "run", tmp_path / "none.json"), 2, "找不到题目文件")
    broken = tmp_path / "broken.json"
    broken.write_text("{}", "utf-8")
    fails(invoke("quiz", "export", broken), 2, "题目文件应当正好有")
    broken.write_bytes(b"\xff\xfe\xff")
    fails(invoke("quiz", "run", broken), 2, "不是 UTF-8")
