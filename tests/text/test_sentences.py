"""Sentences and their parts as spans."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.sentences import parts, sentences, strip

property_test = settings(max_examples=150, deadline=None, derandomize=True)
TEXTS = st.text(alphabet="青田县建成公厕1,500，；;。！？!?”）)》“ \n　", max_size=40)


def cut(find, text: str) -> list[str]:
    return [text[start:end] for start, end in find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("加强领导。落实责任。", ["加强领导。", "落实责任。"]),
        ("新增3个；改造5个;完成", ["新增3个；", "改造5个;", "完成"]),
        ("“谁种粮、谁受益？”都要说清！！好", ["“谁种粮、谁受益？”", "都要说清！！", "好"]),
        ("（见附件。）下一句", ["（见附件。）", "下一句"]),
        ("一、目标\n到2027年，建成20个。", ["一、目标", "到2027年，建成20个。"]),
        ("  前后有空 \n\n　后一行", ["前后有空", "后一行"]),
        ("产量1.41亿斤以上", ["产量1.41亿斤以上"]),
        ("", []),
        (" \n　", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert cut(sentences, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2027年，建成20个，新增5个。", ["到2027年，", "建成20个，", "新增5个。"]),
        ("补助1,500元,共20户", ["补助1,500元,", "共20户"]),
        ("到2025,1000个", ["到2025,", "1000个"]),
        ("“甲，乙”完成；丙", ["“甲，", "乙”完成；", "丙"]),
        ("产业、就业", ["产业、就业"]),
    ],
)
def test_parts(text: str, found: list[str]) -> None:
    assert cut(parts, text) == found


@pytest.mark.parametrize("find", [sentences, parts])
def test_only_between_the_bounds(find) -> None:
    text = "前一句。中间一句。后一句。"
    assert [text[a:b] for a, b in find(text, 4, 8)] == ["中间一句"]


@property_test
@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
@pytest.mark.parametrize("find", [sentences, parts])
def test_all_text_is_covered_in_order_without_overlap(find, text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    position = start
    for left, right in find(text, start, end):
        assert position <= left < right <= end
        assert not text[position:left].strip()
        assert (left, right) == strip(text, left, right)
        position = right
    assert not text[position:end].strip()


@pytest.mark.parametrize(
    ("text", "inside"), [(" 甲 乙　\n", "甲 乙"), ("　 ", ""), ("甲", "甲"), ("", "")]
)
def test_strip(text: str, inside: str) -> None:
    start, end = strip(text, 0, len(text))
    assert text[start:end] == inside
