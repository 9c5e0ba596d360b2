"""The built-in encoder, and what happens where another cannot be loaded."""

from __future__ import annotations

import sys
from types import ModuleType

import numpy as np
import pytest

from assistant.errors import EncoderUnavailable
from assistant.retrieve import encoder as module
from assistant.retrieve.encoder import BUILT_IN, RememberingEncoder, UseEncoder, load_encoder

TEXTS = ["村集体经济总收入达到75亿元，经营性收入50万元以上的村占六成", "集体经济", "明天天气晴朗"]


@pytest.fixture(scope="module")
def encoder() -> UseEncoder:
    found = load_encoder(BUILT_IN)
    assert isinstance(found, UseEncoder)
    return found


def test_unit_vectors_of_the_stated_dimension(encoder: UseEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_each_text_gets_its_own_vector_whatever_its_length(encoder: UseEncoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.stack([encoder.encode([text])[0] for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_many_texts_get_the_vectors_that_few_do(encoder: UseEncoder) -> None:
    texts = [f"{'建设' * (number % 7)}和美乡村{number}个" for number in range(70)]
    together = encoder.encode(texts)
    few = np.concatenate([encoder.encode(texts[:35]), encoder.encode(texts[35:])])
    np.testing.assert_allclose(together, few, atol=1e-5)


def test_what_is_alike_lies_closer_also_in_english(encoder: UseEncoder) -> None:
    target, alike, other = encoder.encode(TEXTS)
    english = encoder.encode(["collective economy"])[0]
    assert target @ alike > target @ other
    assert alike @ english > other @ english


def test_no_texts(encoder: UseEncoder) -> None:
    assert encoder.encode([]).shape == (0, 512)


def test_where_the_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderUnavailable, match="BAAI/bge-m3") as caught:
        load_encoder("BAAI/bge-m3")
    assert "YOUJU_ENCODER" in caught.value.hint


def test_another_model_is_asked_for_unit_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    class Model:
        def __init__(self, name: str, device: object) -> None:
            assert name == "模型/文件夹"

        def get_embedding_dimension(self) -> int:
            return 2

        def encode(self, texts: list[str], normalize_embeddings: bool, show_progress_bar: bool):
            assert normalize_embeddings
            assert not show_progress_bar
            return [[1.0, 0.0] for _ in texts]

    library = ModuleType("sentence_transformers")
    library.SentenceTransformer = Model
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    encoder = load_encoder("模型/文件夹")
    assert (encoder.name, encoder.dimension) == ("模型/文件夹", 2)
    vectors = encoder.encode(("甲", "乙", "丙"))
    assert (vectors.shape, vectors.dtype) == ((3, 2), np.float32)
    assert encoder.encode([]).shape == (0, 2)


@pytest.mark.parametrize("fault", [OSError("no such folder"), ValueError("no such model")])
def test_where_the_model_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise fault

    library = ModuleType("sentence_transformers")
    library.SentenceTransformer = refuse
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    with pytest.raises(EncoderUnavailable, match="没有的模型"):
        load_encoder("没有的模型")


def test_a_remembered_text_is_not_read_again(new_encoder) -> None:
    plain = new_encoder()
    remembering = RememberingEncoder(plain)
    assert (remembering.name, remembering.dimension) == (plain.name, plain.dimension)
    first = remembering.encode(["草莓", "公厕", "草莓"])
    second = remembering.encode(["公厕", "大米"])
    assert plain.encoded == ["草莓", "公厕", "大米"]
    expected = new_encoder().encode(["草莓", "公厕", "草莓", "公厕", "大米"])
    np.testing.assert_array_equal(np.concatenate([first, second]), expected)


def test_no_texts_are_remembered_as_no_vectors(new_encoder) -> None:
    vectors = RememberingEncoder(new_encoder()).encode([])
    assert (vectors.shape, vectors.dtype) == ((0, new_encoder.dimension), np.float32)


def test_only_so_many_texts_are_remembered(new_encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    plain = new_encoder()
    remembering = RememberingEncoder(plain)
    for text in ("甲", "乙", "丙", "丙", "甲"):
        remembering.encode([text])
    assert plain.encoded == ["甲", "乙", "丙", "丙", "甲"]
