"""Fitting the models that rank and refuse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.answer.candidates import Candidate
from assistant.answer.features import AGAINST, FOR, SENTENCE
from assistant.answer.model import NAMES, STANDING
from assistant.evaluate.calibrate import fit, is_right
from assistant.evaluate.cases import Case, Evidence
from assistant.evaluate.fitting import Example, Fitter, choose_threshold, signs
from assistant.figures.ledger import extract
from assistant.types import Clause, CleaningReport, Document, Figure, OffsetMap, Source

TEXT = "创建公厕20座，绿道300公里。"
CLAUSE = Clause("plan/1", "plan", "一", ("一、目标",), TEXT, 0, len(TEXT))
CASE = Case(
    "one",
    "figure",
    "公厕几座",
    True,
    expect=(("20座",),),
    evidence=(Evidence("plan", "创建公厕20座"),),
)


def candidate(text: str, values: tuple[float, ...] = (), figure: Figure | None = None) -> Candidate:
    judge = "figure" if figure else "sentence"
    return Candidate(CLAUSE, 0, len(TEXT), ((0, len(TEXT)),), text, 0.5, values, judge, figure)


class TestRight:
    def test_a_sentence_holds_the_gold_quote_or_lies_in_it(self) -> None:
        assert is_right(candidate(TEXT), CASE)
        assert is_right(candidate("创建公厕20座"), CASE)
        assert not is_right(candidate("绿道300公里。"), CASE)

    def test_of_its_document(self) -> None:
        elsewhere = replace(candidate(TEXT), clause=replace(CLAUSE, document="city"))
        assert not is_right(elsewhere, CASE)

    @pytest.mark.parametrize(("written", "right"), [("20座", True), ("300公里", False)])
    def test_a_figure_is_the_one_asked_for(self, figure, written: str, right: bool) -> None:
        assert is_right(candidate("创建公厕20座，", figure=figure(written)), CASE) is right

    @pytest.fixture
    def figure(self):
        source = Source("plan", "计划", "plan.txt", "")
        document = Document(source, TEXT, OffsetMap((0,), (0,)), CleaningReport())
        found = {figure.written: figure for figure in extract(CLAUSE, document)}
        return found.__getitem__


class TestThreshold:
    def test_it_parts_what_may_be_answered(self) -> None:
        scores = [*np.linspace(0.6, 0.9, 50), *np.linspace(0.1, 0.4, 50)]
        assert 0.4 < choose_threshold(scores, [True] * 50 + [False] * 50) <= 0.6

    def test_where_nothing_tells_them_apart_all_is_refused_or_none(self) -> None:
        chosen = choose_threshold([0.5] * 100, [True] * 50 + [False] * 50)
        assert chosen > 0.5, "a wrong answer costs more than a wrong refusal"


def test_signs_are_those_of_the_features() -> None:
    found = dict(zip(SENTENCE, signs(SENTENCE), strict=True))
    assert {name for name, sign in found.items() if sign > 0} == FOR & set(SENTENCE)
    assert {name for name, sign in found.items() if sign < 0} == AGAINST & set(SENTENCE)


@pytest.fixture(scope="module")
def examples():
    """Forty questions of either kind whose right candidate covers what is asked; those
    without an answer have none that does."""
    rng, found = np.random.default_rng(1), {name: [] for name in NAMES}
    for name, names in NAMES.items():
        covers = names.index("known_gap")
        for number in range(80):
            answerable = number % 2 == 0
            rows = rng.uniform(0.5, 1.0, (3, len(names)))
            rows[0, covers] = rng.uniform(0, 0.3) if answerable else rng.uniform(0.6, 1.0)
            case = replace(CASE, id=f"{name}-{number}", answerable=answerable)
            candidates = tuple(candidate(TEXT, tuple(row)) for row in rows)
            found[name].append(Example(case, candidates, (answerable, False, False)))
        found[name].append(Example(replace(CASE, id=f"{name}-none"), (), ()))
        plain = replace(found[name][0], plain=True)
        found[name].append(plain)
    return found


def test_a_card_for_each_judge(examples) -> None:
    card = fit(examples)
    assert card["fitted_on"] == {"split": "dev", "questions": 162, "answerable": 82}
    for name, names in NAMES.items():
        judge = card["judges"][name]
        fitter = Fitter.of(names)
        assert tuple(judge["ranking"]["weights"]) == fitter.named(fitter.ranks)
        answers = fitter.named(fitter.answers)
        assert tuple(judge["answering"]["weights"]) == (*STANDING, *answers)
        assert judge["ranking"]["weights"]["known_gap"] < 0
        assert judge["answering"]["weights"]["known_gap"] < 0
        assert (judge["questions"], judge["plain"], judge["right"]) == (81, 1, 40)
        assert 0 < judge["threshold"] < 1


def test_a_judge_sees_what_tells_it_something() -> None:
    for names in NAMES.values():
        fitter = Fitter.of(names, without=("cosine",))
        ranks, answers = fitter.named(fitter.ranks), fitter.named(fitter.answers)
        assert "english" not in ranks
        assert "english" in answers
        assert "rank" in ranks
        assert "rank" not in answers
        assert "cosine" not in (*ranks, *answers)


def test_fitted_twice_it_is_the_same(examples) -> None:
    assert fit(examples) == fit(examples)
