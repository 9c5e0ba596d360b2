"""What is wrong with what a trainer wrote: told at the top of the form, and beside the fields."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.serve.page.html import Part, element
from assistant.serve.training.fields import Wrong, choice, summary
from assistant.serve.training.quizzes_draft import Draft
from assistant.training.own import BadItem, Contradicted

# The field of an item → its label and the id of what stands for it on the page.
_PLACES = {
    "question": ("题目", "question"),
    "options": ("选项", "options"),
    "left": ("左边各项和答案", "matches"),
    "quotes": ("引文", "quote"),
}
_KEYS = {
    "fill": ("空里应填", "blank"),
    "judge": ("这个说法", "truths"),
    "match": ("左边各项和答案", "matches"),
}


def faults_of(error: BadItem | None) -> dict[str, str]:
    """By field, what is wrong."""
    found: dict[str, list[str]] = {}
    for fault in error.faults if error else ():
        found.setdefault(fault.field, []).append(fault.message)
    return {name: "；".join(dict.fromkeys(messages)) + "。" for name, messages in found.items()}


def notice(error: BadItem | None, draft: Draft) -> Part:
    """All that is wrong; where the clauses say otherwise, a box that keeps the item all the
    same."""
    if error is None:
        return ""
    wrong = _wrong(faults_of(error), draft)
    if isinstance(error, Contradicted):
        return summary(
            "与所依据的条款不符，还没有保存。",
            wrong,
            element("p", "请改正；确实要这样用，勾上下面这一项再保存，查出的情况会留在题里。"),
            choice("confirmed", error.item.id, "与所依据的条款不符，仍要保存", is_chosen=False),
        )
    return summary("还没有保存，请改正：", wrong)


def _wrong(faults: Mapping[str, str], draft: Draft) -> list[Wrong]:
    places = {**_PLACES, "keys": _KEYS.get(draft.kind, _PLACES["options"])}
    told: dict[tuple[str, str], list[str]] = {}
    for name, words in faults.items():
        told.setdefault(places[name], []).append(words)
    return [Wrong(place, label, "".join(words)) for (label, place), words in told.items()]
