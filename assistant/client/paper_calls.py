"""What may be asked of the service on paper: files to print and sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypedDict

from typing_extensions import Unpack

from assistant.client.call import Call, Fields, Names, content, path
from assistant.client.calls import Asking, History, ask, search

Paper: TypeAlias = Literal["docx", "pdf"]


class Looking(TypedDict, total=False):
    """What may be said beside what is looked for, as in ``search``."""

    history: History
    k: int
    regions: Names
    documents: Names


def answer_paper(
    question: str, *, also: Sequence[str] = (), format: Paper = "docx", **asking: Unpack[Asking]
) -> Call[bytes]:
    """An answer, and those to other questions, with the whole clauses they rest on."""
    return _drawn("answer", format, {**_body(ask(question, **asking)), "also": list(also)})


def search_paper(
    question: str, *, format: Paper = "docx", **looking: Unpack[Looking]
) -> Call[bytes]:
    """The clauses that fit best, whole."""
    return _drawn("search", format, _body(search(question, **looking)))


def exam_paper(
    items: Mapping[str, object], *, title: str | None = None, format: Paper = "docx"
) -> Call[bytes]:
    """An exam of a set of items, as ``quiz_export`` gives one in JSON."""
    return _drawn("exam", format, {"set": items, "title": title})


def key_paper(
    items: Mapping[str, object], *, title: str | None = None, format: Paper = "docx"
) -> Call[bytes]:
    """The answers of such a set, each with its whole clause."""
    return _drawn("key", format, {"set": items, "title": title})


def quiz_paper(quiz: str, *, format: Paper = "docx", answers: bool = False) -> Call[bytes]:
    """The exam of a quiz that is kept, or its answers."""
    query = {"format": format, "answers": answers}
    return Call("GET", path("training", "quizzes", quiz, "paper"), content, query, accept="*/*")


def live_paper(
    session: str,
    *,
    kind: Literal["results", "exam", "key"] = "results",
    format: Paper = "docx",
) -> Call[bytes]:
    """What came of a live session, to sign; or its items as an exam, or their answers."""
    there = path("training", "sessions", session, "paper")
    return Call("GET", there, content, {"kind": kind, "format": format}, accept="*/*")


def _drawn(kind: str, format: Paper, body: Fields) -> Call[bytes]:
    whole = {"kind": kind, "format": format, **body}
    return Call("POST", "/v1/papers", content, body=whole, accept="*/*")


def _body(call: Call[Any]) -> Fields:
    return call.body or {}
