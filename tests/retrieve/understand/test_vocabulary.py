"""The words of the documents and what is close to them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.retrieve.understand import neighbours
from assistant.retrieve.understand import vocabulary as module
from assistant.retrieve.understand.vocabulary import Vocabulary


class Compass:
    """Unit vectors in a plane, by the angle in degrees that stands in the text."""

    name = "compass"
    dimension = 2

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts):
        self.encoded += texts
        angles = np.radians([float(text) for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


@pytest.fixture
def compass() -> Vocabulary:
    """Six directions: 0, 30, 40, 50, 60 and 70 degrees."""
    return Vocabulary.build(["0", "30", "40", "50", "60", "70", "0"], Compass())


def test_each_word_of_the_documents_is_there_once(compass: Vocabulary) -> None:
    assert compass.words == ("0", "30", "40", "50", "60", "70")
    assert "30" in compass
    assert "31" not in compass


def test_the_closest_come_first(compass: Vocabulary) -> None:
    [near] = compass.near(["45"])
    assert set(list(near)[:2]) == {"40", "50"}
    assert list(near.values()) == sorted(near.values(), reverse=True)


@pytest.mark.parametrize(
    ("asked", "closeness"),
    [
        ("0", {"0": 1.0, "30": 1.0, "40": 0.79, "50": 0.482, "60": 0.125}),
        ("-40", {"0": 0.79}),
        ("180", {}),
    ],
)
def test_closeness_runs_from_nothing_in_common_to_the_same(
    compass: Vocabulary, asked: str, closeness: dict[str, float]
) -> None:
    assert compass.near([asked]) == [pytest.approx(closeness, abs=0.002)]


def test_one_answer_for_each_word_in_order(compass: Vocabulary) -> None:
    assert compass.near(["180", "0", "180"]) == [{}, *compass.near(["0"]), {}]
    assert compass.near([]) == []


def test_only_strange_words_are_read_and_only_once(compass: Vocabulary) -> None:
    reader = Compass()
    found = compass.read_by(reader)
    again = [found.near(["10", "0", "10"]), found.near(["0", "10", "10"])]
    assert reader.encoded == ["10"]
    assert again[0][0] == again[1][1] == again[1][2]


def test_what_is_forgotten_is_found_again(
    compass: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = compass.near(["10", "20", "0"])
    monkeypatch.setattr(module, "_REMEMBERED", 1)
    assert compass.near(["10", "20", "0"]) == before


def test_at_most_so_many_are_close(compass: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_MOST", 2)
    assert [set(near) for near in compass.near(["45"])] == [{"40", "50"}]


def test_loaded_it_is_close_to_the_same(compass: Vocabulary, tmp_path: Path) -> None:
    compass.save(tmp_path)
    loaded = Vocabulary.load(tmp_path, Compass())
    asked = [str(angle) for angle in range(-90, 180)]
    assert loaded.words == compass.words
    assert loaded.near(asked) == compass.near(asked)


def test_it_is_kept_as_lines_and_half_precision(compass: Vocabulary, tmp_path: Path) -> None:
    compass.save(tmp_path)
    assert (tmp_path / "vocabulary.txt").read_text("utf-8").split("\n") == list(compass.words)
    vectors = np.load(tmp_path / "vocabulary.vectors.npy", allow_pickle=False)
    assert (vectors.shape, vectors.dtype) == ((6, 2), np.float16)


def test_no_words(new_encoder, tmp_path: Path) -> None:
    empty = Vocabulary.build([], new_encoder())
    empty.save(tmp_path)
    for vocabulary in (empty, Vocabulary.load(tmp_path, new_encoder())):
        assert vocabulary.words == ()
        assert vocabulary.near(["草莓"]) == [{}]


def test_a_known_word_is_not_encoded_again(compass: Vocabulary) -> None:
    encoder = Compass()
    grown = Vocabulary.build(["0", "30", "80"], encoder, compass)
    assert encoder.encoded == ["80"]
    assert grown.words == ("0", "30", "80")


ANGLES = st.lists(st.integers(0, 359), max_size=120, unique=True)


@given(before=ANGLES, after=ANGLES)
@settings(max_examples=60, deadline=None)
def test_words_that_come_and_go_leave_what_building_anew_gives(
    before: list[int], after: list[int]
) -> None:
    earlier = Vocabulary.build(map(str, before), Compass())
    followed = Vocabulary.build(map(str, after), Compass(), earlier)
    anew = Vocabulary.build(map(str, after), Compass())
    assert followed.words == anew.words
    for word, ours, theirs in zip(
        anew.words, followed.near(anew.words), anew.near(anew.words), strict=True
    ):
        assert sorted(ours.values()) == pytest.approx(sorted(theirs.values()), abs=1e-3), word
        last = min(theirs.values()) + 2e-3
        assert {w for w in ours if ours[w] > last} == {w for w in theirs if theirs[w] > last}
