"""What a model is given of a clause: one of its sentences, under a number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answer.candidates import is_heading
from assistant.answer.compose import place_of
from assistant.answer.cutting import merged, shown
from assistant.answer.responsible import departments
from assistant.answer.sources import Sources
from assistant.text.dates import governing_frame, years
from assistant.text.sentences import Span, sentences
from assistant.types import Clause

_SHORTEST = 8  # characters of a sentence that says something by itself


@dataclass(frozen=True, slots=True)
class Extract:
    """A sentence of a clause (document offsets), under the number that it is cited by.

    ``text`` has the time frame that governs it in front, wherever that stands.
    """

    number: int
    clause: Clause
    span: Span
    text: str
    place: str  # whose document it is of, with the years of that


def extract(number: int, clause: Clause, span: Span, sources: Sources) -> Extract:
    """The sentence at ``span`` of the document of ``clause``."""
    document = sources.documents[clause.document]
    spans = [span]
    frame = governing_frame(clause.text, span[0] - clause.start)
    if frame and frame[0] + clause.start < span[0] and not years(document.text[slice(*span)]):
        spans.insert(0, (frame[0] + clause.start, frame[1] + clause.start))
    text = shown(document.text, merged(document.text, spans))
    return Extract(number, clause, (spans[0][0], span[1]), text, place_of(document))


def in_charge(number: int, clause: Clause, sources: Sources) -> Extract | None:
    """The departments that a clause lists; None where it lists none."""
    pieces = departments(clause)
    if not pieces:
        return None
    found = extract(number, clause, pieces[0].quote, sources)
    text = sources.documents[clause.document].text[slice(*pieces[0].quote)]
    return replace(found, span=pieces[0].quote, text=f"{pieces[0].lead}{text}")


def telling_sentences(clause: Clause, sources: Sources) -> list[Span]:
    """The sentences of a clause (document offsets), those first that state figures, then as
    they stand; without its heading and its list of departments."""
    figures = sources.ledger.get(clause.id, ())
    found = [
        (clause.start + start, clause.start + end)
        for start, end in sentences(clause.text)
        if end - start >= _SHORTEST and not _says_nothing(clause, clause.text[start:end])
    ]
    states = {span: any(span[0] <= f.start < span[1] for f in figures) for span in found}
    return sorted(found, key=lambda span: (not states[span], span))


def _says_nothing(clause: Clause, sentence: str) -> bool:
    return is_bracketed(sentence) or is_heading(clause, sentence)


def is_bracketed(sentence: str) -> bool:
    """Whether a sentence is nothing but brackets, such as those that list departments."""
    return sentence[0] in "(（" and sentence.rstrip("。")[-1] in ")）"
