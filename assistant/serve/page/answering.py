"""What happens when something is asked on the page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import gradio as gr
from markupsafe import Markup
from starlette.concurrency import iterate_in_threadpool

from assistant.app import Assistant, Options
from assistant.narrowing import known_regions
from assistant.serve.access import Caller
from assistant.serve.page.context import Page, told
from assistant.serve.page.conversation import Asked, answered, welcome, writing
from assistant.serve.page.html import joined, shown
from assistant.serve.page.suggestions import examples, other_wordings
from assistant.types import Answer, Sentence

Turns = tuple[tuple[str, str], ...]  # question, and the turn as it is drawn
_SHOWN = 30  # turns
_REWRITTEN = "这个链接是索引 {} 时的回答；现在的索引是 {}，下面是重新回答的。"
Names = Sequence[str] | None


@dataclass(frozen=True, slots=True)
class _Question:
    """One that is being answered, from one index."""

    caller: Caller
    assistant: Assistant
    asked: Asked
    options: Options


class Answering:
    """The handlers; each begins with who did it, and takes the index that answers once."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @told
    async def ask(
        self, question: str, turns: Turns, regions: Names, documents: Names, request: gr.Request
    ) -> tuple[str, Turns, str]:
        """The conversation with one turn more, and an empty field. Raises YoujuError."""
        begun = self._begun(request, turns, regions, documents)
        answer = await self._page.service().answer(begun.assistant, question, begun.options)
        turns = _with(turns, question, await self._drawn(answer, begun, request))
        return _conversation(turns), turns, ""

    @told
    async def stream(
        self, question: str, turns: Turns, regions: Names, documents: Names, request: gr.Request
    ) -> AsyncIterator[tuple[str, Turns, str]]:
        """The same, each sentence as soon as it holds."""
        begun = self._begun(request, turns, regions, documents)
        parts, sentences = begun.assistant.stream(question, **begun.options), list[Sentence]()
        try:
            async with self._page.service().turn():
                yield _conversation(turns, writing(question, ())), turns, ""
                async for part in iterate_in_threadpool(parts):
                    if isinstance(part, Answer):
                        turns = _with(turns, question, await self._drawn(part, begun, request))
                        yield _conversation(turns), turns, ""
                    else:
                        sentences.append(part)
                        yield _conversation(turns, writing(question, sentences)), turns, ""
        finally:
            parts.close()

    @told
    async def open(self, request: gr.Request) -> tuple[Any, Any, Any, Any]:
        """What the page begins with: the answer that its address asks for, or examples."""
        query = parse_qs(urlsplit(request.headers.get("referer", "")).query)
        if "q" not in query:
            conversation, turns = await self._welcome(request)
            return conversation, turns, gr.skip(), gr.skip()
        question, regions, documents = (
            query["q"][0],
            _names(query, "regions"),
            _names(query, "documents"),
        )
        begun = self._begun(request, (), regions, documents)
        answer = await self._page.service().answer(begun.assistant, question, begun.options)
        remark, then = "", query.get("index", [answer.index_version])[0]
        if then != answer.index_version:
            remark = _REWRITTEN.format(then, answer.index_version)
        turns = _with((), question, await self._drawn(answer, begun, request, remark))
        return _conversation(turns), turns, regions, documents

    @told
    async def welcome(self, request: gr.Request) -> tuple[str, Turns]:
        """An empty conversation."""
        return await self._welcome(request)

    @told
    def choices(self, request: gr.Request) -> tuple[Any, Any]:
        """The places and the documents that there are."""
        caller, living = self._page.caller(request), self._page.service().living
        there, seen = living.assistant.documents, caller.among(None, living)
        sources = [d.source for d in there.values() if seen is None or d.source.id in seen]
        regions = sorted({source.region for source in sources if source.region})
        titles = [(source.title, source.id) for source in sources]
        return gr.update(choices=regions), gr.update(choices=titles)

    def _begun(
        self, request: gr.Request, turns: Turns, regions: Names, documents: Names
    ) -> _Question:
        caller, living = self._page.caller(request), self._page.service().living
        assistant = living.assistant
        options: Options = {
            "history": [question for question, _ in turns],
            "regions": known_regions(regions or None, assistant.documents),
            "documents": caller.among(documents or None, living),
        }
        return _Question(caller, assistant, Asked(regions or (), documents or ()), options)

    async def _welcome(self, request: gr.Request) -> tuple[str, Turns]:
        caller, service = self._page.caller(request), self._page.service()
        assistant, seen = service.living.assistant, caller.among(None, service.living)
        found = await service.run(lambda: examples(assistant, seen))
        count = len(assistant.documents if seen is None else seen)
        return shown(welcome(found, count)), ()

    async def _drawn(
        self, answer: Answer, begun: _Question, request: gr.Request, remark: str = ""
    ) -> Markup:
        """Takes down that a question was answered, and draws the turn."""
        service, assistant = self._page.service(), begun.assistant
        service.asked(self._page.http(request), begun.caller.who, "ask", answer)
        others: Sequence[str] = ()
        if answer.status == "not_found":
            seen = begun.caller.among(None, service.living)
            others = await service.run(lambda: other_wordings(assistant, answer, seen))
        documents, figures = assistant.documents, assistant.figures
        return answered(answer, documents, figures, begun.asked, others, remark)


def _with(turns: Turns, question: str, drawn: Markup) -> Turns:
    return (*turns, (question, str(drawn)))[-_SHOWN:]


def _conversation(turns: Turns, last: Markup | None = None) -> str:
    drawn = [Markup(turn) for _, turn in turns]  # noqa: S704 - drawn by us
    return shown(joined([*drawn, last] if last else drawn))


def _names(query: Mapping[str, list[str]], name: str) -> list[str]:
    return [part for part in query.get(name, [""])[0].split(",") if part]
