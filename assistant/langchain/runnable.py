"""Answers as a step of a chain."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from typing import Any, cast

from langchain_core.runnables import RunnableConfig, RunnableSerializable
from langchain_core.runnables.config import run_in_executor
from pydantic import ConfigDict

from assistant.app import Assistant
from assistant.langchain.asked import Asked, asked
from assistant.langchain.source import Asking, Part, Source, source_of
from assistant.langchain.threads import in_threads
from assistant.types import Mode
from assistant.wire import AnswerObject


class YoujuRunnable(RunnableSerializable[Asked, Part]):
    """Answers a question, a mapping with the fields of one, or a conversation:
    ``YoujuRunnable(source=assistant)``.

    Gives the answer as the service does. Streamed, it gives the sentences as a model writes
    them, each verified, and the answer last. What the question itself says of places,
    documents or mode goes before what the step is set to.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    source: Assistant | Source
    regions: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    mode: Mode = "auto"

    def invoke(
        self,
        input: Asked,
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ANN401 - as LangChain has it
    ) -> AnswerObject:
        """The answer. Raises BadRequest and NoModel, and what the source raises."""
        answer: AnswerObject = self._call_with_config(self._answer, input, config)  # type: ignore[assignment]
        return answer

    async def ainvoke(
        self,
        input: Asked,
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> AnswerObject:
        """The answer, made in a thread. Raises as ``invoke`` does."""
        return await run_in_executor(config, self.invoke, input, config)

    def stream(
        self,
        input: Asked,
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> Iterator[Part]:
        """Sentences, then the answer. Raises as ``invoke`` does."""
        yield from self._transform_stream_with_config(iter([input]), self._parts, config)

    async def astream(
        self,
        input: Asked,
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> AsyncIterator[Part]:
        """Sentences, then the answer, made in a thread. Raises as ``invoke`` does."""

        async def inputs() -> AsyncIterator[Asked]:
            yield input

        stream = self._atransform_stream_with_config(inputs(), self._aparts, config)
        async with aclosing(cast("AsyncGenerator[Part]", stream)) as parts:
            async for part in parts:
                yield part

    def _question(self, given: Asked) -> tuple[str, Asking]:
        question, asking = asked(given)
        own: Asking = {"regions": self.regions, "documents": self.documents, "mode": self.mode}
        return question, {**own, **asking}

    def _answer(self, given: Asked) -> AnswerObject:
        question, asking = self._question(given)
        return source_of(self.source).ask(question, **asking)

    def _parts(self, inputs: Iterator[Asked]) -> Iterator[Part]:
        for given in inputs:
            question, asking = self._question(given)
            yield from source_of(self.source).stream(question, **asking)

    async def _aparts(self, inputs: AsyncIterator[Asked]) -> AsyncIterator[Part]:
        async for given in inputs:
            question, asking = self._question(given)
            stream = source_of(self.source).stream(question, **asking)
            async with aclosing(in_threads(stream)) as parts:
                async for part in parts:
                    yield part
