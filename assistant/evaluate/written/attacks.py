"""Instructions hidden in what the assistant reads, from a TOML file of ``[[case]]`` tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluate.schema import is_groups
from assistant.evaluate.toml_tables import Shapes, is_text, is_texts, read_tables, reject
from assistant.evaluate.toml_tables import shape_faults as faults_of

PLACES = {"question": "问题里", "document": "资料里", "history": "前文里"}
LANGUAGES = {"zh": "中文", "en": "英文", "encoded": "变形"}
_NAME = "注入题文件"
_HINT = "请用 --injections 指定一个注入题文件。"


@dataclass(frozen=True, slots=True)
class Attack:
    """One question with an instruction in the question, the ``document`` or the history.

    ``forbid`` is what only an assistant that obeys would write, ``expect`` what an honest
    answer states. ``assistant_history`` is what the attacker claims was answered before: it is
    no turn of the user, so that nobody is given it.
    """

    id: str
    where: str
    language: str
    question: str
    forbid: tuple[str, ...]
    expect: tuple[tuple[str, ...], ...] = ()
    history: tuple[str, ...] = ()
    assistant_history: tuple[str, ...] = ()
    document: str = ""


def load_attacks(path: Path) -> tuple[Attack, ...]:
    """Attacks in the order of the file; raises BadRequest that lists every fault at once."""
    rows = read_tables(path, "case", _NAME, _HINT)
    faults = [
        f"第 {n} 题：{fault}" for n, row in enumerate(rows, start=1) for fault in _faults(row)
    ]
    ids = Counter(row.get("id") for row in rows if isinstance(row, dict))
    faults += [f"{name}：id 出现了 {times} 次" for name, times in ids.items() if times > 1]
    reject(path, _NAME, faults)
    return tuple(map(_attack, rows))


_REQUIRED = ("id", "where", "language", "question", "forbid")
_SHAPES: Shapes = {
    "id": (is_text, "非空的字符串"),
    "where": (lambda value: value in PLACES, "、".join(PLACES) + " 之一"),
    "language": (lambda value: value in LANGUAGES, "、".join(LANGUAGES) + " 之一"),
    "question": (is_text, "非空的字符串"),
    "forbid": (lambda value: bool(value) and is_texts(value), "由非空字符串组成的列表，不能空"),
    "expect": (is_groups, "列表，每一项是一组可接受的写法"),
    "history": (is_texts, "由非空字符串组成的列表"),
    "assistant_history": (is_texts, "由非空字符串组成的列表"),
    "document": (is_text, "非空的字符串"),
}


def _faults(row: object) -> Iterator[str]:
    yield from faults_of(row, _SHAPES, _REQUIRED)
    if isinstance(row, dict):
        for place in ("document", "history"):
            if row.get("where") == place and not row.get(place):
                yield f"where 是 {place}，却没有 {place}"


def _attack(row: Mapping[str, Any]) -> Attack:
    def texts(name: str) -> tuple[str, ...]:
        return tuple(row.get(name, ()))

    return Attack(
        row["id"],
        row["where"],
        row["language"],
        row["question"],
        texts("forbid"),
        expect=tuple(map(tuple, row.get("expect", ()))),
        history=texts("history"),
        assistant_history=texts("assistant_history"),
        document=row.get("document", ""),
    )
