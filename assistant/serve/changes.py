"""Changes of the library that people ask for, by the API or on the page: made at once, taken
down, and followed by a job that brings the index after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import Request

from assistant import corrections, uploads
from assistant.errors import BadRequest
from assistant.ingest.clean.draft import Span
from assistant.originals import up_to_date
from assistant.replies import Change
from assistant.serve.access import Caller
from assistant.serve.jobs import job_object
from assistant.serve.service import Service
from assistant.store.library import Library
from assistant.types import Source


@dataclass(frozen=True, slots=True)
class Changing:
    """What ``caller`` changes with a request. Each change raises Forbidden for those who may
    not make it, and NotThere for a document that they may not see."""

    service: Service
    request: Request
    caller: Caller

    async def upload(self, data: bytes, name: str, given: uploads.Given) -> Change:
        """Adds a document. Raises as ``uploads.add`` does."""
        self.caller.at_least("editor")
        source, revision = await self.service.change(
            lambda: uploads.add(self.service.resources, data, name, given, self.caller.who)
        )
        return self._accepted("upload", revision, source.id)

    async def replace(self, document: str, data: bytes, name: str, given: uploads.Given) -> Change:
        """Gives a document a new text. Raises as ``uploads.replace`` does."""
        self.caller.at_least("editor")
        named, resources = self.caller.seeing(document), self.service.resources
        _, revision = await self.service.change(
            lambda: uploads.replace(resources, named, data, name, given, self.caller.who)
        )
        return self._accepted("replace", revision, document)

    async def delete(self, document: str, *, purge: bool = False) -> Change:
        """Answers from a document no more; one that is purged cannot come back."""
        self.caller.at_least("admin" if purge else "editor")
        named = self.caller.seeing(document)

        def change(library: Library) -> int:
            erase = library.purge if purge else library.delete
            return erase(named, by=self.caller.who)

        revision = await self.service.change(lambda: self._in_library(change))
        return self._accepted("purge" if purge else "delete", revision, document)

    async def rollback(self, revision: int) -> Change:
        """Makes the library what it was after that change. Raises NotThere."""
        self.caller.at_least("admin")
        made = await self.service.change(
            lambda: self._in_library(lambda it: it.rollback(revision, by=self.caller.who))
        )
        return self._accepted("rollback", made, None)

    async def reindex(self) -> Change:
        """Has the index follow the library as it is."""
        self.caller.at_least("editor")
        revision = await self.service.run(lambda: self._in_library(Library.revision))
        return self._accepted("reindex", revision, None)

    async def keep(self, document: str, references: Sequence[str]) -> Change:
        """Puts back what cleaning set aside. Raises BadRequest."""
        return await self._correct("keep", document, lambda it: corrections.keep(it, references))

    async def drop(self, document: str, lines: Span) -> Change:
        """Takes these lines of the file out of the text. Raises BadRequest."""
        return await self._correct("drop", document, lambda it: corrections.drop(it, lines))

    async def undo(self, document: str, references: Sequence[str]) -> Change:
        """Takes back corrections of a document. Raises BadRequest."""
        self.caller.at_least("editor")
        named = self.caller.seeing(document)

        def change() -> int:
            with up_to_date(self.service.resources) as library:
                ours = {each.reference for each in library.overrides() if each.document == named}
                if not ours.issuperset(references):
                    raise BadRequest("这条更正已经没有了。", "请刷新后再看。")
                corrections.undo(library, references, self.caller.who)
                return library.revision()

        return self._accepted("undo", await self.service.change(change), document)

    async def _correct(self, action: str, document: str, make: corrections.Making) -> Change:
        self.caller.at_least("editor")
        named = self.caller.seeing(document)

        def change() -> int:
            with up_to_date(self.service.resources) as library:
                corrections.record(library, named, make, self.caller.who)
                return library.revision()

        return self._accepted(action, await self.service.change(change), document)

    def _in_library(self, change: Callable[[Library], int]) -> int:
        with Library.open(self.service.resources.library) as library:
            return change(library)

    def _accepted(self, action: str, revision: int, document: str | None) -> Change:
        self.service.changed(self.request, self.caller.who, action, document)
        job = self.service.jobs.add(action, document, revision)
        return {"document": document, "revision": revision, "job": job_object(job)}


def described(data: bytes, name: str, given: uploads.Given, caller: Caller) -> Source:
    """What a file says of itself, for people to correct before it is added. Raises BadFile and
    BadRequest."""
    caller.at_least("editor")
    return uploads.described(data, name, given)
