"""What the handlers of 资料库 do; each begins with who did it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr
from anyio.to_thread import run_sync

from assistant.access.keys import Role
from assistant.corrections import lines_told
from assistant.differing import differences
from assistant.editions import clauses_at, editions
from assistant.errors import BadRequest, NotThere
from assistant.originals import original
from assistant.replies import Change
from assistant.serve.access import Caller
from assistant.serve.changes import Changing, described
from assistant.serve.jobs import Job
from assistant.serve.page import library_document as drawn
from assistant.serve.page import library_list as lists
from assistant.serve.page.acts import deed_of
from assistant.serve.page.context import Page, told
from assistant.serve.page.html import element, shown
from assistant.serve.page.library_forms import (
    FIELDS,
    Brought,
    brought,
    filled,
    in_words_of_the_page,
    received,
    stated,
)
from assistant.serve.page.library_versions import differing, version_choices
from assistant.store.history import Revision
from assistant.store.library import Library
from assistant.types import Source

Values = tuple[Any, ...]
_ROLE: Role = "editor"
_REVISIONS = 200
_BLANK = [""] * len(FIELDS)


class Shelf:
    """The list, the document that is open, the form for a file, and the work that follows."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @told
    def open(self, words: str, job: str, request: gr.Request) -> Values:
        """Values of the list, the history, the revisions, the job, its progress, the timer.

        It is the job that is followed already, or one that is not done yet.
        """
        caller = self._page.caller(request, _ROLE)
        revisions = self._revisions()
        choices = [(lists.revision_told(each), each.number) for each in revisions[1:]]
        jobs = self._page.service().jobs.all()
        at = next((each for each in jobs if each.id == job or each.finished is None), None)
        return (
            self._list(words, caller),
            shown(lists.history(revisions, self._sources(), caller)),
            gr.Dropdown(choices=choices, value=None),
            *self._followed(at, caller),
        )

    @told
    def search(self, words: str, request: gr.Request) -> str:
        """The list."""
        return self._list(words, self._page.caller(request, _ROLE))

    @told
    def follow(self, job: str, words: str, request: gr.Request) -> Values:
        """Values of the list, the job, its progress and the timer."""
        caller = self._page.caller(request, _ROLE)
        try:
            at = self._page.service().jobs.get(job)
        except NotThere:  # the service has started anew
            return self._list(words, caller), *self._followed(None, caller)
        ended = at.finished is not None
        return self._list(words, caller) if ended else gr.skip(), *self._followed(at, caller)

    @told
    async def act(self, what: str, document: str, request: gr.Request) -> Values:
        """A button of the list or of a report: values of ``_document``, then of the job."""
        caller, (deed, about) = self._page.caller(request, _ROLE), deed_of(what)
        if deed == "open":
            return *await self._document(about, caller), gr.skip(), gr.skip(), gr.skip()
        with in_words_of_the_page():
            changing = self._changing(request, caller)
            make = {"keep": changing.keep, "undo": changing.undo}.get(deed)
            if make is None:
                raise BadRequest("没有这个操作。", "请刷新网页。")
            change = await make(document, [about])
        return *await self._document(document, caller), *self._following(change, caller)

    @told
    async def drop(self, document: str, lines: str, request: gr.Request) -> Values:
        """Takes lines out: values of ``_document``, then of the job."""
        caller = self._page.caller(request, _ROLE)
        span = lines_told(lines)
        with in_words_of_the_page():
            change = await self._changing(request, caller).drop(document, span)
        return *await self._document(document, caller), *self._following(change, caller)

    @told
    def compare(self, document: str, old: int | None, new: int | None, request: gr.Request) -> str:
        """What changed between two versions."""
        caller = self._page.caller(request, _ROLE)
        name = caller.seeing(document)
        if old is None or new is None or old == new:
            return shown(element("p", "请选两个不同的版本。", class_="faint", role="status"))
        with self._library() as library:
            before, after = (clauses_at(library, name, each) for each in (old, new))
        return shown(differing(differences(before, after)))

    @told
    def bring(self, document: str, request: gr.Request) -> Values:
        """The form for a file: values of the document that it replaces, none for a new one, of
        the heading, of what is said, of where the file waits, and of the fields."""
        caller, title = self._page.caller(request, _ROLE), "上传新文件"
        if document:
            title = f"换成新版：《{_living(self._sources(), caller.seeing(document)).title}》"
        return document, shown(element("h2", title)), "", None, *_BLANK

    @told
    def read(self, path: str | None, document: str, request: gr.Request) -> Values:
        """A file: values of where it waits, of what is said, and of the fields.

        What a document is called, and where it holds, stays when its text is replaced.
        """
        caller = self._page.caller(request, _ROLE)
        if path is None:
            return None, "", *_BLANK
        file = brought(path)
        kept: dict[str, str | None] = {}
        if document:
            old = _living(self._sources(), caller.seeing(document))
            kept = {"title": old.title, "region": old.region}
        with in_words_of_the_page():
            source = described(file.data, file.name, kept, caller)
        return file, shown(received(file)), *filled(source)

    @told
    async def save(  # noqa: PLR0913, PLR0917 - the components
        self,
        file: Brought | None,
        document: str,
        title: str | None,
        issuer: str | None,
        number: str | None,
        region: str | None,
        issued: str | None,
        request: gr.Request,
    ) -> Values:
        """Adds the file, or gives the document its text: values of where the file waits, then
        of the job."""
        caller = self._page.caller(request, _ROLE)
        if file is None:
            raise BadRequest("还没有选文件。", "请先选一个 txt、md、html 或 docx 文件。")
        given = stated((title, issuer, number, region, issued))
        changing = self._changing(request, caller)
        with in_words_of_the_page():
            if document:
                change = await changing.replace(document, file.data, file.name, given)
            else:
                change = await changing.upload(file.data, file.name, given)
        return None, *self._following(change, caller)

    @told
    async def delete(self, document: str, purge: bool, request: gr.Request) -> Values:
        """Values of the job."""
        caller = self._page.caller(request, _ROLE)
        changing = self._changing(request, caller)
        change = await changing.delete(document, purge=bool(purge))
        return self._following(change, caller)

    @told
    async def rollback(self, revision: int | None, request: gr.Request) -> Values:
        """Values of the job."""
        caller = self._page.caller(request, "admin")
        if revision is None:
            raise BadRequest("没有说回到哪一次。", "请先选一次改动。")
        change = await self._changing(request, caller).rollback(revision)
        return self._following(change, caller)

    @told
    async def reindex(self, request: gr.Request) -> Values:
        """Values of the job."""
        caller = self._page.caller(request, _ROLE)
        change = await self._changing(request, caller).reindex()
        return self._following(change, caller)

    async def _document(self, name: str, caller: Caller) -> Values:
        """Values of the id, of what is known, the clauses, the report, the lines, the old and the
        new version, and of what changed between them."""

        answering = self._page.service().living.assistant.documents

        def read() -> Values:
            with self._library() as library:
                seen, steps = caller.seeing(name), editions(library, caller.seeing(name))
                held = original(library, seen)
            clauses, count = drawn.tree(held)
            choices = version_choices(steps)
            before = choices[1:2] or choices
            return (
                name,
                shown(drawn.facts(held.source, count, answers=name in answering)),
                shown(clauses),
                shown(drawn.cleaning(held)),
                shown(drawn.numbered(held)),
                gr.Dropdown(choices=choices, value=before[0][1]),
                gr.Dropdown(choices=choices, value=choices[0][1]),
                "",
            )

        return await run_sync(read)

    def _list(self, words: str, caller: Caller) -> str:
        rows = lists.listed(self._sources(), self._page.service().living.assistant, caller)
        return shown(lists.table(lists.found(rows, words), len(rows)))

    def _sources(self) -> Sequence[Source]:
        with self._library() as library:
            return library.sources()

    def _revisions(self) -> tuple[Revision, ...]:
        with self._library() as library:
            return library.revisions(_REVISIONS)

    def _library(self) -> Library:
        return Library.open(self._page.service().resources.library)

    def _changing(self, request: gr.Request, caller: Caller) -> Changing:
        return Changing(self._page.service(), self._page.http(request), caller)

    def _following(self, change: Change, caller: Caller) -> Values:
        return self._followed(self._page.service().jobs.get(change["job"]["id"]), caller)

    def _followed(self, job: Job | None, caller: Caller) -> Values:
        """Values of the id of a job, of how far it is, and of the timer that looks again."""
        runs = job is not None and job.finished is None
        document = job.document if job else None
        with self._library() as library:
            title = lists.title_of(document, library, caller) if document else ""
        return job.id if job else "", shown(lists.working(job, title)), gr.Timer(active=runs)


def _living(sources: Sequence[Source], name: str) -> Source:
    found = next((source for source in sources if source.id == name), None)
    if found is None:
        raise NotThere(f"没有 {name!r:.60} 这份文件。", "请返回，看现在有哪些文件。")
    return found
