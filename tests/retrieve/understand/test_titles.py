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
    ("question", "missing"),
    [
        ("2025年要点里说了什么", ["2025年要点"]),
        ("2024年要点和2025年工作要点有什么变化", ["2025年要点"]),
        ("2019年浙江省深化“千万工程”工作要点", ["2019年要点"]),
        ("2023年度政府工作报告", ["2023年报告"]),
        ("省里2022年那份实施意见，2022年指导意见", ["2022年意见"]),
    ],
)
def test_an_edition_that_the_library_does_not_have(
    titles: Titles, question: str, missing: list[str]
) -> None:
    assert list(titles.unheld(question)) == missing


@pytest.mark.parametrize(
    "question",
    [
        "2024年工作要点",
        "2026年的行动方案",
        "2019年的方案",
        "2023年那份意见",
        "2025年群众提了哪些意见",
        "2023年配的是哪个行动计划",
        "2030年前要拿出方案",
        "要点里写了什么",
        "",
    ],
)
def test_no_edition_is_missing(titles: Titles, question: str) -> None:
    assert titles.unheld(question) == ()


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
