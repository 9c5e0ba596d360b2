"""What a written sentence rests on: the clauses that it cites, and all that holds for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.text.headings import heading_words
from assistant.text.places import display_name
from assistant.types import Clause, Document, Figure

Measure = Callable[[str], Sequence[Figure]]  # the figures that a line of text states


@dataclass(frozen=True)
class Grounds:
    """Cited clauses with their documents and their figures."""

    clauses: tuple[Clause, ...]
    documents: Mapping[str, Document]
    figures: tuple[Figure, ...]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The clauses' own words."""
        return tuple(clause.text for clause in self.clauses)

    @cached_property
    def text(self) -> str:
        """The words of all the clauses."""
        return "\n".join(self.texts)

    @cached_property
    def context(self) -> str:
        """The headings above the clauses, and the titles, numbers, dates, issuers and places of
        their documents."""
        found: list[str] = []
        for clause in self.clauses:
            source = self.documents[clause.document].source
            said = (source.title, source.number, source.issuer, source.region)
            dates = (source.issued, source.effective, source.expires)
            place = display_name(source.region) if source.region else None
            found += [*clause.path, *(item for item in (*said, *dates, place) if item)]
        return "\n".join(found)

    @cached_property
    def unnumbered(self) -> str:
        """All of it, without the numbers that headings begin with, but for those of articles."""
        lines = f"{self.text}\n{self.context}".split("\n")
        return "\n".join(line if line.startswith("第") else heading_words(line) for line in lines)

    @property
    def all(self) -> str:
        """Everything that a sentence may take words from."""
        return f"{self.text}\n{self.context}"
