"""Whether what a learner answered is right."""

from __future__ import annotations

import re

from assistant.text.numbers import NUMERAL, fold, numerals, value_of
from assistant.training.items import BLANK, FALSE, LETTERS, TRUE, Item

_YES = frozenset("对 是 √ 正确 t true y yes 1".split())
_NO = frozenset("错 否 × x 不对 错误 f false n no 0".split())
_UNIT = re.compile(r"[^\s，。；、,;（）()]{0,12}")


def is_right(item: Item, given: str) -> bool:
    """Whether an answer as people type it is the key: a,c or AC; 1-B 2-A or BA; 5万元 or 50000."""
    given = fold(given).strip()
    if item.kind == "judge":
        word = given.lower().rstrip("。.")
        said = TRUE if word in _YES else FALSE if word in _NO else ""
        return said == item.keys[0]
    if item.kind == "fill":
        return _fills(item, given)
    letters = [char for char in given.upper() if char in LETTERS]
    if item.kind == "match":
        return tuple(letters) == item.keys
    return len(letters) == len(set(letters)) and set(letters) == set(item.keys)


def _fills(item: Item, given: str) -> bool:
    """The number in the blank, in digits or characters, alone or with what stands behind it.

    Of 5 in （　）万元 also 5万, 5万元, 50000 and 50000元 are right.
    """
    key = fold(item.keys[0])
    if given == key:
        return True
    behind = fold(item.question.rpartition(BLANK)[2])
    before = fold(item.question.rpartition(BLANK)[0])
    unit = _UNIT.match(behind)
    for shown in (key, *(_grown(key, unit[0]) if unit else ())):
        if _same(shown, given):
            return True
    percent = behind.startswith("%") or before.endswith("百分之")
    said = numerals(given)
    return percent and len(said) == 1 and said[0].percent and _same(key, str(said[0].value))


def _grown(key: str, unit: str) -> list[str]:
    """The key with more and more of the unit behind it: 5, 5万, 5万元."""
    return [key + unit[:length] for length in range(1, len(unit) + 1)]


def _same(shown: str, given: str) -> bool:
    """Whether two quantities have the same number and the same rest."""
    one, two = NUMERAL.match(shown), NUMERAL.match(given)
    if not one or not two:
        return shown == given
    values = value_of(shown[: one.end()]), value_of(given[: two.end()])
    if None in values or values[0] != values[1]:
        return False
    return shown[one.end() :] == given[two.end() :].strip()
