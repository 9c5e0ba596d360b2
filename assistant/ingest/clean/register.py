"""Does a line read like an official document or like somebody's story?

A linear model over characters and pairs of characters, whatever the topic: only those
that many texts of either kind use have a weight. Fitted on invented texts by
``python -m assistant.evaluate.fit_register``; its card stands in the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
CHUNK = 50  # characters: the length of text that the bias stands for
_CODES = 1 << 16


class Model(NamedTuple):
    """``ids`` maps a code point below 65 536 to the number of a known character, others
    to 0; ``single`` and ``pair`` hold weights by these numbers. Positive is story."""

    ids: NDArray[np.int32]
    single: Scores
    pair: Scores  # shape (characters, characters), flat
    bias: float

    @classmethod
    def of(cls, weights: dict[str, float], bias: float) -> Model:
        """The tables for these weights of characters and pairs of characters."""
        known = sorted({character for gram in weights for character in gram})
        number = {character: n for n, character in enumerate(known, start=1)}
        size = len(known) + 1
        ids = np.zeros(_CODES, np.int32)
        single, pair = np.zeros(size, np.float32), np.zeros((size, size), np.float32)
        for character, n in number.items():
            ids[ord(character)] = n
        for gram, weight in weights.items():
            numbers = [number[character] for character in gram]
            table = single if len(gram) == 1 else pair
            table[tuple(numbers)] = weight
        return cls(ids, single, pair.reshape(-1), bias)

    def scores(self, text: str, spans: Sequence[tuple[int, int]]) -> Scores:
        """Log odds of story against official for each span of ``text``."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        ids = self.ids[np.where(codes < _CODES, codes, 0)]
        gained = self.single[ids]
        gained[:-1] += self.pair[ids[:-1] * len(self.single) + ids[1:]]
        running = np.concatenate(([0.0], np.cumsum(gained, dtype=np.float64)))
        starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
        sums = running[ends] - running[starts] + self.bias * (ends - starts) / CHUNK
        return sums.astype(np.float32)


@cache
def fitted() -> Model:
    """The model that comes with the program."""
    stored = json.loads(files(__package__).joinpath("register.json").read_text("utf-8"))
    return Model.of(stored["weights"], stored["bias"])
