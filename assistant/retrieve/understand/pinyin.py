"""How a word sounds: what two words that are mistaken for one another share."""

from __future__ import annotations

from functools import lru_cache

from assistant.text.pinyin import syllables


@lru_cache(maxsize=1 << 14)
def sound(text: str) -> str:
    """“建德” → “jiande”."""
    return "".join(syllables(text))
