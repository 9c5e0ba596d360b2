"""The part of a sentence that answers: fewer words, every one of them the document's."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.text.dates import governing_frame
from assistant.text.sentences import parts
from assistant.types import Clause

Span = tuple[int, int]
Cover = Callable[[str], float]

_SHORT = 60
_KEPT_SHARE = 0.6
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万亿两]+[个家条名项倍成]")
GAP = "……"


def cut(clause: Clause, start: int, end: int, cover: Cover, *, figure: bool) -> list[Span]:
    """Spans (document offsets) of the parts of a sentence worth showing, in order.

    The time frame that governs the first part comes along, wherever it stands.
    """
    text = clause.text
    left, right = start - clause.start, end - clause.start
    kept = [(left, right)] if right - left <= _SHORT else _relevant(text, left, right, cover, figure)
    frame = governing_frame(text, kept[0][0])
    if frame and frame[0] < kept[0][0]:
        kept.insert(0, (frame[0], frame[1] + 1))
    return [(a + clause.start, b + clause.start) for a, b in _merge(text, kept)]


def _relevant(text: str, left: int, right: int, cover: Cover, figure: bool) -> list[Span]:
    pieces = parts(text, left, right)
    scores = [cover(text[a:b]) for a, b in pieces]
    if figure:
        scores = [s if _NUMBER.search(text[a:b]) else s * 0.5 for s, (a, b) in zip(scores, pieces, strict=True)]
    best = max(scores)
    if best <= 0:
        return [(left, right)]
    return [piece for piece, score in zip(pieces, scores, strict=True) if score >= _KEPT_SHARE * best]


def _merge(text: str, spans: list[Span]) -> list[Span]:
    """Neighbours as one span."""
    merged = [spans[0]]
    for start, end in spans[1:]:
        if not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def shown(document_text: str, spans: list[Span]) -> str:
    """The spans as one line of the answer, with a mark where words were left out."""
    pieces = [document_text[start:end].strip().replace("\n", " ") for start, end in spans]
    return GAP.join(pieces).rstrip("，,；;。、：: ")
