"""How a word sounds: what two words that are mistaken for one another share."""

from __future__ import annotations

from functools import lru_cache

from assistant.text.pinyin import syllables


def sound(text: str) -> str:
    """“建德” → “jiande”."""
    return "".join(map(_of_character, text))


@lru_cache(maxsize=1 << 14)
def _of_character(character: str) -> str:
    return "".join(syllables(character))
