"""Who is responsible: the departments that a clause names."""

from __future__ import annotations

from assistant.answer.compose import Piece
from assistant.types import Clause


def departments(clause: Clause) -> list[Piece]:
    """The departments of a clause, from the first to the last, as they stand there; empty
    where it lists none."""
    if not clause.departments:
        return []
    first, last = clause.departments[0], clause.departments[-1]
    end = clause.text.rfind(last) + len(last)
    start = clause.text.rfind(first, 0, end)
    span = (clause.start + start, clause.start + end)
    return [Piece(clause, span, [span], "责任单位：")]
