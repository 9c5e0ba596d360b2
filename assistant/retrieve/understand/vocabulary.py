"""The words of the documents as vectors: which of them is close to a word that is not theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.understand.neighbours import FAR, Neighbours, closest, follow, nearest
from assistant.types import Encoder, Vectors

_NEAR = 0.85  # cosine of words that have all but everything in common
_REMEMBERED = 10_000
_ARRAYS = ("vectors", "neighbours", "cosines")


class Vocabulary:
    """Every word of the documents with its unit vector and the words close to it.

    ``vectors`` has the shape (words, dimension) in the order of ``known``; ``neighbours`` are
    the places of the words closest to each and their cosines, the closest first.
    """

    def __init__(
        self, known: Sequence[str], vectors: Vectors, neighbours: Neighbours, encoder: Encoder
    ) -> None:
        self.words = tuple(known)
        self._vectors = vectors
        self._neighbours = neighbours
        self._encoder = encoder
        self._places = {word: place for place, word in enumerate(self.words)}
        self._near: dict[str, Mapping[str, float]] = {}

    @classmethod
    def build(
        cls, found: Iterable[str], encoder: Encoder, earlier: Vocabulary | None = None
    ) -> Vocabulary:
        """The vocabulary of these words; what an ``earlier`` one, of the same encoder, knows of
        them is used again.

        The vectors are rounded to half precision, as ``save`` keeps them.
        """
        listed = sorted(set(found))
        places = earlier._places if earlier else {}
        old = np.array([places.get(word, -1) for word in listed], np.int64)
        vectors = np.zeros((len(listed), encoder.dimension), np.float32)
        if earlier:
            vectors[old >= 0] = earlier._vectors[old[old >= 0]]
        fresh = np.flatnonzero(old < 0)
        if fresh.size:
            encoded = encoder.encode([listed[place] for place in fresh])
            vectors[fresh] = encoded.astype(np.float16).astype(np.float32)
        neighbours = follow(vectors, old, earlier._neighbours) if earlier else nearest(vectors)
        return cls(listed, vectors, neighbours, encoder)

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> Vocabulary:
        """The vocabulary written by ``save``."""
        known = (folder / "vocabulary.txt").read_text("utf-8").splitlines()
        vectors, places, cosines = (
            np.load(folder / f"vocabulary.{name}.npy", allow_pickle=False) for name in _ARRAYS
        )
        return cls(known, vectors.astype(np.float32), (places, cosines), encoder)

    def save(self, folder: Path) -> None:
        """Words a line each, and in the same order their vectors, at half precision, and
        their neighbours."""
        (folder / "vocabulary.txt").write_text("\n".join(self.words), "utf-8", newline="\n")
        places, cosines = self._neighbours
        arrays: list[NDArray[Any]] = [self._vectors.astype(np.float16), places, cosines]
        for name, array in zip(_ARRAYS, arrays, strict=True):
            np.save(folder / f"vocabulary.{name}.npy", array, allow_pickle=False)

    def read_by(self, encoder: Encoder) -> Vocabulary:
        """The same words, where ``encoder`` reads those that are not among them."""
        return Vocabulary(self.words, self._vectors, self._neighbours, encoder)

    def __contains__(self, word: str) -> bool:
        return word in self._places

    def near(self, asked: Sequence[str]) -> list[Mapping[str, float]]:
        """For each word, the words of the documents close to it with their closeness, 0 to 1:
        0 is nothing in common, 1 as good as the same."""
        if len(self._near) > _REMEMBERED:
            self._near = {}
        known = self._near  # another thread may begin a new one meanwhile
        fresh = [word for word in dict.fromkeys(asked) if word not in known]
        strange = [word for word in fresh if word not in self._places]
        known.update((word, self._kept(self._places[word])) for word in fresh if word in self)
        if strange and self.words:
            found = closest(self._encoder.encode(strange) @ self._vectors.T)
            known.update(zip(strange, map(self._named, *found), strict=True))
        return [known.get(word, {}) for word in asked]

    def _kept(self, place: int) -> Mapping[str, float]:
        places, cosines = self._neighbours
        return self._named(places[place], cosines[place])

    def _named(self, places: NDArray[np.int32], cosines: Vectors) -> Mapping[str, float]:
        closeness = np.clip((cosines - FAR) / (_NEAR - FAR), 0.0, 1.0)
        pairs = zip(places.tolist(), closeness.tolist(), strict=True)
        return {self.words[place]: round(close, 3) for place, close in pairs if close > 0}
