"""What may answer a question: sentences, or where a figure is asked for, single figures; each
with a probability that it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import features
from assistant.answer.coverage import Wanted
from assistant.answer.definitions import explains
from assistant.answer.features import Around, Asked, Stated
from assistant.answer.model import ENOUGH, judges
from assistant.answer.scope import parts_of_the_year, right_place, states_year
from assistant.text.numbers import numerals
from assistant.text.sentences import Span
from assistant.types import Clause, Document, Figure, Hit, Query, ScoredSpan

_SHARE = features.FIGURE.index("share_part")
_SPOKEN_OF = 0.1
_BESIDE_IT = ENOUGH / 2  # how sure of a figure of something else one is at most
_NUMBERED = re.compile(r"第[一二两三四五六七八九十百千零〇\d]+[编章节条款项]")
Ledger = Mapping[str, Sequence[Figure]]  # clause id → its figures in order


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with the parts of it that are within the years asked about, or the parts
    that state one ``figure``."""

    clause: Clause
    start: int
    end: int
    parts: tuple[Span, ...]
    text: str  # of those parts
    score: float  # probability that it answers
    features: tuple[float, ...]
    judge: str = "sentence"
    figure: Figure | None = None
    is_of_it: bool = True  # whether the clause speaks of all that the measure asked for names


Find = Callable[[Query], list[Candidate]]  # candidates of a query, the most probable first


def candidates(
    query: Query,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    wanted: Wanted,
    ledger: Ledger,
) -> list[Candidate]:
    """Candidates of the right place, year and document, the most probable first.

    They are figures where one is asked for, with numbers that the ledger does not have, such
    as that of a three-year campaign.
    """
    asked = Asked.of(query, wanted, [hit.clause.text for hit in hits])
    among = [
        (hit, documents[hit.clause.document])
        for hit in hits
        if _in_question(asked, hit.clause, documents[hit.clause.document])
    ]
    found: list[Candidate] = []
    if query.kind == "figure":
        found = [c for hit, document in among for c in _figures(asked, hit, document, ledger)]
    if not found:
        found = [c for hit, document in among for c in _sentences(asked, hit, document)]
    return sorted(
        found, key=lambda c: (not c.is_of_it, -c.score, c.clause.document, c.start, c.parts)
    )


def _in_question(asked: Asked, clause: Clause, document: Document) -> bool:
    """Whether a clause is of a document asked about and bears out the figures that the
    question takes for granted."""
    if asked.query.documents and clause.document not in asked.query.documents:
        return False
    text = "\n".join((document.source.title, *clause.path, clause.text))
    return not asked.premises.unmet_figures(text)


def kind_of(found: Sequence[Candidate]) -> str:
    """What candidates are: ``figure`` or ``sentence``."""
    return found[0].judge if found else "sentence"


def certainty(found: Sequence[Candidate]) -> float:
    """How sure it is that the first of these candidates is an answer, 0 to 1: from
    ``ENOUGH`` on it is one. 0 without any. A figure is none where nothing is spoken of that was
    asked about, or not all that the measure asked for names, however near it comes by meaning,
    unit and year."""
    if not found:
        return 0.0
    best = found[0]
    sure = judges()[kind_of(found)].certainty(best.score, best.features)
    silent = best.judge == "figure" and best.features[_SHARE] < _SPOKEN_OF
    return min(sure, _BESIDE_IT) if silent or not best.is_of_it else sure


def _sentences(asked: Asked, hit: Hit, document: Document) -> Iterator[Candidate]:
    around = Around.of(asked, hit, document)
    for span, parts in _within(asked.query, hit, document):
        text = "".join(document.text[start:end] for start, end in parts)
        if asked.form.coined and not explains(text, asked.form.term):
            continue
        if asked.query.kind == "figure" and not numerals(text):
            continue
        stated = states_year(asked.query, hit.clause, span.start, span.end)
        values = features.of_sentence(asked, around, span, text, stated)
        score = judges()["sentence"].ranking.probability(values)
        yield Candidate(hit.clause, span.start, span.end, parts, text, score, values)


def _figures(asked: Asked, hit: Hit, document: Document, ledger: Ledger) -> Iterator[Candidate]:
    figures = ledger.get(hit.clause.id, ())
    around = Around.of(asked, hit, document)
    source = document.source
    above = (source.title, source.region or "", *hit.clause.path)
    for span, parts in _within(asked.query, hit, document):
        sentence = document.text[span.start : span.end]
        is_of_it = asked.measure.is_spoken_of((*above, sentence))
        for part in parts:
            inside = [figure for figure in figures if part[0] <= figure.start < part[1]]
            if not inside and numerals(_NUMBERED.sub("", document.text[part[0] : part[1]])):
                yield _figure(asked, around, span, None, part, is_of_it)
            for figure in inside:
                yield _figure(asked, around, span, figure, part, is_of_it)


def _figure(
    asked: Asked,
    around: Around,
    span: ScoredSpan,
    figure: Figure | None,
    part: Span,
    is_of_it: bool,
) -> Candidate:
    clause, text = around.hit.clause, around.document.text
    start = _with_subject(span, figure, part, text) if figure else part[0]
    shown = text[start : part[1]]
    stated = Stated(figure, shown, text[span.start : span.end])
    values = features.of_figure(asked, around, span, stated)
    score = judges()["figure"].ranking.probability(values)
    parts = ((start, part[1]),)
    return Candidate(
        clause, span.start, span.end, parts, shown, score, values, "figure", figure, is_of_it
    )


def _with_subject(span: ScoredSpan, figure: Figure, part: Span, text: str) -> int:
    """Where the part of a figure begins, the one before included that says of what it is."""
    if span.start <= figure.indicator_start < part[0]:
        return figure.indicator_start
    if text.startswith("其中", part[0]) and part[0] > span.start:
        before = text[span.start : part[0] - 1]
        return span.start + max(before.rfind(mark) for mark in "，,；;") + 1
    return part[0]


def _within(
    query: Query, hit: Hit, document: Document
) -> Iterator[tuple[ScoredSpan, tuple[Span, ...]]]:
    """The sentences of a hit that are of the place asked about, each with its parts of the
    years asked about."""
    for span in hit.sentences:
        sentence = document.text[span.start : span.end]
        if is_heading(hit.clause, sentence) or _is_title(sentence, document.source.title):
            continue
        if not right_place(query, hit.clause, sentence, document.source.title):
            continue
        parts = parts_of_the_year(query, hit.clause, document, span.start, span.end)
        if parts:
            yield span, tuple(parts)


def _is_title(sentence: str, title: str) -> bool:
    """Whether a line is the title of its document, or a part of it."""
    line = "".join(sentence.split()).strip("#*《》。")
    return not line or line in "".join(title.split())


def is_heading(clause: Clause, sentence: str) -> bool:
    """Whether a sentence is nothing but the heading of its clause, with a text below it."""
    alone = clause.text.strip() == sentence.strip()
    return bool(clause.path) and not alone and sentence.strip("#* 。") == clause.path[-1]
