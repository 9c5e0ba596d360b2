"""What checking an item against its clauses comes to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from assistant.training.items import Check
from assistant.training.verifying import Fault, Field

_SHOWN = 60


class Verdict(NamedTuple):
    """``agrees``: the clauses say so. ``against``: they say otherwise, and ``found`` what.
    ``unsure``: it takes a reader to tell."""

    check: Check
    found: tuple[Fault, ...] = ()


AGREES, OPEN = Verdict("agrees"), Verdict("unsure")


def against(messages: Iterable[str], field: Field = "keys") -> Verdict:
    """The verdict of what was found."""
    return Verdict("against", tuple(Fault(field, message) for message in messages))


def short(words: str) -> str:
    """Words of a clause as a message shows them."""
    words = words.strip(" 。；;，,\n")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"
