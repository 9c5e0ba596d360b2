"""Words of Chinese text with their part of speech (jieba's dictionary, by rjieba)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from assistant.text.tokens import normalise

_CORPUS_SIZE = 6.0e7  # occurrences that the frequencies of jieba's dictionary add up to
_UNWRITTEN = frozenset("x")  # punctuation and blanks


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a normalised text and its tag in the tag set of jieba (n, v, a, r …)."""

    text: str
    tag: str


@lru_cache(maxsize=1 << 15)
def words(text: str) -> tuple[Word, ...]:
    """The words of ``text``, normalised, in order, without punctuation."""
    found = tagged(normalise(text))
    return tuple(Word(word, tag) for word, tag in found if tag not in _UNWRITTEN and word.strip())


@lru_cache(maxsize=1 << 15)
def vocabulary(text: str) -> frozenset[str]:
    """The different words of ``text``."""
    return frozenset(word.text for word in words(text))


def tokens(text: str, *, guessed: bool = False) -> list[str]:
    """``text`` cut into words as it stands; what the dictionary does not have is cut character
    by character, or ``guessed``."""
    return list(rjieba.cut(text, guessed))


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of ``text`` as it stands, each with its tag."""
    return list(rjieba.tag(text))


def in_dictionary(word: str) -> bool:
    """Whether the dictionary has a word."""
    return bool(rjieba.has_word(word))


@lru_cache(maxsize=1 << 14)
def rarity(word: str) -> float:
    """How rare a word is in general Chinese: 0 for the commonest, 1 for one never seen."""
    return math.log(_CORPUS_SIZE / max(rjieba.suggest_freq(word), 1)) / math.log(_CORPUS_SIZE)
