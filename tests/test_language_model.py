"""Settings → the model, or what is wrong with them; no model is loaded."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from assistant import language_model
from assistant.answer.generative import ModelFailed
from assistant.app import Assistant
from assistant.cli.main import main
from assistant.errors import ModelUnavailable, NoModel
from assistant.models import local
from assistant.models.catalogue import CATALOGUE
from assistant.settings import Settings

COMPARED = "金华和衢州在发展村级集体经济上各有什么做法"
ASKED = [("user", "好")]
URL = "http://127.0.0.1:9/v1"


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    """A file that only looks like a model."""
    path = tmp_path / "小模型.gguf"
    path.write_bytes(b"GGUF, but nothing else")
    return path


def refused(**known: object) -> ModelUnavailable:
    with pytest.raises(ModelUnavailable) as caught:
        language_model.generator(Settings(**known))
    assert caught.value.hint
    assert caught.value.exit_code == 8
    return caught.value


def test_without_a_model_there_is_none() -> None:
    assert language_model.generator(Settings()) is None
    assert language_model.writer(Settings(), None, None, []) is None


def test_a_model_at_an_address() -> None:
    settings = Settings(model="tiny", model_url=URL, model_timeout=7)
    found = language_model.generator(settings)
    assert (found.name, found.timeout, found.grammars) == ("tiny", 7, False)


def test_settings_are_read_from_the_environment(monkeypatch) -> None:
    for name, value in {"": "tiny", "_URL": URL, "_KEY": "sk-secret", "_TIMEOUT": "3.5"}.items():
        monkeypatch.setenv(f"YOUJU_MODEL{name}", value)
    settings = Settings()
    assert (settings.model, settings.model_url, settings.model_timeout) == ("tiny", URL, 3.5)
    assert settings.model_key.get_secret_value() == "sk-secret"
    assert "secret" not in f"{settings!r} {settings} {settings.model_dump_json()}"
    assert language_model.generator(settings).timeout == 3.5


@pytest.mark.parametrize("seconds", [0, -1, "很久"])
def test_a_timeout_is_above_zero(seconds) -> None:
    with pytest.raises(ValueError, match="model_timeout"):
        Settings(model_timeout=seconds)


def test_an_address_needs_the_name_of_a_model() -> None:
    fault = refused(model_url=URL)
    assert "YOUJU_MODEL_URL" in fault.message
    assert "YOUJU_MODEL" in fault.hint


@pytest.mark.parametrize(
    "url",
    ["127.0.0.1:8000/v1", "localhost", "http://[", "ftp://host", "甲", "http://", "http://h:x"],
)
def test_an_address_has_to_be_one(url: str) -> None:
    fault = refused(model="tiny", model_url=url)
    assert "YOUJU_MODEL_URL" in fault.message
    assert "http://" in fault.hint


@pytest.mark.parametrize(
    "key", ["密钥-secret", "sk\nsecret", "sk\r\nX-Evil: secret", "sk\x00secret"]
)
def test_a_key_has_to_be_one_that_can_be_sent(key: str) -> None:
    fault = refused(model="tiny", model_url=URL, model_key=key)
    assert "YOUJU_MODEL_KEY" in fault.message
    assert "secret" not in f"{fault.message} {fault.hint}"


def test_an_unknown_name() -> None:
    fault = refused(model="gpt-17")
    assert "gpt-17" in fault.message
    assert all(name in fault.hint for name in CATALOGUE)
    assert "youju models" in fault.hint


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_model_that_is_not_downloaded(name: str, tmp_path: Path) -> None:
    fault = refused(model=name, home=tmp_path)
    assert f"youju models pull {name}" in fault.hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "nothing.gguf" in refused(model=str(tmp_path / "nothing.gguf")).message
    assert str(tmp_path) in refused(model=str(tmp_path)).message


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "page.gguf").write_text("<html>")
    assert "不是 GGUF" in refused(model=str(tmp_path / "page.gguf")).message


def test_without_what_runs_models(gguf: Path, monkeypatch) -> None:
    monkeypatch.setattr(local, "find_spec", lambda _: None)
    assert "youju[local]" in refused(model=str(gguf)).hint
    with pytest.raises(ModelUnavailable):
        local.LocalModel(gguf)
    assert language_model.generator(Settings(model="tiny", model_url=URL))  # needs nothing


class Fake:
    """In place of the model in this process, which is never loaded here."""

    made: list[Path]

    def __init__(self, path: Path) -> None:
        time.sleep(0.05)
        self.made.append(path)
        self.url, self.name, self.key = URL, path.stem, "sk-local"


@pytest.fixture
def fake(monkeypatch) -> type[Fake]:
    """LocalModel as it would be."""
    monkeypatch.setattr(local, "find_spec", lambda _: SimpleNamespace())
    monkeypatch.setattr(language_model, "LocalModel", Fake)
    Fake.made = []
    language_model._loaded.cache_clear()
    return Fake


def test_a_local_model_is_loaded_once_and_late(gguf: Path, fake) -> None:
    settings = Settings(model=str(gguf), model_timeout=3)
    first, second = language_model.generator(settings), language_model.generator(settings)
    assert (first.name, first.timeout, first.grammars) == ("小模型", 3, True)
    assert fake.made == []

    callers = [threading.Thread(target=each.deadline) for each in (first, second, first)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(timeout=10)
    assert fake.made == [gguf]
    assert first.turns is second.turns
    model = first._chat
    assert (model.openai_api_base, model.model_name, model.request_timeout) == (URL, "小模型", 3)
    assert model.openai_api_key.get_secret_value() == "sk-local"


def test_a_local_model_has_one_turn_and_few_who_wait(gguf: Path, fake) -> None:
    turns = language_model.generator(Settings(model=str(gguf))).turns
    assert (turns._free._value, turns._places._value) == (1, 3)
    other = gguf.with_name("另一个.gguf")
    other.write_bytes(gguf.read_bytes())
    assert language_model.generator(Settings(model=str(other))).turns is not turns


def test_a_local_model_that_does_not_load(gguf: Path, monkeypatch, assistant) -> None:
    monkeypatch.setattr(local, "find_spec", lambda _: SimpleNamespace())

    def broken(_: Path) -> None:
        raise ModelUnavailable("加载不了")

    monkeypatch.setattr(language_model, "LocalModel", broken)
    language_model._loaded.cache_clear()
    settings = Settings(model=str(gguf), model_timeout=3)
    found = language_model.generator(settings)
    with pytest.raises(ModelFailed, match="unavailable"):
        list(found.stream(ASKED, found.deadline()))

    documents = assistant.documents.values()
    writer = language_model.writer(settings, assistant._prompts, assistant.encoder, documents)
    with_it = Assistant(assistant._index, "1", assistant._prompts, writer)
    answer = with_it.ask(COMPARED)
    assert (answer.status, answer.method) == ("answered", "extractive")
    assert all(c.quote.rstrip("。；") in answer.answer for c in answer.citations)
    assert answer.notes[-1].code == "model_unavailable"


# Without a model


def test_generative_is_refused(assistant) -> None:
    with pytest.raises(NoModel) as caught:
        assistant.ask(COMPARED, mode="generative")
    assert caught.value.hint
    with pytest.raises(NoModel):
        next(assistant.stream("建德2027年集体经济目标是多少", mode="generative"))


def test_all_else_is_answered(assistant) -> None:
    for mode in ("auto", "extractive"):
        answer = assistant.ask(COMPARED, mode=mode)
        assert (answer.method, answer.model, answer.tally) == ("extractive", None, None)
        assert not [note for note in answer.notes if note.code.startswith("model_")]


@pytest.fixture
def invoke(settings, assistant, monkeypatch):
    """Runs ``youju`` on the real index, which is open already."""
    monkeypatch.setenv("YOUJU_HOME", str(settings.home))
    monkeypatch.setattr(Assistant, "open", lambda _settings: assistant)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    return run


def test_the_command_says_what_to_do(invoke) -> None:
    result = invoke("ask", "--mode", "generative", COMPARED)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "错误：没有配置语言模型" in result.stderr
    assert "怎么办：" in result.stderr
    assert "auto" in result.stderr
    assert "Traceback" not in result.output


def test_the_command_says_it_in_json(invoke) -> None:
    result = invoke("ask", "--mode", "generative", "--json", COMPARED)
    assert result.exit_code == 2
    fault = json.loads(result.stdout)["error"]
    assert fault["code"] == "no_model"
    assert "没有配置语言模型" in fault["message"]
    assert fault["hint"]


def test_the_command_takes_no_other_mode(invoke) -> None:
    result = invoke("ask", "--mode", "creative", COMPARED)
    assert result.exit_code == 2
    assert "generative" in result.stderr


def test_a_batch_goes_on(invoke, tmp_path: Path) -> None:
    requests = [{"question": COMPARED, "mode": mode} for mode in ("generative", "auto")]
    lines = tmp_path / "问题.jsonl"
    lines.write_text("\n".join(map(json.dumps, requests)), encoding="utf-8")
    first, second = map(json.loads, invoke("ask", "--batch", str(lines)).stdout.splitlines())
    assert first["error"]["code"] == "no_model"
    assert second["method"] == "extractive"


@pytest.mark.parametrize("mode", ["auto", "extractive"])
def test_the_command_answers_without_a_model(invoke, mode: str) -> None:
    result = invoke("ask", "--mode", mode, "--json", COMPARED)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["method"] == "extractive"


def test_the_command_names_a_wrong_setting(settings, monkeypatch, assistant) -> None:
    monkeypatch.setattr("assistant.app.load_encoder", lambda _: assistant.encoder)
    monkeypatch.setenv("YOUJU_HOME", str(settings.home))
    monkeypatch.setenv("YOUJU_MODEL_URL", URL)
    result = CliRunner().invoke(main, ["ask", COMPARED, "--json"])
    assert result.exit_code == 8
    assert "YOUJU_MODEL" in result.stderr
    assert "error" in json.loads(result.stdout)
