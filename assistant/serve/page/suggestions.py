"""Questions that the library answers: examples, and other wordings of one that it does not.

Each is made of what stands in the documents, and is asked before it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from assistant.app import Assistant
from assistant.errors import YoujuError
from assistant.text.places import display_name, is_unnamed, short_name, units
from assistant.types import Answer, Figure

Documents = Collection[str] | None  # that may be answered from, None for all
_SHOWN = 4
_TRIED_EACH = 8  # figures of one document
_LENGTHS = range(3, 15)  # of an indicator that reads well in a question
_TRIED = 8
_COUNTED = frozenset("个家条项名所座处户辆场次批支村人")  # one asks how many there are

_MEASURE = re.compile(r"(?:[值率额量比度价]|收入|面积|投资|资产|资金|形象)$")  # not counted


def examples(assistant: Assistant, documents: Documents = None) -> tuple[str, ...]:
    """One question of each document, as far as there are some."""
    found: list[str] = []
    for name in assistant.documents:
        if documents is None or name in documents:
            fitting = (f for f in assistant.figures if f.document == name and _reads_well(f))
            measured = sorted(fitting, key=lambda f: not f.unit or f.unit in _COUNTED)
            asked = (_question(f) for f in measured[:_TRIED_EACH] if _holds(assistant, f))
            found += islice(asked, 1)
        if len(found) == _SHOWN:
            break
    return tuple(found)


def other_wordings(
    assistant: Assistant, answer: Answer, documents: Documents = None
) -> tuple[str, ...]:
    """Questions close to one that was not answered, which are."""
    seen, found = {answer.question}, list[str]()
    for question in islice(_nearby(assistant, answer), _TRIED):
        if question not in seen and _is_answered(assistant, question, documents):
            found.append(question)
        seen.add(question)
        if len(found) == _SHOWN:
            break
    return tuple(found)


def _nearby(assistant: Assistant, answer: Answer) -> Iterator[str]:
    """The same elsewhere; then what the nearest clauses count."""
    topic = answer.query.topic
    if answer.query.regions and topic:
        regions = (d.source.region for d in assistant.documents.values())
        for region in dict.fromkeys(regions):
            if region and region not in answer.query.regions:
                yield f"{_place(region)}{topic}是多少"
    near = [citation.clause.id for citation in answer.nearest]
    for clause in near:
        for figure in assistant.figures:
            if figure.clause == clause and _reads_well(figure) and _holds(assistant, figure):
                yield _question(figure)
                break


def _reads_well(figure: Figure) -> bool:
    place = figure.region and not is_unnamed(units(figure.region)[-1])
    counted = figure.unit in _COUNTED and _MEASURE.search(figure.indicator)
    fits = len(figure.indicator) in _LENGTHS and figure.written[0].isdigit()
    return bool(place) and fits and not counted


def _question(figure: Figure) -> str:
    year = f"{max(figure.years)}年" if figure.years else ""
    asks = f"有多少{figure.unit}" if figure.unit in _COUNTED else "是多少"
    return f"{_place(figure.region or '')}{year}{figure.indicator}{asks}"


def _place(region: str) -> str:
    return short_name(display_name(region))


def _holds(assistant: Assistant, figure: Figure) -> bool:
    answer = _answer(assistant, _question(figure), (figure.document,))
    return answer is not None and answer.status == "answered" and figure.written in answer.answer


def _is_answered(assistant: Assistant, question: str, documents: Documents) -> bool:
    answer = _answer(assistant, question, documents)
    return answer is not None and answer.status == "answered"


def _answer(assistant: Assistant, question: str, documents: Documents) -> Answer | None:
    try:
        return assistant.ask(question, documents=documents, mode="extractive")
    except YoujuError:  # such as a question that became too long: it is not shown
        return None
