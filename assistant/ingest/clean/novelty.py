"""Does a line use the words of the rest of the document?

Pairs of neighbouring Chinese characters stand for words. A document comes back to its
own ones; a story that a scraper put into it has others, whatever it is about.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.ingest.clean.draft import Span

Odds = NDArray[np.float64]
Places = NDArray[np.int64]
_FAR = 1500  # characters; a pair that comes again only nearer may be of the same story
_PARTS = 5  # of a short text, the share that counts as near
_FOREIGN = 0.2  # pairs of a story that the document has too, to those of its own lines
_TOLD = 0.5  # a pair that the foreign lines found so far come back to
_LEAST, _MOST = 0.05, 0.85


class Vocabulary:
    """The pairs of one text. ``rate`` is the share of them that come again far away.

    ``foreign`` are ascending spans already known to be another text: what stands only
    there is no word of the document, and speaks against other lines that have it.
    """

    def __init__(self, text: str, foreign: Sequence[Span] = ()) -> None:
        self._places, kinds, kind = _pairs(text)
        other = _inside(self._places, foreign)
        near = min(_FAR, len(text) // _PARTS)
        first, last = _ends(self._places[~other], kind[~other], kinds)
        self._known = (first[kind] < self._places - near) | (last[kind] > self._places + near)
        first, last = _ends(self._places[other], kind[other], kinds)
        self._told = ~self._known & (first[kind] < last[kind])
        self.rate = float(self._known[~other].mean()) if not other.all() else 0.0

    def novelty(self, spans: Sequence[Span]) -> Odds:
        """Log odds of story against own text for each span, its pairs taken as independent."""
        rate = min(max(self.rate, _LEAST), _MOST)
        new = np.log((1 - _FOREIGN * rate) / (1 - rate))
        gained = np.select([self._known, self._told], [np.log(_FOREIGN), new + _TOLD], new)
        running = np.concatenate(([0.0], np.cumsum(gained)))
        first, last = np.searchsorted(self._places, np.array(spans, np.int64).reshape(-1, 2).T)
        sums: Odds = running[last] - running[first]
        return sums


def _pairs(text: str) -> tuple[Places, int, Places]:
    """Where the pairs of Chinese characters stand, how many kinds there are, and the kind
    of each."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    chinese = (codes >= 0x4E00) & (codes <= 0x9FFF)
    places = np.flatnonzero(chinese[:-1] & chinese[1:])
    kinds, kind = np.unique(codes[places] << 16 | codes[places + 1], return_inverse=True)
    return places, len(kinds), kind


def _ends(places: Places, kind: Places, kinds: int) -> tuple[Places, Places]:
    """The first and the last place of each kind; of a kind without any, none is before or
    after another."""
    first = np.full(kinds, np.iinfo(np.int64).max)
    last = np.full(kinds, -1)
    first[kind[::-1]] = places[::-1]
    last[kind] = places
    return first, last


def _inside(places: Places, spans: Sequence[Span]) -> NDArray[np.bool_]:
    if not spans:
        return np.zeros(len(places), np.bool_)
    starts, ends = np.array(spans, np.int64).T
    at = np.searchsorted(starts, places, side="right") - 1
    inside: NDArray[np.bool_] = (at >= 0) & (places < ends[np.maximum(at, 0)])
    return inside
