"""A quiz as a sheet to read or print: plain text, Markdown, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from assistant.training.items import DIFFICULTIES, KINDS, LETTERS, Item
from assistant.training.marks import MADE, caution, mark

COLUMNS = (
    *("编号", "题型", "难度", "题干", "左列", "选项", "答案", "说明"),
    *("文件", "条款", "原文", "专题", "地区", "部门", "来源"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def as_text(items: Sequence[Item], *, answers: bool) -> str:
    """The questions, numbered, with keys and clauses where ``answers`` are wanted."""
    shown = (_question(number, item) for number, item in enumerate(items, start=1))
    if not answers:
        return "\n\n".join(shown)
    return "\n\n".join(f"{q}\n{answer(item)}" for q, item in zip(shown, items, strict=True))


def as_markdown(items: Sequence[Item], *, answers: bool, title: str = "练习题") -> str:
    """A sheet in Markdown; the key with its clauses on a page behind."""
    parts = [f"# {_plain(title)}\n"]
    parts += (_markdown(number, item) for number, item in enumerate(items, start=1))
    if answers:
        parts.append("\n# 答案与依据\n")
        parts += (_key(number, item) for number, item in enumerate(items, start=1))
    return "\n".join(parts)


def as_csv(items: Sequence[Item]) -> str:
    """One row an item, with a header, for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row(item))
    return out.getvalue()


def right(item: Item) -> str:
    """The key as people write it: AC, 对, 5, 1-B 2-A."""
    if item.kind == "match":
        return " ".join(f"{number}-{key}" for number, key in enumerate(item.keys, start=1))
    return "".join(item.keys)


def answer(item: Item) -> str:
    """The key, what it rests on, and what a false statement changed."""
    lines = [f"   答案：{right(item)}"]
    lines += [f"   {words}" for words in (item.remark, caution(item)) if words]
    for ground in item.grounds:
        quote = " ".join(ground.quote.split())
        lines.append(f"   依据：{quote}〔{ground.clause} {ground.start}–{ground.end}〕")
    return "\n".join(lines)


def question(item: Item) -> str:
    """The question with its options, without a number."""
    return "\n".join((item.question, *_choices(item)))


def _question(number: int, item: Item) -> str:
    head = f"{number}．〔{KINDS[item.kind]}·{DIFFICULTIES[item.difficulty]}〕"
    return head + question(item)


def _choices(item: Item) -> Iterator[str]:
    yield from (f"   {number}. {words}" for number, words in enumerate(item.left, start=1))
    yield from (f"   {letter}. {o}" for letter, o in zip(LETTERS, item.options, strict=False))


def _markdown(number: int, item: Item) -> str:
    told, _, passage = item.question.partition("\n")
    lines = [f"{number}. 〔{KINDS[item.kind]}·{DIFFICULTIES[item.difficulty]}〕{_plain(told)}"]
    lines += [f"\n   > {_plain(passage)}"] if passage else []
    choices = [f"   - {_choice(line.strip())}" for line in _choices(item)]
    return "\n".join((*lines, *(["", *choices] if choices else []), ""))


def _choice(line: str) -> str:
    """A choice whose number or letter Markdown takes for no list of its own."""
    label, _, words = line.partition(". ")
    return f"{label}\\. {_plain(words)}"


def _key(number: int, item: Item) -> str:
    told = "".join(filter(None, (item.remark, caution(item))))
    lines = [f"{number}. **{_plain(right(item))}**　{_plain(told)}"]
    for ground in item.grounds:
        quote = _plain(" ".join(ground.quote.split()))
        lines.append(f"   > {quote}（{_plain(ground.label)}，`{ground.clause}`）")
    return "\n".join((*lines, ""))


def _plain(text: str) -> str:
    """Text of a document shown as text, whatever Markdown would make of it."""
    marked = "".join(f"\\{char}" if char in "\\`*_[]<>#|~" else char for char in text)
    return " ".join(map(str.strip, marked.splitlines()))


def row(item: Item) -> list[str]:
    """An item as cells under ``COLUMNS``."""
    ground = item.grounds[0]
    return [
        *(item.id, KINDS[item.kind], DIFFICULTIES[item.difficulty], item.question),
        "\n".join(f"{n}. {words}" for n, words in enumerate(item.left, start=1)),
        "\n".join(f"{a}. {words}" for a, words in zip(LETTERS, item.options, strict=False)),
        *(right(item), item.remark, ground.document, ground.label, ground.quote, item.topic),
        *(item.region or "", "、".join(item.departments), _origin(item)),
    ]


def _origin(item: Item) -> str:
    return "；".join(filter(None, (mark(item) or MADE, caution(item))))
