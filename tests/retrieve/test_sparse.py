"""BM25 over character pairs, asked with concepts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.retrieve.sparse import SparseIndex
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


def test_saved_and_loaded_it_answers_the_same(sparse: SparseIndex, tmp_path: Path) -> None:
    sparse.save(tmp_path / "稀疏")
    loaded = SparseIndex.load(tmp_path / "稀疏")
    concepts = [Concept(("草莓", "茶叶")), Concept(("老旧小区",), 0.6)]
    assert loaded.scores(concepts).tolist() == sparse.scores(concepts).tolist()
    assert loaded.rarity("茶叶") == sparse.rarity("茶叶")


def test_only_blank_texts() -> None:
    assert SparseIndex.build(["", " "]).scores([Concept(("草莓",))]).tolist() == [0.0, 0.0]
