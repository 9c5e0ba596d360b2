"""The clauses a careful reader finds, read from a TOML file of ``[[document]]`` tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluate.toml_tables import (
    Shapes,
    is_text,
    is_texts,
    read_tables,
    reject,
    shape_faults,
)

_NAME = "条款标准文件"
_HINT = "条款标准随代码提供，请在代码目录里运行。"
_END = 10  # characters by which a clause is known at either end
_UNSEEN = "#*"  # marks of Markdown, which a splitter may keep or drop


@dataclass(frozen=True, slots=True)
class GoldClause:
    """What a right clause is.

    ``first`` and ``last`` are its ends and ``length`` its number of characters, as ``bare``
    gives them: the length tells whether anything is missing in between, or too much.
    """

    label: str
    path: tuple[str, ...]
    first: str
    last: str
    length: int
    departments: tuple[str, ...] = ()
    heading: bool = False


def load_gold(path: Path) -> dict[str, tuple[GoldClause, ...]]:
    """Clauses in order, by document; raises BadRequest that lists every fault at once."""
    rows = read_tables(path, "document", _NAME, _HINT)
    faults: list[str] = []
    gold: dict[str, tuple[GoldClause, ...]] = {}
    seen: set[str] = set()
    for position, row in enumerate(rows, start=1):
        given = _name(row, "id")
        found = ["id 写了两次"] if given in seen else []
        found += _document_faults(row)
        name = given or f"第 {position} 份"
        seen |= {given} - {""}
        faults += [f"{name}：{fault}" for fault in found]
        if not found:
            gold[row["id"]] = tuple(map(_clause, row["clause"]))
    reject(path, _NAME, faults)
    return gold


def is_seen(character: str) -> bool:
    """Whether a character counts: neither white space nor a mark of Markdown."""
    return not character.isspace() and character not in _UNSEEN


def bare(text: str) -> str:
    """The characters of ``text`` that count."""
    return "".join(filter(is_seen, text))


def _is_end(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _END and bare(value) == value


_DOCUMENT: Shapes = {
    "id": (is_text, "资料的 id"),
    "clause": (
        lambda value: isinstance(value, list) and bool(value),
        "至少一张 [[document.clause]]",
    ),
}
_REQUIRED = ("label", "path", "first", "last", "length")
_CLAUSE: Shapes = {
    "label": (is_text, "非空的字符串"),
    "path": (is_texts, "由非空字符串组成的列表"),
    "first": (_is_end, f"一至 {_END} 个字，不含空白、# 和 *"),
    "last": (_is_end, f"一至 {_END} 个字，不含空白、# 和 *"),
    "length": (lambda value: type(value) is int and value > 0, "正整数"),
    "departments": (is_texts, "由非空字符串组成的列表"),
    "heading": (lambda value: isinstance(value, bool), "true 或 false"),
}


def _document_faults(row: object) -> Iterator[str]:
    faults = list(shape_faults(row, _DOCUMENT, _DOCUMENT))
    yield from faults
    if faults or not isinstance(row, dict):
        return
    places: dict[tuple[Any, ...], int] = {}
    for position, clause in enumerate(row["clause"], start=1):
        label = _name(clause, "label")
        name = f"第 {position} 条" + (f"（{label}）" if label else "")
        found = list(_clause_faults(clause))
        yield from (f"{name}：{fault}" for fault in found)
        if not found:
            place = (label, *clause["path"])
            if places.setdefault(place, position) != position:
                yield f"{name}：label 和 path 与第 {places[place]} 条相同"


def _clause_faults(row: object) -> Iterator[str]:
    faults = list(shape_faults(row, _CLAUSE, _REQUIRED))
    yield from faults
    if faults or not isinstance(row, dict):
        return
    expected = min(row["length"], _END)
    for key in ("first", "last"):
        if len(row[key]) != expected:
            yield f"{key} = {row[key]!r} 有 {len(row[key])} 个字，按 length 应当有 {expected} 个"
    if row["length"] <= _END and row["first"] != row["last"]:
        yield "first 和 last 都是全文，应当相同"


def _name(row: object, key: str) -> str:
    name = row.get(key) if isinstance(row, dict) else None
    return name if isinstance(name, str) else ""


def _clause(row: Mapping[str, Any]) -> GoldClause:
    return GoldClause(
        label=row["label"],
        path=tuple(row["path"]),
        first=row["first"],
        last=row["last"],
        length=row["length"],
        departments=tuple(row.get("departments", ())),
        heading=row.get("heading", False),
    )
