"""Passages of clauses: sentences under their headings, and the parts of those sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.progress import Progress, silent
from assistant.retrieve.dense import DenseIndex
from assistant.text.headings import heading_words
from assistant.text.sentences import Span
from assistant.text.sentences import parts as split_parts
from assistant.text.sentences import sentences as split_sentences
from assistant.types import Clause, Encoder, Vectors

_BATCH = 256
Spans = NDArray[np.int32]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Passages as they are cut, in the order of the clauses.

    ``spans`` has a row for each: the position of its clause, and its offsets in the document.
    ``texts`` is what gets encoded for it, and ``keys`` the hash of that, by which its vector is
    used again.
    """

    spans: Spans
    texts: Sequence[str]
    keys: Keys


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Passages with their vectors; ``spans`` and ``keys`` as of ``Cut``."""

    spans: Spans
    keys: Keys
    dense: DenseIndex

    @classmethod
    def of(cls, cut: Cut, vectors: Vectors) -> Passages:
        """Passages as they were cut, with their vectors."""
        return cls(cut.spans, cut.keys, DenseIndex.build(vectors))

    @classmethod
    def load(cls, folder: Path) -> Passages:
        """The passages written by ``save``."""
        spans, keys = (
            np.load(folder / f"{name}.npy", allow_pickle=False) for name in ("spans", "keys")
        )
        return cls(spans, keys, DenseIndex.load(folder / "dense.faiss"))

    def save(self, folder: Path) -> None:
        """Writes arrays (npy, no pickle) and the vectors (FAISS) into a new ``folder``."""
        folder.mkdir()
        np.save(folder / "spans.npy", self.spans, allow_pickle=False)
        np.save(folder / "keys.npy", self.keys, allow_pickle=False)
        self.dense.save(folder / "dense.faiss")


def cut_sentences(clauses: Sequence[Clause]) -> Cut:
    """The sentences of the ranked clauses, each to be encoded under its heading."""
    return _cut(clauses, split_sentences, _in_context)


def cut_parts(clauses: Sequence[Clause]) -> Cut:
    """The parts of those sentences, each to be encoded as it stands."""
    return _cut(clauses, split_parts, _bare)


def texts(clauses: Sequence[Clause], spans: Spans) -> Iterator[str]:
    """The words of each passage."""
    for position, start, end in spans.tolist():
        clause = clauses[position]
        yield clause.text[start - clause.start : end - clause.start]


def encode(
    cuts: Iterable[Cut],
    encoder: Encoder,
    known: Mapping[int, Vectors],
    progress: Progress = silent,
) -> list[Vectors]:
    """Vectors of each cut's passages, shape (n, dimension).

    ``known`` maps keys to vectors that are not encoded again.
    """
    cuts = list(cuts)
    pairs = (pair for cut in cuts for pair in zip(cut.keys.tolist(), cut.texts, strict=True))
    fresh = {key: text for key, text in pairs if key not in known}
    keys = sorted(fresh, key=lambda key: len(fresh[key]))
    found = dict(known)
    for first in range(0, len(keys), _BATCH):
        batch = keys[first : first + _BATCH]
        vectors = encoder.encode([fresh[key] for key in batch])
        found.update(zip(batch, vectors, strict=True))
        progress("编码句子", first + len(batch), len(keys))
    empty = np.zeros((0, encoder.dimension), np.float32)
    return [np.stack([found[k] for k in c.keys.tolist()]) if len(c.keys) else empty for c in cuts]


def _in_context(clause: Clause, start: int, end: int) -> str:
    """A sentence with the heading it stands under, which is what gets encoded."""
    sentence = clause.text[start:end]
    heading = heading_words(clause.path[-1]) if clause.path else ""
    return f"{heading}：{sentence}" if heading and heading not in sentence else sentence


def _bare(clause: Clause, start: int, end: int) -> str:
    return clause.text[start:end]


def _cut(
    clauses: Sequence[Clause],
    split: Callable[[str], Iterable[Span]],
    read: Callable[[Clause, int, int], str],
) -> Cut:
    """Every passage of the ranked clauses with the text to encode for it."""
    spans, said = list[tuple[int, int, int]](), list[str]()
    for position, clause in enumerate(clauses):
        if clause.heading:
            continue
        for start, end in split(clause.text):
            spans.append((position, clause.start + start, clause.start + end))
            said.append(read(clause, start, end))
    keys = [int.from_bytes(sha256(text.encode()).digest()[:8]) for text in said]
    return Cut(np.array(spans, np.int32).reshape(-1, 3), said, np.array(keys, np.uint64))
