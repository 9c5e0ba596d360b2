"""The index of one library revision: built once, read-only, searched from memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve import records
from assistant.retrieve.dense import DenseIndex
from assistant.retrieve.passages import Passages, cut_parts, cut_sentences, encode, texts
from assistant.retrieve.ranking import best_first, best_per_owner, fuse, order
from assistant.retrieve.sparse import SparseIndex
from assistant.retrieve.understand import Interpreter
from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.regions import Gazetteer
from assistant.retrieve.understand.thesaurus import Thesaurus
from assistant.retrieve.understand.words import Words
from assistant.types import (
    Clause,
    Concept,
    Document,
    Encoder,
    Hit,
    Passage,
    Query,
    ScoredSpan,
    Vectors,
)

_REMEMBERED = 1000  # vectors of queries; a part is looked for with its whole and alone
_NEAREST = 600  # passages that vector search puts forward


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
        documents: Sequence[Document],
        clauses: Sequence[Clause],
        passages: Passages,
        channels: Channels,
        words: Words,
        encoder: Encoder,
    ) -> None:
        self.documents: Mapping[str, Document] = {d.source.id: d for d in documents}
        self.clauses = tuple(clauses)
        self.passages = passages
        self.encoder = encoder
        self._channels = channels
        self._asked: dict[str, Vectors] = {}
        self._words = words
        self._owners = _owners(passages.sentences)
        self._part_owners = _owners(passages.parts)
        regions = [d.source.region for d in documents if d.source.region]
        self.interpreter = Interpreter(Gazetteer(regions), words.lexicon, words.thesaurus)

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        clauses: Sequence[Clause],
        thesaurus: Thesaurus,
        encoder: Encoder,
        *,
        known: Mapping[str, Vectors],
        progress: bool = False,
    ) -> Index:
        """Index of these clauses. ``known`` maps passage keys to vectors of this encoder."""
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
        words = Words(Lexicon.build(d.text for d in documents), thesaurus)
        return cls(documents, clauses, passages, channels, words, encoder)

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> Index:
        """The index that ``save`` wrote."""
        return cls(
            records.read_lines(folder / "documents.jsonl", records.document),
            records.read_lines(folder / "clauses.jsonl", records.clause),
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
            encoder,
        )

    def save(self, folder: Path) -> None:
        """Writes every part into an empty ``folder``."""
        records.write_lines(folder / "documents.jsonl", self.documents.values())
        records.write_lines(folder / "clauses.jsonl", self.clauses)
        records.write_lines(folder / "sentences.jsonl", self.passages.sentences)
        records.write_lines(folder / "parts.jsonl", self.passages.parts)
        self._channels.clauses.save(folder / "sparse.clauses")
        self._channels.sentences.save(folder / "sparse.sentences")
        self._channels.dense.save(folder / "dense.faiss")
        self._channels.dense_parts.save(folder / "dense.parts.faiss")
        self._words.save(folder / "words.json")

    def vectors(self) -> dict[str, Vectors]:
        """Passage key → vector, for the next build with the same encoder."""
        keys = [p.key for p in (*self.passages.sentences, *self.passages.parts)]
        stored = (self._channels.dense.vectors, self._channels.dense_parts.vectors)
        return dict(zip(keys, np.concatenate(stored), strict=True))

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
        vectors = self._vectors(looks)
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
                sentences=self._scored(position, vectors[0]),
            )
            for rank, position in enumerate(order(fused, self.clauses, query)[:k], start=1)
        )

    def alone(self, query: Query, k: int) -> dict[str, tuple[Clause, ...]]:
        """The ``k`` best clauses of each channel, and of each half of the vectors."""
        vector = self._vectors([query])[0]
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

    def _scored(self, position: int, vector: Vectors) -> tuple[ScoredSpan, ...]:
        first, last = np.searchsorted(self._owners, [position, position + 1])
        cosines = self._channels.dense.cosines(vector, int(first), int(last))
        spans = (
            ScoredSpan(s.start, s.end, float(cosine))
            for s, cosine in zip(self.passages.sentences[first:last], cosines, strict=True)
        )
        return tuple(sorted(spans, key=lambda span: (-span.score, span.start)))

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a token; highest where no clause has it."""
        return self._channels.clauses.rarity(token)

    def _vectors(self, looks: Sequence[Query]) -> list[Vectors]:
        """The unit vector of each query's topic, or of all its words where it has none."""
        texts = [look.topic or look.resolved for look in looks]
        if len(self._asked) > _REMEMBERED:
            self._asked = {}
        asked = self._asked
        fresh = [text for text in dict.fromkeys(texts) if text not in asked]
        asked.update(zip(fresh, self.encoder.encode(fresh), strict=True))
        return [asked[text] for text in texts]

    def _allowed(
        self, regions: Collection[str] | None, documents: Collection[str] | None
    ) -> list[bool]:
        return [
            not c.heading
            and (regions is None or c.region in regions)
            and (documents is None or c.document in documents)
            for c in self.clauses
        ]


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


def _owners(passages: Sequence[Passage]) -> NDArray[np.int64]:
    return np.array([p.clause for p in passages], np.int64)
