"""The results of a session as a workbook, in which no cell can be taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from assistant.serve.training.workbook import Table, Value, workbook
from assistant.training.items import DIFFICULTIES, KINDS
from assistant.training.live.results import Group, Results
from assistant.training.sheet import question, right
from assistant.wording import STATUS

ALL = "全班（没交的算没答对）"
Row = Sequence[Value]
Columns = tuple[tuple[str, int], ...]  # widths in characters
_PEOPLE: Columns = (
    *(("名次", 8), ("名字", 24), ("题数", 10), ("交了几题", 10), ("答对", 10), ("比例", 10)),
    ("加入时间", 24),
)
_ITEMS: Columns = (
    *(("题号", 8), ("题型", 8), ("难度", 8), ("题目", 60), ("答案", 20), ("人数", 10)),
    *(
        ("答了", 10),
        ("答对", 10),
        ("比例", 10),
        ("各答案人数", 60),
        ("文件", 40),
        ("条款", 24),
        ("原文", 50),
    ),
)
_GROUPS: Columns = (
    *(("分组", 10), ("名称", 50), ("题数", 10), ("应交", 10)),
    *(("交了", 10), ("答对", 10), ("比例", 10)),
)
_REREAD: Columns = (
    *(
        ("题号", 12),
        ("应交", 10),
        ("交了", 10),
        ("答对", 10),
        ("比例", 10),
        ("文件", 40),
        ("文号", 20),
    ),
    *(("状态", 12), ("条款", 24), ("条款位置", 40), ("条款全文", 80), ("原文", 50)),
)
_ANSWERS: Columns = (
    *(("名字", 24), ("题号", 8), ("作答", 24), ("答案", 20), ("对错", 8), ("用时（秒）", 10)),
    ("时间", 24),
)


def as_xlsx(found: Results) -> bytes:
    """Five sheets: 成绩, 每题, 专题, 重读条款, 作答明细."""
    return workbook(
        (
            Table("成绩", _PEOPLE, _people(found)),
            Table("每题", _ITEMS, _items(found)),
            Table("专题", _GROUPS, _both(found)),
            Table("重读条款", _REREAD, _reread(found)),
            Table("作答明细", _ANSWERS, _answers(found)),
        )
    )


def _people(found: Results) -> Iterator[Row]:
    for s in found.scores:
        yield s.rank, s.player.name, s.asked, s.answered, s.right, s.share, _local(s.player.joined)
    if found.asked:
        answered = len(found.answers)
        yield "", ALL, found.asked, answered, found.right, found.share, ""


def _items(found: Results) -> Iterator[Row]:
    for tally in found.tallies:
        item, passage = tally.question.item, tally.question.passages[0]
        spread = "\n".join(
            f"{c.label} {c.words}".rstrip() + f"：{c.count} 人" for c in tally.choices
        )
        yield (
            *(tally.position + 1, KINDS[item.kind], DIFFICULTIES[item.difficulty], question(item)),
            *(right(item), tally.asked, tally.answered, tally.right, tally.share),
            *(spread, passage.title, passage.label, item.grounds[0].quote),
        )


def _both(found: Results) -> Iterator[Row]:
    yield from _groups("专题", found.topics)
    yield from _groups("文件", found.documents)


def _groups(kind: str, groups: Iterable[Group]) -> Iterator[Row]:
    for g in groups:
        yield kind, g.name, g.items, g.asked, g.answered, g.right, g.share


def _reread(found: Results) -> Iterator[Row]:
    for one in found.reread:
        passage = one.passage
        yield (
            "、".join(str(at + 1) for at in one.positions),
            *(one.asked, one.answered, one.right, one.share, passage.title),
            *(passage.number or "", STATUS.get(passage.status, ""), passage.label),
            *(" › ".join(passage.path), passage.text, passage.text[passage.start : passage.end]),
        )


def _answers(found: Results) -> Iterator[Row]:
    names = {score.player.id: score.player.name for score in found.scores}
    for answer in found.answers:
        item = found.tallies[answer.item].question.item
        at = datetime.fromtimestamp(answer.at, UTC).isoformat(timespec="seconds")
        yield (
            *(names[answer.player], answer.item + 1, answer.given, right(item)),
            *("对" if answer.is_right else "错", round(answer.took), _local(at)),
        )


def _local(time: str) -> str:
    """A time by the clock of the machine."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M:%S")
