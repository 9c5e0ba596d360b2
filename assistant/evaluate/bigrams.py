"""The other baseline to beat: bigram BM25 over whole clauses, asked with the bare question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from assistant.evaluate.metrics import Passage
from assistant.retrieve.sparse import SparseIndex
from assistant.types import Clause, Concept


class Bigrams:
    """Neither titles nor headings, no synonyms, no places or years. Indexed at first search."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = [clause for clause in clauses if not clause.heading]

    def search(self, question: str, k: int) -> list[Passage]:
        """The ``k`` clauses of the highest score, best first; equal ones in text order."""
        scores = self._index.scores([Concept((question,))])
        best = np.argsort(-scores, kind="stable")[:k]
        chosen = (self._clauses[position] for position in best if scores[position] > 0)
        return [Passage(clause.document, clause.text) for clause in chosen]

    @cached_property
    def _index(self) -> SparseIndex:
        return SparseIndex.build(clause.text for clause in self._clauses)
