"""The ways that a case is put to: the documents' own words, a writer, a plain chain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from assistant.app import Assistant
from assistant.errors import BadRequest
from assistant.evaluate.cases import Case
from assistant.evaluate.judge import judge
from assistant.evaluate.written import naive, outcome
from assistant.evaluate.written.log import ANSWERING, Key, code, digest
from assistant.evaluate.written.opening import Opened
from assistant.evaluate.written.outcome import Outcome, Row
from assistant.types import Mode

EXTRACTIVE, WRITTEN, FORCED, NAIVE = "extractive", "written", "generative", "naive"
LABELS = {
    EXTRACTIVE: "摘出原文",
    WRITTEN: "模型写、逐句核对",
    FORCED: "一律由模型写、核对",
    NAIVE: "朴素做法",
}
MODES: dict[str, Mode] = {EXTRACTIVE: "extractive", WRITTEN: "auto", FORCED: "generative"}
_CHAIN = ("answer/generative.py", "evaluate/windows.py", "evaluate/written/naive.py")
USUAL = (EXTRACTIVE, WRITTEN, NAIVE)


@dataclass(frozen=True)
class CaseWay:
    """A way of ``LABELS``. ``model`` is empty where none has a part in it, ``told`` all that
    the model is told beside the case, ``code`` the places of what answers by it."""

    name: str
    index_version: str
    model: str
    told: str
    code: tuple[str, ...]
    answer: Callable[[Case], Outcome] = field(repr=False)

    def key(self, case: Case) -> Key:
        """The key of the row of a case."""
        parts = digest(code(*self.code), self.told, repr(case))
        return Key(self.index_version, self.model, self.name, case.id, parts)

    def row(self, case: Case) -> Row:
        """What comes of a case, an error included."""
        try:
            found = self.answer(case)
        except Exception as error:  # the row says so, and the run goes on
            return outcome.failed(self.key(case), case, error)
        return outcome.row(self.key(case), case, found)


def case_ways(opened: Opened, names: Sequence[str]) -> dict[str, CaseWay]:
    """The ways with these names, by name. Raises BadRequest where one needs a model that is
    not there."""
    return {name: _way(opened, name) for name in names}


def check_names(names: Sequence[str], known: Sequence[str]) -> None:
    """Raises BadRequest for a name that is none of the ``known`` ways."""
    if wrong := [name for name in names if name not in known]:
        raise BadRequest(f"没有这样的做法：{'、'.join(wrong)}。", f"可用的是 {','.join(known)}。")


def model_of(opened: Opened, name: str) -> str:
    """The name of the model of a way. Raises BadRequest where it needs one."""
    if name == EXTRACTIVE:
        return ""
    if opened.generator is None:
        raise BadRequest(
            f"没有配置语言模型，做法 {name} 要用它。",
            "请设 YOUJU_MODEL（看 README 的“语言模型”），或者加 --ways extractive。",
        )
    return opened.generator.name


def _way(opened: Opened, name: str) -> CaseWay:
    assistant, model = opened.assistant, model_of(opened, name)
    make = partial(CaseWay, name, assistant.index_version, model)
    if name == NAIVE and opened.generator:
        chain = naive.Naive(assistant.documents, assistant.encoder, opened.generator)
        return make(naive.PROMPT, _CHAIN, chain)
    told = opened.instructions if model else ""
    return make(told, ANSWERING, partial(_ask, assistant, MODES[name]))


def _ask(assistant: Assistant, mode: Mode, case: Case) -> Outcome:
    timed = outcome.ask(assistant, mode, case.question, case.history)
    return Outcome(timed, judge(case, timed.answer, assistant.documents))
