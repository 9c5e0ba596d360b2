import re
from hashlib import sha256

import pytest

from assistant.models.catalogue import CATALOGUE, Model, Part

NAME = "qwen2.5-1.5b"
DATA = b"GGUF and the rest"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with nothing in it, and a catalogue that lists a model of a few bytes too."""
    part = Part("youju-none", "1.0", "data/part01.bin", sha256(DATA).hexdigest(), len(DATA))
    model = Model("tiny", "很小的模型", "tiny.gguf", part.sha256, part.size, (part,))
    monkeypatch.setitem(CATALOGUE, model.name, model)
    monkeypatch.setenv("YOUJU_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def fetched(home):
    """The home, where all parts are there already."""
    parts = home / "models" / "tiny.parts"
    parts.mkdir(parents=True)
    (parts / "part01.bin").write_bytes(DATA)
    return home


@pytest.mark.parametrize("name", ["list", "pull"])
def test_help_of_the_parts_is_chinese(invoke_cold, name):
    result = invoke_cold("models", name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"用法：youju models {name}")
    assert not re.search(r"Usage|Options|Show this|DIRECTORY|PATH", result.stdout)


def test_list_makes_nothing(home, invoke_cold):
    shown = invoke_cold("models", "list").stdout
    assert f"{NAME}  还没有下载\n" in shown
    assert "Apache-2.0" in shown
    assert f"1117 MB；{home / 'models' / CATALOGUE[NAME].file}" in shown
    assert list(home.iterdir()) == []


def test_pull_says_where_it_is_and_how_to_use_it(fetched, invoke_cold):
    result = invoke_cold("models", "pull", "tiny")
    assert result.exit_code == 0, result.output
    path = fetched / "models" / "tiny.gguf"
    assert path.read_bytes() == DATA
    assert f"模型已下载，校验无误：{path}\n" in result.stdout
    assert "export YOUJU_MODEL=tiny" in result.stdout
    assert "youju[local]" in result.stdout
    assert "下载模型" in result.stderr
    assert "tiny  已下载\n" in invoke_cold("models", "list").stdout

    result = invoke_cold("models", "pull", "tiny")
    assert result.exit_code == 0, result.output
    assert f"模型早已下载，校验无误，不用再下：{path}\n" in result.stdout


def test_a_wheel_that_is_not_on_the_stick(home, invoke_cold, fails):
    stick = home / "stick"
    stick.mkdir()
    result = invoke_cold("models", "pull", "tiny", "--from", stick)
    fails(result, 8, "youju-none==1.0 没有取到", "pip 说：", str(stick), "再运行一次同样的命令")


def test_wrong_usage(home, invoke_cold, fails):
    fails(invoke_cold("models", "pull", "gpt"), 2, "没有 'gpt' 这个模型", NAME)
    fails(invoke_cold("models", "pull"), 2, "缺少 名称")
    result = invoke_cold("models", "pull", "tiny", "--from", home / "nowhere")
    fails(result, 2, "nowhere 这个文件夹")


def test_interrupted(home, invoke_cold, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.models.pull.download", stop)
    result = invoke_cold("models", "pull", "tiny")
    assert result.exit_code == 130
    assert "再运行一次同样的命令就接着下" in result.stderr
    assert result.stderr.endswith("已中断。\n")
