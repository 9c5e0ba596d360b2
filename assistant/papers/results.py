"""How a training session went: who got how many right, which items went wrong, what to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.papers.contents import Block, Facts, Grid, Heading, Sheet, Stamp, plain
from assistant.papers.ending import ending
from assistant.papers.grounds import Shelf, clauses_of
from assistant.papers.wording import dated, numbered
from assistant.training.items import KINDS, Item


@dataclass(frozen=True, slots=True)
class Person:
    """One who took part, with how many items were right of how many; ``unit`` is empty where
    it is not known."""

    name: str
    unit: str
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class Results:
    """A session; ``held`` is an ISO date, a share is that of right answers, 0 to 1, None where
    nobody answered. ``again`` are the items whose clauses are to be read again."""

    title: str
    held: str
    people: tuple[Person, ...]
    items: tuple[tuple[Item, float | None], ...]
    again: tuple[Item, ...] = ()


def results(found: Results, shelf: Shelf, stamp: Stamp) -> Sheet:
    """The paper of a session."""
    facts = (
        ("场次", found.title),
        ("日期", dated(found.held)),
        ("人数", f"{len(found.people)} 人"),
        ("平均", _average(found.people)),
        ("索引版本", stamp.index_version),
        ("制单日期", dated(stamp.made)),
    )
    numbers = {item.id: number for number, (item, _) in enumerate(found.items, start=1)}
    again = [(numbers.get(item.id, 0), item) for item in found.again]
    blocks: list[Block] = [
        Facts(facts, wide=1),
        Heading(1, numbered(1, 1, "成绩")),
        _people(found.people),
        Heading(1, numbered(1, 2, "各题答对的比例")),
        _items(found.items),
    ]
    if again:
        blocks.append(Heading(1, numbered(1, 3, "再读的条款（〔 〕内是题号）")))
        blocks += clauses_of(again, shelf)
    blocks.append(ending(4 if again else 3))
    return Sheet("培训成绩", found.title, tuple(blocks), stamp)


def _people(people: Sequence[Person]) -> Grid:
    columns = [("姓名", 3), ("单位", 5), ("答对", 2), ("共", 2), ("比例", 2)]
    shown = [at for at, (name, _) in enumerate(columns) if name != "单位" or _any_unit(people)]
    head, widths = zip(*(columns[at] for at in shown), strict=True)
    rows = (
        (p.name, p.unit, str(p.right), str(p.total), _share(_part(p.right, p.total)))
        for p in people
    )
    cells = tuple(tuple(plain(row[at]) for at in shown) for row in rows)
    return Grid(tuple(map(plain, head)), cells, widths, centred=True)


def _any_unit(people: Sequence[Person]) -> bool:
    return any(person.unit for person in people)


def _items(items: Sequence[tuple[Item, float | None]]) -> Grid:
    rows = tuple(
        (
            plain(str(number)),
            plain(KINDS[item.kind]),
            plain(item.question.replace("\n", " ")),
            plain(_share(share)),
        )
        for number, (item, share) in enumerate(items, start=1)
    )
    return Grid(tuple(map(plain, ("题号", "题型", "题目", "答对"))), rows, (2, 2, 12, 2))


def _average(people: Sequence[Person]) -> str:
    return _share(_part(sum(p.right for p in people), sum(p.total for p in people)))


def _part(right: int, total: int) -> float | None:
    return right / total if total else None


def _share(share: float | None) -> str:
    return "没有人答" if share is None else f"{share:.0%}"
