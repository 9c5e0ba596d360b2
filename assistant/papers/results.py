"""成绩单: who got how many right in a session, which items went wrong, what to read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.papers.contents import Block, Facts, Grid, Heading, Sheet, Stamp, plain
from assistant.papers.ending import ending
from assistant.papers.grounds import Shelf, clauses_of
from assistant.papers.wording import dated, numbered
from assistant.training.items import KINDS, Ground, Item

NAME = "成绩单"


@dataclass(frozen=True, slots=True)
class Person:
    """One who took part: ``right`` of the ``answered`` of the ``total`` items asked; ``rank``
    from 1."""

    rank: int
    name: str
    answered: int
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class Results:
    """A session; ``held`` is an ISO date. ``items`` come with how many answered and how many
    rightly, ``again`` with the number of the item that each ground is to be read again for."""

    title: str
    held: str
    people: tuple[Person, ...]
    items: tuple[tuple[Item, int, int], ...]
    again: tuple[tuple[int, Ground], ...] = ()


def results(found: Results, shelf: Shelf, stamp: Stamp) -> Sheet:
    """The paper of a session. Who did not answer did not get it right."""
    asked = sum(person.total for person in found.people)
    average = _share(sum(person.right for person in found.people), asked)
    facts = (
        ("日期", dated(found.held)),
        ("人数", f"{len(found.people)} 人"),
        ("题数", f"{len(found.items)} 题"),
        ("全班答对", f"{average}（没交的算没答对）" if asked else average),
        ("索引版本", stamp.index_version),
        ("制单日期", dated(stamp.made)),
    )
    blocks: list[Block] = [
        Facts(facts),
        Heading(1, numbered(1, 1, "成绩")),
        _people(found.people),
        Heading(1, numbered(1, 2, "各题")),
        _items(found.items, len(found.people)),
    ]
    if found.again:
        blocks.append(Heading(1, numbered(1, 3, "再读的条款（〔 〕内是题号）")))
        blocks += clauses_of([(number, (ground,)) for number, ground in found.again], shelf)
    blocks.append(ending())
    return Sheet(NAME, found.title, tuple(blocks), stamp, NAME, named=True)


def _people(people: Sequence[Person]) -> Grid:
    head = ("名次", "姓名", "题数", "交了几题", "答对", "比例")
    rows = tuple(
        tuple(
            map(
                plain,
                (
                    *(str(p.rank), p.name, str(p.total), str(p.answered), str(p.right)),
                    _share(p.right, p.total),
                ),
            )
        )
        for p in people
    )
    return Grid(tuple(map(plain, head)), rows, (2, 7, 2, 3, 2, 2), centred=True)


def _items(items: Sequence[tuple[Item, int, int]], people: int) -> Grid:
    head = ("题号", "题型", "题目", "交了", "答对", "比例")
    rows = tuple(
        tuple(
            map(
                plain,
                (
                    *(str(number), KINDS[item.kind], item.question.replace("\n", " ")),
                    *(str(answered), str(right)),
                    _share(right, people) if answered else "没有人答",
                ),
            )
        )
        for number, (item, answered, right) in enumerate(items, start=1)
    )
    return Grid(tuple(map(plain, head)), rows, (3, 3, 22, 3, 3, 5))


def _share(right: int, asked: int) -> str:
    return f"{right / asked:.0%}" if asked else "没有人答"
