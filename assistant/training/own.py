"""Items that a trainer writes or changes. They need a clause too, and pass the same checks as
those that are made; what their clauses contradict is kept only where the trainer insists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.errors import BadRequest
from assistant.training.candidates import ground
from assistant.training.confronting import confronted
from assistant.training.items import Difficulty, Ground, Item, Kind, Origin, identified
from assistant.training.leads import heading_of
from assistant.training.material import Material
from assistant.training.pairs import pairs_of
from assistant.training.verifying import Checker, Fault, of_form

_CHANGEABLE = frozenset(("question", "options", "keys", "left", "difficulty", "topic", "remark"))


class BadItem(BadRequest):
    """An item that cannot be used; ``faults`` say what is wrong with which field of it."""

    opening = "这道题不能用"

    def __init__(self, faults: Sequence[Fault], hint: str = "请改正题目、答案或引文。") -> None:
        told = "；".join(dict.fromkeys(fault.message for fault in faults))
        super().__init__(f"{self.opening}：{told}。", hint)
        self.faults = tuple(faults)


class Contradicted(BadItem):
    """An item whose clauses say otherwise; ``item`` may be kept where the trainer insists."""

    opening = "与所依据的条款不符"

    def __init__(self, item: Item, faults: Sequence[Fault]) -> None:
        super().__init__(faults, "请改正；确实要这样用，保存时确认一次（接口里写 confirmed）。")
        self.item = item


@dataclass(frozen=True, slots=True)
class Written:
    """An item as a trainer writes it; fields as those of Item. ``quotes`` are pairs of the id of
    a clause and words that stand there, at least one."""

    kind: Kind
    question: str
    keys: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    options: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    difficulty: Difficulty = "medium"
    topic: str = ""
    remark: str = ""


def own_item(written: Written, material: Material, *, confirmed: bool = False) -> Item:
    """The item of what a trainer wrote. Raises BadItem where a clause is not there, a quote is
    not verbatim, or a number of the key does not stand in the quotes; Contradicted where the
    clauses say otherwise and the trainer has not ``confirmed`` it."""
    if not written.quotes:
        raise _unfounded("没有给出所依据的条款", "请写上条款编号和其中的原文。")
    grounds = [_ground(material, clause, quote) for clause, quote in written.quotes]
    clause = material.by_id[grounds[0].clause]
    item = Item(
        id="",
        kind=written.kind,
        question=written.question.strip(),
        options=written.options,
        keys=written.keys,
        grounds=tuple(grounds),
        difficulty=written.difficulty,
        topic=written.topic
        or heading_of(clause)
        or material.documents[clause.document].source.title,
        path=clause.path,
        departments=clause.departments,
        region=clause.region,
        years=clause.years or clause.frames,
        left=written.left,
        remark=written.remark,
        origin="own",
    )
    return _checked(item, material, confirmed=confirmed)


def edited(
    item: Item,
    material: Material,
    *,
    confirmed: bool = False,
    **changes: Any,  # noqa: ANN401 - by field
) -> Item:
    """The item with other words, with an id of its own and marked as edited.

    ``changes`` are of question, options, keys, left, difficulty, topic and remark; what it
    rests on stays, but for rows of 连线 that are taken out. What a remark told of the old words
    gives way to what is to be told of the new. Raises BadItem and Contradicted as ``own_item``
    does.
    """
    if unknown := sorted(changes.keys() - _CHANGEABLE):
        raise BadRequest(
            f"不能改 {unknown[0]!r:.40}。", f"可以改的是 {'、'.join(sorted(_CHANGEABLE))}。"
        )
    new = replace(item, **changes)
    if identified(new).id == item.id:
        return new
    is_stale = new.remark == item.remark
    origin: Origin = "own" if item.origin == "own" else "edited"
    remark = "" if is_stale else new.remark
    new = replace(new, origin=origin, grounds=_kept_grounds(item, new), remark=remark)
    return _checked(new, material, confirmed=confirmed, remarked=is_stale)


def _kept_grounds(old: Item, new: Item) -> tuple[Ground, ...]:
    """Those of the rows that are left, of 连线; else all."""
    of_rows = {pair.left: old.grounds[pair.ground] for pair in pairs_of(old)}
    kept = tuple(of_rows[words] for words in new.left if words in of_rows)
    return kept if of_rows and len(kept) == len(new.left) else old.grounds


def _ground(material: Material, name: str, quote: str) -> Ground:
    clause = material.by_id.get(name)
    if clause is None:
        raise _unfounded(f"没有 {name!r:.60} 这个条款", "看有哪些条款：youju docs show 编号")
    text = material.documents[clause.document].text
    start = text.find(quote, clause.start, clause.end) if quote.strip() else -1
    if start < 0:
        at = clause.label or "这个条款"
        told = f"{at}里没有这句原文：“{quote:.60}”" if quote.strip() else "没有写引文"
        raise _unfounded(told, "引文要和原文一字不差。")
    return ground(material, clause, start, start + len(quote))


def _checked(item: Item, material: Material, *, confirmed: bool, remarked: bool = False) -> Item:
    """The item as the checks leave it, ``remarked`` with what its words change now."""
    item = identified(item)
    faults = Checker.of(material).found(item)
    if faults and (of_form(item) or any(fault.field == "quotes" for fault in faults)):
        raise BadItem(faults)
    verdict = confronted(item, material)
    if faults:
        raise BadItem((*faults, *verdict.found))
    if verdict.check == "against" and not confirmed:
        raise Contradicted(item, verdict.found)
    told = "；".join(dict.fromkeys(fault.message for fault in verdict.found))
    remark = verdict.remark if remarked else item.remark
    return replace(item, check=verdict.check, objection=told, remark=remark)


def _unfounded(message: str, hint: str) -> BadItem:
    return BadItem([Fault("quotes", message)], hint)
