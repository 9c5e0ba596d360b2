"""What changed between two versions of a document, clause by clause; within one character by
character, but for numbers, which are told whole with their units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from assistant.types import Clause

Kind = Literal["same", "changed", "added", "removed"]
Mark = Literal["same", "added", "removed"]
_ALIKE = 0.5  # at least, of two texts that are taken for one that was changed
_LEAST = 2  # characters that stay between two changes; fewer are told as changed too
_WORD = re.compile(
    r"[0-9０-９][0-9０-９.．,，:：]*(?<![.．,，:：])\s?"
    r"(?:[%％‰]|个百分点|[十百千万亿]*(?:平方|立方|公)?[元亩个家人户吨年月日号倍条项名所座处辆里米顷斤度公]?)"
    r"|[一二三四五六七八九十百千万亿零〇两]{2,}|.",
    re.S,
)  # what is not cut: a number with its unit, else a character
_LONG = 4000  # characters of two texts that are compared one by one; longer ones line by line
_MANY = 40_000  # pairs of clauses that are weighed against one another


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that both texts have, or only the new one, or only the old one."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A clause in the old and the new version, None where it has none; ``pieces`` spell out
    both texts."""

    kind: Kind
    old: Clause | None
    new: Clause | None
    pieces: tuple[Piece, ...]


def differences(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[Difference, ...]:
    """Every clause of both, in their order; what only stands elsewhere is removed and added."""
    matcher = SequenceMatcher(None, [c.text for c in old], [c.text for c in new], autojunk=False)
    found: list[Difference] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += map(_same, old[a:b], new[c:d])
        else:
            found += _changed(old[a:b], new[c:d])
    return tuple(found)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """What makes the new text of the old one: those that are not removed are the new text,
    those that are not added the old one."""
    is_long = len(old) + len(new) > _LONG
    before, after = ((_lines if is_long else _WORD.findall)(text) for text in (old, new))
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found: list[Piece] = []
    removed = added = ""
    for number, (tag, a, b, c, d) in enumerate(steps):
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        is_between = 0 < number < len(steps) - 1 and len(gone) < _LEAST and gone.isalnum()
        if tag != "equal" or is_between:
            removed, added = removed + gone, added + come
            continue
        found += (*_told(removed, added), Piece("same", gone))
        removed = added = ""
    return (*found, *_told(removed, added))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _told(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)


def _changed(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[Difference]:
    """Clauses of a stretch in which none is the same; those that are alike were changed."""
    a = b = 0
    for i, j in (*_pairs(old, new), (len(old), len(new))):
        yield from (Difference("removed", c, None, (Piece("removed", c.text),)) for c in old[a:i])
        yield from (Difference("added", None, c, (Piece("added", c.text),)) for c in new[b:j])
        if i < len(old):
            told = pieces(old[i].text, new[j].text)
            yield Difference("changed", old[i], new[j], told)
        a, b = i + 1, j + 1


def _pairs(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[int, int]]:
    """Places of those that are one clause, in order: the choice with the most in common."""
    if len(old) * len(new) > _MANY:
        return []
    left, right = ([_bigrams(c.text) for c in side] for side in (old, new))
    alike = [[_likeness(x, y) for y in right] for x in left]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _bigrams(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(f"^{text}"))


def _likeness(left: Counter[tuple[str, str]], right: Counter[tuple[str, str]]) -> float:
    """The share of pairs of characters that two texts have in common, from 0 to 1."""
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def _same(old: Clause, new: Clause) -> Difference:
    return Difference("same", old, new, (Piece("same", new.text),))
