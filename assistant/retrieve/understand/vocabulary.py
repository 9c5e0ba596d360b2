"""The words of the documents as vectors: which of them is close to a word that is not theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.text.words import words
from assistant.types import Encoder, Vectors

_FAR, _NEAR = 0.45, 0.85  # cosines of words that have nothing, and all but everything, in common
_MOST = 40  # words kept as close to one
_REMEMBERED = 10_000
_BATCH = 512  # words whose neighbours are looked for at once
_ARRAYS = ("vectors", "neighbours", "closeness")


class Vocabulary:
    """Every word of the documents with its unit vector and the words close to it.

    ``vectors`` has the shape (words, dimension) in the order of ``known``; ``places`` and
    ``closeness`` hold the neighbours of each, the closest first, in ``_MOST`` columns, those
    that are not needed with a closeness of 0.
    """

    def __init__(
        self,
        known: Sequence[str],
        vectors: Vectors,
        neighbours: tuple[NDArray[np.int32], Vectors],
        encoder: Encoder,
    ) -> None:
        self.words = tuple(known)
        self._vectors = vectors
        self._neighbours = neighbours
        self._encoder = encoder
        self._places = {word: place for place, word in enumerate(self.words)}
        self._near: dict[str, Mapping[str, float]] = {}

    @classmethod
    def build(
        cls, texts: Iterable[str], encoder: Encoder, known: Mapping[str, Vectors]
    ) -> Vocabulary:
        """The vocabulary of ``texts``; a word is encoded once, and not at all where ``known``
        has its vector.

        The vectors are rounded to half precision, as ``save`` keeps them.
        """
        found = sorted({word.text for text in texts for word in words(text)})
        fresh = [word for word in found if word not in known]
        encoded = {**known, **dict(zip(fresh, encoder.encode(fresh), strict=True))}
        rows = [encoded[word] for word in found]
        vectors = np.stack(rows) if rows else np.zeros((0, encoder.dimension), np.float32)
        vectors = vectors.astype(np.float16).astype(np.float32)
        return cls(found, vectors, _neighbours(vectors), encoder)

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> Vocabulary:
        """The vocabulary written by ``save``."""
        known = (folder / "vocabulary.txt").read_text("utf-8").splitlines()
        vectors, places, closeness = (
            np.load(folder / f"vocabulary.{name}.npy", allow_pickle=False) for name in _ARRAYS
        )
        return cls(known, vectors.astype(np.float32), (places, closeness), encoder)

    def save(self, folder: Path) -> None:
        """Words a line each, and in the same order their vectors, at half precision, and
        their neighbours."""
        (folder / "vocabulary.txt").write_text("\n".join(self.words), "utf-8", newline="\n")
        places, closeness = self._neighbours
        arrays: list[NDArray[Any]] = [self._vectors.astype(np.float16), places, closeness]
        for name, array in zip(_ARRAYS, arrays, strict=True):
            np.save(folder / f"vocabulary.{name}.npy", array, allow_pickle=False)

    def vectors(self) -> dict[str, Vectors]:
        """Word → vector, for the next build with the same encoder."""
        return dict(zip(self.words, self._vectors, strict=True))

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
            cosines = self._encoder.encode(strange) @ self._vectors.T
            found = map(self._named, *_closest(cosines))
            known.update(zip(strange, found, strict=True))
        return [known.get(word, {}) for word in asked]

    def _kept(self, place: int) -> Mapping[str, float]:
        places, closeness = self._neighbours
        return self._named(places[place], closeness[place])

    def _named(self, places: NDArray[np.int32], closeness: Vectors) -> Mapping[str, float]:
        pairs = zip(places.tolist(), closeness.tolist(), strict=True)
        return {self.words[place]: round(close, 3) for place, close in pairs if close > 0}


def _neighbours(vectors: Vectors) -> tuple[NDArray[np.int32], Vectors]:
    """For each vector the places of the closest ones and their closeness."""
    found = [
        _closest(vectors[first : first + _BATCH] @ vectors.T)
        for first in range(0, len(vectors), _BATCH)
    ]
    if not found:
        return np.zeros((0, 0), np.int32), np.zeros((0, 0), np.float32)
    places, closeness = zip(*found, strict=True)
    return np.concatenate(places), np.concatenate(closeness)


def _closest(cosines: Vectors) -> tuple[NDArray[np.int32], Vectors]:
    """Columns of the highest values of each row, highest first, and what closeness they are."""
    columns = cosines.shape[1]
    best = np.arange(columns)[None, :].repeat(len(cosines), axis=0)
    if columns > _MOST:  # a full sort would take most of the time
        best = np.sort(np.argpartition(-cosines, _MOST, axis=1)[:, :_MOST], axis=1)
    highest = np.take_along_axis(cosines, best, axis=1)
    order = np.argsort(-highest, axis=1, kind="stable")
    best = np.take_along_axis(best, order, axis=1)
    highest = np.take_along_axis(highest, order, axis=1)
    closeness = np.clip((highest - _FAR) / (_NEAR - _FAR), 0.0, 1.0)
    return best.astype(np.int32), closeness.astype(np.float32)
