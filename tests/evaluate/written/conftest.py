"""A model that is a pure function of what it is asked, and all that a run needs with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from assistant import app, language_model
from assistant.answer.generative import Generator, Turns
from assistant.app import Assistant
from assistant.evaluate.written import opening
from assistant.evaluate.written.log import instructions
from assistant.evaluate.written.opening import Opened
from assistant.ingest.clean import clean
from assistant.resources import locate
from assistant.retrieve.encoder import load_encoder
from assistant.settings import Settings
from assistant.types import Encoder, Source

TEA = """云水县茶业方案
一、主要目标
（一）茶园。到2027年，全县茶园面积稳定在8.6万亩，建成生态茶园示范基地12个。
（二）企业。新增县级以上茶业龙头企业9家，培育茶业合作社40家。
二、重点任务
（一）改造低产茶园。每年改造低产茶园4200亩，补助每亩300元。
（二）打造茶旅线路。推出茶旅精品线路6条，改造老茶厂3座。
三、保障措施
县农业农村局牵头，成立工作专班，每季度通报一次进展。
"""
_MATERIAL = re.compile(r"^\[(\d+)\] ?(?:（[^）]*）)?(.*)$", re.M)


class Echo(BaseChatModel):
    """Says the first sentence of each numbered material under its number, or ``reply``."""

    asked: list[str] = Field(default_factory=list)
    reply: str = ""

    @property
    def _llm_type(self) -> str:
        return "echo"

    def _words(self, messages: list[BaseMessage]) -> str:
        text = str(messages[-1].content)
        self.asked.append(text)
        found = _MATERIAL.finditer(text)
        said = [f"[{m[1]}] {re.split('(?<=。)', m[2])[0].rstrip('。')}。" for m in found]
        return self.reply or "\n".join(said) or "好。"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        message = AIMessage(self._words(messages))
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> Iterator[ChatGenerationChunk]:
        words = self._words(messages)
        for start in range(0, len(words), 20):
            yield ChatGenerationChunk(message=AIMessageChunk(words[start : start + 20]))


def generator_of(model: Echo) -> Generator:
    return Generator(lambda: model, "echo", 30.0, Turns(1, 1))


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> Echo:
    """The model that every assistant is opened with while the test runs."""
    model = Echo()
    for module in (language_model, opening):
        monkeypatch.setattr(module, "generator", lambda _: generator_of(model))
    return model


@pytest.fixture
def generator(echo: Echo) -> Generator:
    return generator_of(echo)


@pytest.fixture(scope="session")
def encoder_once(settings: Settings) -> Encoder:
    """The encoder, loaded once."""
    return load_encoder(settings.encoder)


@pytest.fixture
def small(
    generator: Generator,
    settings: Settings,
    encoder_once: Encoder,
    monkeypatch: pytest.MonkeyPatch,
) -> Opened:
    """An assistant over one short document, with the model."""
    monkeypatch.setattr(app, "load_encoder", lambda _: encoder_once)
    document = clean(Source("tea", TEA[:7], "tea.txt", ""), TEA)
    told = instructions(locate(settings).prompts)
    begins = ("system", told)
    return Opened(Assistant.over([document], settings), generator, settings, told, begins)
