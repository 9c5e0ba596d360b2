"""What is replied of practice, and what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from assistant.serve.training.quizzes_types import ItemObject, Name, told
from assistant.training.items import Difficulty, Item, Kind
from assistant.training.practice.cards import Card, Progress
from assistant.training.practice.devices import Device
from assistant.training.practice.practising import LONGEST_ANSWER


class AskedObject(TypedDict):
    """An item to be answered, without its key."""

    kind: Kind
    question: str
    options: Sequence[str]
    left: Sequence[str]
    difficulty: Difficulty
    topic: str
    document: str


class PracticeRound(TypedDict):
    """How a round stands: ``asked`` items were answered of it, ``correct`` of them rightly."""

    round: int
    asked: int
    correct: int
    done: bool


class PracticeNext(TypedDict):
    """The item to answer by its ``name``, ``again`` where it was asked before; null where the
    round is over or nothing is left to ask."""

    name: str | None
    again: bool
    item: AskedObject | None
    round: PracticeRound


class PracticeAnswer(TypedDict):
    """Whether an answer was right, the item with its key, and when it comes back (UTC)."""

    right: bool
    item: ItemObject
    due: str
    round: PracticeRound


class PracticeDocument(TypedDict):
    """How far the practice of a document went."""

    document: str
    seen: int
    right: int
    due: int


class PracticeProgress(TypedDict):
    """How far practice went."""

    documents: list[PracticeDocument]
    round: PracticeRound | None


class NextBody(BaseModel):
    """What is to be practised."""

    documents: Annotated[
        list[Name] | None,
        Field(max_length=1000, description="练这些文件；写了，或上一轮完了，就开始新的一轮"),
    ] = None


class AnswerBody(BaseModel):
    """An answer to the item that is asked."""

    name: Annotated[str, Field(min_length=1, max_length=64, description="next 给的 name")]
    answer: Annotated[
        str,
        Field(
            max_length=LONGEST_ANSWER,
            description="选项的字母，如 AC；判断写 对 或 错；连线按顺序写字母；填空写数；"
            "空着就是不会",
        ),
    ] = ""


def next_object(device: Device, card: Card | None) -> PracticeNext:
    """What is asked now."""
    return {
        "name": card.name if card else None,
        "again": bool(card and card.memory),
        "item": _asked(card.item) if card else None,
        "round": round_object(device),
    }


def answer_object(device: Device, card: Card) -> PracticeAnswer:
    """What became of an answer."""
    return {
        "right": bool(card.was_right),
        "item": told(card.item),
        "due": card.memory.due.isoformat(timespec="seconds") if card.memory else "",
        "round": round_object(device),
    }


def round_object(device: Device) -> PracticeRound:
    """How the round stands."""
    return {
        "round": device.round,
        "asked": device.asked,
        "correct": device.correct,
        "done": device.is_done,
    }


def progress_object(progress: Sequence[Progress], device: Device | None) -> PracticeProgress:
    """How far practice went."""
    return {
        "documents": [
            {"document": each.document, "seen": each.seen, "right": each.right, "due": each.due}
            for each in progress
        ],
        "round": round_object(device) if device else None,
    }


def _asked(item: Item) -> AskedObject:
    return {
        "kind": item.kind,
        "question": item.question,
        "options": item.options,
        "left": item.left,
        "difficulty": item.difficulty,
        "topic": item.topic,
        "document": item.document,
    }
