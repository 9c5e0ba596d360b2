"""Passages of clauses: sentences under their headings, and the parts of those sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from assistant.progress import Progress, silent
from assistant.text.headings import heading_words
from assistant.text.sentences import Span
from assistant.text.sentences import parts as split_parts
from assistant.text.sentences import sentences as split_sentences
from assistant.types import Clause, Encoder, Passage, Vectors

_BATCH = 256

Readable = tuple[Passage, str]  # a passage and the text that is encoded for it


@dataclass(frozen=True, slots=True)
class Passages:
    """Sentences of the ranked clauses and the parts of those sentences, in order."""

    sentences: tuple[Passage, ...]
    parts: tuple[Passage, ...]


def cut_sentences(clauses: Sequence[Clause]) -> list[Readable]:
    """The sentences of the ranked clauses, each to be encoded under its heading."""
    return list(_cut(clauses, split_sentences, _in_context))


def cut_parts(clauses: Sequence[Clause]) -> list[Readable]:
    """The parts of those sentences, each to be encoded as it stands."""
    return list(_cut(clauses, split_parts, _bare))


def _in_context(clause: Clause, start: int, end: int) -> str:
    """A sentence with the heading it stands under, which is what gets encoded."""
    sentence = clause.text[start:end]
    heading = heading_words(clause.path[-1]) if clause.path else ""
    return f"{heading}：{sentence}" if heading and heading not in sentence else sentence


def _bare(clause: Clause, start: int, end: int) -> str:
    return clause.text[start:end]


def texts(clauses: Sequence[Clause], passages: Iterable[Passage]) -> list[str]:
    """The words of each passage."""
    found = []
    for passage in passages:
        clause = clauses[passage.clause]
        found.append(clause.text[passage.start - clause.start : passage.end - clause.start])
    return found


def _cut(
    clauses: Sequence[Clause],
    split: Callable[[str], Iterable[Span]],
    read: Callable[[Clause, int, int], str],
) -> Iterator[Readable]:
    """Every passage of the ranked clauses with the text to encode for it."""
    for position, clause in enumerate(clauses):
        if clause.heading:
            continue
        for start, end in split(clause.text):
            text = read(clause, start, end)
            key = sha256(text.encode()).hexdigest()[:16]
            yield Passage(position, clause.start + start, clause.start + end, key), text


def encode(
    pairs: Sequence[Readable],
    encoder: Encoder,
    known: Mapping[str, Vectors],
    progress: Progress = silent,
) -> Vectors:
    """Vectors of the passages, shape (n, dimension); known ones are not encoded again."""
    fresh = {p.key: text for p, text in pairs if p.key not in known}
    keys = sorted(fresh, key=lambda key: len(fresh[key]))
    found = dict(known)
    for first in range(0, len(keys), _BATCH):
        batch = keys[first : first + _BATCH]
        vectors = encoder.encode([fresh[key] for key in batch])
        found.update(zip(batch, vectors, strict=True))
        progress("编码句子", first + len(batch), len(keys))
    rows = [found[p.key] for p, _ in pairs]
    return np.stack(rows) if rows else np.zeros((0, encoder.dimension), np.float32)
