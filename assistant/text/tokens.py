"""Tokens for matching. The text that is quoted is never normalised, only these are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import takewhile
from typing import Protocol

_RUN = re.compile(r"[㐀-䶿一-鿿〇]+|\d+(?:\.\d+)?%?|[a-z]+")
HAN = re.compile(r"[㐀-䶿一-鿿〇]")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=1)
def _converter() -> _Converter:
    from opencc import OpenCC  # noqa: PLC0415 - loaded on first use

    converter: _Converter = OpenCC("t2s")
    return converter


def simplify(text: str) -> str:
    """Traditional characters as simplified ones (OpenCC, t2s)."""
    return _converter().convert(text) if HAN.search(text) else text


def normalise(text: str) -> str:
    """Simplified, half-width, lower case; its length may differ from the original's."""
    return simplify(unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=1 << 16)
def bigrams(text: str) -> tuple[str, ...]:
    """Character pairs of Chinese runs; numbers and Latin words whole."""
    found: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if HAN.match(run) and len(run) > 1:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(run)
    return tuple(found)


def share_held(text: str, other: str) -> float:
    """Share of the different pairs of characters of a text that another has, 0 to 1; 0 where
    it has none."""
    own = set(bigrams(text))
    return len(own & set(bigrams(other))) / len(own) if own else 0.0


def likeness(one: str, other: str) -> float:
    """Share of the different pairs of characters of the text with fewer that both have."""
    first, second = set(bigrams(one)), set(bigrams(other))
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def common_ending(one: str, other: str) -> int:
    """How many characters two texts have in common at their ends."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
