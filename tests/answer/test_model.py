"""The fitted models and their card."""

from __future__ import annotations

import json
import math
from importlib import resources

import pytest

from assistant.answer.features import (
    AGAINST,
    FIGURE,
    FOR,
    OF_THE_QUESTION,
    OF_THE_SEARCH,
    SENTENCE,
)
from assistant.answer.model import NAMES, STANDING, Judge, Model, judges, log_odds


@pytest.fixture(scope="module")
def card() -> dict[str, object]:
    return json.loads(resources.files("assistant.answer").joinpath("weights.json").read_text())


@pytest.mark.parametrize("name", ["sentence", "figure"])
def test_every_feature_has_its_weight(card, name: str) -> None:
    ranking, answering = (card["judges"][name][kind] for kind in ("ranking", "answering"))
    names = NAMES[name]
    assert tuple(ranking["weights"]) == tuple(n for n in names if n not in OF_THE_QUESTION)
    answers = tuple(n for n in names if n not in OF_THE_SEARCH)
    assert tuple(answering["weights"]) == (*STANDING, *answers)
    found = judges()[name]
    for model in (found.ranking, found.answering):
        assert all(math.isfinite(weight) for weight in (*model.weights, model.bias))


@pytest.mark.parametrize("name", ["sentence", "figure"])
def test_what_speaks_for_an_answer_never_weighs_against_it(card, name: str) -> None:
    for kind in ("ranking", "answering"):
        weights = card["judges"][name][kind]["weights"]
        assert all(weights[f] >= 0 for f in FOR & weights.keys())
        assert all(weights[f] <= 0 for f in AGAINST & weights.keys())


def test_no_feature_is_there_for_nothing(card) -> None:
    for name, names in NAMES.items():
        for feature in names:
            weights = [
                card["judges"][name][kind]["weights"].get(feature)
                for kind in ("ranking", "answering")
            ]
            assert any(weights), (name, feature)


def test_the_card_says_what_it_was_fitted_on(card) -> None:
    assert card["fitted_on"]["split"] == "dev"
    assert 0 < card["fitted_on"]["answerable"] < card["fitted_on"]["questions"]
    assert card["encoder"]


def test_names_are_different_and_have_one_sign() -> None:
    for names in (SENTENCE, FIGURE):
        assert len(names) == len(set(names))
    assert not FOR & AGAINST
    assert {*SENTENCE, *FIGURE} >= FOR | AGAINST


def test_probability_is_logistic() -> None:
    logistic = Model((2.0, -1.0), 0.5)
    assert logistic.probability((0, 0.5)) == pytest.approx(0.5)
    assert logistic.probability((1, 0)) == pytest.approx(1 / (1 + math.exp(-2.5)))
    assert Model((1.0,), 0.0).probability((-1e9,)) == pytest.approx(0)
    with pytest.raises(ValueError, match="1 values for 2"):
        logistic.probability((1,))


def test_certainty_sees_how_the_best_stands() -> None:
    judge = Judge(Model((1.0,), 0.0), Model((1.0, 1.0), 0.0))
    assert judge.certainty(0.5, (0.0,)) == pytest.approx(0.5)
    assert judge.certainty(0.9, (0.0,)) == pytest.approx(0.9)
    assert judge.certainty(0.9, (1.0,)) > 0.9


def test_log_odds_are_kept_within_bounds() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.9) == pytest.approx(math.log(9))
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0)) != math.inf
