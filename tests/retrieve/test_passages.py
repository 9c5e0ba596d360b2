"""Clauses cut into passages, and what is encoded for each."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.ingest.clauses import split
from assistant.retrieve.passages import Passages, cut_parts, cut_sentences, encode, texts
from assistant.types import Clause, CleaningReport, Document, OffsetMap, Source


@pytest.fixture(scope="module")
def clauses(farm: str) -> tuple[Clause, ...]:
    source = Source("farm", "实施方案", "farm.txt", sha256="")
    return split(Document(source, farm, OffsetMap((0,), (0,)), CleaningReport()))


@pytest.mark.parametrize("cut", [cut_sentences, cut_parts])
def test_passages_are_of_their_clause_word_for_word(clauses, farm: str, cut) -> None:
    spans = cut(clauses).spans
    words = list(texts(clauses, spans))
    assert words == [farm[start:end] for _, start, end in spans.tolist()]
    for position, start, end in spans.tolist():
        clause = clauses[position]
        assert not clause.heading
        assert clause.start <= start < end <= clause.end
    ranked = "".join(clause.text for clause in clauses if not clause.heading)
    assert "".join(words) == ranked.replace("\n", "")


def test_sentences_are_encoded_under_their_heading_and_parts_bare(clauses) -> None:
    sentences, parts = cut_sentences(clauses).texts, cut_parts(clauses).texts
    assert "发展草莓产业：培育草莓合作社30家，草莓总产值突破5亿元。" in sentences
    assert "（一）发展草莓产业" in sentences
    assert {"培育草莓合作社30家，", "草莓总产值突破5亿元。"} <= set(parts)


def test_a_key_stands_for_what_is_encoded(clauses) -> None:
    cuts = cut_sentences(clauses), cut_parts(clauses)
    pairs = {(key, text) for cut in cuts for key, text in zip(cut.keys, cut.texts, strict=True)}
    assert len(pairs) == len({text for _, text in pairs}) == len({key for key, _ in pairs})


def test_each_passage_gets_its_vector(clauses, new_encoder) -> None:
    cuts = cut_sentences(clauses), cut_parts(clauses)
    for cut, vectors in zip(cuts, encode(cuts, new_encoder(), {}), strict=True):
        assert np.array_equal(vectors, new_encoder().encode(cut.texts))


def test_a_known_vector_is_taken_as_it_is(clauses, new_encoder) -> None:
    cut = cut_parts(clauses)
    known = {int(cut.keys[3]): np.full(new_encoder.dimension, 0.5, np.float32)}
    encoder = new_encoder()
    [vectors] = encode([cut], encoder, known)
    assert np.array_equal(vectors[3], known[int(cut.keys[3])])
    assert cut.texts[3] not in encoder.encoded


def test_no_passages(new_encoder) -> None:
    assert encode([], new_encoder(), {}) == []
    [vectors] = encode([cut_parts([])], new_encoder(), {})
    assert vectors.shape == (0, new_encoder.dimension)


def test_saved_and_loaded_they_are_the_same(clauses, new_encoder, tmp_path: Path) -> None:
    cut = cut_sentences(clauses)
    passages = Passages.of(cut, new_encoder().encode(cut.texts))
    passages.save(tmp_path / "句子")
    loaded = Passages.load(tmp_path / "句子")
    assert np.array_equal(loaded.spans, passages.spans)
    assert np.array_equal(loaded.keys, passages.keys)
    everything = slice(0, len(cut.texts))
    assert np.array_equal(loaded.dense.block(everything), passages.dense.block(everything))
