"""What is looked at to tell whether a sentence, or one figure of it, answers a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.alignment import Alignment, nearest
from assistant.answer.coverage import Wanted
from assistant.answer.forms import Form
from assistant.answer.measures import Measure
from assistant.answer.premises import Premises
from assistant.answer.qualifiers import OPEN, Qualifiers
from assistant.answer.scope import horizon
from assistant.text.units import fits
from assistant.types import Document, Figure, Hit, Query, ScoredSpan

KINDS = ("asks_list", "asks_what", "asks_who")
PREMISES = ("elsewhere", "planned", "besides")
FORMS = ("misformed", "unexplained", "nameless")
SENTENCE = (
    "coverage",
    "cosine",
    "part_cosine",
    "asked_cosine",
    "rank",
    "sparse_rank",
    "year_stated",
    "dated",
    "titled",
    "share",
    "share_context",
    "known_gap",
    "known_gap_context",
    "strange_gap",
    "listed",
    "explained",
    "english",
    "unmet_turns",
    "long",
    *KINDS,
    *FORMS,
    *PREMISES,
    "asks_why",
    "opening",
)
FIGURE = (
    "coverage_indicator",
    "coverage_part",
    "cosine",
    "part_cosine",
    "asked_cosine",
    "rank",
    "sparse_rank",
    "dated",
    "share_indicator",
    "share_part",
    "known_gap_part",
    "known_gap",
    "known_gap_context",
    "unit",
    "english",
    "unmet_turns",
    "long",
    "verbatim",
    "bound",
    "period",
    "change",
    "each",
    "unlisted",
    "other_year",
    *PREMISES,
)
# Of the question alone, the same for all its candidates: they tell whether there is an answer,
# not which candidate it is. Where the search put a clause is the reverse.
OF_THE_QUESTION = (*KINDS, "english", "long", "besides", "asks_why")
OF_THE_SEARCH = ("rank", "sparse_rank")
# What speaks for a candidate and what against it: a model is fitted with weights of this sign.
FOR = frozenset(
    "coverage coverage_indicator coverage_part cosine part_cosine asked_cosine rank sparse_rank "
    "year_stated dated titled share share_indicator share_part share_context listed explained "
    "verbatim unit bound period change each".split()
)
AGAINST = frozenset(
    "known_gap_part known_gap known_gap_context strange_gap unmet_turns misformed unexplained "
    "nameless elsewhere planned other_year".split()
)
_TITLE = 0.9  # closeness of a word of the document's title
_SHORT = 3  # terms of a short question
_LONGER = 6  # terms beyond those from which more make no difference
_MANY = 4  # enumeration commas that make a sentence a list
_LAST = 1000  # rank of a clause that a channel did not put forward


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query looks for, ready to be looked for in many texts."""

    query: Query
    wanted: Wanted
    alignment: Alignment
    premises: Premises
    qualifiers: Qualifiers
    form: Form
    measure: Measure

    @classmethod
    def of(cls, query: Query, wanted: Wanted, texts: Sequence[str]) -> Asked:
        """``wanted`` is that of the same query, ``texts`` are those of the clauses found."""
        question = query.question
        return cls(
            query,
            wanted,
            Alignment(query.terms),
            Premises.of(question),
            Qualifiers.of(question),
            Form.of(query, texts),
            Measure.of(query),
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure, or a number that the ledger does not have, where it is stated: the part and
    the sentence it is in."""

    figure: Figure | None
    part: str
    sentence: str

    @property
    def indicator(self) -> str:
        """What is counted and how much, as written; empty without a figure."""
        return self.figure.indicator + self.figure.written if self.figure else ""


@dataclass(frozen=True, slots=True)
class Around:
    """The clause that a candidate stands in, as far as the question goes."""

    hit: Hit
    document: Document
    closeness: tuple[float, ...]
    titled: float
    dated: float
    unmet: float
    elsewhere: float

    @classmethod
    def of(cls, asked: Asked, hit: Hit, document: Document) -> Around:
        """Of the clause, the headings above it and the title of its document."""
        text = "\n".join((*hit.clause.path, hit.clause.text))
        find = asked.alignment.closeness
        title = tuple(_TITLE * close for close in find(document.source.title))
        heading = hit.clause.path[-1] if hit.clause.path else ""
        return cls(
            hit,
            document,
            nearest(find(text), title),
            asked.wanted.coverage(heading) if heading else 0.0,
            float(bool(horizon(document) & set(asked.query.years))),
            float(asked.premises.unmet_turns(text)),
            float(
                asked.premises.elsewhere(f"{document.source.title}{document.source.region}{text}")
            ),
        )

    def premises(self, asked: Asked, sentence: str) -> tuple[float, float, float]:
        """Values of ``PREMISES`` for a sentence of the clause."""
        premises = asked.premises
        planned = premises.planned(sentence)
        return self.elsewhere, planned, premises.besides

    @property
    def ranks(self) -> tuple[float, float]:
        """The reciprocal ranks: after fusion, and the better one of the sparse channels."""
        channels = dict(self.hit.channels)
        sparse = min(channels.get("clause", _LAST), channels.get("sentence", _LAST))
        return 1 / self.hit.rank, 1 / sparse


def of_sentence(
    asked: Asked, around: Around, span: ScoredSpan, text: str, year_stated: bool
) -> tuple[float, ...]:
    """Values of ``SENTENCE`` for the ``text`` of a sentence."""
    alignment, query = asked.alignment, asked.query
    own = alignment.closeness(text)
    whole = nearest(own, around.closeness)
    misformed, unexplained, nameless = asked.form.misses(around.hit.clause, text)
    listed = min(text.count("、"), _MANY) / _MANY if query.kind == "list" else 0.0
    return (
        asked.wanted.coverage(text),
        span.score,
        span.closest_part,
        span.asked,
        *around.ranks,
        float(year_stated),
        around.dated,
        around.titled,
        alignment.share(own),
        alignment.share(whole),
        alignment.known_gap(own),
        alignment.known_gap(whole),
        alignment.strange_gap(whole),
        listed,
        float(bool(asked.form.term) and not unexplained),
        float(query.language == "en"),
        around.unmet,
        _length(query),
        float(query.kind == "list"),
        float(query.kind == "what_is"),
        float(query.kind == "who"),
        misformed,
        unexplained,
        nameless,
        *around.premises(asked, text),
        asked.premises.asks_why,
        float("/pre" in around.hit.clause.id),
    )


def of_figure(asked: Asked, around: Around, span: ScoredSpan, stated: Stated) -> tuple[float, ...]:
    """Values of ``FIGURE`` for a figure of a sentence."""
    alignment, wanted, figure = asked.alignment, asked.wanted, stated.figure
    of_indicator = alignment.closeness(stated.indicator)
    of_part = nearest(of_indicator, alignment.closeness(stated.part))
    own = nearest(of_part, alignment.closeness(stated.sentence))
    whole = nearest(own, around.closeness)
    unit = fits(asked.query.unit, figure.unit) if figure else 0.0
    query_years = frozenset(asked.query.years)
    return (
        wanted.coverage(stated.indicator),
        wanted.coverage(stated.part),
        span.score,
        span.cosine_at(figure.start) if figure else span.closest_part,
        span.asked,
        *around.ranks,
        around.dated,
        alignment.share(of_indicator),
        alignment.share(of_part),
        alignment.known_gap(of_part),
        alignment.known_gap(own),
        alignment.known_gap(whole),
        unit,
        float(asked.query.language == "en"),
        around.unmet,
        _length(asked.query),
        longest(asked.query.topic, stated.sentence),
        *(asked.qualifiers.agreement(figure, stated.part) if figure else OPEN),
        float(figure is None),
        _other_year(query_years, figure),
        *around.premises(asked, stated.sentence),
    )


def _length(query: Query) -> float:
    """By how many terms a question is longer than a short one, 0 to 1: the more there are,
    the more likely that one is missed."""
    return min(max(len(query.terms) - _SHORT, 0), _LONGER) / _LONGER


def _other_year(asked: frozenset[int], figure: Figure | None) -> float:
    """1 where a figure holds for other years than those asked about, −1 where for one of them."""
    if not asked or figure is None or not figure.years:
        return 0.0
    return 1.0 if asked.isdisjoint(figure.years) else -1.0


def longest(topic: str, text: str) -> float:
    """Longest run of characters in common, of 8 at most, 0 to 1."""
    text = text.lower()
    best = 0
    for word in topic.split():
        for start in range(len(word)):
            while best < 8 and start + best < len(word) and word[start : start + best + 1] in text:
                best += 1
    return best / 8
