"""Characters that a paper cannot show: none vanishes, each is told of on the paper itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.papers import fonts
from assistant.papers.contents import Block, Paragraph, Sheet, plain

STAND_IN = "〓"  # which printers set where they lack a character
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # kinds that show nothing of themselves
_MOST = 40  # characters that are told of one by one


def legible(sheet: Sheet, *, everywhere: bool) -> Sheet:
    """The sheet with what does not show replaced by 〓 and listed at its end.

    What shows nothing by its nature (controls, marks of direction) is replaced always; what the
    fonts lack only with ``everywhere``, as a program that lays out text may have another font.
    """
    used = {each for text in sheet.texts() for each in text.replace("\r\n", "\n")} - {"\n"}
    hidden = {each for each in used if unicodedata.category(each) in _HIDDEN and each != "\t"}
    lacking = {each for each in used - hidden if each != "\t" and not fonts.has(each)}
    replaced = hidden | lacking if everywhere else hidden
    change = _changing(replaced)
    shown = sheet.rewritten(change) if replaced or "\t" in used else sheet
    notes = [
        *_told("印作〓的字符（字体里没有，或本来就不显示）", replaced),
        *_told("字体里没有的字符（能否显示，看打开它的机器）", lacking - replaced),
    ]
    return replace(shown, blocks=_noted(shown.blocks, notes)) if notes else shown


def _changing(replaced: Iterable[str]) -> Callable[[str], str]:
    table = {ord(each): STAND_IN for each in replaced} | {ord("\t"): " "}
    return lambda text: text.replace("\r\n", "\n").translate(table)


def _told(head: str, characters: Iterable[str]) -> list[Block]:
    """One paragraph that names each by its code."""
    codes = [f"U+{ord(each):04X}{_name(each)}" for each in sorted(characters)]
    if not codes:
        return []
    more = f"等 {len(codes)} 种" if len(codes) > _MOST else ""
    return [Paragraph(plain(f"{head}：{'、'.join(codes[:_MOST])}{more}。"), "note")]


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f" {name}" if name else ""


def _noted(blocks: tuple[Block, ...], notes: list[Block]) -> tuple[Block, ...]:
    """The notes before the last block, where people sign."""
    return (*blocks[:-1], *notes, blocks[-1])
