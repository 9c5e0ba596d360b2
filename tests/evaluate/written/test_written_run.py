"""The whole run over the real documents, with a model that is a function of its input."""

import json
from itertools import count
from pathlib import Path

import pytest

from assistant.answer.generative import Generator, Turns
from assistant.errors import BadRequest
from assistant.evaluate.cases import load_cases
from assistant.evaluate.written.__main__ import main
from assistant.evaluate.written.log import Log
from assistant.evaluate.written.opening import Opened, check_model, opened
from assistant.evaluate.written.outcome import read_row
from assistant.evaluate.written.trial import put
from assistant.evaluate.written.ways import LABELS, case_ways

QUESTIONS = """
[[case]]
id = "w-1"
kind = "compare"
question = "建德和金华的村集体经济有什么不同"
answerable = true
split = "dev"
expect = [["75亿元", "75亿"], ["不会有的事"]]
forbid = ["9999个"]
evidence = [{ document = "jiande-2023-plan", quote = "实现村集体经济资产达75亿元" }]

[[case]]
id = "w-2"
kind = "summarise"
question = "概括一下建德怎么发展村集体经济"
answerable = true
expect = [["草莓"]]
evidence = [{ document = "jiande-2023-plan", quote = "实现村集体经济资产达75亿元" }]

[[case]]
id = "w-3"
kind = "explain"
question = "用大白话说说月球上怎么种水稻"
answerable = false
"""


@pytest.fixture
def home(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YOUJU_HOME", str(settings.home))


@pytest.fixture
def questions(tmp_path: Path, real: Opened) -> Path:
    path = tmp_path / "questions.toml"
    name = next(
        n for n, d in real.assistant.documents.items() if "村集体经济资产达75亿元" in d.text
    )
    path.write_text(QUESTIONS.replace("jiande-2023-plan", name), "utf-8")
    return path


@pytest.fixture
def real(echo, settings) -> Opened:
    return opened(settings)


def test_a_run_and_its_second_half(echo, home, questions, tmp_path, capsys):
    given = ["--questions", str(questions), "--rows", str(tmp_path / "rows.jsonl")]
    given += ["--report", str(tmp_path / "reports" / "written")]
    assert main([*given, "--limit", "2"]) == 0
    assert echo.asked
    assert main(given) == 0
    asked = len(echo.asked)
    assert main(given) == 0
    assert len(echo.asked) == asked  # nothing is asked again
    assert "3 题" in capsys.readouterr().out
    rows = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()]
    ways = ("extractive", "written", "naive")
    assert sorted((r["key"]["id"], r["key"]["way"]) for r in rows) == sorted(
        (name, way) for name in ("w-1", "w-2", "w-3") for way in ways
    )
    assert not any(row["error"] for row in rows)
    report = json.loads((tmp_path / "reports" / "written.json").read_text("utf-8"))
    assert report["setting"]["cases"] == 3
    assert report["ways"]["written"]["written"] >= 2
    assert (tmp_path / "reports" / "written.md").read_text("utf-8").startswith("# 写出的回答")


def test_what_a_row_keeps(real, questions, tmp_path):
    cases = {case.id: case for case in load_cases(questions)}
    rows = {name: way.row(cases["w-2"]) for name, way in case_ways(real, tuple(LABELS)).items()}
    assert [row.method for row in rows.values()] == [
        "extractive",
        "generative",
        "generative",
        "naive",
    ]
    written = rows["written"]
    assert written.tally.written > 0
    assert written.citations == len(written.cited) > 0
    assert 0 < written.first_s <= written.total_s
    assert written.length == len(written.answer)
    assert rows["extractive"].tally is None
    assert (rows["extractive"].key.model, written.key.model) == ("", "echo")
    for row in rows.values():
        log = Log(tmp_path / "rows.jsonl", read_row)
        log.add(row)
        assert Log(tmp_path / "rows.jsonl", read_row).get(row.key) == row


def test_a_changed_case_is_another_row(real, questions):
    first, second = load_cases(questions)[:2]
    way = case_ways(real, ("written",))["written"]
    assert way.key(first) == way.key(first)
    assert way.key(first).digest != way.key(second).digest


def test_time_is_up_between_cases(real, questions, tmp_path):
    cases = load_cases(questions)
    ways = case_ways(real, ("extractive", "written"))
    log = Log(tmp_path / "rows.jsonl", read_row)
    minutes = count(0)
    put(cases, list(ways.values()), log, 2, clock=lambda: 60 * next(minutes))
    done = [[log.is_done(way.key(case)) for way in ways.values()] for case in cases]
    assert done == [[True, True], [False, False], [False, False]]


def test_an_error_is_a_row(real, questions, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("坏了")

    case = load_cases(questions)[0]
    way = case_ways(real, ("extractive",))["extractive"]
    monkeypatch.setattr(real.assistant, "stream", broken)
    row = way.row(case)
    assert (row.status, row.error, row.missing) == ("error", "RuntimeError: 坏了", case.expect)
    assert row.evidence == (False,)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--ways", "magic"], "没有这样的做法：magic"),
        (["--only", "w-9"], "没有这样编号的题：w-9"),
        (["--kinds", "figure"], "没有要做的题"),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_cannot_be_done_is_said(echo, questions, capsys, arguments, message):
    assert main(["--questions", str(questions), *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not echo.asked


def test_without_a_model(home, questions, real, monkeypatch, tmp_path, capsys):
    monkeypatch.undo()
    monkeypatch.setenv("YOUJU_HOME", str(real.settings.home))
    given = ["--questions", str(questions), "--rows", str(tmp_path / "rows.jsonl")]
    assert main(given) == 2
    assert "没有配置语言模型，做法 written 要用它" in capsys.readouterr().err
    assert main([*given, "--ways", "extractive", "--split", "dev"]) == 0
    assert len((tmp_path / "rows.jsonl").read_text("utf-8").splitlines()) == 1


def test_a_model_that_is_down_is_not_asked_on(generator):
    def broken() -> None:
        raise RuntimeError("没有")

    with pytest.raises(BadRequest, match="没有回答（unavailable）"):
        check_model(Generator(broken, "echo", 5.0, Turns(1, 1)), ("system", ""))
    check_model(generator, ("system", ""))
