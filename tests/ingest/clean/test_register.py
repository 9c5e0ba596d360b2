"""Official lines and stories, told apart by how they are written."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.register import CHUNK, Model, fitted

ALIEN = "\U0001f600"  # beyond the code points that the model knows


def score(text: str) -> float:
    return float(fitted().scores(text, [(0, len(text))])[0])


def test_most_paragraphs_of_a_plan_and_a_law_read_officially(plan, law) -> None:
    scores = [score(line) for line in (*plan[1:-2], *law[1:]) if len(line) > 30]
    assert len(scores) > 20
    assert sum(score < 0 for score in scores) >= 0.8 * len(scores)


def test_a_story_does_not(story) -> None:
    assert score("".join(story)) > 0


def test_neither_do_a_speech_and_village_rules(speech, village_rules) -> None:
    """By their register alone; that they are the document, the document says."""
    assert score("".join(speech)) > 0
    assert score("".join(village_rules)) > 0


def test_almost_every_paragraph_of_the_corpus_reads_officially(published) -> None:
    lines = [line for document in published.values() for line in document.text.split("\n")]
    scores = [score(line) for line in lines if len(line) > 40]
    assert len(scores) > 100
    assert sum(score < 0 for score in scores) >= 0.97 * len(scores)


def test_weights_of_characters_and_pairs_add_up() -> None:
    model = Model.of({"甲": 1.0, "乙": -2.0, "甲乙": 4.0}, 0.0)
    scores = model.scores("甲乙丙乙", [(0, 1), (2, 3), (3, 4), (1, 2)])
    assert scores.tolist() == [5.0, 0.0, -2.0, -2.0]  # a pair counts where it begins
    assert model.scores("甲乙丙乙", [(0, 4)]).tolist() == [1.0]


def test_the_bias_stands_for_so_many_characters() -> None:
    model = Model.of({"甲": 1.0}, -3.0)
    assert model.scores("丙" * 2 * CHUNK, [(0, CHUNK), (0, 2 * CHUNK)]).tolist() == [-3.0, -6.0]


def test_many_spans_are_scored_as_each_alone(plan, story) -> None:
    text = "\n".join((*plan, *story))
    spans, start = [], 0
    for line in (*plan, *story):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    together = fitted().scores(text, spans).tolist()
    assert together == pytest.approx([score(text[a:b]) for a, b in spans], abs=0.01)


def test_digits_and_characters_that_are_not_known_say_nothing() -> None:
    model = fitted()
    bias = model.bias / CHUNK
    for text in ("2025", "abc", ALIEN * 3):
        assert score(text) == pytest.approx(bias * len(text), abs=1e-4)


def test_no_text_has_no_score() -> None:
    assert fitted().scores("", [(0, 0)]).tolist() == [0.0]


def test_the_model_is_read_once() -> None:
    assert fitted() is fitted()
