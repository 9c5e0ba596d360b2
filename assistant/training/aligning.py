"""What a statement says otherwise than a text: a figure, a year, a bound, a denial.

A statement that stands in the text word for word says the same. Of another the sentence most
like it is laid beside it; where the two differ in words that turn the sense, it contradicts
the text; where they differ in other words nobody but a reader can tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.text.numbers import numerals
from assistant.text.sentences import parts, sentences

GAP = "……"
_SKIPPED = re.compile(r"[\s*#_>|‘’“”\"'《》。，,；;：:、（）()…]")
_LEAST = 0.55  # share of the words of a statement that a sentence has, to be about the same
_WHOLE = 0.8  # the same, so that what differs is beside the point
_ROUND = 4  # tokens round a difference that are read with it
_LEFT_OUT = 4  # tokens that are left out and may turn the sense
_MOST_SENTENCES = 4  # of a statement that are laid beside as many
_SHOWN = 40
# Bounds are read first and taken out: 不得少于 denies nothing.
_BOUNDS = {
    "upper": re.compile(
        "不(?:得|应|能)?(?:超过|高于|多于|大于|超出)|至多|最多|以下|以内|最高|少于|低于|小于"
    ),
    "lower": re.compile("至少|以上|最低|高于|超过|大于|突破"),
}
_DENIED_LOWER = re.compile("不(?:得|应|能)?(?:少|低|小)于")
_DENIED = re.compile("(?:不得?|未|禁止|严禁|不予|不能|不准|无须|无需|没有)$")
_SENSES = {
    "up": re.compile("提高|提升|增加|增长|上升|扩大|新增"),
    "down": re.compile("降低|下降|减少|缩减|压减|缩小"),
    "denied": re.compile("不(?!断|同|动产|足|仅|限)|未(?!来)|没有|禁止|严禁|无[须需权]|免[除于]"),
    "may": re.compile("可以|可(?=[由按在向以])"),
    "must": re.compile("应当|必须|须"),
}  # fmt: skip
_OPPOSITES = (("lower", "upper"), ("up", "down"), ("may", "must"))
_LEVEL = re.compile("全([国省市县区镇乡村])")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a statement turns the sense: what the text has there, and what the statement."""

    text: str
    statement: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """A statement beside the sentence most like it; ``share`` of its words are there.
    ``sentence`` is empty where none is about the same."""

    sentence: str
    share: float
    differences: tuple[Difference, ...] = ()

    @property
    def is_close(self) -> bool:
        """Whether what differs, if anything, is beside the point."""
        return self.share >= _WHOLE and not self.differences


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    start: int
    end: int


def bare(text: str) -> str:
    """Of one width, without blanks, quotes and stops."""
    return _SKIPPED.sub("", unicodedata.normalize("NFKC", text))


def stands(statement: str, text: str) -> bool:
    """Whether all pieces of a statement stand in a text, one after another."""
    whole, position = bare(text), 0
    pieces = list(filter(None, map(bare, statement.split(GAP))))
    for piece in pieces:
        found = whole.find(piece, position)
        if found < 0 or _cuts_a_number(whole, found, piece) or _DENIED.search(whole[:found]):
            return False
        position = found + len(piece)
    return bool(pieces)


def _cuts_a_number(whole: str, start: int, piece: str) -> bool:
    """Whether a piece begins or ends inside a number: 50 in 150."""
    around = whole[max(0, start - 1) : start], whole[start + len(piece) :][:1]
    return (piece[0].isdigit() and around[0].isdigit()) or (
        piece[-1].isdigit() and around[1].isdigit()
    )


def aligned(statement: str, text: str) -> Aligned:
    """A statement beside the sentence of a text that is most like it, or as many sentences as
    it has; each of its pieces beside one where words are left out between them."""
    pieces = [_beside(piece, text) for piece in statement.split(GAP) if bare(piece)]
    if not pieces or not all(each.sentence for each in pieces):
        return Aligned("", min((each.share for each in pieces), default=0.0))
    differences = tuple(found for each in pieces for found in each.differences)
    share = min(each.share for each in pieces)
    return Aligned(GAP.join(each.sentence for each in pieces), share, differences)


def _beside(words: str, text: str) -> Aligned:
    own = _tokens(words)
    shares = [(_share(own, _tokens(each)), each) for each in _runs(text, _count(words))]
    share, sentence = max(shares, key=lambda each: each[0], default=(0.0, ""))
    if share < _LEAST:
        return Aligned("", share)
    return Aligned(sentence, share, tuple(_differences(words, sentence)))


def _count(words: str) -> int:
    return min(len(sentences(words)), _MOST_SENTENCES)


@lru_cache(512)
def _runs(text: str, most: int) -> tuple[str, ...]:
    """Up to so many sentences that follow one another, the shorter runs first."""
    spans = sentences(text)
    return tuple(
        text[spans[at][0] : spans[at + length - 1][1]]
        for length in range(1, most + 1)
        for at in range(len(spans) - length + 1)
    )


@lru_cache(4096)
def _tokens(text: str) -> tuple[_Token, ...]:
    """Numerals whole, by their value; other characters one by one."""
    folded, found, position = unicodedata.normalize("NFKC", text), [], 0
    if len(folded) != len(text):
        folded = text
    for each in [*numerals(folded), None]:
        stop = each.start if each else len(folded)
        found += [
            _Token(char, at, at + 1)
            for at, char in enumerate(folded[position:stop], start=position)
            if not _SKIPPED.match(char)
        ]
        if each:
            value, percent = each.key
            found.append(_Token(f"{value:f}{'%' * percent}#", each.start, each.end))
            position = each.end
    return tuple(found)


def _matcher(one: Sequence[_Token], two: Sequence[_Token]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [t.key for t in one], [t.key for t in two], autojunk=False)


def _share(own: Sequence[_Token], other: Sequence[_Token]) -> float:
    """Share of the words of a statement, numbers aside, that a sentence has in the same order."""
    words = sum(not token.key.endswith("#") for token in own)
    matched = sum(
        not token.key.endswith("#")
        for block in _matcher(own, other).get_matching_blocks()
        if block.size > 1 or len(own) < _ROUND
        for token in own[block.a : block.a + block.size]
    )
    return matched / words if words else 0.0


def _differences(statement: str, sentence: str) -> Iterator[Difference]:
    own, other = _tokens(statement), _tokens(sentence)
    codes = _matcher(own, other).get_opcodes()
    for tag, a, b, c, d in codes:
        is_end = a == b and (a in (0, len(own)))
        is_denied = a == b == 0 and _DENIED.search(sentence[: other[d - 1].end] if d else "")
        if is_denied and other[c:d]:
            yield Difference(_part(sentence, other, d - 1, d), _part(statement, own, a, b + 1))
        if tag == "insert" and _numbers(own[a : a + 1]) and _numbers(other[c:d]):
            # The number is that of something else, further on.
            yield Difference(_part(sentence, other, c, c + 1), _part(statement, own, a, a + 1))
            continue
        if tag == "equal" or is_end or (tag == "insert" and d - c > _LEFT_OUT):
            continue
        if tag == "replace":  # what stands before and behind the statement is none of it
            most = b - a + _ROUND
            c = max(c, d - most) if a == 0 else c  # noqa: PLW2901
            d = min(d, c + most) if b == len(own) else d  # noqa: PLW2901
        mine, theirs = _numbers(own[a:b]), _numbers(other[c:d])
        is_other = bool(mine and theirs and not mine <= theirs)
        if is_other or _turns(_around(statement, own, a, b), _around(sentence, other, c, d)):
            shown = min(d, c + max(1, b - a)) if b == len(own) else d
            yield Difference(_part(sentence, other, c, shown), _part(statement, own, a, b))


def _numbers(tokens: Sequence[_Token]) -> set[str]:
    return {token.key for token in tokens if token.key.endswith("#")}


def _around(text: str, tokens: Sequence[_Token], start: int, end: int) -> str:
    chosen = tokens[max(0, start - _ROUND) : end + _ROUND]
    return text[chosen[0].start : chosen[-1].end] if chosen else ""


def _turns(one: str, two: str) -> bool:
    """Whether one denies, or bounds otherwise, what the other says."""
    senses = [_senses(each) for each in (one, two)]
    if ("denied" in senses[0]) != ("denied" in senses[1]):
        return True
    mine, theirs = senses[0] - senses[1], senses[1] - senses[0]
    if any({l, r} <= mine | theirs and not {l, r} <= mine for l, r in _OPPOSITES):  # noqa: E741
        return True
    levels = [set(_LEVEL.findall(each)) for each in (one, two)]
    return bool(levels[0] and levels[1] and levels[0] != levels[1])


def _senses(words: str) -> set[str]:
    found = set()
    for name, pattern in (("lower", _DENIED_LOWER), *_BOUNDS.items()):
        if pattern.search(words):
            found.add(name)
            words = pattern.sub("", words)
    return found | {name for name, pattern in _SENSES.items() if pattern.search(words)}


def _part(text: str, tokens: Sequence[_Token], start: int, end: int) -> str:
    """The part between commas that a difference stands in."""
    if not tokens:
        return ""
    at = tokens[min(start, len(tokens) - 1)].start
    stop = tokens[max(start, end - 1)].end if start < len(tokens) else len(text)
    spans = [span for span in parts(text) if span[0] < stop and span[1] > at]
    left, right = (spans[0][0], spans[-1][1]) if spans else (at, stop)
    words = text[left:right].strip(" ，,。；;\n")
    if len(words) <= _SHOWN:
        return words
    first = max(left, at - _SHOWN // 2)
    return text[first : first + _SHOWN].strip(" ，,。；;\n")
