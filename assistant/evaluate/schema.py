"""What a ``[[case]]`` table may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.evaluate.toml_tables import Shapes, is_text, is_texts, shape_faults

KINDS: Mapping[str, str] = {
    "figure": "单个数字",
    "figures": "多个数字",
    "list": "列举",
    "department": "责任单位",
    "term": "专门提法",
    "year_trap": "年份陷阱",
    "region_trap": "地区陷阱",
    "compare": "两份对比",
    "multi": "多处条款",
    "broken": "断开的条款",
    "spoken": "口语错字",
    "english": "英文",
    "traditional": "繁体",
    "followup": "追问",
    "near_miss": "相近但没有",
    "false_premise": "前提有误",
    "off_topic": "无关",
    "injection": "诱导",
    "summarise": "归纳",
    "explain": "大白话",
    "draft": "提纲",
}
WRITTEN = frozenset(("summarise", "explain", "draft"))  # kinds that only a model can do well
SPLITS = ("dev", "test")


def kind_label(kind: str) -> str:
    """The kind as people read it; a kind of another set under its own name."""
    return KINDS.get(kind, kind)


def is_groups(value: object) -> bool:
    """Whether ``value`` is a list of groups of surface forms, none of them empty."""
    return isinstance(value, list) and all(item and is_texts(item) for item in value)


def _is_evidence(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict)
        and item.keys() == {"document", "quote"}
        and all(map(is_text, item.values()))
        for item in value
    )


_REQUIRED = ("id", "kind", "question", "answerable")
_SHAPES: Shapes = {
    "id": (is_text, "非空的字符串"),
    "kind": (lambda value: isinstance(value, str) and value in KINDS, "、".join(KINDS) + " 之一"),
    "question": (is_text, "非空的字符串"),
    "answerable": (lambda value: isinstance(value, bool), "true 或 false"),
    "history": (is_texts, "由非空字符串组成的列表"),
    "expect": (is_groups, "列表，每一项是一组可接受的写法"),
    "forbid": (is_texts, "由非空字符串组成的列表"),
    "evidence": (_is_evidence, "列表，每一项恰好有 document 和 quote"),
    "split": (lambda value: value in SPLITS, " 或 ".join(SPLITS)),
}


def row_faults(row: object) -> Iterator[str]:
    """What is wrong with one ``[[case]]``, each fault a phrase in Chinese."""
    yield from shape_faults(row, _SHAPES, _REQUIRED)
    if isinstance(row, dict):
        yield from _gold_faults(row)


def _gold_faults(row: Mapping[str, Any]) -> Iterator[str]:
    for key in ("expect", "evidence"):
        if row.get("answerable") is True and not row.get(key):
            yield f"有答案的题缺少 {key}"
        if row.get("answerable") is False and row.get(key):
            yield f"没有答案的题不应有 {key}"
