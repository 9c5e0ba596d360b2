"""What items are made from: the documents, their clauses and figures, with some indexes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from assistant.text.places import display_name, short_name, units
from assistant.text.sentences import sentences
from assistant.text.tokens import bigrams
from assistant.training.asked import Asked, asked, is_article
from assistant.training.titles import issuer_of, short_titles
from assistant.types import Clause, Document, Figure, Source

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
    def of(cls, assistant: Assistant, among: Collection[str] | None = None) -> Material:
        """Everything that an assistant answers from, or that of these documents alone."""
        version = assistant.index_version
        if among is None:
            return cls(assistant.documents, assistant.clauses, assistant.figures, version)
        return cls(
            {name: d for name, d in assistant.documents.items() if name in among},
            [clause for clause in assistant.clauses if clause.document in among],
            [figure for figure in assistant.figures if figure.document in among],
            version,
        )

    @cached_property
    def by_id(self) -> Mapping[str, Clause]:
        """Clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def _by_document(self) -> Mapping[str, Sequence[Clause]]:
        found: dict[str, list[Clause]] = defaultdict(list)
        for clause in self.clauses:
            found[clause.document].append(clause)
        return found

    @cached_property
    def headings(self) -> Mapping[str, Sequence[str]]:
        """The headings of each document."""
        return {
            name: tuple(dict.fromkeys(h for clause in self.of_document(name) for h in clause.path))
            for name in self.documents
        }

    def of_document(self, document: str) -> Sequence[Clause]:
        """The clauses of a document, in order."""
        return self._by_document.get(document, ())

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

    def prepare(self) -> None:
        """Makes all indexes."""
        for made in (self.by_indicator, self.all_asked, self._holding, self.pairs):
            len(made)

    def quote(self, sentence: Sentence) -> str:
        """The words of a sentence."""
        return self.documents[sentence.clause.document].text[sentence.start : sentence.end]

    def is_told_elsewhere(self, text: str, document: str, share: float) -> bool:
        """Whether one sentence of another document has this share of the pairs of ``text``."""
        pairs = set(bigrams(text))
        needed = math.ceil(share * len(pairs))
        if not needed:
            return True
        # Whoever has that many of them has one of any few that are one more than the others.
        rarest = sorted(pairs, key=lambda pair: (len(self._holding.get(pair, ())), pair))
        seen: set[int] = set()
        for pair in rarest[: len(pairs) - needed + 1]:
            for position in self._holding.get(pair, ()):
                if position in seen or self.sentences[position].clause.document == document:
                    continue
                seen.add(position)
                if len(pairs.intersection(bigrams(self.quote(self.sentences[position])))) >= needed:
                    return True
        return False

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """The title of each document; what is told of those that share theirs keeps them apart."""
        titles = {n: " ".join(d.source.title.split()) for n, d in self.documents.items()}
        shown = {name: self._placed(name, title) for name, title in titles.items()}
        taken = Counter(shown.values())
        return {
            name: _told_apart(title, self.documents[name].source) if taken[title] > 1 else title
            for name, title in shown.items()
        }

    @cached_property
    def _names(self) -> Mapping[str, str]:
        titles = {name: document.source.title for name, document in self.documents.items()}
        short = short_titles(titles)
        names = {name: self._placed(name, title) for name, title in short.items()}
        taken = Counter(names.values())
        return {n: name if taken[name] == 1 else self._titles[n] for n, name in names.items()}

    def _placed(self, document: str, title: str) -> str:
        """“《title》”, behind the issuer that was cut from it, or its place where the title does
        not name that."""
        source = self.documents[document].source
        issuer = issuer_of(source.title)
        if issuer and title.startswith("关于"):
            return f"{issuer}《{title}》"
        region = source.region
        if region is None or any(short_name(unit) in title for unit in units(region)):
            return f"《{title}》"
        return f"{issuer or display_name(region)}《{title}》"

    def title(self, document: str) -> str:
        """The whole title in 《》, with what tells it from that of any other document."""
        return self._titles[document]

    def name(self, document: str) -> str:
        """The same as a question names it: a long one shortened."""
        return self._names[document]


def _told_apart(title: str, source: Source) -> str:
    """With the number, the date or, if there is nothing else, the file of the document."""
    told = source.number or source.issued or source.issuer or source.file
    return f"{title}（{told}）"
