"""BM25 over character pairs, asked with concepts."""

from __future__ import annotations

from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.retrieve.sparse import K1, B, Counts, SparseIndex
from assistant.text.tokens import bigrams
from assistant.types import Concept

TEXTS = ["草莓产业做大做强", "草莓与茶叶并重", "老旧小区改造44个", "", "茶叶出口，茶叶加工"]


@pytest.fixture(scope="module")
def sparse() -> SparseIndex:
    return SparseIndex.build(TEXTS)


def scores(sparse: SparseIndex, *wordings: str, weight: float = 1.0) -> list[float]:
    return sparse.scores([Concept(wordings, weight)]).tolist()


def test_only_texts_with_the_words_score(sparse: SparseIndex) -> None:
    assert [score > 0 for score in scores(sparse, "草莓")] == [True, True, False, False, False]


def test_the_shorter_and_the_oftener_score_higher(sparse: SparseIndex) -> None:
    tea = scores(sparse, "茶叶")
    assert tea[4] > tea[1] > 0


def test_of_a_concept_the_best_wording_counts(sparse: SparseIndex) -> None:
    berry, tea = scores(sparse, "草莓产业"), scores(sparse, "茶叶")
    assert scores(sparse, "草莓产业", "茶叶") == pytest.approx(np.maximum(berry, tea))


def test_several_concepts_add_up_by_weight(sparse: SparseIndex) -> None:
    both = sparse.scores([Concept(("草莓",)), Concept(("茶叶",), 0.5)])
    single = np.array([scores(sparse, "草莓"), scores(sparse, "茶叶", weight=0.5)])
    assert both == pytest.approx(single.sum(axis=0))
    assert single[1] == pytest.approx(0.5 * np.array(scores(sparse, "茶叶")))


def test_a_number_is_a_word_of_its_own(sparse: SparseIndex) -> None:
    assert np.flatnonzero(scores(sparse, "44")).tolist() == [2]
    assert not any(scores(sparse, "4"))


def test_written_otherwise_and_still_found(sparse: SparseIndex) -> None:
    assert scores(sparse, "草莓產業") == pytest.approx(scores(sparse, "草莓产业"))
    assert scores(sparse, "４４") == pytest.approx(scores(sparse, "44"))


@pytest.mark.parametrize("wordings", [("火星",), ("",), ("？！",), ("火星", "太阳系")])
def test_unknown_words_score_nothing(sparse: SparseIndex, wordings: tuple[str, ...]) -> None:
    assert scores(sparse, *wordings) == [0.0] * len(TEXTS)


def test_no_concepts(sparse: SparseIndex) -> None:
    assert sparse.scores([]).tolist() == [0.0] * len(TEXTS)


def test_the_rarer_the_higher_and_highest_where_no_text_has_it(sparse: SparseIndex) -> None:
    assert 0 < sparse.rarity("草莓") < sparse.rarity("老旧") < sparse.rarity("火星")


def test_counts_saved_and_loaded_are_the_same(tmp_path: Path) -> None:
    counts = Counts.of(TEXTS)
    counts.save(tmp_path / "稀疏")
    loaded = Counts.load(tmp_path / "稀疏")
    assert loaded.tokens == counts.tokens
    for name in ("starts", "columns", "times"):
        assert np.array_equal(getattr(loaded, name), getattr(counts, name))


WORDS = st.text("草莓茶叶老旧小区12 ", max_size=30)


@given(texts=st.lists(WORDS, min_size=1, max_size=12), asked=st.lists(WORDS, max_size=3))
@settings(deadline=None)
def test_scores_are_those_of_bm25s(texts: list[str], asked: list[str]) -> None:
    reference = bm25s.BM25(method="lucene", k1=K1, b=B)
    reference.index([list(bigrams(text)) or [""] for text in texts], show_progress=False)
    index = SparseIndex.build(texts)
    assert set(index.tokens) == {token for text in texts for token in bigrams(text)}
    for wording in asked:
        known = [token for token in bigrams(wording) if token in index.tokens]
        expected = reference.get_scores(known) if known else np.zeros(len(texts))
        assert index.scores([Concept((wording,))]) == pytest.approx(expected, abs=1e-5)


@given(texts=st.lists(WORDS, min_size=1, max_size=12), data=st.data())
@settings(deadline=None)
def test_of_texts_that_lie_elsewhere_it_is_the_same(texts: list[str], data: st.DataObject) -> None:
    """In other counts, in another order, among texts that are left out."""
    places = data.draw(st.permutations(range(len(texts))))
    counts = Counts.of([part for place in places for part in (texts[place], "火星")])
    shares = [(counts, 2 * n, 2 * n + 1) for n in (places.index(at) for at in range(len(texts)))]
    moved, plain = SparseIndex(shares), SparseIndex.build(texts)
    assert set(moved.tokens) == set(plain.tokens)
    concepts = [Concept(("草莓", "茶叶")), Concept(("老旧小区",), 0.6)]
    assert moved.scores(concepts).tolist() == plain.scores(concepts).tolist()
    assert all(moved.rarity(token) == plain.rarity(token) for token in ("草莓", "火星"))


def test_only_blank_texts() -> None:
    assert SparseIndex.build(["", " "]).scores([Concept(("草莓",))]).tolist() == [0.0, 0.0]
