"""Whether the key of an item is right, by patterns on the raw files alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.evaluate.figure_gold import GoldFigure
from assistant.evaluate.public.docx import paragraphs
from assistant.training.items import BLANK, LETTERS, TRUE, Item

_GAP = "……"
_LEAST = 3  # characters of a half of what foreign lines tear
_FARTHEST = 24  # lines between the halves
_DEPARTMENTS = re.compile(
    "》中，“(?P<task>[^”]+)”的(?P<role>.{2,6}?)(?:，(?:有|是)|(?:中有|是)(?P<name>[^。]+)。)"
)
_CLOSING = re.compile(
    r"(?:[(](?P<inside>(?:[^()]|[(][^()]*[)])*)[)]|责任单位:(?P<behind>[^:。;]+))。?$"
)
_ROLE = re.compile("^[^:、]{2,6}:")
_TOLD = re.compile(r"（时间是(\d{4})年）")
_DIGIT = re.compile(r"[\d.]")
_PLACE = re.compile("出自(?P<place>.+)的文件吗")
_NAMED = re.compile(r"[^《\n]*《(?P<title>.+)》(?!.*》)")


def raw_lines(path: Path) -> list[str]:
    """The lines of a file that are not blank, without blanks and of one width."""
    docx = path.suffix == ".docx"
    lines = paragraphs(path) if docx else path.read_text("utf-8-sig").splitlines()
    return list(filter(None, map(_bare, lines)))


def within(lines: list[str], begins: str, others: Sequence[str]) -> list[str]:
    """The lines from the first words of a document to those of the next in the same file."""
    starts = {words: _first(lines, words) for words in (begins, *others)}
    start = starts[begins] if begins else 0
    return lines[start : min((s for s in starts.values() if s > start), default=len(lines))]


def _first(lines: list[str], words: str) -> int:
    return next((at for at, line in enumerate(lines) if words and _bare(words) in line), 0)


def _bare(text: str) -> str:
    return re.sub(r"[\s*#_>|‘’“”\"]", "", unicodedata.normalize("NFKC", text))


@dataclass
class Raw:
    """The raw lines, title and region of each document, and the figures listed by hand.

    ``agreed`` counts the keys that were found among those.
    """

    lines: Mapping[str, Sequence[str]]
    titles: Mapping[str, str]
    regions: Mapping[str, str | None]
    gold: Sequence[GoldFigure] = ()
    agreed: int = field(default=0)

    def faults(self, item: Item) -> Iterator[str]:
        """What is wrong with the key of an item."""
        text, asked = self.lines[item.document], item.question.partition("\n")[2]
        if BLANK in asked:
            yield from self._of_blank(item, text, asked)
        elif item.kind == "source":
            yield from self._of_source(item, asked)
        elif item.kind == "term":
            yield from self._of_term(item, "".join(text))
        elif item.kind == "match":
            yield from self._of_match(item, text)
        elif match := _DEPARTMENTS.search(item.question):
            yield from self._of_departments(item, match)
        elif match := _PLACE.search(item.question):
            yield from self._of_place(item, asked, match["place"])
        else:
            yield from self._of_statements(item, text, asked)

    def _of_statements(self, item: Item, lines: Sequence[str], asked: str) -> Iterator[str]:
        if item.kind == "judge" and _stands(asked, lines) != (item.keys == (TRUE,)):
            yield "判断与原文不符"
        for letter, option in zip(LETTERS, item.options, strict=False):
            if _stands(option, lines) != (letter in item.keys):
                yield f"选项 {letter} 与原文不符"

    def _of_match(self, item: Item, lines: Sequence[str]) -> Iterator[str]:
        for task, listed in zip(item.left, item.right, strict=True):
            if _listed(task, lines) != _bare(listed):
                yield f"原文里 {task} 后面不是 {listed}"

    def _of_blank(self, item: Item, lines: Sequence[str], asked: str) -> Iterator[str]:
        right, text = item.right[0], "".join(lines)
        if not _stands(asked.replace(BLANK, right), lines):
            yield "填上答案不是原文"
        for option in item.options:
            if option != right and _stands(asked.replace(BLANK, option), lines):
                yield f"填上 {option} 也是原文"
        pieces = _bare(asked.replace(BLANK, "\0")).rstrip("。").split(_bare(_GAP))
        piece = next(piece for piece in pieces if "\0" in piece)
        before, _, behind = piece.partition("\0")
        if before and behind:
            fits = re.finditer(f"{re.escape(before)}(.{{1,12}}?){re.escape(behind)}", text)
            if others := {match[1] for match in fits} - {_bare(right)}:
                yield f"原文里还可以填 {others}"
        position = text.find(before + _bare(right) + behind)
        if position >= 0:
            yield from self._of_gold(item, text, position + len(before))

    def _of_gold(self, item: Item, text: str, position: int) -> Iterator[str]:
        """What people listed by hand at this place of the raw text is what the key says; a
        blank may hold only its digits, or a range of which they listed one end."""
        right = _bare(item.right[0])
        told = _TOLD.search(item.question)
        for row in self.gold:
            anchor, own = _bare(row.anchor), _bare(row.written)
            start = text.find(anchor) if row.document == item.document else -1
            start += len(_bare(row.anchor.partition(row.written)[0]))
            if row.document == item.document and start <= position < start + len(own):
                if _is_listed(right, own, position - start):
                    self.agreed += 1
                else:
                    yield f"人工列出的是 {row.written}"
                if told and int(told[1]) not in row.years:
                    yield f"人工列出的年份是 {row.years}"

    def _of_source(self, item: Item, asked: str) -> Iterator[str]:
        holding = {self.titles[name] for name, text in self.lines.items() if _stands(asked, text)}
        if len(holding) != 1:
            yield f"这句话在 {len(holding)} 份文件里"
        named = _NAMED.search(item.right[0])
        if named is None or not {_bare(named["title"])} >= {_bare(title) for title in holding}:
            yield "答案不是这份文件"

    def _of_place(self, item: Item, asked: str, place: str) -> Iterator[str]:
        holding = [name for name, text in self.lines.items() if _stands(asked, text)]
        there = any((self.regions[name] or "").endswith(place) for name in holding)
        if there != (item.keys == (TRUE,)) or not holding:
            yield "地方与原文不符"

    def _of_term(self, item: Item, text: str) -> Iterator[str]:
        if "下面的话说的是哪一项" in item.question:
            yield from self._of_name(item, text)
            return
        term = re.search("中的“(.+)”(?:是指什么|包括哪些内容)", item.question)
        name = re.escape(_bare(term[1])) if term else "\0"
        for letter, option in zip(LETTERS, item.options, strict=False):
            means = re.escape(_bare(option))
            near = re.search(f"{name}[^。;]{{0,24}}?{means}|{means}(?:的|等)?{name}", text)
            if bool(near) != (letter in item.keys):
                yield f"选项 {letter} 与原文不符"

    def _of_name(self, item: Item, text: str) -> Iterator[str]:
        means = re.escape(_bare(item.question.partition("\n")[2]))
        for letter, option in zip(LETTERS, item.options, strict=False):
            near = re.search(f"{re.escape(_bare(option))}[^。;]{{0,24}}?{means}", text)
            if bool(near) != (letter in item.keys):
                yield f"选项 {letter} 与原文不符"

    def _of_departments(self, item: Item, match: re.Match[str]) -> Iterator[str]:
        lines = self.lines[item.document]
        names = _listed(match["task"], lines, match["role"]).split("、")
        offered = item.options or (match["name"],)
        right = item.right if item.options else offered if item.keys == (TRUE,) else ()
        for name in offered:
            listed = _bare(name).split("、")
            stands = set(listed) == set(names) if "一组" in item.question else listed[0] in names
            if stands != (name in right):
                yield f"{name} 与原文不符"


def _is_listed(right: str, own: str, offset: int) -> bool:
    """Whether a key that begins at ``offset`` of a listed quantity is all of its number."""
    ahead, rest = own[:offset], own[offset:]
    cut = rest.startswith(right) and _DIGIT.match(rest[len(right) :])
    return (
        not _DIGIT.search(ahead) and not cut and (rest.startswith(right) or right.startswith(own))
    )


def _listed(heading: str, lines: Sequence[str], role: str = "") -> str:
    """The departments that close the paragraph under a heading, in brackets or after a colon;
    those of one role where it is written before some of them."""
    numbered = re.compile(rf"(?:[(].{{1,3}}[)]|\d+[.、]){re.escape(_bare(heading))}。")
    closing = (_CLOSING.search(line) for line in lines if numbered.match(line))
    listed = next((match["inside"] or match["behind"] for match in closing if match), "")
    parts = re.split("[;；]", listed)
    of_role = [part for part in parts if role and part.startswith(f"{role}:")]
    return "、".join(_ROLE.sub("", part) for part in of_role or parts)


def _stands(words: str, lines: Sequence[str]) -> bool:
    """Whether all pieces of a text stand there, one after another."""
    text, position = "".join(lines), 0
    for piece in _bare(words).rstrip("。").split(_bare(_GAP)):
        found = text.find(piece, position)
        if found < 0 and not _is_torn(piece, lines):
            return False
        position = max(found, position)
    return True


def _is_torn(piece: str, lines: Sequence[str]) -> bool:
    """Whether foreign lines stand between two halves of a text."""
    for at, line in enumerate(lines):
        for half in range(_LEAST, len(piece)):
            if line.endswith(piece[:half]):
                later = lines[at + 1 : at + _FARTHEST]
                if any(other.startswith(piece[half:]) for other in later):
                    return True
    return False
