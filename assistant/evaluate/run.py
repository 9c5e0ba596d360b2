"""Put every case to the assistant and keep what came, a row a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol, TypeVar

from tqdm import tqdm

from assistant.evaluate.cases import Case
from assistant.evaluate.metrics import Passage, Ranks, Verdict, find, judge
from assistant.evaluate.windows import Windows
from assistant.types import Answer, Document, Encoder, Hit

DEPTH = 50  # passages asked for: enough of them to fill the character budget
AS_OF = "2026-11-21"  # the day the questions were written for; validity depends on it

_T = TypeVar("_T")


class Subject(Protocol):
    """What is evaluated: the assistant, or a test's fake."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id."""

    @property
    def encoder(self) -> Encoder:
        """The encoder, which the baseline shares."""

    @property
    def index_version(self) -> str:
        """Version of the index that answers."""

    def search(self, question: str, *, history: Sequence[str] = (), k: int = 5) -> tuple[Hit, ...]:
        """The ``k`` best clauses, best first."""

    def ask(
        self, question: str, *, history: Sequence[str] = (), as_of: str | None = None
    ) -> Answer:
        """The answer to ``question`` after the user turns of ``history``."""


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one case. ``ranks`` is keyed by retriever: ``clauses``, ``windows``.

    A step that raised leaves its field empty and a line in ``errors``.
    """

    case: Case
    hits: tuple[Hit, ...]
    ranks: Mapping[str, Ranks]
    answer: Answer | None
    verdict: Verdict | None
    elapsed_ms: float  # of ``ask`` alone
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All rows, in the order of the cases, and what they were measured on."""

    rows: tuple[Row, ...]
    encoder: str
    index_version: str
    as_of: str


def run(assistant: Subject, cases: Sequence[Case], as_of: str = AS_OF) -> Report:
    """Evaluate ``cases`` one after the other, with a progress bar on stderr."""
    windows = Windows(assistant.documents.values(), assistant.encoder)
    progress = tqdm(cases, desc="评测", unit="题", disable=None)
    return Report(
        rows=tuple(_row(assistant, windows, case, as_of) for case in progress),
        encoder=assistant.encoder.name,
        index_version=assistant.index_version,
        as_of=as_of,
    )


def _row(assistant: Subject, windows: Windows, case: Case, as_of: str) -> Row:
    errors: list[str] = []
    hits = _attempt("检索", errors, lambda: _search(assistant, case))
    baseline = _attempt("窗口", errors, lambda: _search_windows(windows, case))
    started = perf_counter()
    answer = _attempt(
        "回答",
        errors,
        lambda: assistant.ask(case.question, history=case.history, as_of=as_of),
    )
    elapsed = (perf_counter() - started) * 1000
    verdict = None
    if answer is not None:
        verdict = _attempt("判定", errors, lambda: judge(case, answer, assistant.documents))
    found = {"clauses": _passages(hits or ()), "windows": baseline or []}
    return Row(
        case=case,
        hits=hits or (),
        ranks={name: find(case.evidence, passages) for name, passages in found.items()},
        answer=answer,
        verdict=verdict,
        elapsed_ms=elapsed,
        errors=tuple(errors),
    )


def _search(assistant: Subject, case: Case) -> tuple[Hit, ...]:
    return assistant.search(case.question, history=case.history, k=DEPTH)


def _search_windows(windows: Windows, case: Case) -> list[Passage]:
    """The baseline knows no dialogue: it is given all turns as one text."""
    return windows.search("\n".join((*case.history, case.question)), DEPTH)


def _passages(hits: Sequence[Hit]) -> list[Passage]:
    return [Passage(hit.clause.document, hit.clause.text) for hit in hits]


def _attempt(step: str, errors: list[str], action: Callable[[], _T]) -> _T | None:
    try:
        return action()
    except Exception as error:
        errors.append(f"{step}：{type(error).__name__}: {error}")
        return None
