"""How Chinese characters sound, without tones (pypinyin).

The dictionary of phrases is left out: it takes most of the loading time and would only
matter where a character has several readings.
"""

from __future__ import annotations

import os

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import lazy_pinyin


def syllables(text: str) -> list[str]:
    """“建德2027” → [jian, de, 2027]; what is not Chinese stays as it is."""
    found: list[str] = lazy_pinyin(text)
    return found
