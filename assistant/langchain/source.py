"""What answers: the assistant in this process, or a client of the service."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Protocol, TypeAlias, TypedDict, runtime_checkable

from typing_extensions import Unpack

from assistant.app import Assistant, Options
from assistant.narrowing import known_documents, known_regions
from assistant.types import Answer, Mode
from assistant.wire import (
    AnswerObject,
    SearchObject,
    SentenceObject,
    answer_object,
    search_object,
    sentence_object,
)

Part: TypeAlias = SentenceObject | AnswerObject


class Asking(TypedDict, total=False):
    """What may be said beside a question; ``history`` holds earlier user turns."""

    history: Sequence[str]
    regions: Sequence[str] | None
    documents: Sequence[str] | None
    as_of: str | None
    mode: Mode


@runtime_checkable
class Source(Protocol):
    """What ``assistant.client.Youju`` offers, too."""

    def ask(self, question: str, /, **asking: Unpack[Asking]) -> AnswerObject:
        """An answer with the clauses it rests on."""

    def stream(self, question: str, /, **asking: Unpack[Asking]) -> Generator[Part]:
        """Verified sentences as they are written, then the answer."""

    def search(
        self,
        question: str,
        /,
        *,
        k: int = 5,
        regions: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
    ) -> SearchObject:
        """The ``k`` clauses that fit best."""


class InProcess:
    """An assistant as a source: it answers as the service over it would."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str, /, **asking: Unpack[Asking]) -> AnswerObject:
        """An answer with the clauses it rests on. Raises BadRequest and NoModel."""
        answer = self._assistant.ask(question, **self._options(asking))
        return answer_object(answer, self._assistant.documents)

    def stream(self, question: str, /, **asking: Unpack[Asking]) -> Generator[Part]:
        """Verified sentences as they are written, then the answer. Raises as ``ask`` does."""
        parts = self._assistant.stream(question, **self._options(asking))
        try:
            for part in parts:
                if isinstance(part, Answer):
                    yield answer_object(part, self._assistant.documents)
                else:
                    yield sentence_object(part)
        finally:
            parts.close()

    def search(
        self,
        question: str,
        /,
        *,
        k: int = 5,
        regions: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
    ) -> SearchObject:
        """The ``k`` clauses that fit best. Raises BadRequest."""
        there = self._assistant.documents
        within, among = known_regions(regions, there), known_documents(documents, there)
        hits = self._assistant.search(question, k=k, regions=within, documents=among)
        return search_object(hits, there, self._assistant.index_version)

    def _options(self, asking: Asking) -> Options:
        there = self._assistant.documents
        return {
            "history": asking.get("history", ()),
            "regions": known_regions(asking.get("regions"), there),
            "documents": known_documents(asking.get("documents"), there),
            "as_of": asking.get("as_of"),
            "mode": asking.get("mode", "auto"),
        }


def source_of(given: Assistant | Source) -> Source:
    """The source that an assistant is, or the same one."""
    return InProcess(given) if isinstance(given, Assistant) else given
