"""Extracts → verified sentences, one after the other, as a model writes them."""

from __future__ import annotations

from collections.abc import Generator as Yields
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.generative import Generator, Message, ModelFailed, Reason
from assistant.answer.prompts import Prompts
from assistant.answer.sources import Sources
from assistant.answer.support.check import Checker, Fault
from assistant.answer.support.grounds import Grounds
from assistant.answer.writing import prompting
from assistant.answer.writing.budget import fitting
from assistant.answer.writing.extracts import Extract
from assistant.answer.writing.lines import Line, lines
from assistant.text.tokens import share_held
from assistant.types import Query, Tally

_MATERIAL = 1200  # tokens of all extracts together
_PER_EXTRACT = 2  # sentences that may rest on one extract alone
_SAME = 0.85  # share of the pairs of characters from which a sentence says one again


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence that holds, with the extracts that it rests on. ``official``: whether it is
    the extract's own words, as the model's did not hold."""

    text: str
    extracts: tuple[Extract, ...]
    official: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """A model, what it is told, and what its sentences are checked by."""

    generator: Generator
    prompts: Prompts
    checker: Checker

    def write(
        self, query: Query, extracts: Sequence[Extract], sources: Sources
    ) -> Yields[Written, None, Tally]:
        """Yields sentences once they are verified; returns how it went.

        What does not hold is asked for once more with the reason. Where that does not hold
        either, the extract's own words stand in, unless nothing at all was written.
        """
        given = tuple(fitting(extracts, _MATERIAL))
        page = _Page(given, sources, self.checker)
        deadline, bound = self.generator.deadline(), self.generator.grammars
        try:
            first = prompting.request(query, given, self.prompts, bound=bound)
            yield from page.read(self._lines(first, given, deadline))
            if open_ := page.to_be_rewritten():
                page.again = len(open_)
                why = page.reasons()
                second = prompting.again(query, open_, why, self.prompts, bound=bound)
                yield from page.read(self._lines(second, open_, deadline))
        except ModelFailed as failure:
            page.failed = failure.reason
        if page.kept:
            yield from page.stand_ins()
        return page.tally()

    def _lines(
        self, messages: Sequence[Message], extracts: Sequence[Extract], deadline: float
    ) -> Iterator[Line]:
        return lines(self.generator.stream(messages, deadline, prompting.grammar(extracts)))


class _Page:
    """The sentences of one answer so far."""

    def __init__(self, extracts: Sequence[Extract], sources: Sources, checker: Checker) -> None:
        self.kept: list[Written] = []
        self.again = 0
        self.failed: Reason | None = None
        self._written = 0
        self._cut: list[str] = []
        self._extracts = {extract.number: extract for extract in extracts}
        self._sources = sources
        self._checker = checker
        self._faults: dict[int, Fault] = {}

    def read(self, lines: Iterable[Line]) -> Iterator[Written]:
        """Those sentences that hold."""
        for line in lines:
            self._written += 1
            cited = [self._extracts[n] for n in line.numbers if n in self._extracts]
            if self._again(line, cited):
                continue
            fault = self._fault(line, cited)
            if fault is None:
                sentence = Written(line.text, tuple(cited))
                self.kept.append(sentence)
                yield sentence
                continue
            self._cut.append(fault.code)
            self._faults |= {extract.number: fault for extract in cited}

    def open(self) -> list[Extract]:
        """Extracts that a sentence was written on, but none that holds."""
        done = self._done()
        return [e for e in self._extracts.values() if e.number in self._faults.keys() - done]

    def to_be_rewritten(self) -> list[Extract]:
        """Those of them that are worth another try: not what was too long to be written out."""
        return [e for e in self.open() if self._faults[e.number].code != "unfinished"]

    def reasons(self) -> list[str]:
        """What was wrong with the sentences on each of these."""
        return [f"[{e.number}] {self._faults[e.number].reason}" for e in self.to_be_rewritten()]

    def stand_ins(self) -> Iterator[Written]:
        """The own words of every extract that no sentence holds for."""
        done = self._done()
        for extract in self._extracts.values():
            if extract.number not in done:
                sentence = Written(extract.text, (extract,), official=True)
                self.kept.append(sentence)
                yield sentence

    def tally(self) -> Tally:
        """What became of the sentences."""
        cut = tuple(self._cut)
        return Tally(self._written, self.again, len(cut), self.failed, cut)

    def _fault(self, line: Line, cited: Sequence[Extract]) -> Fault | None:
        if not cited or len(cited) < len(line.numbers):
            return Fault("citation", line.text)
        if not line.whole:
            return Fault("unfinished", line.text)
        return self._checker.fault(line.text, grounds_of(cited, self._sources))

    def _again(self, line: Line, cited: Sequence[Extract]) -> bool:
        """Whether a sentence says what one before it did, or one too many on an extract."""
        if any(share_held(line.text, before.text) >= _SAME for before in self.kept):
            return True
        alone = [w for w in self.kept if list(w.extracts) == list(cited)]
        return len(cited) == 1 and len(alone) >= _PER_EXTRACT

    def _done(self) -> set[int]:
        return {extract.number for written in self.kept for extract in written.extracts}


def grounds_of(cited: Sequence[Extract], sources: Sources) -> Grounds:
    """All that a sentence on these extracts may say."""
    clauses = tuple(extract.clause for extract in cited)
    figures = tuple(f for clause in clauses for f in sources.ledger.get(clause.id, ()))
    return Grounds(clauses, {c.document: sources.documents[c.document] for c in clauses}, figures)
