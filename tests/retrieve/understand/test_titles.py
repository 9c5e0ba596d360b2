"""Documents that a question names by what they are."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.titles import Titles
from assistant.types import Source


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("那份意见怎么说", ["opinion"]),
        ("2023年那份意见", ["opinion"]),
        ("2024年工作要点", ["outline"]),
        ("24年工作要点", ["outline"]),
        ("要点里写了什么", ["outline"]),
        ("《实施方案》", ["plan", "scheme"]),
        ("行动方案和实施意见", ["plan", "scheme", "opinion"]),
        ("工作要点、指导意见，还是要点里", ["outline", "opinion"]),
    ],
)
def test_by_kind_and_year_in_the_order_of_the_words(
    titles: Titles, question: str, documents: list[str]
) -> None:
    assert list(titles.named(question)) == documents


@pytest.mark.parametrize("year", [2023, 2025, 2027])
def test_a_plan_is_of_every_year_that_it_spans(titles: Titles, year: int) -> None:
    assert titles.named(f"{year}年的行动方案") == ("plan",)


def test_where_no_year_fits_the_undated_is_meant(titles: Titles) -> None:
    assert titles.named("2019年的行动方案") == ("scheme",)
    assert titles.named("2019年的意见") == ()


def test_a_date_counts_where_the_title_names_no_year(titles: Titles) -> None:
    assert titles.named("2023年的要点") == ()
    assert titles.named("2024年的要点") == ("outline",)


@pytest.mark.parametrize(
    "question",
    ["有什么办法", "怎么通知群众", "方案", "征求了哪些意见", "那份通知", "目标是多少", ""],
)
def test_words_that_name_none(titles: Titles, question: str) -> None:
    assert titles.named(question) == ()
    assert titles.without(question) == question


def test_what_fits_every_document_names_none() -> None:
    both = Titles(Source(name, "工作方案", f"{name}.txt", "") for name in ("a", "b"))
    assert both.named("那份方案") == ()
    assert Titles([]).named("那份方案") == ()


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("那份意见里公厕多少座", "里公厕多少座"),
        ("2024年工作要点里公厕多少座", "里公厕多少座"),
        ("那份通知里公厕多少座", "那份通知里公厕多少座"),
    ],
)
def test_a_question_without_the_names(titles: Titles, question: str, rest: str) -> None:
    assert titles.without(question).strip() == rest


def test_those_of_a_region(titles: Titles) -> None:
    named = titles.named("行动方案和实施意见")
    assert titles.of_region(named, "浙江省衢州市") == ("scheme",)
    assert titles.of_region(named, "浙江省金华市") == ()
