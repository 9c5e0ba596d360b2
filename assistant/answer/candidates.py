"""Sentences that may answer a question, each with a probability that it does.

The probability is a logistic model over a few readable features; its weights lie in
``weights.json`` and are fitted on the dev split by ``python -m assistant.evaluate.calibrate``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from assistant.answer.coverage import Wanted
from assistant.answer.scope import parts_of_the_year, right_place, states_year
from assistant.text.sentences import Span
from assistant.types import Clause, Document, Hit, Query, ScoredSpan

FEATURES = (
    "coverage",
    "context",
    "cosine",
    "rank",
    "sparse_rank",
    "year_stated",
    "titled",
    "nothing_shared",
)
_LAST = 1000  # rank of a clause that a channel did not put forward
_ITEM_NUMBER = re.compile(r"^[#\s]*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])")
_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千万亿]+(?:个|家|条|名|人|项|倍|成|户|座|亩|元)|全覆盖"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with the parts of it that are within the years asked about."""

    clause: Clause
    start: int
    end: int
    parts: tuple[Span, ...]
    text: str  # of those parts
    score: float  # probability that it answers
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, the bias, and the probability under which nothing was found."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, features: Sequence[float]) -> float:
        """Probability, 0 to 1, for values in the order of ``FEATURES``."""
        total = self.bias + sum(w * f for w, f in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=1)
def model() -> Model:
    """The fitted model that comes with the package."""
    text = resources.files("assistant.answer").joinpath("weights.json").read_text("utf-8")
    card = json.loads(text)
    weights = tuple(float(card["weights"][name]) for name in FEATURES)
    return Model(weights, float(card["bias"]), float(card["threshold"]))


def candidates(
    query: Query, hits: Sequence[Hit], documents: Mapping[str, Document], wanted: Wanted
) -> list[Candidate]:
    """Candidates of the right place and year, the most probable first."""
    found = []
    for hit in hits:
        document = documents[hit.clause.document]
        context = wanted.coverage("\n".join((*hit.clause.path, hit.clause.text)))
        for span in hit.sentences:
            if candidate := _candidate(query, hit, span, document, wanted, context):
                found.append(candidate)
    return sorted(found, key=lambda c: (-c.score, c.clause.document, c.start))


def _candidate(
    query: Query, hit: Hit, span: ScoredSpan, document: Document, wanted: Wanted, context: float
) -> Candidate | None:
    clause = hit.clause
    sentence = document.text[span.start : span.end]
    spans = parts_of_the_year(query, clause, document, span.start, span.end)
    if not spans or _is_heading(clause, sentence) or not right_place(query, clause, sentence):
        return None
    text = "".join(document.text[start:end] for start, end in spans)
    channels = dict(hit.channels)
    if query.kind == "figure" and not _NUMBER.search(_ITEM_NUMBER.sub("", text)):
        return None
    coverage = wanted.coverage(text)
    features = (
        coverage,
        context,
        span.score,
        1 / hit.rank,
        1 / min(channels.get("clause", _LAST), channels.get("sentence", _LAST)),
        float(states_year(query, clause, span.start, span.end)),
        wanted.coverage(clause.path[-1]) if clause.path else 0.0,
        float(coverage == 0),
    )
    score = model().probability(features)
    return Candidate(clause, span.start, span.end, tuple(spans), text, score, features)


def _is_heading(clause: Clause, sentence: str) -> bool:
    return bool(clause.path) and sentence.strip("#* 。") == clause.path[-1]
