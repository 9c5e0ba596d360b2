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
from assistant.text.tokens import bigrams
from assistant.types import Answer, Figure

Documents = Collection[str] | None  # that may be answered from, None for all
_SHOWN = 4
_TRIED_EACH = 8  # figures of one document
_LENGTHS = range(3, 15)  # of an indicator that reads well in a question
_TRIED = 8
_ALIKE = 0.5  # share of the pairs of characters asked about that a name close to it holds
_SHARE = re.compile(r"[率比度幅]|覆盖")  # of what is counted in per cent
_TORN = re.compile(r"以[上下内]|[年月](?!轻)|其中|等|的")  # how names begin that lost their head
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
    among = (f for f in _nearby(assistant, answer) if documents is None or f.document in documents)
    for figure in islice(among, _TRIED):
        question = _question(figure)
        if question not in seen and _holds(assistant, figure):
            found.append(question)
        seen.add(question)
        if len(found) == _SHOWN:
            break
    return tuple(found)


def _nearby(assistant: Assistant, answer: Answer) -> Iterator[Figure]:
    """What is counted under much the same name, here or elsewhere; then what the nearest clauses
    count, as far as a word of it was asked about."""
    wanted = set(bigrams(answer.query.topic))
    if not wanted:
        return
    shares = [
        (len(wanted & set(bigrams(figure.topic))) / len(wanted), figure)
        for figure in assistant.figures
        if _reads_well(figure)
    ]
    alike = [(share, figure) for share, figure in shares if share >= _ALIKE]
    yield from (figure for _, figure in sorted(alike, key=lambda each: -each[0]))
    for clause in (citation.clause.id for citation in answer.nearest):
        there = [(share, figure) for share, figure in shares if figure.clause == clause]
        share, figure = max(there, key=lambda each: each[0], default=(0.0, None))
        if figure and share:
            yield figure


def _reads_well(figure: Figure) -> bool:
    place = figure.region and not is_unnamed(units(figure.region)[-1])
    name = _name(figure)
    counted = figure.unit in _COUNTED and _MEASURE.search(name)
    fits = len(name) in _LENGTHS and figure.written[0].isdigit() and not _TORN.match(name)
    partial = figure.unit == "%" and not _SHARE.search(name)
    return figure.role == "target" and bool(place) and fits and not counted and not partial


def _question(figure: Figure) -> str:
    year = f"{max(figure.years)}年" if figure.years else ""
    asks = f"有多少{figure.unit}" if figure.unit in _COUNTED else "是多少"
    return f"{_place(figure.region or '')}{year}{_name(figure)}{asks}"


def _name(figure: Figure) -> str:
    return f"{figure.subject}{figure.indicator}"


def _place(region: str) -> str:
    return short_name(display_name(region))


def _holds(assistant: Assistant, figure: Figure) -> bool:
    answer = _answer(assistant, _question(figure), (figure.document,))
    return answer is not None and answer.status == "answered" and figure.written in answer.answer


def _answer(assistant: Assistant, question: str, documents: Documents) -> Answer | None:
    try:
        return assistant.ask(question, documents=documents, mode="extractive")
    except YoujuError:  # such as a question that became too long: it is not shown
        return None
