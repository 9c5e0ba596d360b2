"""What is asked for of practice, and how it is replied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, Field

from assistant.replies.practice import (
    AskedObject,
    PracticeAnswer,
    PracticeNext,
    PracticeProgress,
    PracticeRound,
)
from assistant.serve.training.quizzes_types import Name, told
from assistant.training.items import Item
from assistant.training.practice.cards import Card, Progress
from assistant.training.practice.devices import Device
from assistant.training.practice.practising import LONGEST_ANSWER


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
