"""The index of one library revision: built once, read-only, searched from memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.dense import DenseIndex
from assistant.retrieve.encoder import RememberingEncoder
from assistant.retrieve.joined import Joined
from assistant.retrieve.ranking import best_first, best_per_owner, fuse, order
from assistant.retrieve.understand import Interpreter
from assistant.retrieve.understand.regions import Gazetteer
from assistant.retrieve.understand.titles import Titles
from assistant.retrieve.understand.vocabulary import Vocabulary
from assistant.retrieve.understand.words import Words
from assistant.types import (
    Clause,
    Concept,
    Document,
    Encoder,
    Hit,
    Query,
    ScoredSpan,
    Vectors,
)

_NEAREST = 600  # passages that vector search puts forward


class Index:
    """Clauses in three channels: BM25 of clauses, BM25 of sentences, and vectors.

    A clause counts in vectors by its best sentence (encoded under its heading) and its
    best part of a sentence: short questions are closest to parts.
    """

    def __init__(
        self, parts: Joined, words: Words, vocabulary: Vocabulary, encoder: Encoder
    ) -> None:
        self.documents: Mapping[str, Document] = {d.source.id: d for d in parts.documents}
        self.clauses = tuple(parts.clauses)
        self.figures = tuple(parts.figures)
        self.encoder = encoder
        self._asking = RememberingEncoder(encoder)
        self._parts = parts
        self._owners = parts.spans[:, 0].astype(np.int64)
        self._part_owners = parts.part_spans[:, 0].astype(np.int64)
        self._ranked = np.array([not clause.heading for clause in self.clauses], bool)
        regions = [d.source.region for d in parts.documents if d.source.region]
        self.interpreter = Interpreter(
            Gazetteer(regions),
            words.lexicon,
            words.thesaurus,
            vocabulary.read_by(self._asking),
            Titles(d.source for d in parts.documents),
            self._asking,
            parts.by_clause.tokens,
        )

    def search(
        self,
        query: Query,
        k: int,
        *,
        regions: Collection[str] | None = None,
        documents: Collection[str] | None = None,
    ) -> tuple[Hit, ...]:
        """The ``k`` best clauses, of these regions and documents only where given."""
        looks = [query, *(query.parts if len(query.regions) < 2 else ())]
        *vectors, question = self._asking.encode([*(q.subject for q in looks), query.resolved])
        allowed = self._allowed(regions, documents)
        rankings = [
            self._rankings(look.concepts, vector, allowed)
            for look, vector in zip(looks, vectors, strict=True)
        ]
        fused = fuse(rankings, self.clauses, query)
        return tuple(
            Hit(
                clause=self.clauses[position],
                rank=rank,
                score=fused[position],
                channels=_ranks(rankings[0], position),
                sentences=self._scored(position, vectors[0], question),
            )
            for rank, position in enumerate(order(fused, self.clauses, query)[:k], start=1)
        )

    def alone(self, query: Query, k: int) -> dict[str, tuple[Clause, ...]]:
        """The ``k`` best clauses of each channel, and of each half of the vectors."""
        vector = self._asking.encode([query.subject])[0]
        scores = self._scores(query.concepts, vector)
        dense, parts = self._halves(vector)
        allowed = self._allowed(None, None)
        return {
            channel: tuple(self.clauses[n] for n in best_first(np.where(allowed, found, 0.0), k))
            for channel, found in (
                *scores.items(),
                ("dense_sentence", dense),
                ("dense_part", parts),
            )
        }

    def _rankings(
        self, concepts: Sequence[Concept], vector: Vectors, allowed: NDArray[np.bool_]
    ) -> dict[str, list[int]]:
        return {
            channel: best_first(np.where(allowed, found, 0.0))
            for channel, found in self._scores(concepts, vector).items()
        }

    def _scores(self, concepts: Sequence[Concept], vector: Vectors) -> dict[str, Vectors]:
        """The score of every clause in each channel."""
        by_sentence = self._parts.by_sentence.scores(concepts)
        dense, parts = self._halves(vector)
        return {
            "clause": self._parts.by_clause.scores(concepts),
            "sentence": best_per_owner(self._owners, by_sentence, len(self.clauses)),
            "dense": dense + parts,
        }

    def _halves(self, vector: Vectors) -> tuple[Vectors, Vectors]:
        """The nearness of every clause by its sentences and by their parts."""
        count = len(self.clauses)
        return (
            _nearness(self._parts.dense, self._owners, vector, count),
            _nearness(self._parts.dense_parts, self._part_owners, vector, count),
        )

    def _scored(self, position: int, topic: Vectors, question: Vectors) -> tuple[ScoredSpan, ...]:
        """The sentences of a clause, the closest to the topic first."""
        dense = self._parts.dense
        sentences = _of_clause(self._owners, position)
        parts = _of_clause(self._part_owners, position)
        cosines = dense.cosines(topic, sentences.start, sentences.stop)
        asked = dense.cosines(question, sentences.start, sentences.stop)
        of_parts = self._parts.dense_parts.cosines(topic, parts.start, parts.stop)
        starts = self._parts.part_spans[parts, 1]
        pieces = list(zip(starts.tolist(), of_parts.tolist(), strict=True))
        spans = (
            ScoredSpan(start, end, cosine, _between(pieces, start, end), whole)
            for (_, start, end), cosine, whole in zip(
                self._parts.spans[sentences].tolist(),
                cosines.tolist(),
                asked.tolist(),
                strict=True,
            )
        )
        return tuple(sorted(spans, key=lambda span: (-span.score, span.start)))

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a token; highest where no clause has it."""
        return self._parts.by_clause.rarity(token)

    def _allowed(
        self, regions: Collection[str] | None, documents: Collection[str] | None
    ) -> NDArray[np.bool_]:
        if regions is None and documents is None:
            return self._ranked
        within = (is_within(clause, regions, documents) for clause in self.clauses)
        allowed: NDArray[np.bool_] = self._ranked & np.fromiter(within, bool, len(self.clauses))
        return allowed


def is_within(
    clause: Clause, regions: Collection[str] | None, documents: Collection[str] | None
) -> bool:
    """Whether a clause is of one of these regions and documents; None sets no limit."""
    return (regions is None or clause.region in regions) and (
        documents is None or clause.document in documents
    )


def _ranks(rankings: Mapping[str, Sequence[int]], position: int) -> tuple[tuple[str, int], ...]:
    return tuple(
        (channel, found.index(position) + 1)
        for channel, found in rankings.items()
        if position in found
    )


def _nearness(index: DenseIndex, owners: NDArray[np.int64], vector: Vectors, count: int) -> Vectors:
    """Best cosine of each clause; where none is near, that of the farthest one found."""
    near, cosines = index.search(vector, _NEAREST)
    least = float(cosines[-1]) if len(cosines) else 0.0
    return best_per_owner(owners[near], cosines, count, least)


def _between(
    pieces: Sequence[tuple[int, float]], start: int, end: int
) -> tuple[tuple[int, float], ...]:
    return tuple(piece for piece in pieces if start <= piece[0] < end)


def _of_clause(owners: NDArray[np.int64], position: int) -> slice:
    """Where the passages of a clause stand among all."""
    first, last = (int(place) for place in np.searchsorted(owners, [position, position + 1]))
    return slice(first, last)
