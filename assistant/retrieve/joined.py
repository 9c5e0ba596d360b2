"""The segments of an index put together: one list of clauses, one index a channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from assistant.retrieve.dense import DenseIndex
from assistant.retrieve.passages import Passages, Spans
from assistant.retrieve.segment import Segment, Share
from assistant.retrieve.sparse import SparseIndex
from assistant.types import Clause, Document, Figure

Place = tuple[int, int]  # of a document: its segment, and its number in there


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """The documents of an index in order and what they are searched by.

    ``spans`` and ``part_spans`` have a row for each passage: the position of its clause, and
    its offsets in the document.
    """

    documents: Sequence[Document]
    clauses: Sequence[Clause]
    figures: Sequence[Figure]
    spans: Spans
    part_spans: Spans
    by_clause: SparseIndex
    by_sentence: SparseIndex
    dense: DenseIndex
    dense_parts: DenseIndex


def joined(segments: Sequence[Segment], order: Sequence[Place], dimension: int) -> Joined:
    """The documents at these places of the segments; others that stand there are left out."""
    clauses = _Bounds(segments, order, lambda share: share.clauses)
    figures = _Bounds(segments, order, lambda share: share.figures)
    sentences = _Bounds(segments, order, lambda share: share.sentences)
    parts = _Bounds(segments, order, lambda share: share.parts)
    return Joined(
        documents=[segments[segment].documents[number] for segment, number in order],
        clauses=[one for s, span in clauses for one in s.clauses[span]],
        figures=[one for s, span in figures for one in s.figures[span]],
        spans=_spans(sentences, clauses, lambda segment: segment.sentences),
        part_spans=_spans(parts, clauses, lambda segment: segment.parts),
        by_clause=SparseIndex([(s.counts, span.start, span.stop) for s, span in clauses]),
        by_sentence=SparseIndex(
            [(s.sentence_counts, span.start, span.stop) for s, span in sentences]
        ),
        dense=DenseIndex.of(dimension, (s.sentences.dense.block(span) for s, span in sentences)),
        dense_parts=DenseIndex.of(dimension, (s.parts.dense.block(span) for s, span in parts)),
    )


class _Bounds:
    """Where the records of each document stand in its segment, document by document."""

    def __init__(
        self, segments: Sequence[Segment], order: Sequence[Place], held: Callable[[Share], int]
    ) -> None:
        self._segments = [segments[segment] for segment, _ in order]
        ends = [list(accumulate(map(held, s.shares), initial=0)) for s in segments]
        self.slices = [slice(*ends[s][number : number + 2]) for s, number in order]

    def __iter__(self) -> Iterator[tuple[Segment, slice]]:
        return iter(zip(self._segments, self.slices, strict=True))


def _spans(bounds: _Bounds, clauses: _Bounds, passages: Callable[[Segment], Passages]) -> Spans:
    """The rows of the passages, with the positions of clauses counted over all documents."""
    found, first = [np.zeros((0, 3), np.int32)], 0
    for (segment, span), within in zip(bounds, clauses.slices, strict=True):
        rows = passages(segment).spans[span].copy()
        rows[:, 0] += first - within.start
        found.append(rows)
        first += within.stop - within.start
    return np.concatenate(found)
