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
from assistant.errors import NotThere, YoujuError
from assistant.narrowing import known_regions
from assistant.serve.access import Caller
from assistant.serve.page.context import Page, told
from assistant.serve.page.conversation import Asked, answered, unanswered, welcome, writing
from assistant.serve.page.html import element, joined, shown
from assistant.serve.page.kept import Conversations, Talk, Turn, read, written
from assistant.serve.page.suggestions import examples, other_wordings
from assistant.types import Answer, Sentence

_REWRITTEN = "这个链接是索引 {} 时的回答；现在的索引是 {}，下面是重新回答的。"
_AGAIN = "下面是按现在的资料重新回答的。"
_GONE = "链接里指定的文件已删除，或不在这里，没有重新回答。"
Names = Sequence[str] | None
Seen = tuple[str, Talk, str]  # values of the conversation as it is drawn, of it, and the field


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
        self._kept = Conversations()

    @told
    async def ask(
        self, question: str, talk: Talk, regions: Names, documents: Names, request: gr.Request
    ) -> Seen:
        """The conversation with one turn more, and an empty field. Raises YoujuError."""
        begun = self._begun(request, talk, regions, documents)
        answer = await self._page.service().answer(begun.assistant, question, begun.options)
        return self._told(begun, talk.and_then(await self._turn(answer, begun, request)))

    @told
    async def stream(
        self, question: str, talk: Talk, regions: Names, documents: Names, request: gr.Request
    ) -> AsyncIterator[Seen]:
        """The same, each sentence as soon as it holds."""
        begun = self._begun(request, talk, regions, documents)
        parts, sentences = begun.assistant.stream(question, **begun.options), list[Sentence]()
        try:
            async with self._page.service().turn():
                yield _conversation(talk, writing(question, ())), talk, ""
                async for part in iterate_in_threadpool(parts):
                    if isinstance(part, Answer):
                        talk = talk.and_then(await self._turn(part, begun, request))
                        yield self._told(begun, talk)
                    else:
                        sentences.append(part)
                        yield _conversation(talk, writing(question, sentences)), talk, ""
        finally:
            parts.close()

    @told
    async def open(self, request: gr.Request) -> tuple[Any, Any, Any, Any]:
        """What the page begins with: the answer that its address asks for, or examples."""
        query = parse_qs(urlsplit(request.headers.get("referer", "")).query)
        if "q" not in query:
            return *await self._welcome(request), gr.skip(), gr.skip()
        question, regions, documents = (
            query["q"][0],
            _names(query, "regions"),
            _names(query, "documents"),
        )
        try:
            begun = self._begun(request, Talk(), regions, documents)
        except NotThere:
            return *await self._welcome(request, _GONE), gr.skip(), gr.skip()
        answer = await self._page.service().answer(begun.assistant, question, begun.options)
        remark, then = "", query.get("index", [answer.index_version])[0]
        if then != answer.index_version:
            remark = _REWRITTEN.format(then, answer.index_version)
        turn = await self._turn(answer, begun, request, remark)
        drawn, talk, _ = self._told(begun, Talk().and_then(turn))
        return drawn, talk, regions, documents

    @told
    async def restore(self, told: str, request: gr.Request) -> tuple[Any, Any, Any, Any]:
        """The conversation that a browser comes back to: its answers as they were, but for
        those that rest on what is there no more, or that the service has let go of."""
        caller, held = self._page.caller(request), read(told)
        then, now = self._kept.find(caller.who, held.name) or held, Talk()
        for turn in then.turns:
            holds = self._holds(turn, caller)
            now = now.and_then(turn if holds else await self._again(turn, now, request))
        if not now.turns:
            return (gr.skip(),) * 4
        self._kept.keep(caller.who, now)
        last = now.turns[-1].asked
        return _conversation(now), now, list(last.regions), list(last.documents)

    @told
    async def welcome(self, talk: Talk, request: gr.Request) -> tuple[str, Talk]:
        """An empty conversation."""
        self._kept.drop(self._page.caller(request).who, talk)
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
        self, request: gr.Request, talk: Talk, regions: Names, documents: Names
    ) -> _Question:
        caller, living = self._page.caller(request), self._page.service().living
        assistant = living.assistant
        options: Options = {
            "history": [turn.question for turn in talk.turns],
            "regions": known_regions(regions or None, assistant.documents),
            "documents": caller.among(_titled(documents, assistant) or None, living),
        }
        asked = Asked(tuple(regions or ()), tuple(documents or ()))
        return _Question(caller, assistant, asked, options)

    async def _welcome(self, request: gr.Request, remark: str = "") -> tuple[str, Talk]:
        caller, service = self._page.caller(request), self._page.service()
        assistant, seen = service.living.assistant, caller.among(None, service.living)
        found = await service.run(lambda: examples(assistant, seen))
        count = len(assistant.documents if seen is None else seen)
        return shown(welcome(found, count, remark)), Talk()

    async def _turn(
        self, answer: Answer, begun: _Question, request: gr.Request, remark: str = ""
    ) -> Turn:
        """Takes down that a question was answered, and draws the turn."""
        service, assistant = self._page.service(), begun.assistant
        service.asked(self._page.http(request), begun.caller.who, "ask", answer)
        others: Sequence[str] = ()
        if answer.status == "not_found":
            seen = begun.caller.among(None, service.living)
            others = await service.run(lambda: other_wordings(assistant, answer, seen))
        documents, figures = assistant.documents, assistant.figures
        drawn = answered(answer, documents, figures, begun.asked, others, remark)
        shows = {each.clause.document for each in (*answer.citations, *answer.nearest)}
        return Turn(answer.question, begun.asked, str(drawn), tuple(shows))

    def _holds(self, turn: Turn, caller: Caller) -> bool:
        """Whether a turn is drawn, and all that it shows words of is still there to be seen."""
        living = self._page.service().living
        there = living.within()
        documents = living.assistant.documents if there is None else there
        return bool(turn.drawn) and all(
            name in documents and caller.may_see(name) for name in turn.documents
        )

    async def _again(self, turn: Turn, before: Talk, request: gr.Request) -> Turn:
        """A turn asked again, without a model, which would take long for many."""
        try:
            begun = self._begun(request, before, turn.asked.regions, turn.asked.documents)
            options: Options = {**begun.options, "mode": "extractive"}
            answer = await self._page.service().answer(begun.assistant, turn.question, options)
        except YoujuError as fault:
            drawn = unanswered(turn.question, f"{fault.message}{fault.hint}")
            return Turn(turn.question, turn.asked, str(drawn))
        return await self._turn(answer, begun, request, _AGAIN)

    def _told(self, begun: _Question, talk: Talk) -> Seen:
        """Keeps a conversation, and shows it."""
        self._kept.keep(begun.caller.who, talk)
        return _conversation(talk), talk, ""


def _conversation(talk: Talk, last: Markup | None = None) -> str:
    """The turns as they are drawn; without one that is being written, also what the browser
    holds of them."""
    drawn = [Markup(turn.drawn) for turn in talk.turns]  # noqa: S704 - drawn by us
    held = last or element("span", hidden="hidden", data_kept=written(talk))
    return shown(joined([*drawn, held]))


def _titled(chosen: Names, assistant: Assistant) -> list[str]:
    """The documents that were chosen; words that were typed instead stand for all that have
    them in their titles."""
    found: dict[str, None] = {}
    for name in chosen or ():
        fits = [d.source.id for d in assistant.documents.values() if name in d.source.title]
        found |= dict.fromkeys([name] if name in assistant.documents else fits or [name])
    return list(found)


def _names(query: Mapping[str, list[str]], name: str) -> list[str]:
    return [part for part in query.get(name, [""])[0].split(",") if part]
