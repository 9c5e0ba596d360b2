"""What items are made from: the documents, their clauses and figures, with some indexes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from assistant.text.places import display_name, short_name, units
from assistant.text.sentences import sentences
from assistant.text.tokens import bigrams
from assistant.training.asked import Asked, asked, is_article
from assistant.types import Clause, Document, Figure

if TYPE_CHECKING:
    from assistant.app import Assistant

_SHORTEST = 12  # characters of a sentence that can be mistaken for another


class Discard(Exception):
    """No item can be made of this; the message says why, in Chinese."""


class Sentence(NamedTuple):
    """A sentence of a clause, at offsets of its document."""

    clause: Clause
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Material:
    """A library as items are made from it. Indexes are made when they are first needed."""

    documents: Mapping[str, Document]
    clauses: Sequence[Clause]
    figures: Sequence[Figure]
    index_version: str = ""

    @classmethod
    def of(cls, assistant: Assistant) -> Material:
        """Everything that an assistant answers from."""
        return cls(
            assistant.documents, assistant.clauses, assistant.figures, assistant.index_version
        )

    @cached_property
    def by_id(self) -> Mapping[str, Clause]:
        """Clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def asked(self) -> Mapping[str, Sequence[Asked]]:
        """What can be asked of the figures, by document, in order."""
        found: dict[str, list[Asked]] = {name: [] for name in self.documents}
        by_clause: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            by_clause[figure.clause].append(figure)
        for name, figures in by_clause.items():
            clause = self.by_id[name]
            found[clause.document] += asked(clause, self.documents[clause.document], figures)
        return found

    @cached_property
    def all_asked(self) -> Sequence[Asked]:
        """The same of all documents."""
        return tuple(chain.from_iterable(self.asked.values()))

    @cached_property
    def by_indicator(self) -> Mapping[tuple[str, str, str | None], Sequence[Figure]]:
        """Figures by topic, unit and region."""
        found: dict[tuple[str, str, str | None], list[Figure]] = defaultdict(list)
        for figure in self.figures:
            found[figure.topic, figure.unit, figure.region].append(figure)
        return found

    @cached_property
    def years(self) -> frozenset[int]:
        """Years that any figure is for."""
        return frozenset(year for figure in self.figures for year in figure.years)

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences of all clauses that are no headings."""
        found = []
        for clause in self.clauses:
            if not clause.heading:
                text = self.documents[clause.document].text
                found += [
                    Sentence(clause, *span) for span in sentences(text, clause.start, clause.end)
                ]
        return tuple(found)

    @cached_property
    def _holding(self) -> Mapping[str, Sequence[int]]:
        """Pair of characters → which sentences hold it."""
        found: dict[str, list[int]] = defaultdict(list)
        for position, sentence in enumerate(self.sentences):
            if sentence.end - sentence.start >= _SHORTEST:
                for pair in set(bigrams(self.quote(sentence))):
                    found[pair].append(position)
        return found

    @cached_property
    def pairs(self) -> Mapping[str, frozenset[str]]:
        """The pairs of characters of each document."""
        return {name: frozenset(bigrams(d.text)) for name, d in self.documents.items()}

    @cached_property
    def laws(self) -> frozenset[str]:
        """Documents that are divided into articles."""
        return frozenset(clause.document for clause in self.clauses if is_article(clause))

    @cached_property
    def titles_with(self) -> Mapping[str, int]:
        """How many titles hold a pair of characters."""
        titles = (set(bigrams(d.source.title)) for d in self.documents.values())
        return Counter(chain.from_iterable(titles))

    def quote(self, sentence: Sentence) -> str:
        """The words of a sentence."""
        return self.documents[sentence.clause.document].text[sentence.start : sentence.end]

    def likest(self, text: str, documents: Iterable[str]) -> float:
        """Largest share of the pairs of ``text`` that one sentence of ``documents`` holds."""
        pairs, among = set(bigrams(text)), set(documents)
        counts: Counter[int] = Counter()
        for pair in pairs:
            counts.update(self._holding.get(pair, ()))
        for position, number in counts.most_common():
            if self.sentences[position].clause.document in among:
                return number / len(pairs)
        return 0.0

    def title(self, document: str) -> str:
        """“《title》”, with its place where the title does not name it."""
        source = self.documents[document].source
        title = " ".join(source.title.split())
        place = display_name(source.region) if source.region else ""
        named = not place or any(short_name(unit) in title for unit in units(source.region or ""))
        return f"《{title}》" if named else f"{place}《{title}》"
