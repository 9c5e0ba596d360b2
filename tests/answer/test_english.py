"""Figures for readers of English."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer.english import in_english
from assistant.types import Figure


@pytest.fixture
def figure(ledger) -> Figure:
    return next(f for f in ledger["plan/3.2"] if f.written == "44个")


@pytest.mark.parametrize(
    ("changes", "english"),
    [
        ({"low": 16500, "high": 16500, "unit": "亩", "comparator": ">="}, "at least 16,500 mu"),
        ({"low": 60, "high": 60, "unit": "%"}, "60 percent"),
        ({"low": 1, "high": 2, "unit": "个"}, "1–2"),
        ({"low": "1.7", "high": "1.7", "unit": "", "comparator": "<="}, "at most 1.7"),
        ({"low": 75 * 10**8, "high": 75 * 10**8, "unit": "元"}, "7,500,000,000 yuan"),
        ({"low": 3, "high": 3, "unit": "艘", "comparator": "~"}, "about 3 艘"),
    ],
)
def test_as_it_is_read(figure: Figure, changes: dict[str, object], english: str) -> None:
    numbers = {k: Decimal(str(v)) for k, v in changes.items() if k in ("low", "high")}
    assert in_english(replace(figure, **(changes | numbers))) == english
