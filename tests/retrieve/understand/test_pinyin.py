"""How Chinese characters sound."""

from __future__ import annotations

import pytest

from assistant.retrieve.understand.pinyin import sound


@pytest.mark.parametrize(
    ("text", "expected"), [("建德", "jiande"), ("衢州", "quzhou"), ("", ""), ("A1", "A1")]
)
def test_without_tones(text: str, expected: str) -> None:
    assert sound(text) == expected


def test_the_same_sound() -> None:
    assert sound("健德") == sound("建德") != sound("建设")
