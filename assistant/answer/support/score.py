"""How far a sentence follows the words of what it cites, as one calibrated probability.

A logistic model over eight features; its weights lie in ``weights.json`` and are fitted on
the dev split of ``eval/support.toml`` by ``python -m assistant.evaluate.support``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.answer.support.grounds import Grounds
from assistant.text.sentences import parts, sentences
from assistant.text.tokens import bigrams, normalise
from assistant.text.words import rarity, words
from assistant.types import Encoder, Vectors

FEATURES = (
    "words",  # share of the sentence's words, weighed by rarity, that the grounds have
    "weakest_words",  # the same of the part of it that has the least
    "pairs",  # share of its pairs of characters that they have
    "weakest_pairs",  # the same of the part of it that has the least
    "closest",  # cosine to the closest sentence cited
    "weakest_part",  # least cosine, among its parts, to the closest part or sentence cited
    "strange",  # rarity of its words that the grounds do not have, summed
    "longest_strange",  # characters of the longest run without a pair that they have
)
_CONTENT = frozenset("nvaisjlzdbtq")
_TELLING = 8  # Chinese characters from which a sentence without a figure is judged by its words
_STOPS = "。！？；，.!?;, "
_DIGIT = re.compile(r"\d")
_SHORTEST = 4  # characters of a part that is looked at for itself
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Card:
    """The fitted weights in the order of FEATURES, the bias, and the probability from which a
    sentence is held to be supported."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, values: Sequence[float]) -> float:
        """Probability, 0 to 1, that a sentence with these features is supported."""
        total = self.bias + sum(w * v for w, v in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(min(total, 500), -500)))


@lru_cache(maxsize=1)
def card() -> Card:
    """The card that comes with the package."""
    text = resources.files("assistant.answer.support").joinpath("weights.json").read_text("utf-8")
    given = json.loads(text)
    return Card(
        tuple(float(given["weights"][name]) for name in FEATURES),
        float(given["bias"]),
        float(given["threshold"]),
    )


def speaks_of(text: str, grounds: Grounds) -> bool:
    """Whether a sentence has any word of the grounds that tells something, and is long enough
    for that to mean anything, unless it is theirs word for word."""
    known, said = normalise(grounds.all), normalise(text)
    long_enough = len(_HAN.findall(said)) >= _TELLING or _DIGIT.search(said)
    verbatim = said.strip(_STOPS) in known
    return (bool(long_enough) or verbatim) and any(word in known for word in _content(text))


def features(text: str, grounds: Grounds, encoder: Encoder) -> tuple[float, ...]:
    """The features of one written sentence, in the order of FEATURES."""
    known = normalise(grounds.all)
    pairs = set(bigrams(known))
    own = _pieces(text) or [text]
    lost = sum(rarity(word) for word in _content(text) if word not in known)
    closest, weakest = _cosines(text, own, grounds, encoder)
    return (
        _held(text, known),
        min(_held(piece, known) for piece in own),
        _share(text, pairs),
        min(_share(piece, pairs) for piece in own),
        closest,
        weakest,
        lost,
        math.log1p(_longest_strange(text, pairs)),
    )


def _cosines(
    text: str, own: Sequence[str], grounds: Grounds, encoder: Encoder
) -> tuple[float, float]:
    whole = [clause[a:b] for clause in grounds.texts for a, b in sentences(clause)]
    pieces = [piece for clause in grounds.texts for piece in _pieces(clause)]
    vectors = encoder.encode([text, *own, *whole, *pieces])
    cited = vectors[1 + len(own) :]
    closest = float((cited[: len(whole)] @ vectors[0]).max())
    near: Vectors = vectors[1 : 1 + len(own)] @ cited.T
    return closest, float(near.max(axis=1).min())


def _held(text: str, known: str) -> float:
    """Share of the words of a text, weighed by rarity, that are in another."""
    weights = [(rarity(word), word in known) for word in _content(text)]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, held in weights if held) / total if total else 1.0


def _pieces(text: str) -> list[str]:
    return [text[a:b] for a, b in parts(text) if b - a >= _SHORTEST]


def _content(text: str) -> list[str]:
    return [w.text for w in words(text) if w.tag[:1] in _CONTENT and _HAN.search(w.text)]


def _share(text: str, known: set[str]) -> float:
    own = set(bigrams(text))
    return len(own & known) / len(own) if own else 1.0


def _longest_strange(text: str, known: set[str]) -> int:
    longest = run = 0
    for pair in bigrams(text):
        run = 0 if pair in known else run + 1
        longest = max(longest, run)
    return longest
