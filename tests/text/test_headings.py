"""Headings without their numbers."""

from __future__ import annotations

import pytest

from assistant.text.headings import heading_words


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("（三）实施农民增收行动", "实施农民增收行动"),
        ("(三)实施农民增收行动", "实施农民增收行动"),
        ("二、总体目标", "总体目标"),
        ("1.聚力粮安保供", "聚力粮安保供"),
        ("12．聚力粮安保供", "聚力粮安保供"),
        ("## 一、确保粮食安全", "确保粮食安全"),
        ("第三章 法律责任", "法律责任"),
        ("第一千二百六十条 附则", "附则"),
        ("第十二条之一 申请", "申请"),
        ("①加强领导", "加强领导"),
        ("总体目标", "总体目标"),
        ("“三农”工作", "“三农”工作"),
    ],
)
def test_number_in_front_goes(heading: str, words: str) -> None:
    assert heading_words(heading) == words


def test_only_the_first_number_goes() -> None:
    assert heading_words("（一）1.推进产业做大做优") == "1.推进产业做大做优"


@pytest.mark.parametrize("heading", ["三农工作", "一般规定", "十五分钟生活圈", "2024年工作要点"])
def test_a_numeral_that_is_part_of_a_word_stays(heading: str) -> None:
    assert heading_words(heading) == heading
