"""A segment: all that an index holds of some documents, each by itself.

It is written once and never changed. A new version of the index takes the segments of the last
one as they are and adds one for what is new; a document that went is passed over when the
segment is read, until its segment is written anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.progress import Progress, silent
from assistant.retrieve import records
from assistant.retrieve.passages import Cut, Keys, Passages, cut_parts, cut_sentences, encode, texts
from assistant.retrieve.sparse import Counts
from assistant.types import Clause, Document, Encoder, Figure, Vectors

_SHARES = "shares.json"
_KINDS = ("sentences", "parts")


@dataclass(frozen=True, slots=True)
class Contents:
    """One document, cut into clauses, with the figures found in them.

    ``key`` stands for all that this was made from: where it is the same, so is the rest.
    """

    key: str
    document: Document
    clauses: Sequence[Clause]
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a segment is one document's; ``key`` is that of its Contents."""

    key: str
    clauses: int
    figures: int
    sentences: int
    parts: int


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Some documents in order, their clauses and figures, and what these are found by.

    Positions of clauses count within the segment.
    """

    shares: Sequence[Share]
    documents: Sequence[Document]
    clauses: Sequence[Clause]
    figures: Sequence[Figure]
    sentences: Passages
    parts: Passages
    counts: Counts  # of the clauses with their headings
    sentence_counts: Counts

    @classmethod
    def load(cls, folder: Path) -> Segment:
        """The segment written by ``save``."""
        return cls(
            read_shares(folder),
            records.read_lines(folder / "documents.jsonl", records.document),
            records.read_lines(folder / "clauses.jsonl", records.clause),
            records.read_lines(folder / "figures.jsonl", records.figure),
            Passages.load(folder / "sentences"),
            Passages.load(folder / "parts"),
            Counts.load(folder / "counts"),
            Counts.load(folder / "sentence_counts"),
        )

    @property
    def name(self) -> str:
        """Says what it was made from."""
        return sha256("".join(share.key for share in self.shares).encode()).hexdigest()[:16]

    def save(self, folder: Path) -> None:
        """Writes all into a new ``folder``."""
        folder.mkdir()
        shares = [asdict(share) for share in self.shares]
        (folder / _SHARES).write_text(json.dumps(shares, indent=0), "utf-8", newline="\n")
        records.write_lines(folder / "documents.jsonl", self.documents)
        records.write_lines(folder / "clauses.jsonl", self.clauses)
        records.write_lines(folder / "figures.jsonl", self.figures)
        self.sentences.save(folder / "sentences")
        self.parts.save(folder / "parts")
        self.counts.save(folder / "counts")
        self.sentence_counts.save(folder / "sentence_counts")


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A segment before its passages are encoded."""

    contents: Sequence[Contents]
    clauses: Sequence[Clause]
    sentences: Cut
    parts: Cut

    @classmethod
    def of(cls, contents: Sequence[Contents]) -> Draft:
        """What is to be encoded of these documents."""
        clauses = [clause for each in contents for clause in each.clauses]
        return cls(contents, clauses, cut_sentences(clauses), cut_parts(clauses))

    def finished(self, sentences: Vectors, parts: Vectors) -> Segment:
        """The segment with the vectors of its passages."""
        titles = {each.document.source.id: each.document.source.title for each in self.contents}
        named = ("" if c.heading else search_text(titles[c.document], c) for c in self.clauses)
        return Segment(
            self._shares(),
            [each.document for each in self.contents],
            self.clauses,
            [figure for each in self.contents for figure in each.figures],
            Passages.of(self.sentences, sentences),
            Passages.of(self.parts, parts),
            Counts.of(named),
            Counts.of(texts(self.clauses, self.sentences.spans)),
        )

    def _shares(self) -> list[Share]:
        ends = np.cumsum([len(each.clauses) for each in self.contents])
        sentences, parts = (_each(cut.spans[:, 0], ends) for cut in (self.sentences, self.parts))
        return [
            Share(each.key, len(each.clauses), len(each.figures), *held)
            for each, *held in zip(self.contents, sentences, parts, strict=True)
        ]


def finished(
    drafts: Sequence[Draft],
    encoder: Encoder,
    known: Mapping[int, Vectors],
    progress: Progress = silent,
) -> list[Segment]:
    """The drafts with the vectors of their passages."""
    cuts = [cut for draft in drafts for cut in (draft.sentences, draft.parts)]
    vectors = iter(encode(cuts, encoder, known, progress))
    return [draft.finished(next(vectors), next(vectors)) for draft in drafts]


def read_shares(folder: Path) -> list[Share]:
    """What the documents of a saved segment were made from, in their order."""
    return [Share(**share) for share in json.loads((folder / _SHARES).read_text("utf-8"))]


def recalled(folders: Sequence[Path], wanted: Keys) -> dict[int, Vectors]:
    """Vectors of the passages with these keys that saved segments have."""
    found: dict[int, Vectors] = {}
    for path in (folder / kind for folder in folders for kind in _KINDS):
        keys = np.load(path / "keys.npy", allow_pickle=False)
        rows = np.flatnonzero(np.isin(keys, wanted))
        if rows.size:
            vectors = Passages.load(path).dense.take(rows)
            found.update(zip(keys[rows].tolist(), vectors, strict=True))
    return found


def search_text(title: str, clause: Clause) -> str:
    """What a clause is found by: its document's title, the headings above it, its words."""
    return "\n".join((title, *clause.path[:-1], clause.text))


def _each(clauses: NDArray[np.int32], ends: NDArray[np.int64]) -> list[int]:
    """How many passages are of each document, whose last clause is before each of ``ends``."""
    each: list[int] = np.diff(np.searchsorted(clauses, ends), prepend=0).tolist()
    return each
