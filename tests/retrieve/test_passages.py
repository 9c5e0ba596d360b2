"""Clauses cut into passages, and what is encoded for each."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.ingest.clauses import split
from assistant.retrieve.passages import cut_parts, cut_sentences, encode, texts
from assistant.types import Clause, CleaningReport, Document, OffsetMap, Source


@pytest.fixture(scope="module")
def clauses(farm: str) -> tuple[Clause, ...]:
    source = Source("farm", "实施方案", "farm.txt", sha256="")
    return split(Document(source, farm, OffsetMap((0,), (0,)), CleaningReport()))


@pytest.mark.parametrize("cut", [cut_sentences, cut_parts])
def test_passages_are_of_their_clause_word_for_word(clauses, farm: str, cut) -> None:
    passages = [passage for passage, _ in cut(clauses)]
    words = texts(clauses, passages)
    assert words == [farm[p.start : p.end] for p in passages]
    for passage in passages:
        clause = clauses[passage.clause]
        assert not clause.heading
        assert clause.start <= passage.start < passage.end <= clause.end
    ranked = "".join(clause.text for clause in clauses if not clause.heading)
    assert "".join(words) == ranked.replace("\n", "")


def test_sentences_are_encoded_under_their_heading_and_parts_bare(clauses) -> None:
    sentences = dict.fromkeys(text for _, text in cut_sentences(clauses))
    parts = dict.fromkeys(text for _, text in cut_parts(clauses))
    assert "发展草莓产业：培育草莓合作社30家，草莓总产值突破5亿元。" in sentences
    assert "（一）发展草莓产业" in sentences
    assert {"培育草莓合作社30家，", "草莓总产值突破5亿元。"} <= parts.keys()


def test_a_key_stands_for_what_is_encoded(clauses) -> None:
    pairs = [*cut_sentences(clauses), *cut_parts(clauses)]
    assert len({(p.key, text) for p, text in pairs}) == len({text for _, text in pairs})
    assert len({p.key for p, _ in pairs}) == len({text for _, text in pairs})


def test_each_passage_gets_its_vector(clauses, new_encoder) -> None:
    pairs = cut_parts(clauses)
    vectors = encode(pairs, new_encoder(), {})
    assert np.array_equal(vectors, new_encoder().encode([text for _, text in pairs]))


def test_a_known_vector_is_taken_as_it_is(clauses, new_encoder) -> None:
    pairs = cut_parts(clauses)
    known = {pairs[3][0].key: np.full(new_encoder.dimension, 0.5, np.float32)}
    encoder = new_encoder()
    vectors = encode(pairs, encoder, known)
    assert np.array_equal(vectors[3], known[pairs[3][0].key])
    assert pairs[3][1] not in encoder.encoded


def test_no_passages(new_encoder) -> None:
    assert encode([], new_encoder(), {}).shape == (0, new_encoder.dimension)
