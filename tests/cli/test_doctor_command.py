import pytest

from assistant.app import Assistant


def test_all_is_well(tiny, invoke_cold):
    invoke_cold("index", "--quiet")
    result = invoke_cold("doctor")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("✔") == 6
    assert "一切正常" in result.stdout


def test_without_index_and_corpus(tiny, invoke_cold, monkeypatch):
    monkeypatch.setenv("YOUJU_CORPUS", str(tiny / "nowhere"))
    result = invoke_cold("doctor")
    assert result.exit_code == 1
    assert "✔ 存放文件夹" in result.stdout
    assert "✘ 资料：找不到" in result.stdout
    assert "✘ 索引：还没有索引。\n   怎么办：" in result.stdout
    assert "有 3 项不行" in result.stdout


def test_another_encoder_that_cannot_be_loaded(tiny, invoke_cold, monkeypatch):
    invoke_cold("index", "--quiet")
    monkeypatch.setenv("YOUJU_ENCODER", str(tiny / "no-model"))
    monkeypatch.setattr("assistant.retrieve.encoder.load_encoder", pytest.fail)
    result = invoke_cold("doctor")
    assert result.exit_code == 1
    assert "✘ 索引：现有索引是用 use-multilingual 建的" in result.stdout


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
def test_an_index_that_finds_nothing(tiny, invoke_cold, monkeypatch, clauses, phrase):
    invoke_cold("index", "--quiet")
    if clauses is not None:
        monkeypatch.setattr(Assistant, "clauses", clauses)
    monkeypatch.setattr(Assistant, "search", lambda *_, **__: ())
    result = invoke_cold("doctor")
    assert result.exit_code == 1
    assert "✘ 试问一题：" in result.stdout
    assert phrase in result.stdout
