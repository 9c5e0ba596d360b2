"""试卷 and 答案: a set of items to be written on, and what is right and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.papers.contents import (
    Blanks,
    Block,
    Choices,
    Facts,
    Grid,
    Heading,
    Line,
    Paragraph,
    Sheet,
    Span,
    Stamp,
    Together,
    plain,
)
from assistant.papers.ending import ending
from assistant.papers.grounds import Shelf, clauses_of
from assistant.papers.wording import dated, numbered, titled
from assistant.training.items import BLANK, KINDS, LETTERS, ORIGINS, Item, ItemSet, Kind
from assistant.training.sheet import right

NAME = "政策文件练习题"
_FULL, _EACH = 100, 5  # points of a paper where they can be shared out, else of an item
_TOLD: dict[Kind, tuple[str, str]] = {
    "fill": ("填空题", "把答案写在括号里"),
    "single": ("单项选择题", "只有一项是对的，把字母写在括号里"),
    "multiple": ("多项选择题", "有一项以上是对的，把字母都写在括号里"),
    "judge": ("判断题", "对的写“对”，错的写“错”"),
    "match": ("连线题", "把右边对应的字母写在左边的括号里"),
    "source": ("出处题", "把字母写在括号里"),
    "term": ("名词题", "把字母写在括号里"),
}
_COLUMNS = ((4, 9), (2, 18))  # how many choices stand in a row, up to how many characters each
_SHORT = 40  # characters of right choices that are written out beside their letters
_ON_THE_LINE: tuple[Kind, ...] = ("single", "multiple", "judge", "source", "term")
_NO_BREAK = "\u00a0"  # a space at which no line ends
_LETTER_IN, _WORDS_IN = f"（{_NO_BREAK * 8}）", f"（{_NO_BREAK * 20}）"  # to be written in by hand
Numbered = Sequence[tuple[int, Item]]


def exam(found: ItemSet, stamp: Stamp, name: str = NAME) -> Sheet:
    """The questions without their keys, numbered and ordered as the set is everywhere, with room
    for who writes on it; in sections where the items of each kind stand together."""
    items = _numbered(found.items)
    points = _points(len(items))
    each = f"每题 {points} 分，" if items else ""
    total = f"试卷　共 {len(items)} 题，{each}满分 {points * len(items)} 分"
    sections = [(kind, list(those)) for kind, those in groupby(items, lambda one: one[1].kind)]
    apart = len({kind for kind, _ in sections}) == len(sections)
    shown = _in_sections(sections, points) if apart else _mixed(items)
    told = f"题目都出自资料库里的文件；制卷日期 {dated(stamp.made)}。"
    blocks = (Blanks(("姓名", "单位", "得分")), *shown, Paragraph(plain(told), "note"))
    return Sheet("试卷", name, blocks, replace(stamp, index_version=""), total, named=True)


def key(found: ItemSet, shelf: Shelf, stamp: Stamp, name: str = NAME) -> Sheet:
    """What is right, and each clause that it rests on, whole; numbered as the exam is."""
    items = _numbered(found.items)
    before = found.index_version
    facts = (
        ("题数", f"{len(items)} 题"),
        ("制单日期", dated(stamp.made)),
        *([("出题索引", before)] if before not in ("", stamp.index_version) else []),
        ("索引版本", stamp.index_version),
    )
    blocks: list[Block] = [
        Facts(facts),
        Heading(1, numbered(1, 1, "答案")),
        _overview(items),
        Heading(1, numbered(1, 2, "逐题说明")),
        *(_explained(number, item, shelf) for number, item in items),
        Heading(1, numbered(1, 3, "所依据的条款（〔 〕内是题号）")),
        *clauses_of([(number, item.grounds) for number, item in items], shelf),
        ending(),
    ]
    return Sheet("答案", name, tuple(blocks), stamp, "答案与依据", named=True)


def _numbered(items: Sequence[Item]) -> Numbered:
    return list(enumerate(items, start=1))


def _in_sections(sections: Sequence[tuple[Kind, Numbered]], points: int) -> Iterator[Block]:
    """The items of each kind under what is told of it."""
    for order, (kind, those) in enumerate(sections, start=1):
        title, told = _TOLD[kind]
        share = f"（共 {points * len(those)} 分）"
        heading = Heading(1, numbered(1, order, title) + share)
        yield Together((heading, Paragraph(plain(f"{told}。"), "note")))
        yield from (_question(number, item, "") for number, item in those)


def _mixed(items: Numbered) -> Iterator[Block]:
    """What is told of each kind first; then the items, each with its kind."""
    kinds = {item.kind for _, item in items}
    told = "；".join(f"{_TOLD[kind][0]}：{_TOLD[kind][1]}" for kind in KINDS if kind in kinds)
    yield Paragraph(plain(f"{told}。"), "note")
    yield from (_question(number, item, f"〔{KINDS[item.kind]}〕") for number, item in items)


def _points(count: int) -> int:
    return _FULL // count if count and _FULL % count == 0 else _EACH


def _question(number: int, item: Item, mark: str) -> Block:
    room = _WORDS_IN if item.kind == "fill" else _LETTER_IN
    told, _, passage = item.question.replace(BLANK, room).partition("\n")
    # Where the question has a place for the letter already, there is one place only.
    blank = room if item.kind in _ON_THE_LINE and BLANK not in item.question else ""
    asked = (Span(f"{number}．{mark}", "strong"), Span(f"{told}{blank}"))
    blocks: list[Block] = [Paragraph(asked, "question")]
    blocks += (Paragraph(plain(line), "passage") for line in passage.split("\n") if line.strip())
    return Together((*blocks, *_choices(item)))


def _choices(item: Item) -> Iterator[Block]:
    options = [f"{letter}．{words}" for letter, words in zip(LETTERS, item.options, strict=False)]
    if item.left:
        left = [f"{_LETTER_IN}{at}．{words}" for at, words in enumerate(item.left, start=1)]
        height = max(len(left), len(options))
        sides = [[*side, *[""] * (height - len(side))] for side in (left, options)]
        yield Choices(tuple(cell for row in zip(*sides, strict=True) for cell in row), 2)
    elif options:
        longest = max(map(len, options))
        columns = next((count for count, most in _COLUMNS if longest <= most), 1)
        yield Choices(tuple(options), columns)


def _overview(items: Numbered) -> Grid:
    """Number and key of each, in two halves beside one another."""
    half = (len(items) + 1) // 2
    cells: list[tuple[Line, Line]] = [
        (plain(str(number)), (Span(right(item), "strong"),)) for number, item in items
    ]
    cells += [(plain(""), plain(""))] * (2 * half - len(items))
    rows = tuple((*cells[at], *cells[at + half]) for at in range(half))
    head = tuple((Span(name, "strong"),) for name in ("题号", "答案", "题号", "答案"))
    return Grid(head, rows, (1, 4, 1, 4), centred=True)


def _explained(number: int, item: Item, shelf: Shelf) -> Block:
    words = "；".join(item.right) if item.options and not item.left else ""
    shown = f"　{words}" if 0 < len(words) <= _SHORT else ""
    origin = f"，{ORIGINS[item.origin]}" if ORIGINS[item.origin] else ""
    told = f"{number}．〔{KINDS[item.kind]}{origin}〕{right(item)}{shown}"
    blocks: list[Block] = [Paragraph((Span(told, "strong"),), "question")]
    if item.objection:
        blocks.append(Paragraph((Span("请核对：", "strong"), Span(item.objection)), "passage"))
    if item.remark:
        blocks.append(Paragraph((Span("说明：", "strong"), Span(item.remark)), "passage"))
    before = ""
    for ground in item.grounds:
        title = _title(ground.document, shelf) if ground.document != before else ""
        quote = ground.quote.replace("\n", " ")
        line = Span("依据：", "strong"), Span(f"{title}{ground.label}　{quote}")
        blocks.append(Paragraph(line, "passage"))
        before = ground.document
    return Together(tuple(blocks))


def _title(document: str, shelf: Shelf) -> str:
    found = shelf.documents.get(document)
    return titled(found) if found else f"资料 {document} "
