"""The README says what is true: commands, options, settings, the example and the figures."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import click
import docx
import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.evaluate.cases import load_cases
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
TOLD = (
    "correct",
    "forbidden",
    "figures_recall",
    "figures_precision",
    "citations_valid",
    "misgrounded",
    "evidence_cited",
    "declined",
    "false_refusal",
)
BASELINE = json.loads((ROOT / "eval/reports/baseline.json").read_text("utf-8"))


def code_lines(prefix: str) -> list[str]:
    blocks = re.findall(r"```\w+\n(.*?)```", README, re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith(prefix)]


@pytest.mark.parametrize("line", code_lines("youju "))
def test_command_and_its_options_exist(line: str) -> None:
    context = click.Context(main)
    command: click.Command | None = main
    words = line.split("#", maxsplit=1)[0].split()[1:]
    while isinstance(command, click.Group):
        command = command.get_command(context, words.pop(0))
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    used = {word for word in words if re.fullmatch(r"--?[a-z-]+", word)}
    assert used <= known


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(
        re.findall(
            r"make (run|local|test|proof|baseline|bench|eval|replacing|load|pictures|phones|waiting"
            r"|lint|types)",
            README,
        )
    )
    assert {"run", "test", "bench"} <= named
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named)


def test_settings_are_the_settings() -> None:
    assert set(re.findall(r"YOUJU_([A-Z_]+[A-Z])", README)) == {
        name.upper() for name in Settings.model_fields
    }


def test_example_is_what_the_command_prints(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YOUJU_HOME", str(settings.home))
    shown = re.search(r"\$ youju ask (\S+)\n(.*?)```", README, re.DOTALL)
    assert shown
    result = CliRunner().invoke(main, ["ask", shown[1]])
    assert result.output.strip() == shown[2].strip()


def python_block(heading: str) -> str:
    found = re.search(rf"### {heading}\n.*?```python\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def of_the_client(
    settings: Settings,
    listen: Callable[..., AbstractContextManager[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[[str], str]:
    """``of_the_client(heading)``: what its code says, run in an empty folder on a service."""

    def said(heading: str) -> str:
        monkeypatch.chdir(tmp_path)
        code = python_block(heading)
        assert "http://127.0.0.1:8000" in code
        shutil.copytree(settings.home, tmp_path / "home")
        with listen(Settings(home=tmp_path / "home")) as address:
            exec(code.replace("http://127.0.0.1:8000", address), {})
        return capsys.readouterr().out

    return said


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_client_does_what_is_shown(of_the_client: Callable[[str], str], tmp_path: Path) -> None:
    page = docx.Document()
    page.add_paragraph("西山县茶叶发展方案")
    page.add_paragraph("一、到2027年，新建茶园3万亩。")
    page.save(tmp_path / "新文件.docx")
    said = of_the_client("Python 客户端").splitlines()
    assert said[0].startswith("answered")
    assert "75亿元" in said[0]
    assert said[-1].startswith("没有")


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_session_is_run_as_is_shown(of_the_client: Callable[[str], str]) -> None:
    assert of_the_client("用程序办一场").startswith("1\n")
    assert Path("试卷.docx").read_bytes().startswith(b"PK")
    assert Path("成绩单.pdf").read_bytes().startswith(b"%PDF")


def test_the_adapters_do_what_is_shown(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YOUJU_HOME", str(settings.home))
    exec(python_block("放进 LangChain"), {})
    said = capsys.readouterr().out
    assert [line[0] for line in said.splitlines() if re.match(r"\d 建德", line)] == ["1", "2", "3"]
    assert "75亿元" in said


def test_linked_files_exist() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert all((ROOT / link).exists() for link in links)


def test_number_of_questions() -> None:
    cases = load_cases(ROOT / "eval/questions.toml")
    unanswerable = sum(not case.answerable for case in cases)
    kinds = len({case.kind for case in cases})
    assert f"{len(cases)} 道人工写的题（{kinds} 类，含 {unanswerable} 道没有答案的）" in README


def test_table_shows_the_committed_report() -> None:
    test = BASELINE["splits"]["test"]
    for share in ("recall@1", "recall@5", "recall@10", "recall@5_within"):
        for name in ("fused", "bigrams", "windows"):
            assert _cell(test["retrieval"][name][share]) in README
    for share in TOLD:
        assert _cell(test["answers"][share]) in README
    assert f"test 的 {test['cases']} 题" in README


def test_table_of_written_answers_shows_the_committed_report() -> None:
    report = json.loads((ROOT / "eval/reports/written.json").read_text("utf-8"))
    table = README.split("## 语言模型")[1].split("## ")[0]
    assert f"的 {report['setting']['cases']} 题" in table
    for way in report["ways"].values():
        shares = [way["missing"], *(way["shares"][n] for n in ("evidence", "loose", "declined"))]
        for share in shares:
            assert f"{share['k']:.0f}/{share['n']:.0f}（{share['value']:.1%}）" in table
        if way["first"]["p50"]:
            assert f"{way['first']['p50']:.1f}" in table


def _cell(share: dict[str, int]) -> str:
    return f"{share['k']}/{share['n']}"
