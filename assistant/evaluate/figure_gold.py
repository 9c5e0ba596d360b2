"""The figures a careful reader finds, read from a TOML file of ``[[figure]]`` tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from assistant.errors import BadRequest
from assistant.evaluate.toml_tables import (
    Shapes,
    is_text,
    is_texts,
    read_toml,
    reject,
    shape_faults,
)
from assistant.types import Change, Comparator

_NAME = "数字台账的标准文件"
_HINT = "数字台账的标准随代码提供，请在代码目录里运行。"


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """What a right row says. ``anchor`` stands once in its document, ``written`` once in it.

    ``optional``: careful people differ on whether it is a row at all.
    """

    document: str
    clause: str
    anchor: str
    written: str
    indicator: str
    low: Decimal
    high: Decimal
    unit: str
    years: tuple[int, ...]
    comparator: Comparator = "="
    change: Change = "total"
    per: str = ""
    base: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FigureGold:
    """Rows, and the ids of the clauses whose every row is among them."""

    clauses: tuple[str, ...]
    rows: tuple[GoldFigure, ...]


def load_figures(path: Path) -> FigureGold:
    """The gold in the order of its file; raises BadRequest that lists every fault at once."""
    content = read_toml(path, _NAME, _HINT)
    clauses, rows = content.get("clauses"), content.get("figure")
    if (
        content.keys() != {"clauses", "figure"}
        or not (isinstance(clauses, list) and clauses and is_texts(clauses))
        or not (isinstance(rows, list) and rows)
    ):
        wanted = "clauses（条款编号的列表）和 [[figure]]"
        raise BadRequest(f"{_NAME} {path} 应当只有 {wanted}，并且都不空")
    return _read(path, clauses, rows)


def _read(path: Path, clauses: list[str], rows: list[Any]) -> FigureGold:
    faults = []
    for position, row in enumerate(rows, start=1):
        written = row.get("written") if isinstance(row, dict) else None
        name = f"第 {position} 行" + (f"（{written}）" if isinstance(written, str) else "")
        faults += [f"{name}：{fault}" for fault in _faults(row, clauses)]
    reject(path, _NAME, faults)
    return FigureGold(tuple(clauses), tuple(map(_figure, rows)))


def _is_number(value: object) -> bool:
    try:
        return isinstance(value, str) and Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _is_years(value: object) -> bool:
    return (
        isinstance(value, list)
        and all(type(year) is int for year in value)
        and sorted(set(value)) == value
    )


def _one_of(values: tuple[str, ...]) -> tuple[Any, str]:
    return lambda value: value in values, " ".join(values)


_TEXT = (lambda value: isinstance(value, str), "字符串")
_FIGURE: Shapes = {
    "document": (is_text, "资料的 id"),
    "clause": (is_text, "条款编号"),
    "anchor": (is_text, "非空的字符串"),
    "written": (is_text, "非空的字符串"),
    "indicator": _TEXT,
    "low": (_is_number, '写成字符串的数，如 "50000"'),
    "high": (_is_number, '写成字符串的数，如 "50000"'),
    "unit": _TEXT,
    "years": (_is_years, "由年份组成、从小到大的列表"),
    "comparator": _one_of(get_args(Comparator)),
    "change": _one_of(get_args(Change)),
    "per": _one_of(("", "年", "月")),
    "base": _TEXT,
    "optional": (lambda value: isinstance(value, bool), "true 或 false"),
}
_REQUIRED = tuple(key for key in _FIGURE if key not in ("comparator", "change", "per", "base"))[:-1]


def _faults(row: object, clauses: list[str]) -> Iterator[str]:
    faults = list(shape_faults(row, _FIGURE, _REQUIRED))
    yield from faults
    if faults or not isinstance(row, dict):
        return
    if row["anchor"].count(row["written"]) != 1:
        yield f"written = {row['written']!r} 在 anchor 里应当正好出现一次"
    if row["clause"] not in clauses:
        yield f"clause = {row['clause']!r} 不在 clauses 里"
    if Decimal(row["low"]) > Decimal(row["high"]):
        yield "low 大于 high"


def _figure(row: Mapping[str, Any]) -> GoldFigure:
    values = {
        "low": Decimal(row["low"]),
        "high": Decimal(row["high"]),
        "years": tuple(row["years"]),
    }
    return GoldFigure(**{**row, **values})
