"""BM25 over character pairs (bm25s), asked with concepts rather than with bare words."""

from __future__ import annotations

import math
from collections.abc import Iterable, KeysView, Sequence
from pathlib import Path

import bm25s
import numpy as np

from assistant.text.tokens import bigrams
from assistant.types import Concept, Vectors


class SparseIndex:
    """BM25 (Lucene's variant, k1 = 1.2, b = 0.5) over texts by position."""

    def __init__(self, model: bm25s.BM25) -> None:
        self._model = model
        self._vocabulary: dict[str, int] = model.vocab_dict

    @classmethod
    def build(cls, texts: Iterable[str]) -> SparseIndex:
        """Index of texts; each keeps its position."""
        model = bm25s.BM25(method="lucene", k1=1.2, b=0.5)
        model.index([list(bigrams(text)) or [""] for text in texts], show_progress=False)
        return cls(model)

    @classmethod
    def load(cls, folder: Path) -> SparseIndex:
        """The index written by ``save``."""
        return cls(bm25s.BM25.load(str(folder), load_corpus=False, allow_pickle=False))

    def save(self, folder: Path) -> None:
        """Writes arrays (npy, no pickle) and the vocabulary (JSON)."""
        self._model.save(str(folder), show_progress=False, allow_pickle=False)

    @property
    def tokens(self) -> KeysView[str]:
        """Every token of the texts."""
        return self._vocabulary.keys()

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a token; highest where no text has it."""
        column = self._vocabulary.get(token)
        bounds = self._model.scores["indptr"]
        count = 0 if column is None else int(bounds[column + 1] - bounds[column])
        return math.log1p(self._model.scores["num_docs"] / (1 + count))

    def scores(self, concepts: Sequence[Concept]) -> Vectors:
        """One score per text: the sum over concepts, each by its best wording."""
        total: Vectors = np.zeros(self._model.scores["num_docs"], np.float32)
        for concept in concepts:
            best = [self._score(wording) for wording in concept.wordings]
            total += concept.weight * np.max(best, axis=0)
        return total

    def _score(self, wording: str) -> Vectors:
        """The sum of the columns of a wording's tokens, which bm25s has scored beforehand:
        what its ``get_scores`` gives, without its overhead for each call."""
        matrix = self._model.scores
        total: Vectors = np.zeros(matrix["num_docs"], np.float32)
        for token in bigrams(wording):
            column = self._vocabulary.get(token)
            if column is not None:
                rows = slice(matrix["indptr"][column], matrix["indptr"][column + 1])
                total[matrix["indices"][rows]] += matrix["data"][rows]
        return total
