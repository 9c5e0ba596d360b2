"""Numerals of Chinese text, read to exact values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.numbers import chinese_to_int, fold, numerals, value_of

property_test = settings(max_examples=150, deadline=None, derandomize=True)
DIGITS = "零一二三四五六七八九"


def keys(text: str) -> list[tuple[Decimal, bool]]:
    return [numeral.key for numeral in numerals(text)]


def spell(value: int) -> str:
    """A number below 10^16 as a document spells it."""
    if value < 10**4:
        return _spell_small(value) or "零"
    for unit, scale in (("亿", 10**8), ("万", 10**4)):
        if value >= scale:
            high, low = divmod(value, scale)
            gap = "零" if 0 < low < scale // 10 else ""
            return f"{spell(high)}{unit}{gap}{spell(low) if low else ''}"
    raise AssertionError


def _spell_small(value: int) -> str:
    written, gap = "", False
    for unit, scale in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, scale)
        if digit:
            written += ("零" if gap else "") + DIGITS[digit] + unit
        gap = bool(written) and not digit
    return written


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("二百", 200),
        ("两百", 200),
        ("十", 10),
        ("十五", 15),
        ("二十八", 28),
        ("一百零五", 105),
        ("三百六十", 360),
        ("一千二百六十", 1260),
        ("五万", 50_000),
        ("三万零六百", 30_600),
        ("千万", 10_000_000),
        ("一亿零三万", 100_030_000),
        ("一万二千亿", 1_200_000_000_000),
        ("一万亿", 10**12),
        ("四万万", 400_000_000),
        ("万", 10_000),
        ("二〇二七", 2027),
        ("二零三五", 2035),
        ("〇", 0),
    ],
)
def test_chinese_numerals(written: str, value: int) -> None:
    assert chinese_to_int(written) == value


@pytest.mark.parametrize("written", ["", "27", "十个", "青田", "二" * 5000])
def test_what_is_no_chinese_numeral(written: str) -> None:
    assert chinese_to_int(written) is None


@property_test
@given(st.integers(0, 10**12 - 1))
def test_every_spelled_number_is_read_back(value: int) -> None:
    assert chinese_to_int(spell(value)) == value


@property_test
@given(st.integers(0, 10**12), st.integers(0, 99))
def test_grouped_full_width_and_plain_digits_are_one_number(whole: int, cents: int) -> None:
    plain = f"{whole}.{cents:02d}"
    wide = plain.translate({code: code + 0xFEE0 for code in range(ord("."), ord("9") + 1)})
    expected = [(Decimal(plain).normalize(), False)]
    assert keys(plain) == keys(f"{whole:,}.{cents:02d}") == keys(wide) == expected


@pytest.mark.parametrize(
    ("written", "value", "percent"),
    [
        ("200", "200", False),
        ("5万", "50000", False),
        ("５万", "50000", False),
        ("1.41亿", "141000000", False),
        ("3.5万亿", "3500000000000", False),
        ("2百万", "2000000", False),
        ("1,500", "1500", False),
        ("１，５００", "1500", False),
        ("12,345,678.9", "12345678.9", False),
        ("60%", "60", True),
        ("６０％", "60", True),
        ("98.5%", "98.5", True),
        ("百分之六十", "60", True),
        ("百分之60.5", "60.5", True),
        ("百分之5", "5", True),
        ("百分之六", "6", True),
        ("二〇二七", "2027", False),
        ("一千二百六十", "1260", False),
        ("0", "0", False),
    ],
)
def test_one_numeral(written: str, value: str, percent: bool) -> None:
    (found,) = numerals(written)
    assert (found.value, found.percent) == (Decimal(value), percent)
    assert (found.start, found.end) == (0, len(written))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("二百", "200"),
        ("5万", "50000"),
        ("1.50亿", "15000万"),
        ("百分之六十", "60.0%"),
        ("1,500", "１５００"),
    ],
)
def test_two_spellings_share_a_key(one: str, other: str) -> None:
    assert keys(one) == keys(other)


def test_a_share_is_not_a_count() -> None:
    assert keys("60%") != keys("60")


def test_all_numerals_of_a_sentence_stand_where_they_are_written() -> None:
    text = "龙泉市新建灵芝基地１，２００亩、茶园三千亩，带动农户5万户，覆盖率百分之九十以上。"
    found = numerals(text)
    assert [text[n.start : n.end] for n in found] == ["１，２００", "三千", "5万", "百分之九十"]
    assert [int(n.value) for n in found] == [1200, 3000, 50_000, 90]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("到2027,1000个村", [2027, 1000]),
        ("2025,100个村", [2025, 100]),
        ("1,5000", [1, 5000]),
    ],
)
def test_a_comma_that_groups_nothing_parts_two_numbers(text: str, values: list[int]) -> None:
    assert [int(n.value) for n in numerals(text)] == values


def test_a_circled_item_number_is_not_a_digit() -> None:
    assert [int(n.value) for n in numerals("①5万元；②27个")] == [50_000, 27]


@pytest.mark.parametrize("text", ["二" * 9000, "百分之" + "二" * 9000, "亿" * 9000])
def test_an_endless_run_of_numerals_is_read_without_a_fault(text: str) -> None:
    assert [int(n.value) for n in numerals(text)] == [0]


def test_no_numeral() -> None:
    assert numerals("推进和美乡村建设") == []


def test_fold_keeps_what_is_not_full_width() -> None:
    assert fold("！～ＡＢ１２％（①㎡²，。") == "!~AB12%(①㎡²,。"


@property_test
@given(st.text())
def test_fold_changes_no_length_and_folds_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,500", "1500"),
        ("1.41亿", "141000000"),
        ("45%", "45"),
        ("80万", "800000"),
        ("三点五", "3.5"),
        ("一点零五", "1.05"),
        ("一千二百六十", "1260"),
        ("五万", "50000"),
        ("0", "0"),
    ],
)
def test_value_of_one_numeral(written: str, value: str) -> None:
    assert value_of(written) == Decimal(value)


@pytest.mark.parametrize("written", ["", "草莓", "三点草", "3个", "3 4", "点五"])
def test_what_is_no_numeral_has_no_value(written: str) -> None:
    assert value_of(written) is None
