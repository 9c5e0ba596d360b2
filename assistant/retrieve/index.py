"""The index of one library revision: built once, read-only, searched from memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.progress import Progress, silent
from assistant.retrieve import records
from assistant.retrieve.dense import DenseIndex
from assistant.retrieve.encoder import RememberingEncoder
from assistant.retrieve.passages import Passages, cut_parts, cut_sentences, encode, texts
from assistant.retrieve.ranking import best_first, best_per_owner, fuse, order
from assistant.retrieve.sparse import SparseIndex
from assistant.retrieve.understand import Interpreter
from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.regions import Gazetteer
from assistant.retrieve.understand.thesaurus import Thesaurus
from assistant.retrieve.understand.titles import Titles
from assistant.retrieve.understand.vocabulary import Vocabulary
from assistant.retrieve.understand.words import Words
from assistant.types import (
    Clause,
    Concept,
    Document,
    Encoder,
    Figure,
    Hit,
    Passage,
    Query,
    ScoredSpan,
    Vectors,
)

_NEAREST = 600  # passages that vector search puts forward


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index can tell of: documents, their clauses, and the figures of these."""

    documents: Sequence[Document]
    clauses: Sequence[Clause]
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Channels:
    """The searchable parts of an index, positions as in its clauses and passages."""

    clauses: SparseIndex
    sentences: SparseIndex
    dense: DenseIndex
    dense_parts: DenseIndex


class Index:
    """Clauses in three channels: BM25 of clauses, BM25 of sentences, and vectors.

    A clause counts in vectors by its best sentence (encoded under its heading) and its
    best part of a sentence: short questions are closest to parts.
    """

    def __init__(
        self,
        contents: Contents,
        passages: Passages,
        channels: Channels,
        words: Words,
        vocabulary: Vocabulary,
        encoder: Encoder,
    ) -> None:
        documents = contents.documents
        self.documents: Mapping[str, Document] = {d.source.id: d for d in documents}
        self.clauses = tuple(contents.clauses)
        self.figures = tuple(contents.figures)
        self.passages = passages
        self.encoder = encoder
        self._asking = RememberingEncoder(encoder)
        self._channels = channels
        self._words = words
        self._vocabulary = vocabulary
        self._owners = _owners(passages.sentences)
        self._part_owners = _owners(passages.parts)
        regions = [d.source.region for d in documents if d.source.region]
        self.interpreter = Interpreter(
            Gazetteer(regions),
            words.lexicon,
            words.thesaurus,
            vocabulary.read_by(self._asking),
            Titles(d.source for d in documents),
            self._asking,
            channels.clauses.tokens,
        )

    @classmethod
    def build(
        cls,
        contents: Contents,
        thesaurus: Thesaurus,
        encoder: Encoder,
        *,
        known: Mapping[str, Vectors],
        progress: Progress = silent,
    ) -> Index:
        """Index of documents, their clauses and the figures found in them.

        ``known`` maps passage keys, and words, to vectors of this encoder, shape (dimension,).
        """
        documents, clauses = contents.documents, contents.clauses
        titles = {d.source.id: d.source.title for d in documents}
        sentences = cut_sentences(clauses)
        parts = cut_parts(clauses)
        vectors = encode([*sentences, *parts], encoder, known, progress)
        passages = Passages(tuple(p for p, _ in sentences), tuple(p for p, _ in parts))
        channels = Channels(
            clauses=SparseIndex.build(
                "" if c.heading else search_text(titles[c.document], c) for c in clauses
            ),
            sentences=SparseIndex.build(texts(clauses, passages.sentences)),
            dense=DenseIndex.build(vectors[: len(sentences)]),
            dense_parts=DenseIndex.build(vectors[len(sentences) :]),
        )
        words = Words(Lexicon.build((d.text for d in documents), thesaurus), thesaurus)
        vocabulary = Vocabulary.build((d.text for d in documents), encoder, known)
        return cls(contents, passages, channels, words, vocabulary, encoder)

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> Index:
        """The index that ``save`` wrote."""
        return cls(
            Contents(
                records.read_lines(folder / "documents.jsonl", records.document),
                records.read_lines(folder / "clauses.jsonl", records.clause),
                records.read_lines(folder / "figures.jsonl", records.figure),
            ),
            Passages(
                records.read_lines(folder / "sentences.jsonl", records.passage),
                records.read_lines(folder / "parts.jsonl", records.passage),
            ),
            Channels(
                clauses=SparseIndex.load(folder / "sparse.clauses"),
                sentences=SparseIndex.load(folder / "sparse.sentences"),
                dense=DenseIndex.load(folder / "dense.faiss"),
                dense_parts=DenseIndex.load(folder / "dense.parts.faiss"),
            ),
            Words.load(folder / "words.json"),
            Vocabulary.load(folder, encoder),
            encoder,
        )

    def save(self, folder: Path) -> None:
        """Writes every part into an empty ``folder``."""
        records.write_lines(folder / "documents.jsonl", self.documents.values())
        records.write_lines(folder / "clauses.jsonl", self.clauses)
        records.write_lines(folder / "figures.jsonl", self.figures)
        records.write_lines(folder / "sentences.jsonl", self.passages.sentences)
        records.write_lines(folder / "parts.jsonl", self.passages.parts)
        self._channels.clauses.save(folder / "sparse.clauses")
        self._channels.sentences.save(folder / "sparse.sentences")
        self._channels.dense.save(folder / "dense.faiss")
        self._channels.dense_parts.save(folder / "dense.parts.faiss")
        self._words.save(folder / "words.json")
        self._vocabulary.save(folder)

    def vectors(self) -> dict[str, Vectors]:
        """Passage key or word → vector, for the next build with the same encoder."""
        keys = [p.key for p in (*self.passages.sentences, *self.passages.parts)]
        stored = (self._channels.dense.vectors, self._channels.dense_parts.vectors)
        return self._vocabulary.vectors() | dict(zip(keys, np.concatenate(stored), strict=True))

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
        self, concepts: Sequence[Concept], vector: Vectors, allowed: Sequence[bool]
    ) -> dict[str, list[int]]:
        return {
            channel: best_first(np.where(allowed, found, 0.0))
            for channel, found in self._scores(concepts, vector).items()
        }

    def _scores(self, concepts: Sequence[Concept], vector: Vectors) -> dict[str, Vectors]:
        """The score of every clause in each channel."""
        by_sentence = self._channels.sentences.scores(concepts)
        dense, parts = self._halves(vector)
        return {
            "clause": self._channels.clauses.scores(concepts),
            "sentence": best_per_owner(self._owners, by_sentence, len(self.clauses)),
            "dense": dense + parts,
        }

    def _halves(self, vector: Vectors) -> tuple[Vectors, Vectors]:
        """The nearness of every clause by its sentences and by their parts."""
        count = len(self.clauses)
        return (
            _nearness(self._channels.dense, self._owners, vector, count),
            _nearness(self._channels.dense_parts, self._part_owners, vector, count),
        )

    def _scored(self, position: int, topic: Vectors, question: Vectors) -> tuple[ScoredSpan, ...]:
        """The sentences of a clause, the closest to the topic first."""
        dense = self._channels.dense
        sentences = _of_clause(self._owners, position)
        parts = _of_clause(self._part_owners, position)
        cosines = dense.cosines(topic, sentences.start, sentences.stop)
        asked = dense.cosines(question, sentences.start, sentences.stop)
        of_parts = self._channels.dense_parts.cosines(topic, parts.start, parts.stop)
        starts = [part.start for part in self.passages.parts[parts]]
        pieces = list(zip(starts, of_parts.tolist(), strict=True))
        spans = (
            ScoredSpan(
                s.start,
                s.end,
                cosine,
                tuple(piece for piece in pieces if s.start <= piece[0] < s.end),
                whole,
            )
            for s, cosine, whole in zip(
                self.passages.sentences[sentences], cosines.tolist(), asked.tolist(), strict=True
            )
        )
        return tuple(sorted(spans, key=lambda span: (-span.score, span.start)))

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a token; highest where no clause has it."""
        return self._channels.clauses.rarity(token)

    def _allowed(
        self, regions: Collection[str] | None, documents: Collection[str] | None
    ) -> list[bool]:
        return [not c.heading and is_within(c, regions, documents) for c in self.clauses]


def is_within(
    clause: Clause, regions: Collection[str] | None, documents: Collection[str] | None
) -> bool:
    """Whether a clause is of one of these regions and documents; None sets no limit."""
    return (regions is None or clause.region in regions) and (
        documents is None or clause.document in documents
    )


def search_text(title: str, clause: Clause) -> str:
    """What a clause is found by: its document's title, the headings above it, its words."""
    return "\n".join((title, *clause.path[:-1], clause.text))


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


def _of_clause(owners: NDArray[np.int64], position: int) -> slice:
    """Where the passages of a clause stand among all."""
    first, last = (int(place) for place in np.searchsorted(owners, [position, position + 1]))
    return slice(first, last)


def _owners(passages: Sequence[Passage]) -> NDArray[np.int64]:
    return np.array([p.clause for p in passages], np.int64)
