"""Exact inner-product search over sentence vectors with FAISS."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.types import Vectors


class DenseIndex:
    """Vectors by position. Serialised to bytes, as FAISS cannot open every path."""

    def __init__(self, index: faiss.IndexFlat) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """Index of unit vectors of shape (n, dimension)."""
        return cls.of(vectors.shape[1], [vectors])

    @classmethod
    def of(cls, dimension: int, blocks: Iterable[Vectors]) -> DenseIndex:
        """Index of the vectors of all blocks, in their order."""
        index = faiss.IndexFlatIP(dimension)
        for block in blocks:
            index.add(np.ascontiguousarray(block))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """The index written by ``save``."""
        index: Any = faiss.deserialize_index(np.frombuffer(path.read_bytes(), np.uint8))
        return cls(index)

    def save(self, path: Path) -> None:
        """Writes FAISS's own serialisation."""
        path.write_bytes(faiss.serialize_index(self._index).data)

    def block(self, span: slice) -> Vectors:
        """The vectors of a span of positions, as they lie in the index: no copy, to be read
        while the index is there."""
        index = self._index
        if span.start == span.stop:
            return np.zeros((0, index.d), np.float32)
        flat: Vectors = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d)
        return flat.reshape(index.ntotal, index.d)[span]

    def take(self, positions: NDArray[np.int64]) -> Vectors:
        """The vectors at these positions."""
        found: Vectors = self._index.reconstruct_batch(positions)
        return found

    def search(self, vector: Vectors, k: int) -> tuple[NDArray[np.int64], Vectors]:
        """Positions and cosines of the ``k`` nearest to one vector, best first."""
        if not self._index.ntotal:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        scores, positions = self._index.search(vector.reshape(1, -1), min(k, self._index.ntotal))
        return positions[0], scores[0]

    def cosines(self, vector: Vectors, start: int, end: int) -> Vectors:
        """Cosines of one vector with the vectors at ``start`` to ``end``."""
        return self.block(slice(start, end)) @ vector
