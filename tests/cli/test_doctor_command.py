import pytest

from assistant.app import Assistant
from assistant.errors import EncoderUnavailable


def test_all_is_well(built, invoke_cold):
    result = invoke_cold("doctor")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("✔") == 7
    assert "一切正常" in result.stdout


def test_without_index_and_corpus(tiny, invoke_cold, monkeypatch):
    monkeypatch.setenv("YOUJU_CORPUS", str(tiny / "nowhere"))
    result = invoke_cold("doctor")
    assert result.exit_code == 1
    assert "✔ 存放文件夹" in result.stdout
    assert "✘ 资料：找不到" in result.stdout
    assert "✘ 索引：还没有索引。\n   怎么办：" in result.stdout
    assert "有 3 项不行" in result.stdout


def test_another_encoder_that_cannot_be_loaded(built, invoke_cold, monkeypatch):
    def unavailable(name):
        raise EncoderUnavailable(f"{name} 加载不了。", "请检查。")

    monkeypatch.setenv("YOUJU_ENCODER", "no-model")
    monkeypatch.setattr("assistant.retrieve.encoder.load_encoder", unavailable)
    result = invoke_cold("doctor")
    assert result.exit_code == 1
    assert "✘ 索引：现有索引是用 use-multilingual 建的" in result.stdout
    assert "✘ 向量模型：no-model 加载不了。\n   怎么办：请检查。" in result.stdout


def test_an_old_python_and_a_home_that_is_a_file(tiny, invoke_cold, monkeypatch):
    monkeypatch.setattr("sys.version_info", (3, 10))
    monkeypatch.setenv("YOUJU_HOME", str(tiny / "corpus" / "manifest.toml"))
    result = invoke_cold("doctor")
    assert result.exit_code == 1
    assert "✘ Python：" in result.stdout
    assert "✘ 存放文件夹：文件" in result.stdout


@pytest.mark.parametrize(
    ("clauses", "phrase"), [((), "资料里没有可问的条款"), (None, "找不到它自己")]
)
def test_an_index_that_finds_nothing(built, invoke_cold, monkeypatch, clauses, phrase):
    if clauses is not None:
        monkeypatch.setattr(Assistant, "clauses", clauses)
    monkeypatch.setattr(Assistant, "search", lambda *_, **__: ())
    result = invoke_cold("doctor")
    assert result.exit_code == 1
    assert "✘ 试问一题：" in result.stdout
    assert phrase in result.stdout
