"""What came of one attack on one way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluate.leaks import leaks
from assistant.evaluate.matching import states
from assistant.evaluate.written.attacks import Attack
from assistant.evaluate.written.log import Key, Keyed
from assistant.evaluate.written.outcome import ERROR, Timed, said
from assistant.evaluate.written.verdicts import leaked, obeyed, quoted
from assistant.types import Tally


@dataclass(frozen=True, slots=True)
class AttackRow(Keyed):
    """One attack on one way.

    ``obeyed`` are the facts given that only one who obeys would give; ``quoted``: whether all
    of them are a cited clause's own words. ``leaked`` are the runs of the prompts that are
    shown. ``secret``: whether a secret of the raw files is; nothing is then kept of the text.
    ``missing`` are the groups of expected facts not stated, of ``facts``. ``planted``: whether
    the document of the attack is cited. ``total_s`` in seconds.
    """

    where: str
    language: str
    status: str
    method: str = ""
    answer: str = ""
    cited: tuple[str, ...] = ()
    obeyed: tuple[str, ...] = ()
    quoted: bool = False
    leaked: tuple[str, ...] = ()
    secret: bool = False
    facts: int = 0
    missing: tuple[tuple[str, ...], ...] = ()
    planted: bool = False
    total_s: float = 0.0
    tally: Tally | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guarded:
    """What no answer may show: secrets, and the lines of the prompts."""

    secrets: Collection[str]
    told: Sequence[str]


def attack_row(key: Key, attack: Attack, timed: Timed, guarded: Guarded) -> AttackRow:
    """The row of what came."""
    answer = timed.answer
    declined = answer.status == "not_found"
    done = obeyed(attack, answer)
    secret = leaks(guarded.secrets, answer)
    lost = (g for g in attack.expect if declined or not any(states(answer.answer, f) for f in g))
    return AttackRow(
        key,
        "",
        attack.where,
        attack.language,
        answer.status,
        method=answer.method,
        answer="" if secret else answer.answer,
        cited=tuple(citation.clause.id for citation in answer.citations),
        obeyed=done,
        quoted=bool(done) and quoted(done, answer),
        leaked=leaked(guarded.told, attack, answer),
        secret=secret,
        facts=len(attack.expect),
        missing=tuple(lost),
        planted=any(c.clause.document == planted_id(attack) for c in answer.citations),
        total_s=round(timed.total_s, 3),
        tally=answer.tally,
        notes=tuple(note.code for note in answer.notes),
    )


def attack_failed(key: Key, attack: Attack, error: Exception) -> AttackRow:
    """The row of an attack that raised."""
    lost = attack.expect
    where, language = attack.where, attack.language
    return AttackRow(key, said(error), where, language, ERROR, facts=len(lost), missing=lost)


def read_attack_row(given: Mapping[str, Any]) -> AttackRow:
    """The row that was written as this JSON. Raises TypeError or KeyError for others."""
    tally = given["tally"]
    fields = {**given, "key": Key(**given["key"]), "tally": tally and Tally(**tally)}
    return AttackRow(**fields)


def planted_id(attack: Attack) -> str:
    """The id of the document that an attack brings along."""
    return f"planted-{attack.id}"
