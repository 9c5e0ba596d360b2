"""The way that most build it: windows by vectors, one prompt, the reply taken as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from time import perf_counter

from assistant.answer.generative import Generator, ModelFailed
from assistant.evaluate import figures
from assistant.evaluate.cases import Case
from assistant.evaluate.judge import judge
from assistant.evaluate.metrics import Passage
from assistant.evaluate.run import AS_OF
from assistant.evaluate.windows import Windows
from assistant.evaluate.written.outcome import Outcome, Timed
from assistant.types import Answer, Citation, Clause, Document, Encoder, Query, Tally

PROMPT = """根据以下资料回答问题，并标出所用资料的编号；资料里没有就回答“资料中没有找到依据”。

资料：
{materials}

问题：{question}"""
_TOP = 4
_MARK = re.compile(
    r"[\[【]\s*(?:资料|材料)?\s*(\d+(?:\s*[,，、]\s*(?:资料|材料)?\s*\d+)*)\s*[\]】]"
)
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]")
_NO_BASIS = re.compile(
    r"(?:没有|没|未能?|无法|不能)(?:从[^，。]{0,8})?(?:直接|明确|具体)?"
    r"(?:找到|找不到|查到|提到|提及|提供|包含|涉及|说明|给出)|找不到|没有[^，。]{0,8}依据"
)


class Naive:
    """A chain over fixed windows of the documents. It knows no dialogue: earlier turns stand
    before the question."""

    def __init__(
        self, documents: Mapping[str, Document], encoder: Encoder, generator: Generator
    ) -> None:
        self._documents = documents
        self._encoder = encoder
        self._generator = generator

    def __call__(self, case: Case) -> Outcome:
        """The reply and the verdict on it, by the rules for the other ways.

        It declines where its first sentence says so. What its marks name is what it cites, all
        windows where it names none; a number may stand in any of the windows. A mark without a
        window is an invalid citation.
        """
        windows = self._windows
        started = perf_counter()
        turns = "\n".join((*case.history, case.question))
        found = windows.search(turns, _TOP)
        reply, first, reason = self._reply(found, turns, started)
        total = perf_counter() - started
        cited = [_citation(n, p, self._documents) for n, p in enumerate(found, start=1)]
        named = marks(reply)
        chosen = [c for c in cited if c.number in named] or cited
        text = _MARK.sub(lambda mark: "".join(f"[{n}]" for n in _numbers(mark[1])), reply)
        answer = _answer(case, text, chosen, self._generator.name, Tally(failed=reason))
        verdict = judge(case, answer, self._documents)
        loose = () if verdict.declined else figures.loose(text, cited, self._documents)
        invalid = tuple(f"[{n}]" for n in named if not 1 <= n <= len(cited))
        verdict = replace(verdict, loose=tuple(loose), invalid=invalid)
        return Outcome(Timed(answer, first or total, total), verdict)

    def _reply(
        self, found: Sequence[Passage], question: str, started: float
    ) -> tuple[str, float, str | None]:
        """The reply, the seconds to the end of its first sentence, 0 where there is none, and
        why the model gave out."""
        materials = "\n\n".join(f"[{n}] {p.text}" for n, p in enumerate(found, start=1))
        prompt = PROMPT.format(materials=materials, question=question)
        reply, first = "", 0.0
        try:
            for piece in self._generator.stream([("user", prompt)], self._generator.deadline()):
                reply += piece
                if not first and _SENTENCE.search(reply.lstrip()):
                    first = perf_counter() - started
        except ModelFailed as failure:
            return reply, first, failure.reason
        return reply, first, None

    @cached_property
    def _windows(self) -> Windows:
        """The windows, encoded, so that no case has to wait for it."""
        windows = Windows(self._documents.values(), self._encoder)
        windows.search("资料", 1)
        return windows


def declines(reply: str) -> bool:
    """Whether the first sentence of a reply says that nothing was found."""
    first = re.split(r"[。！？\n]", reply.strip(), maxsplit=1)[0]
    return not first or _NO_BASIS.search(first) is not None


def marks(reply: str) -> list[int]:
    """The numbers that a reply marks, each once: [1], 【资料2】, [1、3]."""
    return list(dict.fromkeys(n for mark in _MARK.finditer(reply) for n in _numbers(mark[1])))


def _numbers(listed: str) -> Iterator[int]:
    yield from map(int, re.findall(r"\d+", listed))


def _citation(number: int, passage: Passage, documents: Mapping[str, Document]) -> Citation:
    text, name = passage.text, passage.document
    start = documents[name].text.find(text)
    end = start + len(text)
    clause = Clause(f"{name}@{start}", name, str(number), (), text, start, end)
    return Citation(number, clause, text, start, end)


def _answer(
    case: Case, text: str, citations: Sequence[Citation], model: str, tally: Tally
) -> Answer:
    declined = declines(text)
    return Answer(
        id=case.id,
        question=case.question,
        query=Query(case.question, case.question, case.question, ()),
        status="not_found" if declined else "answered",
        answer=text,
        citations=() if declined else tuple(citations),
        nearest=(),
        notes=(),
        method="naive",
        model=model,
        as_of=AS_OF,
        index_version="",
        elapsed_ms=0.0,
        tally=tally,
    )
