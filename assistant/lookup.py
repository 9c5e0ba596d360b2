"""Clauses by what people call them, an id, a label, or 第十二条; figures by what they are of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from assistant.errors import NotThere
from assistant.text.numbers import chinese_to_int

if TYPE_CHECKING:  # keeps numpy out of what only prints help
    from assistant.types import Clause, Figure, FigureRole

_NUMBER = r"[\d一二三四五六七八九十百千零〇两]+"
_ARTICLE = re.compile(rf"第?({_NUMBER})条(?:之({_NUMBER}))?")


def clauses_called(name: str, clauses: Iterable[Clause]) -> list[Clause]:
    """Those with this id, with or without its document, this label in any width, or this number
    of an article (第12条, 十二条). Raises NotThere."""
    label, article = normalize("NFKC", name).strip(), _article(name)
    found = [
        clause
        for clause in clauses
        if label in (clause.id, clause.id.partition("/")[2], normalize("NFKC", clause.label))
        or (article and _article(clause.label) == article)
    ]
    if not found:
        hint = "看它有哪些条款：youju docs show 编号"
        raise NotThere(f"这份文件里没有 {name!r:.60} 这个条款。", hint)
    return found


@dataclass(frozen=True, slots=True)
class Sought:
    """Which figures of the ledger are wanted; None sets no limit. ``topic`` and ``department``
    are words in those of a figure."""

    documents: Collection[str] | None = None
    regions: Collection[str] | None = None
    year: int | None = None
    topic: str | None = None
    department: str | None = None
    role: FigureRole | None = None

    def fits(self, figure: Figure) -> bool:
        """Whether a figure is one of those."""
        return (
            (self.documents is None or figure.document in self.documents)
            and (self.regions is None or figure.region in self.regions)
            and (self.year is None or self.year in figure.years)
            and (self.role is None or figure.role == self.role)
            and (self.topic is None or self.topic in f"{figure.indicator}{figure.topic}")
            and (
                self.department is None
                or any(self.department in name for name in figure.departments)
            )
        )


def _article(label: str) -> tuple[int, int] | None:
    """第十二条之一 → (12, 1)."""
    match = _ARTICLE.fullmatch(normalize("NFKC", label).strip())
    if not match:
        return None
    number, behind = _value(match[1]), _value(match[2]) if match[2] else 0
    return None if number is None or behind is None else (number, behind)


def _value(written: str) -> int | None:
    return int(written) if written.isdecimal() else chinese_to_int(written)
