"""What the service replies of its documents, its library and itself, made of the objects of
``assistant.wire``. The contract is the same: fields may be added, nothing else.
"""

from __future__ import annotations

from typing import Literal, final

from typing_extensions import TypedDict

from assistant.wire import ClauseObject, DocumentObject, FigureObject

Standing = Literal["current", "corrected", "replaced", "deleted"]


class ListedDocument(DocumentObject):
    """A document in a list, with how many clauses it has."""

    clauses: int


class DocumentList(TypedDict):
    """The documents that answer."""

    documents: list[ListedDocument]
    index_version: str


class FullDocument(DocumentObject):
    """A document with all that is known of it."""

    file: str
    effective: str | None
    expires: str | None
    supersedes: str | None
    url: str | None
    characters: int
    clauses: list[ClauseObject]
    index_version: str


class TextObject(TypedDict):
    """The clean text of a document, which all offsets count in; ``standing`` is what has become
    of the document since that version."""

    document: str
    version: str
    text: str
    standing: Standing


class ClauseList(TypedDict):
    """Clauses of one document."""

    clauses: list[ClauseObject]


class FoundClause(ClauseObject):
    """A clause with its document and what stands beside it."""

    document: DocumentObject
    before: str | None
    after: str | None
    index_version: str


class FigureList(TypedDict):
    """Figures of the ledger; ``total`` counts those there are without the limit."""

    figures: list[FigureObject]
    total: int
    index_version: str


@final
class JobObject(TypedDict):
    """A job as it stands; ``progress`` runs from 0 to 1, times are UTC."""

    id: str
    kind: str
    document: str | None
    state: str
    stage: str
    progress: float
    revision: int | None
    message: str
    created: str
    finished: str | None


class Change(TypedDict):
    """A change that was made, and the job that brings the index after it."""

    document: str | None
    revision: int
    job: JobObject


class JobList(TypedDict):
    """Jobs, the newest first."""

    jobs: list[JobObject]


class RevisionObject(TypedDict):
    """One change of the library; times are UTC."""

    revision: int
    created: str
    reason: str
    by: str
    added: list[str]
    replaced: list[str]
    deleted: list[str]


class RevisionList(TypedDict):
    """Revisions, the newest first."""

    revisions: list[RevisionObject]


class VersionObject(TypedDict):
    """Which program and which index answer; the index is null where there is none."""

    version: str
    index_version: str | None
    encoder: str
    model: str | None
    documents: int


class Ready(TypedDict):
    """Whether questions are answered."""

    status: Literal["ready"]
    index_version: str


class Noted(TypedDict):
    """That something was taken down."""

    status: Literal["noted"]
