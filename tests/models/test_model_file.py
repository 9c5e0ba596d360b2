"""Which file a name or a path means."""

from __future__ import annotations

import pytest

from assistant.errors import ModelUnavailable
from assistant.models.catalogue import CATALOGUE
from assistant.models.files import installed, model_file


@pytest.fixture
def there(model, tmp_path, monkeypatch):
    """The folder in which the tiny model, now in the catalogue, lies whole."""
    monkeypatch.setitem(CATALOGUE, model.name, model)
    (tmp_path / model.file).write_bytes(b"GGUF".ljust(model.size))
    return tmp_path


def test_by_name(there, model) -> None:
    assert installed(there) == [model]
    assert model_file(there, "tiny") == there / model.file


@pytest.mark.parametrize("size", [None, 7])
def test_not_there_or_not_whole(there, model, size) -> None:
    (there / model.file).unlink()
    if size is not None:
        (there / model.file).write_bytes(b"GGUF".ljust(size))
    assert installed(there) == []
    with pytest.raises(ModelUnavailable, match="还没有下载") as e:
        model_file(there, "tiny")
    assert (e.value.code, e.value.exit_code) == ("no_model_file", 8)
    assert "youju models pull tiny" in e.value.hint


def test_by_path(tmp_path) -> None:
    path = tmp_path / "own.gguf"
    path.write_bytes(b"GGUF\x03")
    assert model_file(tmp_path / "models", str(path)) == path


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"GG", b""])
def test_a_file_of_another_kind_is_refused(tmp_path, content) -> None:
    path = tmp_path / "own.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelUnavailable, match="不是 GGUF 格式"):
        model_file(tmp_path, str(path))


def test_neither_a_name_nor_a_file(tmp_path) -> None:
    with pytest.raises(ModelUnavailable, match="没有 'gpt' 这个模型，也没有这个文件") as e:
        model_file(tmp_path, "gpt")
    assert "qwen2.5-1.5b" in e.value.hint
    assert "youju models pull" in e.value.hint
    with pytest.raises(ModelUnavailable, match="也没有这个文件"):
        model_file(tmp_path, str(tmp_path))
