"""How clauses, years and files are called."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.serve.naming import clause_called, file_name, heading_of, years_told


@pytest.mark.parametrize(
    ("label", "path", "text", "called"),
    [
        ("二（三）", ["二、产业", "（三）壮大集体经济"], "", "二（三） · 壮大集体经济"),
        (
            "四（三）1",
            ["四、x", "(三)y", "1.发展新型村集体经济"],
            "",
            "四（三）1 · 发展新型村集体经济",
        ),
        ("七（二十六）", ["（二十六）强化科技创新"], "", "七（二十六） · 强化科技创新"),
        ("第2段", [], "突出强城龙头，构筑高地。坚持", "第2段 · 突出强城龙头，构筑高地"),
        ("第十二条", ["第十二条　补助标准"], "", "第十二条 · 补助标准"),
        ("", [], "2027年建成茶园12万亩。", "2027年建成茶园12万亩"),
        ("一", [], "", "一"),
    ],
)
def test_a_clause_says_what_it_is_about(label, path, text, called) -> None:
    assert clause_called(label, path, text) == called


def test_a_long_heading_is_cut() -> None:
    assert heading_of(["一、" + "长" * 50], "") == "长" * 24 + "…"


@pytest.mark.parametrize(
    ("years", "words", "told"),
    [
        ([], "", ""),
        ([2027], "到2027年", "2027"),
        ([2023, 2027], "实施方案（2023—2027年）", "2023—2027"),
        ([2023, 2024, 2025], "三年行动", "2023—2025"),
        ([2024, 2025], "2024年、2025年分别建成", "2024、2025"),
        ([2024, 2025], "2024和2025年", "2024、2025"),
    ],
)
def test_years(years, words, told) -> None:
    assert years_told(years, words) == told


def test_a_file_says_what_it_holds() -> None:
    on = date(2026, 11, 28)
    parts = ("指标台账", "建德", "2027", "")
    assert file_name(parts, "xlsx", on) == "有据_指标台账_建德_2027_20261128.xlsx"
    assert file_name(("../a b:c\n", "x" * 99), "csv", on) == f"有据_..abc_{'x' * 30}_20261128.csv"
