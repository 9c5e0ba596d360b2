"""The index of one library revision: built once, read-only, searched from memory."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from tqdm import tqdm

from assistant.retrieve import records
from assistant.retrieve.dense import DenseIndex
from assistant.retrieve.headings import heading_words
from assistant.retrieve.ranking import best_first, best_per_owner, fuse, order
from assistant.retrieve.sparse import SparseIndex
from assistant.retrieve.understand import Interpreter
from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.regions import Gazetteer
from assistant.retrieve.understand.thesaurus import Thesaurus
from assistant.text.sentences import sentences as split_sentences
from assistant.types import Clause, Document, Encoder, Hit, Query, ScoredSpan, Sentence, Vectors

_BATCH = 256
_NEAREST_SENTENCES = 300


class Index:
    """Clauses with their sentences in three channels: BM25 of clauses, BM25 of sentences,
    and the vectors of sentences, where a clause counts by its best sentence."""

    def __init__(
        self,
        documents: Sequence[Document],
        clauses: Sequence[Clause],
        sentences: Sequence[Sentence],
        channels: tuple[SparseIndex, SparseIndex, DenseIndex],
        words: tuple[Lexicon, Thesaurus],
        encoder: Encoder,
    ) -> None:
        self.documents: Mapping[str, Document] = {d.source.id: d for d in documents}
        self.clauses = tuple(clauses)
        self.sentences = tuple(sentences)
        self.encoder = encoder
        self._by_clause, self._by_sentence, self._dense = channels
        self._lexicon, self._thesaurus = words
        self._owners = np.array([s.clause for s in sentences], np.int64)
        regions = [d.source.region for d in documents if d.source.region]
        self.interpreter = Interpreter(Gazetteer(regions), self._lexicon, self._thesaurus)

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
        """Index of these clauses. ``known`` maps sentence keys to vectors of this encoder."""
        titles = {d.source.id: d.source.title for d in documents}
        pairs = list(_cut(clauses))
        sentences = [sentence for sentence, _ in pairs]
        by_clause = SparseIndex.build(
            "" if c.heading else search_text(titles[c.document], c) for c in clauses
        )
        by_sentence = SparseIndex.build(_texts(clauses, sentences))
        dense = DenseIndex.build(_encode(pairs, encoder, known, progress))
        lexicon = Lexicon.build(d.text for d in documents)
        channels = (by_clause, by_sentence, dense)
        return cls(documents, clauses, sentences, channels, (lexicon, thesaurus), encoder)

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> Index:
        """The index that ``save`` wrote."""
        words = json.loads((folder / "words.json").read_text("utf-8"))
        thesaurus = {said: tuple(means) for said, means in words["thesaurus"].items()}
        return cls(
            records.read_lines(folder / "documents.jsonl", records.document),
            records.read_lines(folder / "clauses.jsonl", records.clause),
            records.read_lines(folder / "sentences.jsonl", records.sentence),
            (
                SparseIndex.load(folder / "sparse.clauses"),
                SparseIndex.load(folder / "sparse.sentences"),
                DenseIndex.load(folder / "dense.faiss"),
            ),
            (Lexicon.of(words["glosses"], words["sounds"], words["places"]), thesaurus),
            encoder,
        )

    def save(self, folder: Path) -> None:
        """Writes every part into an empty ``folder``."""
        records.write_lines(folder / "documents.jsonl", self.documents.values())
        records.write_lines(folder / "clauses.jsonl", self.clauses)
        records.write_lines(folder / "sentences.jsonl", self.sentences)
        self._by_clause.save(folder / "sparse.clauses")
        self._by_sentence.save(folder / "sparse.sentences")
        self._dense.save(folder / "dense.faiss")
        words = {
            "glosses": self._lexicon.glosses,
            "sounds": self._lexicon.sounds,
            "places": sorted(self._lexicon.places),
            "thesaurus": self._thesaurus,
        }
        text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        (folder / "words.json").write_text(text, "utf-8", newline="\n")

    def vectors(self) -> dict[str, Vectors]:
        """Sentence key → vector, for the next build with the same encoder."""
        return dict(zip((s.key for s in self.sentences), self._dense.vectors, strict=True))

    def search(
        self,
        query: Query,
        k: int,
        *,
        regions: Collection[str] | None = None,
        documents: Collection[str] | None = None,
    ) -> tuple[Hit, ...]:
        """The ``k`` best clauses, of these regions and documents only where given."""
        vector = self._vector(query)
        rankings = self._rankings(query, vector, self._allowed(regions, documents))
        fused = fuse(rankings, self.clauses, query)
        return tuple(
            Hit(
                clause=self.clauses[position],
                rank=rank,
                score=fused[position],
                channels=_ranks(rankings, position),
                sentences=self._scored(position, vector),
            )
            for rank, position in enumerate(order(fused, self.clauses, query)[:k], start=1)
        )

    def _rankings(self, query: Query, vector: Vectors, allowed: list[bool]) -> dict[str, list[int]]:
        count = len(self.clauses)
        near, cosines = self._dense.search(vector, _NEAREST_SENTENCES)
        by_sentence = self._by_sentence.scores(query.concepts)
        scores = {
            "clause": self._by_clause.scores(query.concepts),
            "sentence": best_per_owner(self._owners, by_sentence, count),
            "dense": best_per_owner(self._owners[near], cosines, count),
        }
        return {
            channel: [c for c in best_first(found) if allowed[c]]
            for channel, found in scores.items()
        }

    def _scored(self, position: int, vector: Vectors) -> tuple[ScoredSpan, ...]:
        first, last = np.searchsorted(self._owners, [position, position + 1])
        cosines = self._dense.cosines(vector, int(first), int(last))
        spans = (
            ScoredSpan(s.start, s.end, float(cosine))
            for s, cosine in zip(self.sentences[first:last], cosines, strict=True)
        )
        return tuple(sorted(spans, key=lambda span: (-span.score, span.start)))

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a token; highest where no clause has it."""
        return self._by_clause.rarity(token)

    def _vector(self, query: Query) -> Vectors:
        vector: Vectors = self.encoder.encode([query.resolved])[0]
        return vector

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


def _in_context(clause: Clause, start: int, end: int) -> str:
    """A sentence with the heading it stands under, which is what gets encoded."""
    sentence = clause.text[start:end]
    heading = heading_words(clause.path[-1]) if clause.path else ""
    return f"{heading}：{sentence}" if heading and heading not in sentence else sentence


def _texts(clauses: Sequence[Clause], sentences: Iterable[Sentence]) -> list[str]:
    found = []
    for sentence in sentences:
        clause = clauses[sentence.clause]
        found.append(clause.text[sentence.start - clause.start : sentence.end - clause.start])
    return found


def _cut(clauses: Sequence[Clause]) -> Iterator[tuple[Sentence, str]]:
    """Every sentence of the ranked clauses with the text to encode for it."""
    for position, clause in enumerate(clauses):
        if clause.heading:
            continue
        for start, end in split_sentences(clause.text):
            text = _in_context(clause, start, end)
            key = sha256(text.encode()).hexdigest()[:16]
            yield Sentence(position, clause.start + start, clause.start + end, key), text


def _encode(
    pairs: Sequence[tuple[Sentence, str]],
    encoder: Encoder,
    known: Mapping[str, Vectors],
    progress: bool,
) -> Vectors:
    """Vectors of the sentences, shape (n, dimension); known ones are not encoded again."""
    fresh = {s.key: text for s, text in pairs if s.key not in known}
    keys = sorted(fresh, key=lambda key: len(fresh[key]))
    found = dict(known)
    with tqdm(total=len(keys), desc="编码句子", unit="句", disable=not progress) as bar:
        for first in range(0, len(keys), _BATCH):
            batch = keys[first : first + _BATCH]
            vectors = encoder.encode([fresh[key] for key in batch])
            found.update(zip(batch, vectors, strict=True))
            bar.update(len(batch))
    rows = [found[s.key] for s, _ in pairs]
    return np.stack(rows) if rows else np.zeros((0, encoder.dimension), np.float32)
