"""Blocks that stand in the text a second time, word for word."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ingest.clean.draft import Draft, Edit, lines
from assistant.ingest.clean.markup import has_tags

# A law says some sentences again under another article. A paste shows in that it follows
# its first copy at once, or that several lines come again in the same order.
_LETTERS_NEXT_TO_IT = 30
_LETTERS_ELSEWHERE = 120
_LINES_ELSEWHERE = 3

Span = tuple[int, int]


def drop_duplicates(draft: Draft) -> Draft:
    """Sets repeated blocks aside: the first copy stays."""
    spans = [(start, end) for start, end in lines(draft.text) if end > start]
    words = ["".join(draft.text[start:end].split()) for start, end in spans]
    edits = [
        Edit(*span, reason="duplicate")
        for span, again in zip(spans, _repeated(draft.text, spans, words), strict=True)
        if again
    ]
    return draft.apply(edits)


def _repeated(text: str, spans: Sequence[Span], words: Sequence[str]) -> list[bool]:
    """For each line whether it belongs to a later copy of a block."""
    found = [False] * len(words)
    latest: dict[str, int] = {}
    index = 0
    while index < len(words):
        first = latest.get(words[index])
        length = 0 if first is None else _copied(text, spans, words, first, index)
        if length:
            found[index : index + length] = [True] * length
        else:
            latest[words[index]] = index
        index += length or 1
    return found


def _copied(
    text: str, spans: Sequence[Span], words: Sequence[str], first: int, again: int
) -> int:
    """Number of lines of the block at ``first`` that ``again`` repeats; 0 if no paste."""
    length = 0
    while again + length < len(words) and first + length < again:
        if words[first + length] != words[again + length]:
            break
        length += 1
    block = words[again : again + length]
    letters = sum(map(len, block))
    if first + length == again:
        return length if letters >= _LETTERS_NEXT_TO_IT else 0
    if length and has_tags(text[slice(*spans[again])]) and len(block[0]) >= _LETTERS_NEXT_TO_IT:
        return 1
    rows = any("\t" in text[slice(*span)] for span in spans[again : again + length])
    long = length >= _LINES_ELSEWHERE and letters >= _LETTERS_ELSEWHERE
    return length if long and not rows else 0
