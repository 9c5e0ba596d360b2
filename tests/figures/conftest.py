"""Clauses of one or a few lines, and what is extracted from them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.figures.ledger import extract
from assistant.figures.lines import Part, parts
from assistant.figures.statements import Statement, statements
from assistant.types import Clause, CleaningReport, Document, Figure, OffsetMap, Source

PREFACE = "总则\n"  # before the clause, so that offsets of the document are not those of the clause


def _ledger(text: str, frames: tuple[int, ...] = ()) -> list[Figure]:
    whole = f"{PREFACE}{text}\n附则\n"
    source = Source("plan", "清河县规划", "plan.txt", "")
    document = Document(source, whole, OffsetMap((0,), (0,)), CleaningReport())
    start, end = len(PREFACE), len(PREFACE) + len(text)
    clause = Clause(
        "plan/1", "plan", "一", (), text, start, end, "清河县", departments=("甲局",), frames=frames
    )
    figures = list(extract(clause, document))
    for figure in figures:
        assert whole[figure.start : figure.end] == figure.written
        assert whole[figure.indicator_start : figure.indicator_end] == figure.indicator
    return figures


@pytest.fixture(scope="session")
def ledger() -> Callable[..., list[Figure]]:
    """The figures of a clause: ``ledger(text, frames=(2027,))``; their offsets are checked."""
    return _ledger


@pytest.fixture
def said() -> Callable[[str], list[Statement]]:
    """The statements of a line that inherits no year."""
    return lambda line: list(statements(line, ()))


@pytest.fixture
def part() -> Callable[[str], Part]:
    """The only part of a line that holds quantities."""

    def only(line: str) -> Part:
        (found,) = parts(line)
        return found

    return only
