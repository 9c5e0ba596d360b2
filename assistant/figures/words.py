"""Words of a line with their offsets, and which of them only lead to a name."""

from __future__ import annotations

import re

from assistant.figures.names import DATED
from assistant.figures.verbs import LEADING, LEADING_TO_VERBS, MAKING, OPENS_NAME, TRAILING, VERBS
from assistant.text.words import tagged, tokens

Span = tuple[int, int]
Word = tuple[str, int, int]  # with its offsets in the line

_AREA = "全(?:国|省|市|县|区|镇|乡|村|州|盟|旗|域)|[省市县镇村]域(?:范围)?内?"
_EACH = "县|市|区|省|乡镇|乡|镇|村|街道|社区|户|人|亩|家|所|校|孩|床|生|台|辆|名|座|条|年级"
SCOPE = re.compile(rf"{_AREA}|每(?:个|一)?[一-鿿]{{0,4}}?(?:{_EACH})(?:\([^)]*\))?")
_BLANK = re.compile(rf"[\s,、·*#;:.]+|{DATED}")
_LINKS = frozenset("和 、 与 及 并 或".split())
_PLACE = re.compile(r"[^,、]{1,5}(?:[省市县区镇乡]|街道)")
_PLACE_ENDS = frozenset("省市县区镇乡")
_PLACE_TAGS = frozenset("eng m nr ns nz s x zg".split())


def words(flat: str, start: int, end: int) -> list[Word]:
    """The words of ``flat[start:end]``."""
    found = []
    for word in tokens(flat[start:end], guessed=True):
        found.append((word, start, start + len(word)))
        start += len(word)
    return found


def is_place(text: str) -> bool:
    """Whether it is the name of a place and nothing else: XX县, but not 示范县."""
    found = tagged(text) if _PLACE.fullmatch(text) else []
    return bool(found) and all(tag in _PLACE_TAGS or word in _PLACE_ENDS for word, tag in found)


def is_adjective(text: str) -> bool:
    """Whether it ends in an adjective or a set phrase: 特色突出."""
    tags = [tag for _, tag in tagged(text)]
    return bool(tags) and tags[-1] in ("a", "ad", "i", "l", "z")


def trails(word: str) -> bool:
    """Whether a word may stand between a name and its quantity."""
    return word in TRAILING or bool(_BLANK.fullmatch(word) or SCOPE.fullmatch(word))


def past_adverbs(flat: str, start: int, end: int) -> int:
    """Past the adverbs before 新建成, which a segmenter may tear apart."""
    for word, _, stop in words(flat, start, min(end, start + 12)):
        if word not in LEADING and not _BLANK.fullmatch(word):
            break
        start = stop
    return start


def leading(found: list[Word]) -> int:
    """How many words stand before the name: 力争, 新, 建成."""
    at = 0
    for i, (word, _, _) in enumerate(found):
        following = found[i + 1][0] if i + 1 < len(found) else ""
        if i == at:
            past = _leads(found, i) or bool(SCOPE.fullmatch(word))
        else:
            past = word in MAKING and bool(following) and not OPENS_NAME.match(following)
        if past:
            at = i + 1
    return at


def _leads(found: list[Word], i: int) -> bool:
    word = found[i][0]
    if word in LEADING or _BLANK.fullmatch(word):
        return True
    if i + 1 == len(found):
        return word in VERBS or word in LEADING_TO_VERBS
    following = found[i + 1][0]
    if word == "新" or word in LEADING_TO_VERBS:
        return following in VERBS
    if word in _LINKS:
        after_verb = i == 0 or found[i - 1][0] in VERBS
        return after_verb and following in VERBS and _leads(found, i + 1)
    if word not in VERBS or OPENS_NAME.match(following):
        return False
    return following not in VERBS or _leads(found, i + 1)
