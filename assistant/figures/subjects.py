"""What a bare attribute is of: in 粮食播种面积、产量 the second is that of 粮食."""

from __future__ import annotations

import re

from assistant.figures.words import Span, words
from assistant.text.words import tagged

_BARE = re.compile(r"总?(?:.[量值额率数积栏速幅]|收入|支出|比例|比重|占比|规模|产能)")
_ATTRIBUTE = re.compile(r"(?:[量值额率数积栏速幅]|收入|支出|比例|比重|占比|规模|产能)$")
_BETWEEN = re.compile(r"(?:以上|以下|以内|左右|和|及|与|或|并|[、,])*")
Before = tuple[Span, Span, int]  # a name, its subject, and where its quantity ends


def subject_of(flat: str, name: Span, before: Before | None) -> Span:
    """What ``flat[slice(*name)]`` is of, by the name right before it in its sentence; empty
    where it says so itself or nothing does."""
    nothing = (name[0], name[0])
    if before is None or not _BARE.fullmatch(flat, *name):
        return nothing
    last, subject, end = before
    start = end if end <= name[0] else last[1]
    if last[1] > name[0] or not _BETWEEN.fullmatch(flat, start, name[0]):
        return nothing
    return subject if subject[1] > subject[0] else _subject(flat, last) or nothing


def _subject(flat: str, name: Span) -> Span | None:
    """粮食 of 粮食播种面积, 茶园 of 茶园面积; None where nothing but an attribute is left."""
    found = words(flat, *name)
    if len(found) < 2 or not _ATTRIBUTE.search(found[-1][0]):
        return None
    found.pop()
    while len(found) > 1 and _is_verb(found[-1][0]):
        found.pop()
    start, end = found[0][1], found[-1][2]
    return None if _is_verb(flat[start:end]) or end - start < 2 else (start, end)


def _is_verb(word: str) -> bool:
    return all(tag.startswith("v") for _, tag in tagged(word))
