"""What a model is given of a clause: its best sentences under their heading, and a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.candidates import Candidate, is_heading
from assistant.answer.cutting import merged, shown
from assistant.answer.sources import Sources
from assistant.text.places import display_name
from assistant.text.sentences import Span, sentences
from assistant.types import Clause

LONGEST = 150  # characters of one extract, unless its first sentence alone is longer


@dataclass(frozen=True, slots=True)
class Extract:
    """Sentences of one clause (document offsets, in order), under the number they are cited by."""

    number: int
    clause: Clause
    spans: tuple[Span, ...]
    text: str
    place: str  # whose document it is of

    @property
    def span(self) -> Span:
        """From the first to the last of its sentences."""
        return self.spans[0][0], self.spans[-1][1]


def extract(number: int, clause: Clause, wanted: Sequence[Span], sources: Sources) -> Extract:
    """Of these sentences, the best first, as many as fit; in the order of the document."""
    document = sources.documents[clause.document]
    taken: list[Span] = []
    length = 0
    for start, end in dict.fromkeys(wanted):
        if taken and length + end - start > LONGEST:
            break
        taken.append((start, end))
        length += end - start
    spans = tuple(merged(document.text, sorted(taken)))
    region = document.source.region
    place = display_name(region) if region else document.source.title
    return Extract(number, clause, spans, shown(document.text, spans), place)


def best_sentences(candidates: Sequence[Candidate]) -> list[Span]:
    """The sentences of candidates of one clause, the most probable first."""
    return [(candidate.start, candidate.end) for candidate in candidates]


def telling_sentences(clause: Clause, sources: Sources) -> list[Span]:
    """The sentences of a clause, those first that state figures, then as they stand."""
    figures = sources.ledger.get(clause.id, ())
    found = [
        (clause.start + start, clause.start + end)
        for start, end in sentences(clause.text)
        if not is_heading(clause, clause.text[start:end])
    ]
    states = {span: any(span[0] <= f.start < span[1] for f in figures) for span in found}
    return sorted(found, key=lambda span: (not states[span], span))
