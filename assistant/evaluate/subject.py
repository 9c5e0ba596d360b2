"""What is evaluated, and what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.answer.model import ENOUGH
from assistant.evaluate.metrics import Passage
from assistant.types import Answer, Clause, Document, Encoder, Hit


class Subject(Protocol):
    """What is evaluated: the assistant, or a test's fake."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id."""

    @property
    def clauses(self) -> Sequence[Clause]:
        """Clauses of all documents."""

    @property
    def encoder(self) -> Encoder:
        """The encoder, which the windows share."""

    @property
    def index_version(self) -> str:
        """Version of the index that answers."""

    def search(self, question: str, *, history: Sequence[str] = (), k: int = 5) -> tuple[Hit, ...]:
        """The ``k`` best clauses, best first."""

    def channels(
        self, question: str, *, history: Sequence[str] = (), k: int = 5
    ) -> Mapping[str, Sequence[Clause]]:
        """The ``k`` best clauses of each search channel alone."""

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        as_of: str | None = None,
        threshold: float = ENOUGH,
    ) -> Answer:
        """The answer to ``question`` after the user turns of ``history``."""


class Baseline(Protocol):
    """A search to compare with. It knows no dialogue."""

    def search(self, question: str, k: int) -> list[Passage]:
        """The ``k`` best passages, best first."""
