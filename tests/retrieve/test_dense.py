"""Exact search over vectors with FAISS."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.retrieve.dense import DenseIndex

RANDOM = np.random.default_rng(7)
VECTORS = RANDOM.normal(size=(40, 16)).astype(np.float32)
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def dense() -> DenseIndex:
    return DenseIndex.build(VECTORS)


def test_search_is_exact(dense: DenseIndex) -> None:
    positions, cosines = dense.search(VECTORS[9], 5)
    expected = np.argsort(-(VECTORS @ VECTORS[9]))[:5]
    assert positions.tolist() == expected.tolist()
    assert positions[0] == 9
    assert cosines == pytest.approx((VECTORS @ VECTORS[9])[expected], abs=1e-6)


def test_no_more_than_there_are(dense: DenseIndex) -> None:
    positions, cosines = dense.search(VECTORS[0], 300)
    assert sorted(positions.tolist()) == list(range(40))
    assert cosines.shape == (40,)


def test_cosines_of_a_range(dense: DenseIndex) -> None:
    assert dense.cosines(VECTORS[3], 10, 14) == pytest.approx(VECTORS[10:14] @ VECTORS[3], abs=1e-6)
    assert dense.cosines(VECTORS[3], 10, 10).shape == (0,)


@pytest.mark.parametrize("folder", ["plain", "资料 库/索引"])
def test_saved_and_loaded_it_is_the_same(dense: DenseIndex, tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "dense.faiss"
    path.parent.mkdir(parents=True)
    dense.save(path)
    loaded = DenseIndex.load(path)
    assert np.array_equal(loaded.block(slice(0, len(VECTORS))), VECTORS)
    for before, after in zip(
        dense.search(VECTORS[5], 8), loaded.search(VECTORS[5], 8), strict=True
    ):
        assert before.tolist() == after.tolist()


def test_a_span_and_single_ones(dense: DenseIndex) -> None:
    assert np.array_equal(dense.block(slice(1, 3)), VECTORS[1:3])
    assert np.array_equal(dense.take(np.array([2, 0])), VECTORS[[2, 0]])
    assert dense.block(slice(1, 1)).shape == (0, VECTORS.shape[1])


def test_without_vectors() -> None:
    empty = DenseIndex.build(np.zeros((0, 3), np.float32))
    assert empty.block(slice(0, 0)).shape == (0, 3)
    assert [len(found) for found in empty.search(np.ones(3, np.float32), 5)] == [0, 0]
