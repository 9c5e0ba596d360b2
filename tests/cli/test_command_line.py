"""What holds for every command: Chinese help, quick start, faults as words."""

import json
import os
import re
import subprocess
import sys

import pytest

from assistant import __version__
from assistant.app import Assistant
from assistant.cli.main import COMMANDS

DOCS = ("list", "show", "report", "keep", "drop", "heading", "overrides", "undo")
NOT_FOR_HELP = ("numpy", "faiss", "pydantic", "torch", "tqdm")


@pytest.fixture
def invoke_raising(invoke, monkeypatch):
    """Runs ``youju ask`` where opening the assistant raises ``error``."""

    def run(error, *arguments):
        def broken(_settings):
            raise error

        monkeypatch.setattr(Assistant, "open", broken)
        return invoke("ask", "问", *arguments)

    return run


@pytest.mark.parametrize(
    "words",
    [[], *([name] for name in COMMANDS), *(["docs", name] for name in DOCS)],
)
def test_help_is_chinese(invoke_cold, words):
    result = invoke_cold(*words, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"用法：youju {' '.join(words)}".rstrip())
    assert "显示这段说明。" in result.stdout
    assert not re.search(r"Usage|Options|Commands|Show this|default|\[ARGS\]", result.stdout)


def test_help_loads_nothing_slow():
    program = f"""
import sys
from assistant.cli.main import main
try:
    main(["--help"])
except SystemExit:
    print(*set({NOT_FOR_HELP!r}) & sys.modules.keys())
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.decode().splitlines()[-1] == ""


def test_version(invoke_cold):
    assert invoke_cold("--version").stdout == f"有据 youju {__version__}\n"


@pytest.mark.parametrize("words", [[], ["docs"]])
def test_no_command_shows_the_help(invoke_cold, words):
    result = invoke_cold(*words)
    assert result.exit_code == 2
    assert "用法：youju" in result.stderr


def test_a_question_without_a_command(invoke_cold, fails):
    fails(invoke_cold("建德集体经济目标"), 2, "没有 '建德集体经济目标' 这个命令", "youju ask")


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["ask", "--nope"], "没有 --nope 这个选项"),
        (["--nope"], "没有 --nope 这个选项"),
        (["docs", "nope"], "没有 nope 这个命令"),
        (["index", "多", "余"], "多出了 多 余"),
        (["docs", "show"], "缺少 编号"),
        (["ask", "问", "--region"], "选项 --region 后面要写上它的值"),
        (["ask", "问", "--json=1"], "选项 --json 后面不能写值"),
        (["search", "问", "-k", "x"], "-k 应为整数，给出的是 'x'"),
        (["search", "问", "-k", "51"], "k 应为 1 到 50 的整数，给出的是 51"),
        (["search", "问", "-k", "0"], "k 应为 1 到 50 的整数"),
        (["eval", "--split", "x"], "--split 不能是 'x'，只能是 'dev', 'test', 'all'"),
        (["eval", "--questions", "."], "--questions 要给文件"),
        (["ask", "问", "--as-of", "昨天"], "as_of 不是日期：'昨天'"),
        (["ask"], "没有给出问题"),
        (["docs", "show", "x", "--text", "--clause", "一"], "不能一起用"),
    ],
)
def test_wrong_usage(invoke_cold, fails, arguments, phrase):
    fails(invoke_cold(*arguments), 2, phrase)


def test_interrupted(invoke_raising):
    result = invoke_raising(KeyboardInterrupt())
    assert result.exit_code == 130
    assert result.stderr.strip() == "已中断。"


def test_a_fault_of_the_program(invoke_raising, fails, monkeypatch):
    result = invoke_raising(ZeroDivisionError("内部"), "--json")
    fails(result, 70, "ZeroDivisionError", "这是程序的问题", "YOUJU_DEBUG=1")
    assert json.loads(result.stdout)["error"]["code"] == "internal"
    monkeypatch.setenv("YOUJU_DEBUG", "1")
    result = invoke_raising(ZeroDivisionError("内部"))
    assert result.exit_code == 70
    assert "Traceback" in result.stderr


@pytest.mark.parametrize(
    ("error", "phrase"),
    [
        (PermissionError(13, "Permission denied", "/某处"), "/某处 读写出错：没有权限"),
        (OSError("坏了"), "文件 读写出错：OSError"),
    ],
)
def test_a_fault_of_the_disk(invoke_raising, fails, error, phrase):
    fails(invoke_raising(error), 74, phrase)


def test_chinese_comes_out_as_utf8_whatever_the_terminal(youju, tmp_path):
    run = youju("docs", "nope", home=tmp_path, environ={"PYTHONIOENCODING": "ascii"})
    assert run.returncode == 2
    assert "没有 nope 这个命令" in run.stderr


def test_a_question_in_another_encoding(settings):
    run = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "建德".encode("gb18030")],
        env={**os.environ, "YOUJU_HOME": str(settings.home)},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 2
    assert "认不出来的字符" in run.stderr.decode()


def test_a_reader_that_goes_away(settings):
    pipe = subprocess.Popen(
        [sys.executable, "-m", "assistant", "docs", "list"],
        env={**os.environ, "YOUJU_HOME": str(settings.home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    pipe.stdout.close()
    with pipe.stderr:
        assert pipe.stderr.read() == b""
    pipe.wait()
