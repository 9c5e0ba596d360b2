"""The command line in this process, on the real corpus or on a tiny one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.app import Assistant
from assistant.cli.main import main
from assistant.indexing import build
from assistant.settings import Settings

TEXT = "乡镇环境整治办法\n一、目标\n到2026年，建成公厕12座，保洁员达到30名。\n"
MANIFEST = """
[[document]]
id = "tiny"
title = "乡镇环境整治办法"
file = "tiny.txt"
sha256 = "{digest}"
region = "江西省某县"
"""
Invoke = Callable[..., Result]


def write_corpus(folder: Path) -> None:
    files = folder / "documents"
    files.mkdir(parents=True)
    (files / "tiny.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    manifest = MANIFEST.format(digest=sha256(TEXT.encode()).hexdigest())
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")


@pytest.fixture
def invoke_cold() -> Invoke:
    """Runs the command with the settings of the environment."""

    def invoke(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(map(str, arguments)), input=stdin)

    return invoke


@pytest.fixture
def invoke(invoke_cold, settings, assistant, monkeypatch) -> Invoke:
    """Runs the command on the real index, which is open already."""
    monkeypatch.setenv("YOUJU_HOME", str(settings.home))
    monkeypatch.setattr(Assistant, "open", lambda _settings: assistant)
    return invoke_cold


@pytest.fixture
def tiny(tmp_path, monkeypatch) -> Path:
    """A folder with a corpus of one document and no home yet, both in the environment."""
    write_corpus(tmp_path / "corpus")
    monkeypatch.setenv("YOUJU_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("YOUJU_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture(scope="session")
def home_of_tiny(tmp_path_factory) -> Path:
    """The home that ``youju index`` makes for the tiny corpus; only to be copied."""
    folder = tmp_path_factory.mktemp("tiny")
    write_corpus(folder / "corpus")
    build(Settings(home=folder / "home", corpus=folder / "corpus"))
    return folder / "home"


@pytest.fixture
def built(tiny, home_of_tiny) -> Path:
    """Like ``tiny``, with its library and index."""
    shutil.copytree(home_of_tiny, tiny / "home")
    return tiny


@pytest.fixture
def fails() -> Callable[..., None]:
    """Checks that a run ended with one clear sentence, what to do, and its code."""

    def check(result: Result, code: int, *phrases: str) -> None:
        assert result.exit_code == code, result.output
        assert result.stderr.splitlines()[-2].startswith("错误：")
        assert result.stderr.splitlines()[-1].startswith("怎么办：")
        assert "Traceback" not in result.output
        for phrase in phrases:
            assert phrase in result.stderr

    return check
