"""Verified sentences → the draft that is shown: as lines, with the official words beside plain
ones, as an outline, or as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer.sources import Sources
from assistant.answer.writing.extracts import Extract
from assistant.answer.writing.tabular import table
from assistant.answer.writing.writer import Written
from assistant.text.headings import heading_words
from assistant.text.places import short_name, units
from assistant.text.tokens import bigrams
from assistant.types import ON_A_TOPIC, Citation, Draft, Note, Query

_BULLET = "• "  # a number would be one that no clause has
_OFFICIAL = "原文："
_HEADING = 30  # characters of a heading that is said before a sentence
_SAME = 0.85  # share of the pairs of characters of both from which they are the same words


@dataclass(slots=True)
class Layout:
    """The lines of one answer in the making; numbers are given as citations are first used.

    ``placed``: whether each sentence says which place it is of; ``dated``: whether it does so
    where it names the place itself, as there are several documents of one.
    """

    query: Query
    sources: Sources
    placed: bool
    dated: bool
    lines: list[str] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    _citations: list[Citation] = field(default_factory=list)
    _written: list[Written] = field(default_factory=list)

    @classmethod
    def of(cls, query: Query, extracts: Sequence[Extract], sources: Sources) -> Layout:
        """An empty one, for an answer from these extracts."""
        places = {document.source.region for document in sources.documents.values()}
        of = {extract.clause.document: extract.clause.region for extract in extracts}
        several = len(of) > 1
        dated = len(set(of.values())) < len(of)
        return cls(query, sources, several or (not query.regions and len(places) > 1), dated)

    def add(self, written: Written) -> Iterator[tuple[str, tuple[Citation, ...]]]:
        """The lines of one more sentence, each with the citations that its marks name."""
        marks = "".join(f"[{self._number(extract)}]" for extract in written.extracts)
        self._written.append(written)
        explained = self.query.task == "explain"
        text = f"{_OFFICIAL}“{written.text}”" if explained and written.official else written.text
        lines = [f"{self._lead(written)}{text}{marks}"]
        if explained and not written.official and not _is_official(written):
            lines += [
                f"{_OFFICIAL}“{extract.text}”[{self._number(extract)}]"
                for extract in written.extracts
                if not any(extract in before.extracts for before in self._written[:-1])
            ]
        self.lines += lines
        cited = tuple(self._citations[self._number(e) - 1] for e in written.extracts)
        yield from ((line, cited) for line in lines)

    def draft(self, notes: Sequence[Note], confidence: float) -> Draft:
        """All that was added, in the form that the question wants."""
        citations = tuple(self._citations)
        if self.query.task == "table" and (laid := table(self._written, self._numbers)):
            return Draft(laid.lines, citations, tuple(notes), confidence=confidence, head=laid.head)
        return Draft(tuple(self.lines), citations, tuple(notes), confidence=confidence)

    def _number(self, extract: Extract) -> int:
        """The number of the citation of an extract, a new one the first time."""
        if extract.number not in self._numbers:
            self._numbers[extract.number] = number = len(self._numbers) + 1
            text = self.sources.documents[extract.clause.document].text
            start, end = extract.span
            self._citations.append(Citation(number, extract.clause, text[start:end], start, end))
        return self._numbers[extract.number]

    def _lead(self, written: Written) -> str:
        """Whose and of what a sentence is, as far as it does not say so itself."""
        extract = written.extracts[0]
        own = short_name(units(extract.clause.region or extract.place)[-1])
        unsaid = self.placed and (self.dated or own not in written.text)
        before = self._before()
        if self.query.task in ON_A_TOPIC and before:  # said above already
            unsaid = unsaid and before.place != extract.place
        said = [extract.place if unsaid else "", self._heading(written)]
        lead = "".join(f"{each}：" for each in said if each)
        return f"{_BULLET}{lead}" if self.query.task in ON_A_TOPIC else lead

    def _before(self) -> Extract | None:
        """What the sentence before the last one rests on first."""
        return self._written[-2].extracts[0] if len(self._written) > 1 else None

    def _heading(self, written: Written) -> str:
        """Where a section is gone through, the heading of a clause before its first sentence."""
        path = written.extracts[0].clause.path
        if self.query.task not in ON_A_TOPIC or not path:
            return ""
        before = self._before()
        heading = heading_words(path[-1])
        told = (before and before.clause.path == path) or written.text.startswith(heading)
        return "" if told or len(heading) > _HEADING else heading


def _is_official(written: Written) -> bool:
    """Whether a sentence has, but for a few, the very words of what it rests on."""
    own = set(bigrams(written.text))
    there = set(bigrams("".join(extract.text for extract in written.extracts)))
    return len(own & there) >= _SAME * len(own | there)
