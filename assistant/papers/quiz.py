"""试卷 and 答案: a set of items to be written on, and what is right and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from assistant.papers.grounds import Numbered, Shelf, clauses_of
from assistant.papers.wording import dated, numbered, titled
from assistant.training.items import BLANK, KINDS, LETTERS, Item, ItemSet, Kind
from assistant.training.sheet import right

NAME = "政策文件练习题"
_FULL, _EACH = 100, 5  # points of a paper where they can be shared out, else of an item
_TOLD: dict[Kind, tuple[str, str]] = {
    "fill": ("填空题", "把答案写在括号里"),
    "single": ("单项选择题", "每题只有一项是对的，把字母写在括号里"),
    "multiple": ("多项选择题", "每题有一项以上是对的，把字母都写在括号里"),
    "judge": ("判断题", "对的写“对”，错的写“错”"),
    "match": ("连线题", "把右边对应的字母写在左边的括号里"),
    "source": ("出处题", "把字母写在括号里"),
    "term": ("名词题", "把字母写在括号里"),
}
_COLUMNS = ((4, 9), (2, 18))  # how many choices stand in a row, up to how many characters each
_SHORT = 40  # characters of right choices that are written out beside their letters
_ON_THE_LINE: tuple[Kind, ...] = ("single", "multiple", "judge", "source", "term")


def exam(found: ItemSet, stamp: Stamp, name: str = NAME) -> Sheet:
    """The questions without their keys, by kind, with room for who writes on it."""
    items = in_order(found.items)
    points = _points(len(items))
    total = f"共 {len(items)} 题，满分 {points * len(items)} 分"
    blocks: list[Block] = [Blanks(("姓名", "单位", "得分"))]
    for order, (kind, those) in enumerate(_by_kind(items), start=1):
        title, told = _TOLD[kind]
        share = f"（每题 {points} 分，共 {points * len(those)} 分）"
        heading = Heading(1, numbered(1, order, title) + share)
        blocks.append(Together((heading, Paragraph(plain(f"{told}。"), "note"))))
        blocks += (_question(number, item) for number, item in those)
    blocks.append(
        Paragraph(plain(f"（题目都出自资料库里的文件；制卷日期 {dated(stamp.made)}）"), "note")
    )
    return Sheet("试卷", name, tuple(blocks), stamp, f"{name}（{total}）")


def key(found: ItemSet, shelf: Shelf, stamp: Stamp, name: str = NAME) -> Sheet:
    """What is right, and each clause that it rests on, whole; numbered as the exam is."""
    items = in_order(found.items)
    facts = (
        ("题目", f"{name}，共 {len(items)} 题"),
        ("出题索引", found.index_version or "没有记下"),
        ("索引版本", stamp.index_version),
        ("制单日期", dated(stamp.made)),
    )
    blocks: list[Block] = [
        Facts(facts, wide=1),
        Heading(1, numbered(1, 1, "答案")),
        _overview(items),
        Heading(1, numbered(1, 2, "逐题说明")),
        *(_explained(number, item, shelf) for number, item in items),
        Heading(1, numbered(1, 3, "所依据的条款（〔 〕内是题号）")),
        *clauses_of(items, shelf),
        ending(4),
    ]
    return Sheet("答案", name, tuple(blocks), stamp, f"{name}（答案与依据）")


def in_order(items: Sequence[Item]) -> Numbered:
    """The items by kind, as an exam has them, numbered from 1."""
    kinds = list(KINDS)
    return list(enumerate(sorted(items, key=lambda item: kinds.index(item.kind)), start=1))


def _by_kind(items: Numbered) -> Iterator[tuple[Kind, Numbered]]:
    for kind in KINDS:
        if those := [(number, item) for number, item in items if item.kind == kind]:
            yield kind, those


def _points(count: int) -> int:
    return _FULL // count if count and _FULL % count == 0 else _EACH


def _question(number: int, item: Item) -> Block:
    told, _, passage = item.question.partition("\n")
    blank = BLANK if item.kind in _ON_THE_LINE else ""
    asked = (Span(f"{number}．", "strong"), Span(f"{told}{blank}"))
    blocks: list[Block] = [Paragraph(asked, "question")]
    blocks += (Paragraph(plain(line), "passage") for line in passage.split("\n") if line.strip())
    return Together((*blocks, *_choices(item)))


def _choices(item: Item) -> Iterator[Block]:
    options = [f"{letter}．{words}" for letter, words in zip(LETTERS, item.options, strict=False)]
    if item.left:
        left = [f"{BLANK}{at}．{words}" for at, words in enumerate(item.left, start=1)]
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
    told = f"{number}．〔{KINDS[item.kind]}〕{right(item)}{shown}"
    blocks: list[Block] = [Paragraph((Span(told, "strong"),), "question")]
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
