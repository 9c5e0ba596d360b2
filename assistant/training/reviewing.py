"""A set as a trainer leaves it: items moved, replaced, taken out and added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from assistant.errors import BadRequest
from assistant.training.items import KINDS, Item, ItemSet
from assistant.training.making import Draw
from assistant.training.material import Material


def reviewed(
    found: ItemSet,
    *,
    dropped: Sequence[str] = (),
    changed: Mapping[str, Item] | None = None,
    added: Sequence[Item] = (),
) -> ItemSet:
    """The set as a trainer leaves it: without some items, others changed, by id, own ones added."""
    known = {item.id for item in found.items}
    named = [*dropped, *(changed or {})]
    if missing := [name for name in named if name not in known]:
        raise _unknown(missing[0])
    kept = ((changed or {}).get(i.id, i) for i in found.items if i.id not in dropped)
    items = {item.id: item for item in (*kept, *added)}
    return replace(found, items=tuple(items.values()))


def item_of_set(found: ItemSet, name: str) -> Item:
    """One of the items. Raises BadRequest."""
    for item in found.items:
        if item.id == name:
            return item
    raise _unknown(name)


def moved(found: ItemSet, name: str, by: int) -> ItemSet:
    """The set with an item so many places further on; it stays at an end that it comes to.
    Raises BadRequest."""
    item = item_of_set(found, name)
    items = [each for each in found.items if each.id != name]
    at = found.items.index(item) + by
    items.insert(min(max(at, 0), len(items)), item)
    return replace(found, items=tuple(items))


def ordered(found: ItemSet, names: Sequence[str]) -> ItemSet:
    """The set in this order. Raises BadRequest where these are not the ids of all its items."""
    by_id = {item.id: item for item in found.items}
    if sorted(names) != sorted(by_id):
        raise BadRequest("次序里应当正好有每道题的编号。", "先取这套题，看现在有哪些。")
    return replace(found, items=tuple(by_id[name] for name in names))


def another(found: ItemSet, name: str, material: Material) -> Item:
    """An item of the same kind that fits what the set was drawn by, and is none of the set.
    Raises BadRequest where there is none."""
    item = item_of_set(found, name)
    wanted = replace(found.wanted, kinds=(item.kind,))
    seed = int(sha256(f"{found.seed} {name}".encode()).hexdigest()[:8], 16)
    for drawn in Draw(material, wanted, seed, without=found.items).items(1):
        return drawn
    raise BadRequest(
        f"照这套题的条件，没有别的{KINDS[item.kind]}题可换了。", "可以改这道题，或者去掉。"
    )


def _unknown(name: str) -> BadRequest:
    return BadRequest(f"没有 {name!r:.40} 这道题。", "它可能刚被改过，请看这套题现在的样子。")
