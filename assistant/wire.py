"""Answers, hits and errors as the JSON objects that others build on.

Fixed contract: fields may be added, never renamed, removed or given another meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # keeps numpy out of what only prints an error
    from assistant.errors import YoujuError
    from assistant.types import Answer, Citation, Clause, Document, Hit, Query, Tally

JsonObject = dict[str, object]


def answer_object(answer: Answer, documents: Mapping[str, Document]) -> JsonObject:
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


def writing_object(tally: Tally | None) -> JsonObject | None:
    """What became of the sentences that a model wrote; null where none did."""
    if tally is None:
        return None
    return {"sentences": tally.written, "again": tally.again, "cut": tally.cut}


def search_object(hits: Iterable[Hit], documents: Mapping[str, Document]) -> JsonObject:
    """The reply to a search; scores are comparable within it only."""
    return {"hits": [hit_object(hit, documents) for hit in hits]}


def interpreted_object(query: Query) -> JsonObject:
    """How a question was understood; its ``question`` stands alone, without the history."""
    return {
        "question": query.resolved,
        "regions": list(query.regions),
        "years": list(query.years),
        "kind": query.kind,
    }


def hit_object(hit: Hit, documents: Mapping[str, Document]) -> JsonObject:
    """One ranked clause, from rank 1."""
    return {
        "rank": hit.rank,
        "score": float(hit.score),
        "clause": clause_object(hit.clause),
        "document": document_object(documents[hit.clause.document]),
    }


def citation_object(citation: Citation, documents: Mapping[str, Document]) -> JsonObject:
    """A quote with its place; ``page`` is null for a document without pages."""
    return {
        "number": citation.number,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": None,
        "clause": clause_object(citation.clause),
        "document": document_object(documents[citation.clause.document]),
    }


def clause_object(clause: Clause) -> JsonObject:
    """A whole clause; offsets are those of its document."""
    return {
        "id": clause.id,
        "label": clause.label,
        "path": list(clause.path),
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
    }


def document_object(document: Document) -> JsonObject:
    """What is known of a document; null where its text does not say."""
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


def error_object(error: YoujuError) -> JsonObject:
    """Any fault, with what to do about it."""
    return {"error": {"code": error.code, "message": error.message, "hint": error.hint}}
