"""Which words of a question name its matter, and what is wanted of it, as far as rules do not
say: learnt from questions in which those words are marked (``eval/marked.tsv``).

The words are found by a conditional random field over the words of the question (Lafferty et
al., 2001), what is wanted by a logistic model over pairs to quadruples of characters of the
rest. ``python -m assistant.evaluate.marked`` fits both.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from threading import Lock

import pycrfsuite

from assistant.text.sentences import Span
from assistant.text.words import rarity, tagged
from assistant.types import Task

OUTSIDE, BEGINS, INSIDE = "O", "B", "I"  # labels of words
MASK = "□"  # what stands for the matter where the rest is looked at
_NAMED = 0.3  # probability from which a word is of the matter
_WANTED = 0.4  # probability from which something is to be written
_REACH = 3  # words on both sides that say something of a word
_NEAR = 50  # words on both sides within its piece that are looked at without their order
_MARK = re.compile(r"[\W_]+$")
_NUMBER = re.compile(r"[\d.%]+$")
_STOPS = frozenset("，,。；;：:？?！!")
_OPENS, _CLOSES = frozenset("“「『《"), frozenset("”」』》")
FIELD, TASKS = "matter.crfsuite", "tasks.json"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a question with its place there and its tag."""

    text: str
    tag: str
    span: Span

    @property
    def shape(self) -> str:
        """The word; of numbers only that they are one."""
        return "0" if _NUMBER.match(self.text) else self.text


@dataclass(frozen=True, slots=True)
class Tasks:
    """Weights of each task by run of characters, and biases."""

    weights: Mapping[str, Sequence[float]]
    biases: Mapping[Task, float]

    def probabilities(self, runs: Iterable[str]) -> dict[Task, float]:
        """Of each task, given the runs of characters of a question."""
        totals: dict[Task, float] = defaultdict(float, self.biases)
        for run in runs:
            for name, weight in zip(self.biases, self.weights.get(run, ()), strict=False):
                totals[name] += weight
        most = max(totals.values())
        parts = {name: math.exp(total - most) for name, total in totals.items()}
        return {name: part / sum(parts.values()) for name, part in parts.items()}


@dataclass(frozen=True)
class Reader:
    """Finds the matter of questions, and what is wanted of it."""

    field: pycrfsuite.Tagger
    tasks: Tasks
    _alone: Lock = dataclass_field(default_factory=Lock)  # a tagger has one question at a time

    @classmethod
    def read(cls, folder: Traversable) -> Reader:
        """The one whose two files are in a folder."""
        given = json.loads(folder.joinpath(TASKS).read_text("utf-8"))
        return cls(read_field(folder), Tasks(given["weights"], given["biases"]))

    def matter(self, question: str) -> list[Span]:
        """The stretches of a normalised question that name its matter, in order; none where
        the document as a whole is asked about, or nothing is recognised."""
        words = tokens(question)
        if not words:
            return []
        seen = features(words)
        with self._alone:
            self.field.set(seen)
            outside = [self.field.marginal(OUTSIDE, n) for n in range(len(words))]
        return list(_stretches(words, [1 - p >= _NAMED for p in outside]))

    def wanted(self, question: str, named: Sequence[Span]) -> Task:
        """What is wanted of the matter ``named``: looked up, unless it is probable enough that
        something is to be written."""
        probabilities = self.tasks.probabilities(grams(question, named))
        lookup = probabilities.pop("lookup")
        best = max(probabilities, key=lambda name: probabilities[name])
        return best if 1 - lookup >= _WANTED else "lookup"


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The one that comes with the package."""
    return Reader.read(resources.files("assistant.retrieve.understand"))


def read_field(folder: Traversable) -> pycrfsuite.Tagger:
    """The field whose file is in a folder."""
    tagger = pycrfsuite.Tagger()
    with resources.as_file(folder.joinpath(FIELD)) as path:
        tagger.open(str(path))  # in memory it would not keep hold of the bytes
    return tagger


def tokens(question: str) -> list[Token]:
    """The words and marks of a question, without blanks."""
    found, place = [], 0
    for text, tag in tagged(question):
        start = question.index(text, place)
        place = start + len(text)
        if text.strip():
            found.append(Token(text, tag, (start, place)))
    return found


def features(words: Sequence[Token]) -> list[list[str]]:
    """What the field looks at, for each word: itself, its neighbours, and its piece of the
    question between two marks."""
    quoted = _quoted(words)
    edge = Token("#", "#", (0, 0))
    padded = [edge] * _REACH + list(words) + [edge] * _REACH
    pieces = _pieces(words)
    return [
        [
            *_own(words[n]),
            f"q={quoted[n]}",
            *_around(padded[n : n + 2 * _REACH + 1]),
            *_of_piece(words, n, piece),
            f"pp={_where(order, len(pieces))}",
            f"np={min(len(pieces) - 1, 4)}",
        ]
        for order, piece in enumerate(pieces)
        for n in piece
    ]


def grams(question: str, named: Iterable[Span]) -> set[str]:
    """Runs of one to four characters of a question in which the matter is masked."""
    text, place = "", 0
    for start, end in named:
        text += question[place:start] + MASK
        place = end
    text += question[place:]
    return {text[n : n + size] for size in range(1, 5) for n in range(len(text) - size + 1)}


def _own(word: Token) -> Iterator[str]:
    yield from ("bias", f"w={word.shape}", f"t={word.tag}", f"t0={word.tag[:1]}")
    yield from (f"c0={word.text[0]}", f"c1={word.text[-1]}", f"n={min(len(word.text), 4)}")
    yield f"r={int(10 * rarity(word.text))}"


def _around(window: Sequence[Token]) -> Iterator[str]:
    """Of a word in the middle of its neighbours."""
    before, word, after = window[_REACH - 1 : _REACH + 2]
    for place, other in enumerate(window, start=-_REACH):
        if place:
            yield f"w{place}={other.shape}"
        if 0 < abs(place) < _REACH:
            yield f"t{place}={other.tag}"
    yield from (f"wb={before.shape}|{word.shape}", f"wa={word.shape}|{after.shape}")
    yield from (f"tb={before.tag}|{word.tag}", f"ta={word.tag}|{after.tag}")
    yield f"tt={before.tag}|{word.tag}|{after.tag}"


def _of_piece(words: Sequence[Token], place: int, piece: range) -> Iterator[str]:
    first, last = piece[0], piece[-1]
    ending = last - 1 if last > first and words[last].text in _STOPS else last
    yield from (f"pf={words[first].shape}", f"pl={words[ending].shape}")
    yield from (f"pn={min(len(piece), 9)}", f"p0={place == first}")
    near = range(max(first, place - _NEAR), min(last, place + _NEAR) + 1)
    yield from (f"in={words[n].shape}" for n in near if n != place)


def _where(order: int, pieces: int) -> str:
    """Whether a piece is the first of so many, the last or another."""
    return "first" if order == 0 else "last" if order == pieces - 1 else "between"


def _quoted(words: Sequence[Token]) -> list[bool]:
    found, inside = [], False
    for word in words:
        inside = inside or word.text in _OPENS
        found.append(inside)
        inside = inside and word.text not in _CLOSES
    return found


def _pieces(words: Sequence[Token]) -> list[range]:
    """The places of the words of each piece, the mark at its end included."""
    ends = [n + 1 for n, word in enumerate(words) if word.text in _STOPS]
    bounds = [0, *ends, len(words)]
    return [range(start, end) for start, end in pairwise(bounds) if start < end]


def _stretches(words: Sequence[Token], named: Sequence[bool]) -> Iterator[Span]:
    """Words of the matter that stand side by side, without marks at their edges."""
    start: int | None = None
    end = 0
    for word, is_named in zip(words, named, strict=True):
        mark = _MARK.match(word.text)
        if start is not None and (not is_named or word.text in _STOPS):
            yield start, end
            start = None
        if is_named and not mark:
            start = word.span[0] if start is None else start
            end = word.span[1]
    if start is not None:
        yield start, end
