"""Sentences that may answer, each with a probability."""

from __future__ import annotations

import json
import math
from importlib import resources

import pytest

from assistant.answer.candidates import FEATURES, Model, candidates, model
from assistant.answer.coverage import Wanted

JIANDE, JINHUA = "浙江省杭州市建德市", "浙江省金华市"
OLD = "完成44个老旧小区改造。"
TEACH = "推广立体栽培。"
YEARLY = "每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。"
HEADING = "（二）改造老旧小区"
CITY = "打造60个省市级片区组团，覆盖率达到55%。"


@pytest.fixture
def find(documents, rarity):
    def run(query, *hits):
        return candidates(query, hits, documents, Wanted.of(query, rarity))

    return run


def test_the_model_that_comes_with_the_package() -> None:
    found = model()
    assert len(found.weights) == len(FEATURES) == len(set(FEATURES))
    assert all(math.isfinite(weight) for weight in (*found.weights, found.bias))
    assert 0 < found.threshold < 1
    card = json.loads(resources.files("assistant.answer").joinpath("weights.json").read_text())
    assert set(card["weights"]) == set(FEATURES)


def test_the_model_speaks_for_what_is_covered_and_near() -> None:
    weight = dict(zip(FEATURES, model().weights, strict=True))
    assert weight["coverage"] > 0
    assert weight["cosine"] > 0


def test_probability_is_logistic() -> None:
    logistic = Model((2.0, -1.0), 0.5, 0.4)
    assert logistic.probability((0, 0.5)) == pytest.approx(0.5)
    assert logistic.probability((1, 0)) == pytest.approx(1 / (1 + math.exp(-2.5)))
    with pytest.raises(ValueError, match="shorter"):
        logistic.probability((1,))


def test_what_was_asked_comes_first(ask, find, hit) -> None:
    found = find(ask("老旧小区改造"), hit(TEACH), hit(OLD))
    assert [c.text for c in found] == [OLD, TEACH]
    assert 1 > found[0].score > found[1].score > 0


def test_a_better_rank_and_a_nearer_sentence_count(ask, find, hit) -> None:
    query = ask("老旧小区改造")
    first, later = find(query, hit(OLD)), find(query, hit(OLD, rank=9))
    near, far = find(query, hit(OLD, cosine=0.9)), find(query, hit(OLD, cosine=0.1))
    assert first[0].score > later[0].score
    assert near[0].score > far[0].score


def test_where_a_figure_was_asked_a_sentence_without_one_is_no_candidate(ask, find, hit) -> None:
    assert find(ask("立体栽培", kind="figure"), hit(TEACH)) == []
    assert find(ask("立体栽培"), hit(TEACH)) != []
    with_number = [find(ask("小区", kind=kind), hit(OLD))[0].score for kind in ("figure", "other")]
    assert with_number[0] == with_number[1]


def test_a_bare_heading_is_no_candidate(ask, find, hit, clauses) -> None:
    assert clauses["plan/3.2"].path[-1] == HEADING
    assert [c.text for c in find(ask("老旧小区"), hit(HEADING, OLD))] == [OLD]


def test_another_place_is_no_candidate(ask, find, hit) -> None:
    hits = hit(OLD), hit(CITY)
    assert [c.text for c in find(ask("组团", regions=(JINHUA,)), *hits)] == [CITY]
    assert [c.text for c in find(ask("组团", regions=(JIANDE,)), *hits)] == [OLD]
    assert find(ask("组团", places=("桐庐",)), *hits) == []


def test_only_the_parts_of_the_year_are_kept(ask, find, hit) -> None:
    found = find(ask("草莓", years=(2024,)), hit(YEARLY))
    assert [c.text for c in found] == ["每年新建草莓基地二百亩，"]
    assert len(found[0].parts) == 1
    assert find(ask("草莓", years=(2035,)), hit(YEARLY)) == []


def test_equal_ones_keep_the_order_of_the_document(ask, find, hit) -> None:
    query = ask("火星")
    forth, back = find(query, hit(OLD), hit(TEACH)), find(query, hit(TEACH), hit(OLD))
    assert forth == back
    assert [c.start for c in forth] == sorted(c.start for c in forth)
