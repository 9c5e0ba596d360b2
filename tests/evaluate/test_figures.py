from decimal import Decimal

import pytest

from assistant.evaluate import figures
from assistant.evaluate.cases import Case, Evidence


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("达5万元、５００００元[3]", [50000]),
        ("占60％，即百分之六十", [60]),
        ("2027年到2030年，2023—2027年", []),
        ("统一推进千万工程", []),
        ("2024条", [2024]),
        ("1,500户", [1500]),
    ],
)
def test_figures_are_read_by_value(text, values):
    assert [key[0] for key in figures.given(text)] == [Decimal(v).normalize() for v in values]


def test_expected_and_right_figures_of_a_case():
    case = Case(
        "a",
        "figure",
        "27年50户的奖金",
        True,
        expect=(("5万元", "50000元"), ("农业局",)),
        evidence=(Evidence("d", "奖5万元，共三家"),),
    )
    assert [{key[0] for key in group} for group in figures.expected(case)] == [{Decimal("5E+4")}]
    assert {int(key[0]) for key in figures.right(case)} == {27, 50, 50000, 3}
