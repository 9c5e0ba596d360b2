"""What came of one case on one way, and how it becomes a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from assistant.app import Assistant
from assistant.evaluate.cases import Case
from assistant.evaluate.judge import Verdict
from assistant.evaluate.run import AS_OF
from assistant.evaluate.written.log import Key, Keyed
from assistant.types import Answer, Mode, Tally

ERROR = "error"


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer, the seconds until its first sentence was there, and until all was."""

    answer: Answer
    first_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A timed answer and the verdict on it."""

    timed: Timed
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Row(Keyed):
    """One case on one way.

    ``status`` is that of the answer, or ``error``. ``cited`` are the ids of the cited clauses,
    ``missing`` the groups of facts that are not stated, of ``facts`` in all. ``evidence``: for
    each piece, whether it is cited. ``forbidden`` are the facts given of ``forbids`` that must
    not be. ``first_s`` and ``total_s`` are seconds. ``tally`` is there where a model wrote.
    """

    kind: str
    split: str
    answerable: bool
    status: str
    method: str = ""
    answer: str = ""
    cited: tuple[str, ...] = ()
    facts: int = 0
    missing: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[bool, ...] = ()
    forbidden: tuple[str, ...] = ()
    forbids: int = 0
    invalid: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    length: int = 0
    correct: bool = False
    too_long: bool = False
    first_s: float = 0.0
    total_s: float = 0.0
    citations: int = 0
    tally: Tally | None = None
    notes: tuple[str, ...] = ()

    @property
    def declined(self) -> bool:
        """Whether the answer is that there is none."""
        return self.status == "not_found"


def row(key: Key, case: Case, outcome: Outcome) -> Row:
    """The row of what came."""
    timed, verdict = outcome.timed, outcome.verdict
    answer = timed.answer
    return Row(
        key,
        "",
        case.kind,
        case.split,
        case.answerable,
        answer.status,
        method=answer.method,
        answer=answer.answer,
        cited=tuple(citation.clause.id for citation in answer.citations),
        facts=len(case.expect),
        missing=verdict.missing,
        evidence=verdict.evidence,
        forbidden=verdict.forbidden,
        forbids=len(case.forbid),
        invalid=verdict.invalid,
        loose=verdict.loose,
        wrong=verdict.wrong_figures,
        length=verdict.length,
        correct=verdict.correct,
        too_long=verdict.too_long,
        first_s=round(timed.first_s, 3),
        total_s=round(timed.total_s, 3),
        citations=len(answer.citations),
        tally=answer.tally,
        notes=tuple(note.code for note in answer.notes),
    )


def failed(key: Key, case: Case, error: Exception) -> Row:
    """The row of a case that raised: no fact stated, nothing cited."""
    return Row(
        key,
        said(error),
        case.kind,
        case.split,
        case.answerable,
        ERROR,
        facts=len(case.expect),
        missing=case.expect,
        evidence=(False,) * len(case.evidence),
        forbids=len(case.forbid),
    )


def said(error: Exception) -> str:
    """An error as a row keeps it."""
    return f"{type(error).__name__}: {error}"


def read_row(given: Mapping[str, Any]) -> Row:
    """The row that was written as this JSON. Raises TypeError or KeyError for others."""
    tally = given["tally"]
    fields = {**given, "key": Key(**given["key"]), "tally": tally and Tally(**tally)}
    return Row(**fields)


def ask(
    assistant: Assistant,
    mode: Mode,
    question: str,
    history: Sequence[str] = (),
    documents: Collection[str] | None = None,
) -> Timed:
    """Asks and looks at the clock. An answer that comes whole is its own first sentence."""
    started, first = perf_counter(), 0.0
    for part in assistant.stream(
        question, history=history, as_of=AS_OF, documents=documents, mode=mode
    ):
        first = first or perf_counter() - started
        if isinstance(part, Answer):
            return Timed(part, first, perf_counter() - started)
    raise AssertionError("the stream ended without an answer")
