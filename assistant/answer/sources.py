"""What an answer is made from: the documents, and what finds candidates in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer.candidates import Candidate, Find, Ledger, candidates
from assistant.answer.coverage import Rarity, Wanted
from assistant.answer.model import ENOUGH
from assistant.types import Clause, Document, Hit, Query

Search = Callable[[Query], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Sources:
    """``find`` gives the candidates of a query, the most probable first; ``threshold`` is the
    certainty under which nothing was found. ``clauses`` are those of all documents, in order.
    """

    documents: Mapping[str, Document]
    clauses: Sequence[Clause]
    ledger: Ledger
    rarity: Rarity
    find: Find
    threshold: float

    @classmethod
    def of(
        cls,
        documents: Mapping[str, Document],
        clauses: Sequence[Clause],
        ledger: Ledger,
        rarity: Rarity,
        search: Search,
        threshold: float = ENOUGH,
    ) -> Sources:
        """What ``search`` finds in the documents."""

        @cache
        def find(part: Query) -> list[Candidate]:
            return candidates(part, search(part), documents, Wanted.of(part, rarity), ledger)

        return cls(documents, clauses, ledger, rarity, find, threshold)
