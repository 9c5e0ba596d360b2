"""The nouns of the project. Everything imports them; they import nothing of ours.

Offsets count Unicode code points. A span is half open: ``text[start:end]``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

REFERENCE = 6  # characters by which people name a span or a correction
Vectors = NDArray[np.float32]
Status = Literal["in_force", "not_yet", "amended", "repealed", "expired", "unknown"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
Change = Literal["total", "added", "cumulative", "to", "reduced"]
FigureRole = Literal["target", "condition", "phrase"]
QuestionKind = Literal["figure", "list", "who", "what_is", "compare", "other"]
Task = Literal["lookup", "summarise", "explain", "draft", "table", "original"]
ONE_THING: tuple[QuestionKind, ...] = ("figure", "who")  # that one thing answers
ON_A_TOPIC: tuple[Task, ...] = ("summarise", "draft")  # that want whatever is said of it
Language = Literal["zh", "en"]
Mode = Literal["auto", "extractive", "generative"]  # how a question is to be answered
OverrideKind = Literal["keep", "drop", "heading"]


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document besides its words. Dates are ISO strings or None.

    ``begins`` is the first words of the document inside ``file`` where one file
    holds several; empty where the document is the whole file.
    """

    id: str
    title: str
    file: str
    sha256: str
    issuer: str | None = None
    number: str | None = None
    region: str | None = None
    issued: str | None = None
    effective: str | None = None
    expires: str | None = None
    status: Status = "unknown"
    supersedes: str | None = None
    url: str | None = None
    begins: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A span of the raw file that cleaning took out, and why.

    ``text`` is None for a secret: its characters are kept nowhere but in the file.
    """

    start: int
    end: int
    line: int
    reason: str
    text: str | None
    lines: int = 1  # that it runs over, the first included

    @property
    def last_line(self) -> int:
        """The line that it ends on."""
        return self.line + self.lines - 1

    @property
    def reference(self) -> str:
        """What people call it by among the spans of its document; tells nothing of its text."""
        place = f"{self.start} {self.end} {self.reason}"
        return sha256(place.encode()).hexdigest()[:REFERENCE]


@dataclass(frozen=True, slots=True)
class Override:
    """A correction by a person, at ``start:end`` of the raw file with this ``sha256``.

    ``quote`` is what stands there, secrets masked: by it the place is found again in
    another file. Of a heading, ``level`` 1 is the top and 0 plain text, and ``title`` is
    its wording in paths; None leaves each as it was.
    """

    reference: str
    kind: OverrideKind
    document: str
    sha256: str
    start: int
    end: int
    quote: str
    level: int | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class CleaningReport:
    """What cleaning did to one document, in the order of the raw file."""

    set_aside: tuple[SetAside, ...] = ()
    joined: tuple[int, ...] = ()  # clean offsets at which two halves were joined
    raw_characters: int = 0  # non-blank characters of the document in its raw file
    kept_characters: int = 0  # non-blank characters of the clean text
    applied: tuple[Override, ...] = ()  # where they stand in this file
    stale: tuple[Override, ...] = ()  # as they were made: their place is not there any more


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Clean offset → raw offset, as runs of equal length on both sides.

    ``clean`` holds the ascending first clean offset of each run, ``raw`` its raw offset.
    """

    clean: tuple[int, ...]
    raw: tuple[int, ...]

    def to_raw(self, offset: int) -> int:
        """Raw offset of the character at a clean ``offset``."""
        run = max(bisect_right(self.clean, offset) - 1, 0)
        return self.raw[run] + offset - self.clean[run]


@dataclass(frozen=True, slots=True)
class HeadingFix:
    """What a person says of the line that begins at clean offset ``start``.

    ``level`` and ``title`` are those of an Override.
    """

    start: int
    level: int | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Clean text of one source; every quote is a slice of ``text``."""

    source: Source
    text: str
    offsets: OffsetMap
    report: CleaningReport
    headings: tuple[HeadingFix, ...] = ()


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A department and its role as the clause writes it: 牵头单位, 配合单位, 牵头, 配合;
    empty where brackets only list names.
    """

    role: str
    department: str


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest unit that is cited: one numbered item or one paragraph.

    ``path`` runs from the top heading to the clause's own. ``heading`` marks a line
    that only opens a section: it is kept so that no word is lost, never ranked.

    ``years`` are those that the clause's own words name. ``frames`` are those it inherits,
    from the nearest source alone: a line above that opens the list it stands in (到2027年，
    主要目标是：), else the nearest heading above that names years, else the title of the
    document (2023—2027年 gives both ends). They hold where the clause names no time itself.
    ``departments`` are the names of ``responsibilities`` in order, each once.
    """

    id: str
    document: str
    label: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    region: str | None = None
    years: tuple[int, ...] = ()
    departments: tuple[str, ...] = ()
    heading: bool = False
    digest: str = ""
    frames: tuple[int, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantified statement of a clause; offsets are those of its document.

    ``written`` is the quantity with its unit, without 以上 or 不低于, which are
    ``comparator``. ``indicator`` says what is counted, in the words of the document, empty
    where it does not say; ``subject`` is what an indicator like 产量 is of, where the words
    before it say so (粮食播种面积、产量), else empty; ``topic`` is both for matching: simplified,
    half-width, bare of verbs and quotation marks. ``scope`` limits it (全市, 每个乡镇). ``role``
    tells what is worth knowing by itself from what only describes something else that is
    counted (亿元以上项目30个) and from turns of phrase (三项机制).
    ``low`` and ``high`` have 万 and 亿 multiplied out and differ in a range only; ``unit``
    has neither. A share of 60 % is 60 with the unit %, 四成 is 40 %, 九折 90 %, 1:4 is 0.25 比,
    翻一番 is 2 倍, 全覆盖 is 100 %.
    ``years`` are those that it holds for, inherited ones too. ``change`` tells a level from
    what is added or taken away, ``base`` what that is measured against, ``per`` the period
    in which it recurs (年, 月).
    """

    clause: str
    document: str
    start: int
    end: int
    written: str
    indicator: str
    indicator_start: int
    indicator_end: int
    subject: str
    topic: str
    scope: str
    role: FigureRole
    region: str | None
    years: tuple[int, ...]
    comparator: Comparator
    change: Change
    per: str
    low: Decimal
    high: Decimal
    unit: str
    base: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """Something to look for, in one or several wordings; the best wording counts."""

    wordings: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question.

    ``wordings`` are the word itself and, after it, what says the same in the documents:
    official words for a spoken one, Chinese for English, the right word for a mistyped one.
    ``near`` are words of the documents close to it with their closeness, 0 to 1.
    ``weight``: how much it tells of what is asked, 0 to 1. ``known``: whether the documents
    use the very word, so that what speaks of it would say it.
    """

    wordings: tuple[str, ...]
    weight: float = 1.0
    near: tuple[tuple[str, float], ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood. ``resolved`` stands alone, without its history.

    ``topic`` is ``resolved`` without places, years and question words; ``concepts`` is
    what the sparse channels look for: the question, and official words for spoken,
    foreign or mistyped ones. ``unit`` is what a figure is asked for in (亩, 元, %), empty
    where that is left open. ``terms`` are the content words of the topic, which an answer
    has to speak of. ``documents`` are those that the question names (23年那份意见), () where
    it names none, ``unheld`` those that it names by kind and year and the library does not have
    (2025年要点). ``parts`` are the single questions of a question that asks
    several things, or one for each place or year that it compares. ``task`` is what is to be
    done with what the documents say. ``matters`` are the things that the question names, each
    for itself, or its one matter for each side of a comparison: what a writer is given
    material on.
    """

    question: str
    resolved: str
    topic: str
    concepts: tuple[Concept, ...]
    regions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # named places that no document of the library is about
    years: tuple[int, ...] = ()
    kind: QuestionKind = "other"
    language: Language = "zh"
    unit: str = ""
    terms: tuple[Term, ...] = ()
    documents: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    parts: tuple[Query, ...] = ()
    task: Task = "lookup"
    matters: tuple[Query, ...] = ()

    @property
    def subject(self) -> str:
        """What the vectors look for: the topic, or all the words where there is none."""
        return self.topic or self.resolved


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A sentence of a hit and its cosine to the topic of the query.

    ``parts`` holds, for each of its parts, where it starts and its cosine. ``asked`` is the
    cosine to the question with all its words.
    """

    start: int
    end: int
    score: float
    parts: tuple[tuple[int, float], ...] = ()
    asked: float = 0.0

    @property
    def closest_part(self) -> float:
        """The cosine of the part that is closest to the query."""
        return max((cosine for _, cosine in self.parts), default=self.score)

    def cosine_at(self, offset: int) -> float:
        """The cosine of the part that ``offset`` lies in."""
        held = [cosine for start, cosine in self.parts if start <= offset]
        return held[-1] if held else self.score


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked clause, with its rank in each channel and its best sentences first."""

    clause: Clause
    rank: int
    score: float
    channels: tuple[tuple[str, int], ...] = ()
    sentences: tuple[ScoredSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim span of a clause; ``number`` is None in a list of nearest clauses."""

    number: int | None
    clause: Clause
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A remark to the asker, with a stable code."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What an answerer proposes: lines of text, each with the marks ``[n]`` of the citations
    it rests on; no line means: not found. ``confidence`` is the probability that decided: a
    threshold above it would have meant a refusal. ``head`` are the lines that open a table, of
    which ``lines`` are then the rows.
    """

    lines: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    separator: str = "\n"
    confidence: float = 0.0
    head: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The answer as it is shown."""
        return self.separator.join((*self.head, *self.lines) if self.lines else ())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verified line of an answer that is still being written, with what its marks name."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the sentences that a model wrote for one answer.

    ``again`` counts those asked for a second time, ``cut`` those that did not hold, ``failed``
    is why the model gave out, ``faults`` the codes of what was wrong.
    """

    written: int = 0
    again: int = 0
    cut: int = 0
    failed: str | None = None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The one result type behind the command line, the API and the page."""

    id: str
    question: str
    query: Query
    status: Literal["answered", "not_found"]
    answer: str
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    notes: tuple[Note, ...]
    method: str
    model: str | None
    as_of: str
    index_version: str
    elapsed_ms: float
    confidence: float = 0.0  # as of its Draft
    tally: Tally | None = None  # where a model wrote


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Name that an index is stamped with."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension), L2-normalised."""
