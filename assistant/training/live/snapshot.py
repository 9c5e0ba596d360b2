"""The items of a session as they were when it was opened, each with the whole of its clauses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from assistant.errors import Conflict
from assistant.training.items import Ground, Item
from assistant.training.material import Material
from assistant.training.standing import rebased
from assistant.training.stored import item_object, item_of

_NAMED = 5  # items that are named where they cannot be asked


@dataclass(frozen=True, slots=True)
class Passage:
    """A whole clause with the words that an item rests on: ``text[start:end]`` is the quote."""

    clause: str
    label: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    document: str
    title: str
    number: str | None
    issuer: str | None
    issued: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Question:
    """An item with what it rests on, the item's own clause first."""

    item: Item
    passages: tuple[Passage, ...]


def snapshot(items: Sequence[Item], material: Material) -> tuple[Question, ...]:
    """The questions of a session, each resting on words that stand in the documents now. Raises
    Conflict where an item does not hold any more, which nobody could explain."""
    found, gone = [], []
    for number, item in enumerate(items, start=1):
        holding = rebased(item, material)
        if holding is None:
            gone.append(number)
        else:
            grounds = holding.grounds
            found.append(Question(holding, tuple(_passage(each, material) for each in grounds)))
    if gone:
        named = "、".join(map(str, gone[:_NAMED])) + ("等" if len(gone) > _NAMED else "")
        raise Conflict(
            f"第 {named} 题所依据的原文已经变了或不在了，不能开场。",
            "请在题目集里换掉或去掉这些题。",
        )
    return tuple(found)


def _passage(ground: Ground, material: Material) -> Passage:
    clause, source = material.by_id[ground.clause], material.documents[ground.document].source
    return Passage(
        clause=clause.id,
        label=clause.label,
        path=clause.path,
        text=clause.text,
        start=ground.start - clause.start,
        end=ground.end - clause.start,
        document=source.id,
        title=" ".join(source.title.split()),
        number=source.number,
        issuer=source.issuer,
        issued=source.issued,
        status=source.status,
    )


def as_json(questions: Iterable[Question]) -> str:
    """Questions as they are kept."""
    rows = [
        {"item": item_object(each.item), "passages": [asdict(one) for one in each.passages]}
        for each in questions
    ]
    return json.dumps(rows, ensure_ascii=False)


def read(content: str) -> tuple[Question, ...]:
    """Questions as they were kept."""
    return tuple(
        Question(
            item_of(row["item"]),
            tuple(Passage(**{**one, "path": tuple(one["path"])}) for one in row["passages"]),
        )
        for row in json.loads(content)
    )
