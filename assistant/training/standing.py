"""How an item that was kept stands against the documents as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from assistant.training.candidates import ground
from assistant.training.items import Ground, Item, identified
from assistant.training.material import Material
from assistant.training.verifying import Checker

Standing = Literal["stands", "moved", "changed", "gone"]

STANDINGS: Mapping[Standing, str] = {
    "stands": "",
    "moved": "文件更新后，这段原文换了位置。请更新依据，再用这道题。",
    "changed": "文件更新后，所依据的条款变了或没有了。请对照现在的条款，换一道，或者去掉。",
    "gone": "所依据的文件已经不在资料库里。请换一道，或者去掉。",
}


def standing(item: Item, material: Material) -> Standing:
    """``stands`` where every quote is where it was, ``moved`` where each stands somewhere else
    in its document, else ``changed``; ``gone`` where a document is not there any more."""
    if any(each.document not in material.documents for each in item.grounds):
        return "gone"
    if not Checker.of(material).faults(item):
        return "stands"
    return "changed" if rebased(item, material) is None else "moved"


def rebased(item: Item, material: Material) -> Item | None:
    """The item with its quotes where they stand now; None where one stands nowhere, or the item
    holds true no more."""
    grounds = [_found(each, material) for each in item.grounds]
    kept = tuple(each for each in grounds if each)
    if len(kept) < len(grounds):
        return None
    found = identified(replace(item, grounds=kept))
    return None if Checker.of(material).faults(found) else found


def _found(old: Ground, material: Material) -> Ground | None:
    """The quote in its own clause, else in the only other clause that has it."""
    document = material.documents.get(old.document)
    if document is None:
        return None
    own = material.by_id.get(old.clause)
    for clauses in ([own] if own else [], material.of_document(old.document)):
        spans = [
            (clause, start)
            for clause in clauses
            if (start := document.text.find(old.quote, clause.start, clause.end)) >= 0
        ]
        if len(spans) == 1:
            clause, start = spans[0]
            return ground(material, clause, start, start + len(old.quote))
    return None
