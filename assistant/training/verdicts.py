"""What checking an item against its clauses comes to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from assistant.training.items import Check
from assistant.training.verifying import Fault, Field

_SHOWN = 60


class Verdict(NamedTuple):
    """``agrees``: the clauses say so. ``against``: they say otherwise, and ``found`` what.
    ``unsure``: it takes a reader to tell, and ``found`` why, where that can be told.
    ``remark`` says what a false statement changed."""

    check: Check
    found: tuple[Fault, ...] = ()
    remark: str = ""


AGREES, OPEN = Verdict("agrees"), Verdict("unsure")


def against(messages: Iterable[str], field: Field = "keys") -> Verdict:
    """The verdict of what was found."""
    return Verdict("against", tuple(Fault(field, message) for message in messages))


def unsure(message: str, field: Field = "question") -> Verdict:
    """The verdict of what a reader must look at."""
    return Verdict("unsure", (Fault(field, message),))


def denied(remark: str) -> Verdict:
    """The verdict of a statement that is false, as it is held to be."""
    return Verdict("agrees", remark=remark)


def short(words: str) -> str:
    """Words of a clause as a message shows them."""
    words = words.strip(" 。；;，,\n")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"
