"""How hard an item is, by a plain formula.

points = what its form asks (判断 0; 单选, 出处, 名词 1; 连线, 多选 2; 填空 3)
       + how close the wrong options are (0, 1 or 2)
       + 1 where the document has many figures (at least 40), so that one is hard to keep apart.
易: up to 1 point; 中: 2 or 3; 难: 4 and more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from assistant.text.tokens import likeness
from assistant.training.items import Difficulty, Kind

_FORM: Mapping[Kind, int] = {
    "judge": 0,
    "single": 1,
    "source": 1,
    "term": 1,
    "match": 2,
    "multiple": 2,
    "fill": 3,
}
_MANY = 40
_EASY = 1
_MEDIUM = 3
_CLOSE_VALUES = (0.2, 0.45)  # powers of ten between the key and the wrong options, on average
_CLOSE_TEXTS = (0.5, 0.25)  # share of pairs of characters that they have in common


def difficulty(kind: Kind, closeness: int = 0, figures: int = 0) -> Difficulty:
    """Of an item whose wrong options are so close, from a document with so many figures."""
    points = _FORM[kind] + closeness + (figures >= _MANY)
    return "easy" if points <= _EASY else "medium" if points <= _MEDIUM else "hard"


def closeness_of_values(distances: Sequence[float]) -> int:
    """0 to 2 for wrong values so many powers of ten away."""
    mean = fmean(distances)
    return sum(mean <= bound for bound in _CLOSE_VALUES)


def closeness_of_texts(right: str, wrong: Sequence[str]) -> int:
    """0 to 2 for wrong options that share so much with the right one."""
    mean = fmean(likeness(right, other) for other in wrong)
    return sum(mean >= bound for bound in _CLOSE_TEXTS)
