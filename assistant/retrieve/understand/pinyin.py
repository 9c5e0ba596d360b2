"""How Chinese characters sound, without tones (pypinyin).

The dictionary of phrases is left out: it takes most of the loading time and would only
matter where a character has several readings, which both sides of a comparison share.
"""

from __future__ import annotations

import os
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import lazy_pinyin


@lru_cache(maxsize=1 << 14)
def sound(text: str) -> str:
    """“建德” → “jiande”."""
    return "".join(lazy_pinyin(text))
