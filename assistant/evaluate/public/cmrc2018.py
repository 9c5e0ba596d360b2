"""CMRC 2018 (Cui et al., EMNLP 2019): spans of Wikipedia paragraphs, in either of its layouts.

The SQuAD-style files nest ``data[].paragraphs[].qas[]``; the original ones are a list of
``context_text`` with ``qas``. Every paragraph becomes a document of the one corpus that all
questions are asked of, which is harder than the set's own task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.evaluate.cases import Case, Evidence
from assistant.evaluate.public.collection import (
    Collection,
    collection,
    document,
    read_json,
    shape_of,
)

_KIND = "cmrc2018"
_STOP = re.compile(r"[。！？!?\n]")


def read(path: Path) -> Collection:
    """Documents and cases of a file; the gold quote is the sentence round the first answer."""
    content = read_json(path)
    documents, cases, left_out = [], [], []
    with shape_of(path, "CMRC 2018"):
        for number, (title, context, questions) in enumerate(_contexts(content), start=1):
            name = f"c{number:05d}"
            documents.append(document(name, title, context))
            for question in questions:
                case = _case(question, name, context)
                cases += [case] if case else []
                left_out += [] if case else [_id(question)]
    return collection(documents, cases, left_out, "答案不在原文里")


def _contexts(content: Any) -> Iterator[tuple[str, str, list[Any]]]:  # noqa: ANN401 - JSON
    if isinstance(content, list):
        for item in content:
            yield item["title"], item["context_text"], item["qas"]
        return
    for article in content["data"]:
        for paragraph in article["paragraphs"]:
            yield article["title"], paragraph["context"], paragraph["qas"]


def _case(question: Mapping[str, Any], name: str, context: str) -> Case | None:
    answers = [_answer(answer, context) for answer in question["answers"]]
    stated = [(text, start) for text, start in answers if text and start >= 0]
    if not stated:
        return None
    forms = tuple(dict.fromkeys(text for text, _ in stated))
    evidence = (Evidence(name, _sentence(context, *stated[0])),)
    asked = question.get("question") or question["query_text"]
    return Case(_id(question), _KIND, asked, True, expect=(forms,), evidence=evidence)


def _answer(answer: Any, context: str) -> tuple[str, int]:  # noqa: ANN401 - JSON
    """The text of an answer, and where it stands; -1 where it does not."""
    text = answer if isinstance(answer, str) else answer["text"]
    start = -1 if isinstance(answer, str) else answer["answer_start"]
    return text, start if context.startswith(text, max(start, 0)) else context.find(text)


def _sentence(context: str, text: str, start: int) -> str:
    """The sentences that the answer at ``start`` touches."""
    before = [match.end() for match in _STOP.finditer(context, 0, start)]
    after = _STOP.search(context, max(start + len(text) - 1, start))
    return context[before[-1] if before else 0 : after.end() if after else len(context)].strip()


def _id(question: Mapping[str, Any]) -> str:
    return str(question.get("id") or question["query_id"])
