"""Blocks that stand in the text a second time, word for word."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ingest.clean.draft import Draft, Edit, Span, filled_lines
from assistant.ingest.clean.markup import has_tags
from assistant.ingest.numbering import marker

# A law says some sentences, even whole lists, again under another article. A paste shows
# in that it follows its first copy at once, or that it brings its main numbers with it.
_LETTERS_NEXT_TO_IT = 30
_LETTERS_ELSEWHERE = 120
_LINES_ELSEWHERE = 3
_MAIN = ("part", "chapter", "section", "article", "han")


def drop_duplicates(draft: Draft) -> Draft:
    """Sets repeated blocks aside: the first copy stays."""
    spans = filled_lines(draft.text)
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
        length = 0 if first is None else _copied(text, spans, words, found, (first, index))
        if length:
            found[index : index + length] = [True] * length
        else:
            latest[words[index]] = index
        index += length or 1
    return found


def _copied(
    text: str,
    spans: Sequence[Span],
    words: Sequence[str],
    found: Sequence[bool],
    at: tuple[int, int],
) -> int:
    """Number of lines of the block at the first place that the second one repeats; 0 if it
    is no paste. Between the two, lines ``found`` to be copies already do not count."""
    first, again = at
    length = 0
    while again + length < len(words) and first + length < again:
        if words[first + length] != words[again + length]:
            break
        length += 1
    block = words[again : again + length]
    letters = sum(map(len, block))
    if all(found[first + length : again]):
        return length if letters >= _LETTERS_NEXT_TO_IT else 0
    if length and has_tags(text[slice(*spans[again])]) and len(block[0]) >= _LETTERS_NEXT_TO_IT:
        return 1
    long = length >= _LINES_ELSEWHERE and letters >= _LETTERS_ELSEWHERE
    lines = (text[slice(*span)] for span in spans[again : again + length])
    return length if long and any(map(_is_main, lines)) else 0


def _is_main(line: str) -> bool:
    found = marker(line)
    return found is not None and found.style in _MAIN
