"""What part a quantity plays: a target, a condition of something else, a turn of phrase."""

from __future__ import annotations

import re

from assistant.figures.quantities import Quantity
from assistant.figures.statements import Statement
from assistant.figures.units import TIMES, counts
from assistant.types import FigureRole

_NAMING_UNITS = frozenset("县 镇 乡 村 届 期 度 步 档 级 篇 轮 道".split())
_BEHIND = re.compile(r"(?:及?以上|及?以下|以内|左右|大关|\([^()]{0,6}\)|（[^（）]{0,6}）)*")
_STOPS = re.compile(r"[，,；;。！？\n、和及与或以）)的]|$|提[高升]|下降|增长")
_LISTED = re.compile(r"[、和][^，。；]{1,24}(?:等|这)$")
_EXTENDED = re.compile("延长$")
_NEAR = 24  # characters within which what a condition describes is counted
_COUNTABLE = 13  # things that a sentence may have listed before it counts them


def role(
    line: str, statement: Statement, following: Statement | None, *, article: bool
) -> FigureRole:
    """The role of a quantity of ``line``; ``following`` is what the line says next. In an
    ``article`` of a law numbers are written in characters, elsewhere small ones so written
    are turns of phrase."""
    quantity = statement.quantity
    before, unit = line[: quantity.start], quantity.unit
    if unit in _NAMING_UNITS or line.startswith("级", quantity.end):
        return "phrase"
    written = line[quantity.start : quantity.end]
    if _is_phrase(before, written, quantity, article=article):
        return "phrase"
    if statement.attribute or (unit in TIMES and _EXTENDED.search(before)):
        return "condition"
    near = following and following.quantity.start < quantity.end + _NEAR
    behind = _BEHIND.match(line, quantity.end)
    if (
        near
        and behind
        and not counts(unit)
        and unit != "%"
        and not _STOPS.match(line, behind.end())
    ):
        return "condition"  # 经营性收入50万元以上行政村占比达到100%
    return "target"


def _is_phrase(before: str, written: str, quantity: Quantity, *, article: bool) -> bool:
    """三项机制, 开展一次检查, 甲、乙、丙等十大产品."""
    if not counts(quantity.unit) and quantity.unit != "次":
        return False
    if not any(map(str.isdigit, written)) and not article:
        return True
    return bool(_LISTED.search(before)) and quantity.high < _COUNTABLE
