"""Whether the words of a question tell its own answer."""

from __future__ import annotations

import re

from assistant.figures.units import counts
from assistant.text.numbers import fold
from assistant.training.asked import Asked
from assistant.training.stems import Stem

_FEWEST_COUNTED = 2
_COINED = re.compile(r"“[^”\d]*(\d{3,}|\d+(?:\+\d+)+)[^”]*”")
_BETWEEN = re.compile("”?[、和及与]“?")
_LISTED_AHEAD = re.compile(r"([^，,。；;：:（(、]{2,12}(?:[、和及与][^，,。；;：:（(、]{2,12})+)$")
_LISTED_BEHIND = re.compile(r"[^，,。；;：:（(、]{0,10}[：:（(]([^，,。；;：:（）()]{2,})")


def tells(text: str, one: Asked, found: Stem) -> bool:
    """Whether a stem shows the quantity, the things that it counts, or a name made of it."""
    around = fold(found.around(text))
    return fold(one.written) in around or _is_counted(text, one, found) or _is_coined(one, around)


def _is_coined(one: Asked, around: str) -> bool:
    """Whether a name is made of the numbers that are asked for: “5511”工程 of 50 and 100."""
    first = re.match(r"[1-9]", fold(one.written))
    return first is not None and any(first[0] in name for name in _COINED.findall(around))


def _is_counted(text: str, one: Asked, found: Stem) -> bool:
    """Whether the things are listed beside their number: 中心村和一般村2个等级."""
    if not counts(one.figure.unit) or one.low != one.high or one.low < _FEWEST_COUNTED:
        return False
    before, _, behind = found.shown(text, "\0").partition("\0")
    ahead, after = _LISTED_AHEAD.search(before), _LISTED_BEHIND.match(behind)
    return any(
        len(_BETWEEN.split(listed[1].strip("“”"))) == one.low for listed in (ahead, after) if listed
    )
