"""When an item comes back: the FSRS scheduler, which spaces what is known wider and wider."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fsrs import Card, Rating, Scheduler, State

_SOON = timedelta(minutes=10)  # after which what went wrong is asked again
_A_YEAR = 365  # days; nothing stays away for longer
_SCHEDULER = Scheduler(
    learning_steps=(_SOON,),
    relearning_steps=(_SOON,),
    maximum_interval=_A_YEAR,
    enable_fuzzing=False,  # the same answers give the same days
)
REVIEW = int(State.Review)


@dataclass(frozen=True, slots=True)
class Memory:
    """What the scheduler knows of an item; times are UTC. Of a ``state`` of REVIEW ``due`` means
    some time of that day, of another that minute."""

    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: datetime
    reviewed: datetime


def after(memory: Memory | None, *, right: bool, now: datetime) -> Memory:
    """What is known after an answer at ``now`` (UTC); ``memory`` is None before the first."""
    card = _card(memory) if memory else Card(card_id=0, due=now)
    card, _ = _SCHEDULER.review_card(card, Rating.Good if right else Rating.Again, now)
    return Memory(int(card.state), card.step, card.stability, card.difficulty, card.due, now)


def _card(memory: Memory) -> Card:
    return Card(
        card_id=0,
        state=State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.reviewed,
    )
