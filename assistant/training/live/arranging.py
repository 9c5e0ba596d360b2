"""In which order a phone shows items and options, where each has its own."""

from __future__ import annotations

from random import Random

from assistant.training.items import LETTERS
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Question


def items_for(session: Session, player: int) -> tuple[int, ...]:
    """The positions of the items in the order of a player."""
    positions = list(range(session.items))
    if session.order == "each":
        Random(f"{session.id} {player}").shuffle(positions)  # noqa: S311 - an order, no secret
    return tuple(positions)


def options_for(
    session: Session, player: int, position: int, question: Question
) -> tuple[tuple[str, str], ...]:
    """Letter and words of the options in the order of a player; the letters are the item's."""
    options = list(zip(LETTERS, question.item.options, strict=False))
    if session.order == "each":
        Random(f"{session.id} {player} {position}").shuffle(options)  # noqa: S311 - as above
    return tuple(options)
