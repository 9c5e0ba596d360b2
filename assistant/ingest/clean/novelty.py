"""Does a line use the words of the rest of the document?

Pairs of neighbouring Chinese characters stand for words. A document comes back to its
own ones; a story that a scraper put into it has others, whatever it is about.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Odds = NDArray[np.float64]
_FAR = 1500  # characters; a pair that comes again only nearer may be of the same story
_PARTS = 5  # of a short text, the share that counts as near
_FOREIGN = 0.2  # pairs of a story that the document has too, to those of its own lines
_LEAST, _MOST = 0.05, 0.85


def novelty(text: str, spans: Sequence[tuple[int, int]]) -> Odds:
    """Log odds of story against own text for each span, its pairs taken as independent."""
    places, far = _pairs(text)
    if not len(places):
        return np.zeros(len(spans))
    rate = min(max(float(far.mean()), _LEAST), _MOST)
    known = np.log(_FOREIGN)
    new = np.log((1 - _FOREIGN * rate) / (1 - rate))
    running = np.concatenate(([0.0], np.cumsum(np.where(far, known, new))))
    first, last = np.searchsorted(places, np.array(spans, np.int64).reshape(-1, 2).T)
    sums: Odds = running[last] - running[first]
    return sums


def _pairs(text: str) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where the pairs of Chinese characters stand, and whether each comes again far away."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    chinese = (codes >= 0x4E00) & (codes <= 0x9FFF)
    places = np.flatnonzero(chinese[:-1] & chinese[1:])
    kinds, kind = np.unique(codes[places] << 21 | codes[places + 1], return_inverse=True)
    first, last = np.zeros(len(kinds), np.int64), np.zeros(len(kinds), np.int64)
    first[kind[::-1]] = places[::-1]
    last[kind] = places
    near = min(_FAR, len(text) // _PARTS)
    return places, (first[kind] < places - near) | (last[kind] > places + near)
