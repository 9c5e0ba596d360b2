"""Answers, hits and errors as the JSON objects that others build on.

Fixed contract: fields may be added, never renamed, removed or given another meaning. The types
are what the API declares and what its client hands out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, final

from typing_extensions import TypedDict  # pydantic reads these, which typing's does not allow

if TYPE_CHECKING:  # keeps numpy out of what only prints an error
    from assistant.errors import YoujuError
    from assistant.types import (
        Answer,
        Citation,
        Clause,
        Document,
        Figure,
        Hit,
        Query,
        Sentence,
        SetAside,
        Tally,
    )

JsonObject = Mapping[str, object]


class DocumentObject(TypedDict):
    """What is known of a document; null where its text does not say."""

    id: str
    title: str
    issuer: str | None
    number: str | None
    region: str | None
    issued: str | None
    status: str


class ClauseObject(TypedDict):
    """A whole clause; offsets are those of its document."""

    id: str
    label: str
    path: list[str]
    text: str
    start: int
    end: int


class CitationObject(TypedDict):
    """A quote with its place; ``page`` is null for a document without pages, ``number`` for
    one that is only near."""

    number: int | None
    quote: str
    start: int
    end: int
    page: int | None
    clause: ClauseObject
    document: DocumentObject


class NoteObject(TypedDict):
    """Something to know of an answer."""

    code: str
    text: str


class InterpretedObject(TypedDict):
    """How a question was understood; its ``question`` stands alone, without the history."""

    question: str
    regions: list[str]
    years: list[int]
    kind: str


class WritingObject(TypedDict):
    """What became of the sentences that a model wrote."""

    sentences: int
    again: int
    cut: int


class AnswerObject(TypedDict):
    """The reply to a question; ``status`` is ``answered`` or ``not_found``."""

    id: str
    question: str
    interpreted: InterpretedObject
    status: str
    answer: str
    citations: list[CitationObject]
    nearest: list[CitationObject]
    notes: list[NoteObject]
    method: str
    model: str | None
    as_of: str
    index_version: str
    elapsed_ms: float
    writing: WritingObject | None


@final
class SentenceObject(TypedDict):
    """A verified line of an answer that is still being written; ``citations`` are their numbers."""

    text: str
    citations: list[int]


class HitObject(TypedDict):
    """One ranked clause, from rank 1; scores are comparable within one reply only."""

    rank: int
    score: float
    clause: ClauseObject
    document: DocumentObject


class SearchObject(TypedDict):
    """The reply to a search; offsets are those of the documents of that index."""

    hits: list[HitObject]
    index_version: str


class AsideObject(TypedDict):
    """A span of the raw file that cleaning took out; ``text`` is null for a secret."""

    reference: str
    start: int
    end: int
    line: int
    last_line: int
    reason: str
    text: str | None


class CleaningObject(TypedDict):
    """What cleaning did to a document; ``stale`` are corrections whose place is gone."""

    id: str
    title: str
    file: str
    raw_characters: int
    kept_characters: int
    joined: list[int]
    set_aside: list[AsideObject]
    stale: list[str]


class FigureObject(TypedDict):
    """One quantified target with the words it stands in; offsets are those of its document."""

    indicator: str
    subject: str
    role: str
    written: str
    comparator: str
    low: str
    high: str
    unit: str
    scope: str
    region: str | None
    years: list[int]
    change: str
    per: str
    base: str
    departments: list[str]
    start: int
    end: int
    quote: str
    clause: ClauseObject
    document: DocumentObject


class FaultObject(TypedDict):
    """What is wrong and what to do about it."""

    code: str
    message: str
    hint: str


class ErrorObject(TypedDict):
    """The reply where something is wrong."""

    error: FaultObject


def answer_object(answer: Answer, documents: Mapping[str, Document]) -> AnswerObject:
    """The reply to a question; ``documents`` maps ids to all documents that it cites."""
    return {
        "id": answer.id,
        "question": answer.question,
        "interpreted": interpreted_object(answer.query),
        "status": answer.status,
        "answer": answer.answer,
        "citations": [citation_object(citation, documents) for citation in answer.citations],
        "nearest": [citation_object(citation, documents) for citation in answer.nearest],
        "notes": [{"code": note.code, "text": note.text} for note in answer.notes],
        "method": answer.method,
        "model": answer.model,
        "as_of": answer.as_of,
        "index_version": answer.index_version,
        "elapsed_ms": answer.elapsed_ms,
        "writing": writing_object(answer.tally),
    }


def writing_object(tally: Tally | None) -> WritingObject | None:
    """What became of the sentences that a model wrote; null where none did."""
    if tally is None:
        return None
    return {"sentences": tally.written, "again": tally.again, "cut": tally.cut}


def sentence_object(sentence: Sentence) -> SentenceObject:
    """A line of an answer that is still being written."""
    numbers = [cited.number for cited in sentence.citations if cited.number is not None]
    return {"text": sentence.text, "citations": numbers}


def search_object(
    hits: Iterable[Hit], documents: Mapping[str, Document], index_version: str
) -> SearchObject:
    """The reply to a search."""
    return {
        "hits": [hit_object(hit, documents) for hit in hits],
        "index_version": index_version,
    }


def interpreted_object(query: Query) -> InterpretedObject:
    """How a question was understood."""
    return {
        "question": query.resolved,
        "regions": list(query.regions),
        "years": list(query.years),
        "kind": query.kind,
    }


def hit_object(hit: Hit, documents: Mapping[str, Document]) -> HitObject:
    """One ranked clause."""
    return {
        "rank": hit.rank,
        "score": float(hit.score),
        "clause": clause_object(hit.clause),
        "document": document_object(documents[hit.clause.document]),
    }


def citation_object(citation: Citation, documents: Mapping[str, Document]) -> CitationObject:
    """A quote with its place."""
    return {
        "number": citation.number,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": None,
        "clause": clause_object(citation.clause),
        "document": document_object(documents[citation.clause.document]),
    }


def clause_object(clause: Clause) -> ClauseObject:
    """A whole clause."""
    return {
        "id": clause.id,
        "label": clause.label,
        "path": list(clause.path),
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
    }


def document_object(document: Document) -> DocumentObject:
    """What is known of a document."""
    source = document.source
    return {
        "id": source.id,
        "title": source.title,
        "issuer": source.issuer,
        "number": source.number,
        "region": source.region,
        "issued": source.issued,
        "status": source.status,
    }


def error_object(error: YoujuError) -> ErrorObject:
    """Any fault, with what to do about it."""
    return {"error": {"code": error.code, "message": error.message, "hint": error.hint}}


def cleaning_object(document: Document) -> CleaningObject:
    """The cleaning report of a document."""
    report = document.report
    return {
        "id": document.source.id,
        "title": document.source.title,
        "file": document.source.file,
        "raw_characters": report.raw_characters,
        "kept_characters": report.kept_characters,
        "joined": list(report.joined),
        "set_aside": [aside_object(aside) for aside in report.set_aside],
        "stale": [override.reference for override in report.stale],
    }


def aside_object(aside: SetAside) -> AsideObject:
    """A span that was set aside."""
    return {
        "reference": aside.reference,
        "start": aside.start,
        "end": aside.end,
        "line": aside.line,
        "last_line": aside.last_line,
        "reason": aside.reason,
        "text": aside.text,
    }


def figure_object(figure: Figure, clause: Clause, document: Document) -> FigureObject:
    """A figure of a clause; ``quote`` is the line it stands in, numbers are written exactly."""
    return {
        "indicator": figure.indicator,
        "subject": figure.subject,
        "role": figure.role,
        "written": figure.written,
        "comparator": figure.comparator,
        "low": f"{figure.low:f}",
        "high": f"{figure.high:f}",
        "unit": figure.unit,
        "scope": figure.scope,
        "region": figure.region,
        "years": list(figure.years),
        "change": figure.change,
        "per": figure.per,
        "base": figure.base,
        "departments": list(figure.departments),
        "start": figure.start,
        "end": figure.end,
        "quote": document.text[slice(*line_of(figure, clause, document))],
        "clause": clause_object(clause),
        "document": document_object(document),
    }


def line_of(figure: Figure, clause: Clause, document: Document) -> tuple[int, int]:
    """Where the line that a figure of a clause stands in begins and ends, blanks left out."""
    text = document.text
    start = max(text.rfind(mark, clause.start, figure.start) for mark in "\n。；") + 1
    ends = [end for mark in "\n。；" if (end := text.find(mark, figure.end, clause.end)) >= 0]
    start = max(start, clause.start)
    line = text[start : min(ends, default=clause.end)]
    start += len(line) - len(line.lstrip())
    return start, start + len(line.strip())
