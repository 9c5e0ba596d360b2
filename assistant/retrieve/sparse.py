"""BM25 over character pairs, asked with concepts rather than with bare words.

Texts are counted once, each by itself; what depends on all texts together is worked out from
the counts when they are put together, so that a text can come or go without the others being
read again.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.text.tokens import bigrams
from assistant.types import Concept, Vectors

K1, B = 1.2, 0.5
_ARRAYS = ("starts", "columns", "times")


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often each token stands in each text.

    Text ``n`` has the tokens ``columns[starts[n]:starts[n + 1]]``, places in ``tokens``, each
    as often as ``times`` says.
    """

    tokens: tuple[str, ...]
    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    times: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Counts:
        """The counts of texts; each keeps its position."""
        places: dict[str, int] = {}
        starts, columns, times = [0], list[int](), list[int]()
        for text in texts:
            counted = Counter(bigrams(text))
            columns += [places.setdefault(token, len(places)) for token in counted]
            times += counted.values()
            starts.append(len(columns))
        return cls(
            tuple(places),
            np.array(starts, np.int64),
            np.array(columns, np.int32),
            np.array(times, np.int32),
        )

    @classmethod
    def load(cls, folder: Path) -> Counts:
        """The counts written by ``save``."""
        tokens = json.loads((folder / "tokens.json").read_text("utf-8"))
        arrays = (np.load(folder / f"{name}.npy", allow_pickle=False) for name in _ARRAYS)
        return cls(tuple(tokens), *arrays)

    def save(self, folder: Path) -> None:
        """Writes arrays (npy, no pickle) and the tokens (JSON) into a new ``folder``."""
        folder.mkdir()
        tokens = json.dumps(self.tokens, ensure_ascii=False, separators=(",", ":"))
        (folder / "tokens.json").write_text(tokens, "utf-8", newline="\n")
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)


Share = tuple[Counts, int, int]  # the texts of some counts from one position to another


class SparseIndex:
    """BM25 in Lucene's variant (Kamphuis et al., ECIR 2020) over texts by position."""

    def __init__(self, shares: Sequence[Share]) -> None:
        """Index of the texts of ``shares``, in their order."""
        vocabulary, columns = _columns(shares)
        rows = _rows(shares)
        times = np.concatenate(
            [_cut(c.times, c, *at) for c, *at in shares] or [np.zeros(0, np.int32)]
        )
        self._count = sum(last - first for _, first, last in shares)
        lengths = np.maximum(np.bincount(rows, times, self._count), 1)
        by_token = np.argsort(columns, kind="stable")
        found = np.bincount(columns, minlength=len(vocabulary))
        self._starts = np.concatenate(([0], np.cumsum(found)))
        self._texts = rows[by_token]
        idf = np.log1p((self._count - found + 0.5) / (found + 0.5))
        met = times[by_token]
        norm = K1 * (1 - B + B * lengths / (lengths.mean() if self._count else 1))
        scores = np.repeat(idf, found) * met / (met + norm[self._texts])
        self._scores: Vectors = scores.astype(np.float32)
        self._columns = {token: n for token, n in vocabulary.items() if found[n]}

    @classmethod
    def build(cls, texts: Iterable[str]) -> SparseIndex:
        """Index of texts; each keeps its position."""
        counts = Counts.of(texts)
        return cls([(counts, 0, len(counts.starts) - 1)])

    @property
    def tokens(self) -> Collection[str]:
        """Every token of the texts."""
        return self._columns.keys()

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a token; highest where no text has it."""
        column = self._columns.get(token)
        found = 0 if column is None else int(self._starts[column + 1] - self._starts[column])
        return math.log1p(self._count / (1 + found))

    def scores(self, concepts: Sequence[Concept]) -> Vectors:
        """One score per text: the sum over concepts, each by its best wording."""
        total: Vectors = np.zeros(self._count, np.float32)
        for concept in concepts:
            best = [self._score(wording) for wording in concept.wordings]
            total += concept.weight * np.max(best, axis=0)
        return total

    def _score(self, wording: str) -> Vectors:
        total: Vectors = np.zeros(self._count, np.float32)
        for token in bigrams(wording):
            column = self._columns.get(token)
            if column is not None:
                rows = slice(self._starts[column], self._starts[column + 1])
                total[self._texts[rows]] += self._scores[rows]
        return total


def _columns(shares: Sequence[Share]) -> tuple[Mapping[str, int], NDArray[np.int32]]:
    """One vocabulary for all, and the column of each token that is counted."""
    vocabulary: dict[str, int] = {}
    known: dict[int, NDArray[np.int32]] = {}
    found = [np.zeros(0, np.int32)]
    for counts, *at in shares:
        if id(counts) not in known:
            places = [vocabulary.setdefault(token, len(vocabulary)) for token in counts.tokens]
            known[id(counts)] = np.array(places, np.int32)
        found.append(known[id(counts)][_cut(counts.columns, counts, *at)])
    return vocabulary, np.concatenate(found)


def _rows(shares: Sequence[Share]) -> NDArray[np.int32]:
    """The text in which each token is counted."""
    each = [np.diff(counts.starts[first : last + 1]) for counts, first, last in shares]
    held = np.concatenate(each or [np.zeros(0, np.int64)])
    return np.repeat(np.arange(len(held), dtype=np.int32), held)


def _cut(values: NDArray[np.int32], counts: Counts, first: int, last: int) -> NDArray[np.int32]:
    return values[counts.starts[first] : counts.starts[last]]
