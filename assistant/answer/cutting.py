"""The parts of a sentence worth showing: fewer words, every one of them the document's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.candidates import Candidate
from assistant.answer.coverage import Wanted
from assistant.text.dates import governing_frame, years
from assistant.text.sentences import Span

GAP = "……"
_SHORT = 60  # a sentence up to this length is shown whole where a figure is asked for
READABLE = 150  # and up to this one where anything else is
_KEPT_SHARE = 0.6  # a part is shown that covers at least this share of what the best covers
_NUMBERLESS = 0.5  # factor for a part without a number where a number was asked for
_MONTH = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[份底初]|[上中下]旬)?[^，,]{0,4}[，,]")
# Money that is given: to whom, on which condition and up to how much belong to the figure.
_GIVEN = re.compile("补助|补贴|奖补|奖励|资助|贴息|以奖代补")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万亿两]+[个家条名项倍成]|全覆盖")


def cut(candidate: Candidate, text: str, wanted: Wanted, *, figure: bool) -> list[Span]:
    """Spans of the document's ``text``, in order, neighbours joined.

    The time frame that governs the first part comes along, wherever it stands.
    """
    kept = list(candidate.parts)
    if figure and candidate.end - candidate.start <= READABLE and _is_given(text, kept):
        kept = [(candidate.start, candidate.end)]
    elif candidate.end - candidate.start > (_SHORT if figure else READABLE):
        kept = _relevant(text, kept, wanted, figure)
    clause = candidate.clause
    frame = governing_frame(clause.text, kept[0][0] - clause.start, sentence=True)
    if frame and frame[0] + clause.start < kept[0][0] and not years(text[slice(*kept[0])]):
        kept.insert(0, (frame[0] + clause.start, _with_comma(clause.text, frame[1]) + clause.start))
    return merged(text, kept)


def _is_given(text: str, parts: Sequence[Span]) -> bool:
    return any(_GIVEN.search(text, *part) for part in parts)


def _with_comma(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in ("，", ",") else end


def _relevant(text: str, pieces: Sequence[Span], wanted: Wanted, figure: bool) -> list[Span]:
    scores = [wanted.coverage(text[start:end]) for start, end in pieces]
    if figure:
        scores = [
            score if _NUMBER.search(text[start:end]) else _NUMBERLESS * score
            for score, (start, end) in zip(scores, pieces, strict=True)
        ]
    least = _KEPT_SHARE * max(scores)
    if not least:
        return list(pieces)
    if _MONTH.fullmatch(text, *pieces[0]):
        scores[0] = least
    return [piece for piece, score in zip(pieces, scores, strict=True) if score >= least]


def merged(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans of ``text`` in order, with neighbours and those that overlap in one."""
    found = [spans[0]]
    for start, end in spans[1:]:
        if start <= found[-1][1] or not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def shown(text: str, spans: Sequence[Span]) -> str:
    """The spans as one line of an answer, with a mark where words were left out."""
    pieces = [text[start:end].strip().replace("\n", " ") for start, end in spans]
    return GAP.join(pieces).rstrip("，,；;。、：: ").lstrip("-–•·* ")
