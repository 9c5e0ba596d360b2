"""What requests hold; replies are the objects of ``assistant.wire``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.app import LONGEST_QUESTION
from assistant.types import Mode

MOST_HITS = 50
_MOST_TURNS = 200  # that may be sent; older ones than the history counts are left aside
_LONGEST_TURN = 20_000
_MOST_NAMES = 100

Question = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_QUESTION,
        description="要问的内容",
        examples=["建德2027年集体经济目标是多少"],
    ),
]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Names = Annotated[list[Name] | None, Field(max_length=_MOST_NAMES)]


class Turn(BaseModel):
    """One turn of a conversation; only what the user said is made use of."""

    role: Literal["user", "assistant", "system"]
    content: Annotated[str, Field(max_length=_LONGEST_TURN)]


class _Asking(BaseModel):
    model_config = ConfigDict(extra="ignore")

    question: Question
    history: Annotated[
        list[Turn | Annotated[str, Field(max_length=_LONGEST_TURN)]],
        Field(max_length=_MOST_TURNS, description="前面的对话，先说的在前"),
    ] = []
    regions: Annotated[Names, Field(description="只看这些地区，如 建德")] = None
    documents: Annotated[Names, Field(description="只看这些文件，写编号")] = None
    as_of: Annotated[date | None, Field(description="按哪一天的情况回答；默认今天")] = None

    def said(self) -> list[str]:
        """The earlier turns of the user, oldest first."""
        return list(_said(self.history))


class AskBody(_Asking):
    """A question."""

    mode: Annotated[
        Mode,
        Field(description="auto 看情况，extractive 只摘原文，generative 由语言模型来写"),
    ] = "auto"
    stream: Annotated[bool, Field(description="边写边发（服务器推送事件）")] = False


class SearchBody(_Asking):
    """What to look for."""

    k: Annotated[int, Field(ge=1, le=MOST_HITS, description="要几条")] = 5


class FeedbackBody(BaseModel):
    """Whether an answer was of use."""

    answer: Annotated[str, Field(min_length=1, max_length=64, description="回答的 id")]
    helpful: Annotated[bool, Field(description="有没有用")]
    question: Annotated[str, Field(max_length=LONGEST_QUESTION, description="问的是什么")] = ""
    reason: Annotated[str, Field(max_length=2000, description="哪里不好，或哪里好")] = ""
    index_version: Annotated[str, Field(max_length=64, description="回答里的 index_version")] = ""
    clauses: Annotated[
        list[Annotated[str, Field(max_length=300)]],
        Field(max_length=_MOST_NAMES, description="回答所依据的条款的编号"),
    ] = []


class RollbackBody(BaseModel):
    """Which revision to go back to."""

    revision: Annotated[int, Field(ge=1, le=2**31, description="哪一次改动")]


def _said(history: list[Turn | str]) -> Iterator[str]:
    for turn in history:
        if isinstance(turn, str):
            yield turn
        elif turn.role == "user":
            yield turn.content
