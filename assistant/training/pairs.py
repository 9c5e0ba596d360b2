"""The pairs of a 连线 item: which task goes with which option, and which clause says so."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.text.numbers import fold
from assistant.training.items import LETTERS, Item

GAP = "_"  # stands for a pair that was not chosen
_NUMBERED = re.compile(rf"(\d+)\s*[-—–.．、:：]?\s*([{LETTERS}])")


class Pair(NamedTuple):
    """One row: ``left`` goes with the option of letter ``key``, which reads ``right``;
    ``ground`` is the position of the ground that says so among those of the item."""

    left: str
    right: str
    key: str
    ground: int


def pairs_of(item: Item) -> tuple[Pair, ...]:
    """The pairs in the order shown; none for another kind of item."""
    if item.kind != "match":
        return ()
    rows = zip(item.left, item.right, item.keys, strict=True)
    return tuple(
        Pair(left, right, key, _ground(item, at, right))
        for at, (left, right, key) in enumerate(rows)
    )


def missed(item: Item, given: str) -> tuple[Pair, ...]:
    """The pairs that an answer such as “1-B 2-A”, “BA” or “B_” left out or got wrong."""
    said = _said(fold(given).upper())
    return tuple(pair for at, pair in enumerate(pairs_of(item)) if said.get(at) != pair.key)


def _said(given: str) -> dict[int, str]:
    if numbered := _NUMBERED.findall(given):
        return {int(number) - 1: letter for number, letter in numbered}
    return dict(enumerate(char for char in given if char in LETTERS + GAP))


def _ground(item: Item, at: int, right: str) -> int:
    """The ground at the same place, else the only one that has all names of the right side."""
    if len(item.grounds) == len(item.left):
        return at
    names = right.split("、")
    holding = [n for n, each in enumerate(item.grounds) if all(map(each.quote.__contains__, names))]
    return holding[0] if len(holding) == 1 else 0
