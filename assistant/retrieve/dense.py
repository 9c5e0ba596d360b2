"""Exact inner-product search over sentence vectors with FAISS."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.types import Vectors


class DenseIndex:
    """Vectors by position. Serialised to bytes, as FAISS cannot open every path."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """Index of unit vectors of shape (n, dimension)."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """The index written by ``save``."""
        return cls(faiss.deserialize_index(np.frombuffer(path.read_bytes(), np.uint8)))

    def save(self, path: Path) -> None:
        """Writes FAISS's own serialisation."""
        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    @property
    def vectors(self) -> Vectors:
        """All vectors, shape (n, dimension), so that unchanged ones can be reused."""
        vectors: Vectors = self._index.reconstruct_n(0, self._index.ntotal)
        return vectors

    def search(self, vector: Vectors, k: int) -> tuple[NDArray[np.int64], Vectors]:
        """Positions and cosines of the ``k`` nearest to one vector, best first."""
        scores, positions = self._index.search(vector.reshape(1, -1), min(k, self._index.ntotal))
        return positions[0], scores[0]

    def cosines(self, vector: Vectors, start: int, end: int) -> Vectors:
        """Cosines of one vector with the vectors at ``start`` to ``end``."""
        if start == end:
            return np.zeros(0, np.float32)
        stored: Vectors = self._index.reconstruct_n(start, end - start)
        return stored @ vector
