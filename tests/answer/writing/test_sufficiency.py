"""Whether material holds what is asked, or only speaks of the same subject."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.candidates import certainty
from assistant.answer.model import log_odds
from assistant.answer.writing.sufficiency import signs, suffices

OLD = "完成44个老旧小区改造。"


def test_the_signs(ask, sources, candidate, locate) -> None:
    found = replace(sources, find=lambda part: [candidate(OLD)] if part.topic == "小区" else [])
    clause, _, _ = locate(OLD)
    query = ask("小区 码头", parts=(ask("小区"), ask("码头")))
    singles, named, section = signs(query, [clause], found, section=True)
    sure = log_odds(certainty([candidate(OLD)]))
    assert singles == pytest.approx((sure + log_odds(0)) / 2)
    assert 0 < named < 1
    assert section == 1


@pytest.mark.parametrize(
    ("values", "enough"),
    [
        ((2.0, 1.0, 0.0), True),  # sure, and every word is named
        ((2.0, 0.2, 0.0), False),  # sure of something else
        ((-3.0, 0.7, 0.0), False),  # the subject, not what is asked of it
        ((-0.5, 1.0, 1.0), True),  # a section that the question names
    ],
)
def test_all_signs_have_a_say(values: tuple[float, ...], enough: bool) -> None:
    assert suffices(values) is enough
