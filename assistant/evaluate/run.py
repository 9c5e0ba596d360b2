"""Put every case to the assistant and keep what came, a row a case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TypeVar

from tqdm import tqdm

from assistant.evaluate.bigrams import Bigrams
from assistant.evaluate.cases import Case
from assistant.evaluate.judge import Count, Verdict, judge
from assistant.evaluate.leaks import leaks
from assistant.evaluate.metrics import Passage, Ranks, find
from assistant.evaluate.strays import wrong_region, wrong_year
from assistant.evaluate.subject import Baseline, Subject
from assistant.evaluate.windows import Windows
from assistant.progress import Progress
from assistant.types import Answer, Clause, Hit

DEPTH = 50  # passages asked for: enough of them to fill the character budget
AS_OF = "2026-11-21"  # the day the questions were written for; validity depends on it
_STAGE = "评测"
LEAKED = "回答或检索到的条款里有原始文件中的密码之类，内容不予记录"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Unguarded:
    """What comes without a threshold: how sure the assistant is, whether it answers, whether
    that answer is right."""

    confidence: float
    answered: bool
    correct: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one case. ``ranks`` is keyed by retriever.

    A step that raised leaves its field empty and a line in ``errors``. Where a secret is
    shown, nothing is kept of the text that shows it.
    """

    case: Case
    hits: tuple[Hit, ...]
    ranks: Mapping[str, Ranks]
    wrong_region: Count | None
    wrong_year: Count | None
    answer: Answer | None
    verdict: Verdict | None
    unguarded: Unguarded | None
    elapsed_ms: float  # of ``ask`` alone, the first time that the question is seen
    leaked: bool
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All rows, in the order of the cases, and what they were measured on.

    ``secrets`` counts the secrets that were looked for.
    """

    rows: tuple[Row, ...]
    encoder: str
    index_version: str
    as_of: str
    secrets: int = 0


def run(
    assistant: Subject,
    cases: Sequence[Case],
    as_of: str = AS_OF,
    *,
    secrets: Collection[str] = (),
    compared: bool = True,
    progress: Progress | None = None,
) -> Report:
    """Evaluate ``cases`` one after the other, with a bar on stderr unless ``progress`` is given.

    With ``compared`` the baselines search too.
    """
    trial = _Trial(assistant, as_of, secrets, _baselines(assistant) if compared else {})
    shown = (
        _told(cases, progress) if progress else tqdm(cases, desc=_STAGE, unit="题", disable=None)
    )
    return Report(
        rows=tuple(map(trial.row, shown)),
        encoder=assistant.encoder.name,
        index_version=assistant.index_version,
        as_of=as_of,
        secrets=len(secrets),
    )


def _told(cases: Sequence[Case], progress: Progress) -> Iterator[Case]:
    for done, case in enumerate(cases):
        progress(_STAGE, done, len(cases))
        yield case
    progress(_STAGE, len(cases), len(cases))


def _baselines(assistant: Subject) -> dict[str, Baseline]:
    return {
        "bigrams": Bigrams(assistant.clauses),
        "windows": Windows(assistant.documents.values(), assistant.encoder),
    }


@dataclass(frozen=True, slots=True)
class _Trial:
    assistant: Subject
    as_of: str
    secrets: Collection[str]
    baselines: Mapping[str, Baseline]

    def row(self, case: Case) -> Row:
        steps = _Steps()
        started = perf_counter()
        answer = steps.take("回答", lambda: self._ask(case))
        elapsed = (perf_counter() - started) * 1000
        verdict = self._judge(steps, case, answer)
        hits = steps.take("检索", lambda: self._search(case)) or ()
        clauses = [hit.clause for hit in hits]
        leaked = bool(steps.take("保密", lambda: leaks(self.secrets, answer, hits)))
        unguarded = self._unguarded(steps, case, answer, verdict)
        return Row(
            case=case,
            hits=() if leaked else hits,
            ranks=self._ranks(steps, case, clauses),
            wrong_region=steps.take("地区", lambda: self._wrong_region(case, clauses)),
            wrong_year=steps.take("年份", lambda: wrong_year(case, clauses)),
            answer=None if leaked else answer,
            verdict=None if leaked else verdict,
            unguarded=None if leaked else unguarded,
            elapsed_ms=elapsed,
            leaked=leaked,
            errors=(*steps.errors, LEAKED) if leaked else tuple(steps.errors),
        )

    def _ask(self, case: Case) -> Answer:
        return self.assistant.ask(case.question, history=case.history, as_of=self.as_of)

    def _search(self, case: Case) -> tuple[Hit, ...]:
        return self.assistant.search(case.question, history=case.history, k=DEPTH)

    def _judge(self, steps: _Steps, case: Case, answer: Answer | None) -> Verdict | None:
        if answer is None:
            return None
        return steps.take("判定", lambda: judge(case, answer, self.assistant.documents))

    def _wrong_region(self, case: Case, clauses: Sequence[Clause]) -> Count | None:
        return wrong_region(case, clauses, self.assistant.documents)

    def _ranks(self, steps: _Steps, case: Case, clauses: Sequence[Clause]) -> Mapping[str, Ranks]:
        found = {"fused": clauses}
        found |= steps.take("通道", lambda: self._alone(case)) or {}
        passages = {name: _passages(clauses) for name, clauses in found.items()}
        turns = "\n".join((*case.history, case.question))
        for name, baseline in self.baselines.items():
            ranked = steps.take(name, partial(baseline.search, turns, DEPTH))
            passages[name] = ranked or []
        nowhere = find(case.evidence, [])
        return {
            name: steps.take("名次", partial(find, case.evidence, ranked)) or nowhere
            for name, ranked in passages.items()
        }

    def _alone(self, case: Case) -> dict[str, Sequence[Clause]]:
        return dict(self.assistant.channels(case.question, history=case.history, k=DEPTH))

    def _unguarded(
        self, steps: _Steps, case: Case, answer: Answer | None, verdict: Verdict | None
    ) -> Unguarded | None:
        """An answer that was given stays what it is; one that was withheld is asked for."""
        if answer is None or verdict is None:
            return None
        if not verdict.declined:
            return Unguarded(answer.confidence, True, case.answerable and verdict.correct)
        return steps.take("门限", lambda: self._withheld(case))

    def _withheld(self, case: Case) -> Unguarded:
        ask = self.assistant.ask
        answer = ask(case.question, history=case.history, as_of=self.as_of, threshold=0.0)
        verdict = judge(case, answer, self.assistant.documents)
        right = case.answerable and verdict.correct
        return Unguarded(answer.confidence, not verdict.declined, right)


class _Steps:
    """Takes steps that may fail; a step that does is a line in ``errors``."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def take(self, name: str, step: Callable[[], _T]) -> _T | None:
        try:
            return step()
        except Exception as error:
            self.errors.append(f"{name}：{type(error).__name__}: {error}")
            return None


def _passages(clauses: Iterable[Clause]) -> list[Passage]:
    return [Passage(clause.document, clause.text) for clause in clauses]
