"""The baseline to beat: fixed windows, one vector a window, cosine. Nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from assistant.evaluate.metrics import Passage
from assistant.types import Document, Encoder, Vectors

SIZE = 500  # characters
OVERLAP = 50


class Windows:
    """LangChain's recursive splitter with its default separators over the clean texts.

    Texts are split and encoded at the first search.
    """

    def __init__(self, documents: Iterable[Document], encoder: Encoder) -> None:
        self._documents = tuple(documents)
        self._encoder = encoder

    def search(self, question: str, k: int) -> list[Passage]:
        """The ``k`` windows of the highest cosine, best first; equal ones in text order."""
        scores = self._vectors @ self._encoder.encode([question])[0]
        best = np.argsort(-scores, kind="stable")[:k]
        return [self.passages[position] for position in best]

    @cached_property
    def passages(self) -> list[Passage]:
        """All windows, in the order of the documents."""
        from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: PLC0415

        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        return [
            Passage(document.source.id, window)
            for document in self._documents
            for window in splitter.split_text(document.text)
        ]

    @cached_property
    def _vectors(self) -> Vectors:
        return self._encoder.encode([passage.text for passage in self.passages])
