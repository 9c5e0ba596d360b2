"""What happens when something is asked on the page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from assistant.serve.page.conversation import (
    Asked,
    answered,
    remark,
    understood,
    welcome,
    writing,
)
from assistant.serve.page.html import Part, element, joined, shown
from assistant.serve.page.kept import Conversations, Talk, Turn, drawn, read, written
from assistant.serve.page.linking import since
from assistant.serve.page.places import place_choice
from assistant.serve.page.standing import Shown, Standings
from assistant.serve.page.suggestions import examples, other_wordings
from assistant.types import Answer, Sentence

_CODES = "链接里的索引：{}；现在的索引：{}"
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
                who = begun.caller
                yield self._conversation(talk, who, writing(question, ())), talk, ""
                async for part in iterate_in_threadpool(parts):
                    if isinstance(part, Answer):
                        talk = talk.and_then(await self._turn(part, begun, request))
                        yield self._told(begun, talk)
                    else:
                        sentences.append(part)
                        whole = self._conversation(talk, who, writing(question, sentences))
                        yield whole, talk, ""
        finally:
            parts.close()

    @told
    async def look(self, talk: Talk, request: gr.Request) -> tuple[Any, Any, Any]:
        """The conversation as it stands now, with an answer that came meanwhile and with what
        has become of its documents; and what there is to choose from."""
        caller = self._page.caller(request)
        if not talk.turns:
            told_first, _ = await self._welcome(request)
            return told_first, *self._choices(request)
        latest = self._kept.find(caller.who, talk.name) or talk
        return self._conversation(latest, caller), *self._choices(request)

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
        told_first: Part = ""
        then = query.get("index", [answer.index_version])[0]
        if then != answer.index_version:
            service, on = self._page.service(), _names(query, "on")
            standings = Standings(service, begun.caller)
            said = await service.run(lambda: since(then, on, service, standings))
            told_first = remark(said, title=_CODES.format(then, answer.index_version))
        made = await self._turn(answer, begun, request, told_first, action="link")
        whole, talk, _ = self._told(begun, Talk().and_then(made))
        return whole, talk, regions, documents

    @told
    async def restore(self, told: str, request: gr.Request) -> tuple[Any, Any, Any, Any]:
        """The conversation that a browser comes back to: its answers as they were. Those that
        the service has let go of are asked again."""
        caller, held = self._page.caller(request), read(told)
        then, now = self._kept.find(caller.who, held.name) or held, Talk()
        for each in then.turns:
            now = now.and_then(each if each.drawn else await self._again(each, now, request))
        if not now.turns:
            return (gr.skip(),) * 4
        self._kept.keep(caller.who, now)
        last = now.turns[-1].asked
        whole = self._conversation(now, caller, came_of=held.name)
        return whole, now, list(last.regions), list(last.documents)

    @told
    async def welcome(self, request: gr.Request) -> tuple[str, Talk]:
        """An empty conversation; the one before is kept a while, as it may be taken back."""
        return await self._welcome(request)

    @told
    def choices(self, request: gr.Request) -> tuple[Any, Any]:
        """The places and the documents that there are."""
        return self._choices(request)

    def _choices(self, request: gr.Request) -> tuple[Any, Any]:
        caller, living = self._page.caller(request), self._page.service().living
        there, seen = living.assistant.documents, caller.among(None, living)
        sources = [d.source for d in there.values() if seen is None or d.source.id in seen]
        regions = sorted({source.region for source in sources if source.region})
        titles = [(source.title, source.id) for source in sources]
        return gr.update(choices=[*map(place_choice, regions)]), gr.update(choices=titles)

    def _begun(
        self, request: gr.Request, talk: Talk, regions: Names, documents: Names
    ) -> _Question:
        caller, living = self._page.caller(request), self._page.service().living
        assistant = living.assistant
        options: Options = {
            "history": [each.question for each in talk.turns],
            "regions": known_regions(regions or None, assistant.documents),
            "documents": caller.among(_titled(documents, assistant) or None, living),
        }
        asked = Asked(tuple(regions or ()), tuple(documents or ()), bool(talk.turns))
        return _Question(caller, assistant, asked, options)

    async def _welcome(self, request: gr.Request, remark: str = "") -> tuple[str, Talk]:
        caller, service = self._page.caller(request), self._page.service()
        assistant, seen = service.living.assistant, caller.among(None, service.living)
        found = await service.run(lambda: examples(assistant, seen))
        count = len(assistant.documents if seen is None else seen)
        return shown(welcome(found, count, remark)), Talk()

    async def _turn(
        self,
        answer: Answer,
        begun: _Question,
        request: gr.Request,
        told_first: Part = "",
        action: str = "ask",
    ) -> Turn:
        """Takes down that a question was answered, as it stands without those before, and draws
        the turn. What nobody asked just now is no question: a link, a page that comes back."""
        service, assistant = self._page.service(), begun.assistant
        asked = understood(answer, follows=begun.asked.follows)
        note = service.asked if action == "ask" else service.shown_again
        note(self._page.http(request), begun.caller.who, action, replace(answer, question=asked))
        others: Sequence[str] = ()
        if answer.status == "not_found":
            seen = begun.caller.among(None, service.living)
            others = await service.run(lambda: other_wordings(assistant, answer, seen))
        documents, figures = assistant.documents, assistant.figures
        made = answered(answer, documents, figures, begun.asked, others, told_first)
        names = dict.fromkeys(each.clause.document for each in (*answer.citations, *answer.nearest))
        shows = tuple(Shown.of(documents[name].source) for name in names)
        again = asked if asked != answer.question else ""
        return Turn(answer.question, begun.asked, str(made), shows, again)

    async def _again(self, each: Turn, before: Talk, request: gr.Request) -> Turn:
        """A turn asked again, without a model, which would take long for many."""
        try:
            begun = self._begun(request, before, each.asked.regions, each.asked.documents)
            options: Options = {**begun.options, "mode": "extractive"}
            answer = await self._page.service().answer(begun.assistant, each.question, options)
        except YoujuError as fault:
            said = remark(f"{fault.message}{fault.hint}")
            return Turn(each.question, each.asked, str(said))
        return await self._turn(answer, begun, request, remark(_AGAIN), action="again")

    def _told(self, begun: _Question, talk: Talk) -> Seen:
        """Keeps a conversation, and shows it."""
        self._kept.keep(begun.caller.who, talk)
        return self._conversation(talk, begun.caller), talk, ""

    def _conversation(
        self, talk: Talk, caller: Caller, last: Markup | None = None, came_of: str | None = None
    ) -> str:
        """The turns as they are drawn, with what has become of their documents; without one
        that is being written, also what the browser holds of them, and the name of the
        conversation that came back as this one."""
        standings = Standings(self._page.service(), caller)
        turns = [drawn(each, standings.of(each.documents)) for each in talk.turns]
        held = last or element(
            "span", hidden="hidden", data_kept=written(talk), data_came_of=came_of
        )
        return shown(joined([*turns, held]))


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
