"""What requests of live sessions hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from assistant.training.live.session import Order, Pace


class OpenBody(BaseModel):
    """How a session is held."""

    quiz: Annotated[str, Field(min_length=1, max_length=64, description="题目集的编号")]
    title: Annotated[str, Field(max_length=100, description="名称；不写就用题目集的")] = ""
    pace: Annotated[
        Pace, Field(description="trainer：老师带着，一题一题来；phone：各人自己答，到时间一起收")
    ] = "trainer"
    order: Annotated[
        Order,
        Field(
            description="made：原来的；shuffled：打乱一次；each：每部手机各自打乱（只用于 phone）"
        ),
    ] = "made"
    seconds: Annotated[
        int, Field(ge=5, le=7200, description="每题几秒（trainer），或整场几秒（phone）")
    ] = 30


class StepBody(BaseModel):
    """What whoever asks has seen."""

    version: Annotated[
        int | None,
        Field(ge=0, le=10**9, description="所看到的 version；已经往下走了的，不再动，回 409"),
    ] = None


class JoinBody(BaseModel):
    """Who joins."""

    code: Annotated[str, Field(max_length=20, description="大屏幕上的六位数字")]
    name: Annotated[str, Field(max_length=100, description="名字，最多 20 个字")]


class AnswerBody(BaseModel):
    """An answer to an item."""

    item: Annotated[int, Field(ge=0, le=1000, description="第几题，从 0 数")]
    answer: Annotated[
        str,
        Field(max_length=200, description="选项的字母（AC）、对或错、连线各项的字母、填的字"),
    ]
