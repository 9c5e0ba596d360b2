"""Coined terms: does a sentence explain one, or only use it?"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{2,30})[”\"」』’]")
_ASKED = re.compile(
    r"(?:什么是|何谓|什么叫)\s*(?P<after>[^，。？?]{2,30})"
    r"|(?P<before>[^，。？?\s]{2,30}?)(?:到底|究竟|具体)?(?:是|指|的)*(?:什么意思|啥意思|什么|啥|哪)"
)
_AFTER = re.compile(r"^[”’」』]?[^，。；,;]{0,8}(?:[：:（(]|，?,?即|，?,?就是|是指|包括|，?,?分为)")
_LISTED = re.compile(r"[^。；;]{0,80}$")


def asked_term(question: str) -> str:
    """The term a question wants explained: what is in quotes, else the words asked about."""
    if match := _QUOTED.search(question):
        return match[1]
    if match := _ASKED.search(question):
        return (match["after"] or match["before"] or "").strip("的是")
    return ""


def explains(sentence: str, term: str) -> bool:
    """Whether the sentence says what the term stands for: after it, or in a list before it."""
    position = sentence.find(term)
    if position < 0:
        return False
    after = sentence[position + len(term) :]
    if _AFTER.match(after) or (term.isdigit() and re.search(r"\d", after[:40])):
        return True
    before = _LISTED.search(sentence[:position].rstrip("“‘「『"))
    return bool(before and before[0].count("、") >= 2)
