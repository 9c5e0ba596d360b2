"""Clauses as LangChain's documents."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from assistant.app import Assistant
from assistant.langchain.source import Source, source_of
from assistant.wire import HitObject


class YoujuRetriever(BaseRetriever):
    """Finds the ``k`` clauses that fit best, the best first: ``YoujuRetriever(source=assistant)``.

    A page is the text of a clause as it stands in its document; ``start`` and ``end`` of its
    metadata count in the text that the document has under ``index_version``.
    """

    source: Assistant | Source
    k: int = Field(default=5, ge=1, le=50)
    regions: Sequence[str] | None = None
    documents: Sequence[str] | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = source_of(self.source).search(
            query, k=self.k, regions=self.regions, documents=self.documents
        )
        return [_page(hit, found["index_version"]) for hit in found["hits"]]


def _page(hit: HitObject, index_version: str) -> Document:
    clause, document = hit["clause"], hit["document"]
    return Document(
        id=clause["id"],
        page_content=clause["text"],
        metadata={
            "clause": clause["id"],
            "label": clause["label"],
            "path": clause["path"],
            "start": clause["start"],
            "end": clause["end"],
            "document": document["id"],
            "title": document["title"],
            "issuer": document["issuer"],
            "number": document["number"],
            "region": document["region"],
            "issued": document["issued"],
            "status": document["status"],
            "score": hit["score"],
            "rank": hit["rank"],
            "index_version": index_version,
        },
    )
