"""What is told beside an item that somebody wrote or changed."""

from __future__ import annotations

from assistant.training.items import ORIGINS, Item

UNSURE = "系统核对不了这道题，请您对照条款看一遍。"
AGAINST = "与所依据的条款不符，仍照出题人的意思保存"
MADE = "系统出的"


def mark(item: Item) -> str:
    """改过 or 自己写的; empty for one that was made and stays as it was."""
    return ORIGINS[item.origin]


def caution(item: Item) -> str:
    """What whoever uses the item should know of its key; empty where the clauses say so."""
    if item.check == "against":
        return f"{AGAINST}：{item.objection}。"
    if item.check == "unsure":
        return f"{UNSURE}{item.objection}。" if item.objection else UNSURE
    return ""
