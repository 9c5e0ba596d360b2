"""What may be asked of the service. Each function describes one call, for both clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Literal, TypeAlias, TypedDict

from typing_extensions import Unpack

from assistant.client.call import Call, Names, content, json_object, listed, path
from assistant.client.events import STREAM, Part
from assistant.replies import (
    Change,
    ClauseList,
    DocumentList,
    FigureList,
    FoundClause,
    FullDocument,
    JobList,
    JobObject,
    Noted,
    Ready,
    RevisionList,
    TextObject,
    VersionObject,
)
from assistant.wire import AnswerObject, CleaningObject, SearchObject

# What was said before, oldest first: words of the user, or turns with ``role`` and ``content``.
History: TypeAlias = str | Sequence[str | Mapping[str, str]]
Given: TypeAlias = str | PathLike[str] | tuple[str, bytes]  # a file's path, or its name and bytes


class Asking(TypedDict, total=False):
    """What may be said beside a question; ``as_of`` is the day to answer for, today at first."""

    history: History
    regions: Names
    documents: Names
    as_of: date | str | None
    mode: Literal["auto", "extractive", "generative"]


class Filters(TypedDict, total=False):
    """Which figures are wanted; ``topic`` and ``department`` are words in those of a figure.
    ``role`` is that of ``Figure``. ``limit`` is 500 at first, 5000 at most."""

    region: str
    year: int
    topic: str
    department: str
    document: str
    role: Literal["target", "condition", "phrase"]
    limit: int
    offset: int


class Stated(TypedDict, total=False):
    """What is stated of a document; the rest is taken from its words."""

    title: str
    issuer: str
    number: str
    region: str
    issued: str


def ask(question: str, **asking: Unpack[Asking]) -> Call[AnswerObject]:
    """An answer with the clauses it rests on; ``status`` is not_found where there are none."""
    return Call("POST", "/v1/ask", json_object, body=_asked(question, asking))


def stream(question: str, **asking: Unpack[Asking]) -> Call[Part]:
    """Sentences, each verified, as a model writes them, then the answer as ``ask`` gives it.
    Closing the iterator stops the model."""
    body = {**_asked(question, asking), "stream": True}
    return Call("POST", "/v1/ask", json_object, body=body, accept=STREAM)


def search(
    question: str,
    *,
    history: History = (),
    k: int = 5,
    regions: Names = None,
    documents: Names = None,
) -> Call[SearchObject]:
    """The ``k`` clauses that fit best, at most 50."""
    body = {
        "question": question,
        "history": listed(history),
        "regions": listed(regions),
        "documents": listed(documents),
        "k": k,
    }
    return Call("POST", "/v1/search", json_object, body=body)


def documents() -> Call[DocumentList]:
    """The documents that answer."""
    return Call("GET", "/v1/documents", json_object)


def document(document: str) -> Call[FullDocument]:
    """All that is known of a document, with its clauses."""
    return Call("GET", path("documents", document), json_object)


def text(document: str, *, version: str | None = None) -> Call[TextObject]:
    """The text that offsets count in, as an index version has it; raises Gone."""
    return Call("GET", path("documents", document, "text"), json_object, {"version": version})


def clauses(document: str, *, called: str | None = None) -> Call[ClauseList]:
    """The clauses of a document, or those called so: 四（三）1, 第十二条, or an id."""
    return Call("GET", path("documents", document, "clauses"), json_object, {"called": called})


def cleaning(document: str) -> Call[CleaningObject]:
    """What cleaning took out of a document, and why."""
    return Call("GET", path("documents", document, "cleaning"), json_object)


def clause(clause: str) -> Call[FoundClause]:
    """A clause by its id, with the ids of those beside it."""
    return Call("GET", path("clauses", *clause.split("/")), json_object)


def figures(**filters: Unpack[Filters]) -> Call[FigureList]:
    """Figures of the ledger, each with its words."""
    return Call("GET", "/v1/figures", json_object, filters)


def figures_csv(**filters: Unpack[Filters]) -> Call[bytes]:
    """The same as a file for spreadsheets: CSV in UTF-8, with the mark that they know it by."""
    query = {**filters, "format": "csv"}
    return Call("GET", "/v1/figures", content, query, accept="text/csv")


def upload(file: Given, *, id: str | None = None, **stated: Unpack[Stated]) -> Call[Change]:
    """Adds a document: txt, md, html or docx."""
    form = {"id": id, **stated}
    return Call("POST", "/v1/documents", json_object, form=form, file=_file(file), repeats=False)


def replace(document: str, file: Given, **stated: Unpack[Stated]) -> Call[Change]:
    """Gives a document a new text; the old one answers no more."""
    there = path("documents", document)
    return Call("PUT", there, json_object, form=stated, file=_file(file), repeats=False)


def delete(document: str) -> Call[Change]:
    """Has a document answer no more; a rollback may bring it back."""
    return Call("DELETE", path("documents", document), json_object, repeats=False)


def purge(document: str) -> Call[Change]:
    """Erases a document with all its versions, for good."""
    there = path("documents", document)
    return Call("DELETE", there, json_object, {"purge": True}, repeats=False)


def rollback(revision: int) -> Call[Change]:
    """Has the library be as it was after a revision."""
    body = {"revision": revision}
    return Call("POST", "/v1/library/rollback", json_object, body=body, repeats=False)


def reindex() -> Call[Change]:
    """Has the index follow the library."""
    return Call("POST", "/v1/library/reindex", json_object, repeats=False)


def revisions(*, limit: int = 50) -> Call[RevisionList]:
    """The changes of the library, the newest first."""
    return Call("GET", "/v1/library/revisions", json_object, {"limit": limit})


def jobs() -> Call[JobList]:
    """The latest jobs, the newest first."""
    return Call("GET", "/v1/jobs", json_object)


def job(job: str) -> Call[JobObject]:
    """How a job stands."""
    return Call("GET", path("jobs", job), json_object)


def feedback(answer: str, helpful: bool, *, question: str = "", reason: str = "") -> Call[Noted]:
    """Tells whether an answer, by its id, was of use."""
    body = {"answer": answer, "helpful": helpful, "question": question, "reason": reason}
    return Call("POST", "/v1/feedback", json_object, body=body, repeats=False)


def version() -> Call[VersionObject]:
    """Which program and which index answer."""
    return Call("GET", "/v1/version", json_object)


def health() -> Call[Ready]:
    """That questions are answered; raises Unavailable where they are not, at once."""
    return Call("GET", "/readyz", json_object, repeats=False)


def _asked(question: str, asking: Asking) -> dict[str, object]:
    as_of = asking.get("as_of")
    return {
        "question": question,
        "history": listed(asking.get("history")),
        "regions": listed(asking.get("regions")),
        "documents": listed(asking.get("documents")),
        "as_of": as_of.isoformat() if isinstance(as_of, date) else as_of,
        "mode": asking.get("mode"),
    }


def _file(given: Given) -> tuple[str, bytes]:
    if isinstance(given, tuple):
        return given
    return Path(given).name, Path(given).read_bytes()
