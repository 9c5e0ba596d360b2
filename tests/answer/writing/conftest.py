"""A writer whose model says what a test has it say, over the short plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from assistant.answer.generative import Generator, Turns
from assistant.answer.prompts import read_prompts
from assistant.answer.sources import Sources
from assistant.answer.writing.extracts import Extract, extract
from assistant.answer.writing.writer import Tally, Writer, Written
from assistant.language_model import checker
from assistant.retrieve.encoder import load_encoder
from assistant.types import Query

ROOT = Path(__file__).resolve().parents[3]


class Scripted(BaseChatModel):
    """Gives these replies one after the other; one that is None breaks the connection."""

    replies: list[str | None]
    asked: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        words = "".join(str(c.message.content) for c in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(words))])

    def _stream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> Iterator[ChatGenerationChunk]:
        self.asked.append(str(messages[-1].content))
        reply = self.replies.pop(0) if self.replies else None
        if reply is None:
            raise ConnectionError
        for start in range(0, len(reply), 7):
            yield ChatGenerationChunk(message=AIMessageChunk(reply[start : start + 7]))


@pytest.fixture
def sources(documents, clauses, ledger, rarity) -> Sources:
    """All of both documents; a search finds nothing."""
    return Sources.of(documents, tuple(clauses.values()), ledger, rarity, lambda _: [])


@pytest.fixture
def extracts(locate, sources) -> Callable[..., tuple[Extract, ...]]:
    """Extracts of these words, numbered from 1."""

    def make(*words: str) -> tuple[Extract, ...]:
        found = []
        for number, each in enumerate(words, start=1):
            clause, start, end = locate(each)
            found.append(extract(number, clause, (start, end), sources))
        return tuple(found)

    return make


@pytest.fixture(scope="session")
def encoder():
    return load_encoder("use-multilingual")


@pytest.fixture
def writer(documents, encoder) -> Callable[..., Writer]:
    """A writer whose model gives these replies."""

    def make(*replies: str | None) -> Writer:
        model = Scripted(replies=list(replies))
        generator = Generator(lambda: model, "scripted", 30.0, Turns(1, 0))
        prompts = read_prompts(ROOT / "prompts")
        return Writer(generator, prompts, checker(encoder, documents.values()))

    return make


@pytest.fixture
def written(writer, sources) -> Callable[..., tuple[list[Written], Tally]]:
    """The sentences that come of these replies, and the tally."""

    def run(query: Query, extracts: tuple[Extract, ...], *replies: str | None):
        writing = writer(*replies).write(query, extracts, sources)
        found: list[Written] = []
        while True:
            try:
                found.append(next(writing))
            except StopIteration as end:
                return found, end.value

    return run
