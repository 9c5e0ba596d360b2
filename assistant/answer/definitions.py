"""Coined terms: does a sentence explain one, or only use it?"""

from __future__ import annotations

import re
from collections.abc import Iterable

_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{2,30})[”\"」』’]")
_AFTER = re.compile(
    r"^[”’」』]?[^，。；,;“]{0,8}(?:[：:（(]|，?,?即|，?,?就是|是指|包括|，?,?分为)"
)
_FIGURES_AFTER = re.compile(r"^[”’」』]?[^，。；,;“]{0,6}[，,：:]?[^。；;“]{0,6}\d")
_SHORTEST = 3


def quoted_term(question: str) -> str:
    """The term that a question puts in quotes, if any."""
    match = _QUOTED.search(question)
    return match[1] if match else ""


def asked_term(topic: str, texts: Iterable[str]) -> str:
    """The longest piece of a topic that one of the texts uses word for word."""
    joined = "\n".join(texts).lower()
    return next((piece for piece in _pieces(topic) if piece in joined), "")


def _pieces(topic: str) -> Iterable[str]:
    """Pieces of the topic's words, the longest first."""
    for length in range(max(map(len, topic.split()), default=0), _SHORTEST - 1, -1):
        for word in topic.split():
            for start in range(len(word) - length + 1):
                yield word[start : start + length]


def explains(sentence: str, term: str) -> bool:
    """Whether the sentence says what the term stands for: after it, or in a list before it."""
    position = sentence.lower().find(term.lower())
    if position < 0:
        return False
    after = sentence[position + len(term) :]
    if _AFTER.match(after) or (term.isdigit() and _FIGURES_AFTER.match(after)):
        return True
    before = sentence[:position].rstrip("“‘「『")
    if before.endswith("的"):
        return before.count("、") >= 2
    return "、" in re.split(r"[，,；;]", before)[-1]
