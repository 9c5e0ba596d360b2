"""Whether two ends of text belong together: does the text have elsewhere what they form?"""

from __future__ import annotations

from functools import cached_property
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

# Log odds that the second of two lines goes on with the first, by the number of
# characters round the joint that stand together elsewhere in the text. Tuned on the
# documents of the corpus, cut at random, with the texts of eval/foreign-dev.toml between.
_SEEN = {4: 6.0, 3: 5.0, 2: 3.0}
_UNSEEN = -1.4
_NEVER = -5.0
_AFTER_PAUSE = 0.5
_PAUSES = "，,、；;：:。"
_CLOSINGS = 4  # marks at the beginning of a line
_FEW = 50  # pairs sooner looked for than listed
_QUOTED = 200  # characters that a pair of brackets or quotation marks may enclose
_OPENING = dict(zip("）」』》”’", "（「『《“‘", strict=True))
NEVER_FIRST = "，。；：、？！）」』》”’…％%,;:!?)]"  # no line begins with these


class Joints:
    """The joints between the lines of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = 0

    def odds(self, end: int, start: int, *, told: bool = False) -> float:
        """Log odds that what begins at ``start`` goes on with what stops at ``end``.

        ``told`` says that it may as well go on with another text that broke off before it.
        """
        text = self._text
        left, right = text[end - 2 : end], text[start : start + 2]
        if right[:1] in NEVER_FIRST:
            if told:
                return _UNSEEN
            return _SEEN[3] if self._may_close(end, start) else _NEVER
        if left[-1:] in _PAUSES:
            return _AFTER_PAUSE
        if not self._has_pair(left[-1:], right[:1]):
            return _UNSEEN
        if left + right in text:
            return _SEEN[4]
        return _SEEN[3] if left + right[:1] in text or left[-1:] + right in text else _SEEN[2]

    def _may_close(self, end: int, start: int) -> bool:
        """Whether the brackets and quotation marks that close at ``start`` are open at ``end``."""
        before = self._text[max(end - _QUOTED, 0) : end]
        after = takewhile(NEVER_FIRST.__contains__, self._text[start : start + _CLOSINGS])
        closings = [mark for mark in after if mark in _OPENING]
        return all(before.rfind(_OPENING[mark]) > before.rfind(mark) for mark in closings)

    def _has_pair(self, left: str, right: str) -> bool:
        self._asked += 1
        if self._asked <= _FEW:
            return left + right in self._text
        wanted = ord(left) << 32 | ord(right)
        place = int(np.searchsorted(self._pairs, wanted))
        return place < len(self._pairs) and int(self._pairs[place]) == wanted

    @cached_property
    def _pairs(self) -> NDArray[np.uint64]:
        """Pairs of neighbouring characters, ascending."""
        codes = np.frombuffer(self._text.encode("utf-32-le", "surrogatepass"), np.uint32)
        wide = codes.astype(np.uint64)
        return np.unique(wide[:-1] << np.uint64(32) | wide[1:])
