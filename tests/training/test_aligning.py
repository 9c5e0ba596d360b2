"""A statement beside the sentence that it is about: what turns the sense, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.training.aligning import aligned, stands

TEXT = """（一）守住粮食安全。推广测土配方施肥6万亩，水稻良种覆盖率达到97%。
新认定农家乐100家，新建村80个，工坊80家。
检测记录保存期限不得少于二年。不得转让承包地，可以由村集体收回。
到2028年，全县粮食播种面积稳定在12万亩以上，建成高标准农田9万亩。逾期不改正的，处五千元以上二万元以下罚款。
"""


@pytest.mark.parametrize(
    ("statement", "turned"),
    [
        ("水稻良种覆盖率达到95%", "水稻良种覆盖率达到97%"),
        ("新认定农家乐80家", "新认定农家乐100家"),
        ("到2030年，全县粮食播种面积稳定在12万亩以上", "到2028年"),
        ("全县粮食播种面积稳定在12万亩以下", "全县粮食播种面积稳定在12万亩以上"),
        ("全市粮食播种面积稳定在12万亩以上", "全县粮食播种面积稳定在12万亩以上"),
        ("检测记录保存期限不得超过二年", "检测记录保存期限不得少于二年"),
        ("检测记录保存期限不得少于三年", "检测记录保存期限不得少于二年"),
        ("可以转让承包地", "不得转让承包地"),
        ("转让承包地", "不得转让承包地"),
        ("水稻良种覆盖率没有达到97%", "水稻良种覆盖率达到97%"),
        ("逾期不改正的，处五千元以上三万元以下罚款", "处五千元以上二万元以下罚款"),
    ],
)
def test_what_turns_the_sense(statement, turned):
    assert not stands(statement, TEXT)
    assert turned in {each.text for each in aligned(statement, TEXT).differences}


@pytest.mark.parametrize(
    "statement",
    [
        "检测记录保存期限至少2年",
        "推广测土配方施肥60000亩",
        "小麦良种覆盖率达到97%",
        "全县粮食播种面积保持在12万亩以上",
        "水稻良种覆盖率达97%",
        "全县有一座新的图书馆。",
    ],
)
def test_other_words_turn_nothing(statement):
    assert aligned(statement, TEXT).differences == ()


def test_what_stands_and_what_is_cut_from_a_number():
    assert stands("推广测土配方施肥６万亩……处五千元以上二万元以下罚款。", TEXT)
    assert not stands("处五千元……推广测土配方施肥6万亩", TEXT)
    assert not stands("2万亩以上", TEXT)
    assert not stands("", TEXT)


@given(st.text(alphabet="不得至少6万亩97%。，以上以下稻……“”(（\n2", max_size=40))
def test_any_words_are_laid_beside(words):
    found = aligned(words, TEXT)
    assert 0 <= found.share <= 1
    assert bool(found.sentence) or not found.differences
