"""Headings as words, without the number in front."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"^[#\s]*(?:第[一二三四五六七八九十百千零〇两\d]+[编章节条](?:之[一二三四五六七八九十]+)?|"
    r"[（(][一二三四五六七八九十百零〇\d]+[）)]|[一二三四五六七八九十百零〇\d]+[、.．]|[①-⑳])\s*"
)


def heading_words(heading: str) -> str:
    """“（三）实施农民增收行动” → “实施农民增收行动”."""
    return _NUMBER.sub("", heading, count=1)
