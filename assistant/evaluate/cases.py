"""Questions with their gold answers, read from a TOML file of ``[[case]]`` tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluate.matching import holds
from assistant.evaluate.schema import row_faults
from assistant.evaluate.toml_tables import read_tables, reject
from assistant.types import Document

_NAME = "评测题文件"
_HINT = "请用 --questions 指定一个评测题文件。"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim string (white space apart) that an answer must rest on."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what a right answer is.

    ``history`` holds earlier user turns, oldest first. ``expect`` holds one group a fact:
    any surface form of a group will do. ``forbid`` holds facts that must not be given.
    """

    id: str
    kind: str
    question: str
    answerable: bool
    history: tuple[str, ...] = ()
    expect: tuple[tuple[str, ...], ...] = ()
    forbid: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    split: str = "test"


def load_cases(path: Path) -> tuple[Case, ...]:
    """Cases in the order of the file; raises BadRequest that lists every fault at once."""
    rows = read_tables(path, "case", _NAME, _HINT)
    faults: list[str] = []
    cases: list[Case] = []
    for position, row in enumerate(rows, start=1):
        found = list(row_faults(row))
        faults += [f"{_name(row, position)}：{fault}" for fault in found]
        if not found:
            cases.append(_case(row))
    faults += _duplicates(rows)
    reject(path, _NAME, faults)
    return tuple(cases)


def check_cases(cases: Sequence[Case], documents: Mapping[str, Document]) -> list[str]:
    """Faults of the gold evidence: a document that is not there, a quote it does not hold."""
    faults = []
    for case in cases:
        for evidence in case.evidence:
            document = documents.get(evidence.document)
            if document is None:
                faults.append(f"{case.id}：资料中没有文件 {evidence.document!r}")
            elif not holds(evidence.quote, [document.text]):
                faults.append(f"{case.id}：{evidence.document} 中没有“{evidence.quote}”")
    return faults


def _duplicates(rows: Sequence[Any]) -> list[str]:
    ids = Counter(str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row)
    return [f"{name}：id 出现了 {times} 次" for name, times in ids.items() if times > 1]


def _name(row: object, position: int) -> str:
    name = row.get("id") if isinstance(row, dict) else None
    return name if isinstance(name, str) and name else f"第 {position} 题"


def _case(row: Mapping[str, Any]) -> Case:
    return Case(
        id=row["id"],
        kind=row["kind"],
        question=row["question"],
        answerable=row["answerable"],
        history=tuple(row.get("history", ())),
        expect=tuple(map(tuple, row.get("expect", ()))),
        forbid=tuple(row.get("forbid", ())),
        evidence=tuple(Evidence(**item) for item in row.get("evidence", ())),
        split=row.get("split", "test"),
    )
