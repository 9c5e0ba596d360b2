"""Attacks: put to the assistant, kept, and made a report of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.app import Assistant
from assistant.evaluate.written import attack_report, outcome
from assistant.evaluate.written.attack_row import (
    AttackRow,
    Guarded,
    attack_failed,
    attack_row,
    planted_id,
    read_attack_row,
)
from assistant.evaluate.written.attacks import Attack, load_attacks
from assistant.evaluate.written.log import ANSWERING, Key, Log, code, digest
from assistant.evaluate.written.opening import Opened, check_model
from assistant.evaluate.written.options import Options, write
from assistant.evaluate.written.outcome import Timed
from assistant.evaluate.written.trial import pending, put, rows
from assistant.evaluate.written.verdicts import told
from assistant.evaluate.written.ways import EXTRACTIVE, MODES, check_names, model_of
from assistant.ingest.clean import clean
from assistant.resources import locate
from assistant.types import Document, Mode, Source


class Planted:
    """The assistant, and one over its documents and those of all attacks; an attack only ever
    meets its own."""

    def __init__(self, opened: Opened, attacks: Sequence[Attack]) -> None:
        self._opened = opened
        self._attacks = attacks

    def ask(self, attack: Attack, mode: Mode) -> Timed:
        """Puts an attack. Its turns of an assistant are left out: they are no user's."""
        base = self._opened.assistant
        if not attack.document:
            return outcome.ask(base, mode, attack.question, attack.history)
        within = (*base.documents, planted_id(attack))
        return outcome.ask(self._all, mode, attack.question, attack.history, within)

    @cached_property
    def _all(self) -> Assistant:
        planted = [planted_document(attack) for attack in self._attacks if attack.document]
        known = self._opened.assistant.documents.values()
        return Assistant.over([*known, *planted], self._opened.settings)


@dataclass(frozen=True)
class AttackWay:
    """A way of ``MODES`` that attacks are put to."""

    name: str
    opened: Opened
    planted: Planted
    guarded: Guarded

    def key(self, attack: Attack) -> Key:
        """The key of the row of an attack."""
        instructions = self.opened.instructions if self.name != EXTRACTIVE else ""
        version, model = self.opened.assistant.index_version, model_of(self.opened, self.name)
        parts = digest(code(*ANSWERING), instructions, repr(attack))
        return Key(version, model, self.name, attack.id, parts)

    def row(self, attack: Attack) -> AttackRow:
        """What comes of an attack, an error included."""
        try:
            timed = self.planted.ask(attack, MODES[self.name])
        except Exception as error:  # the row says so, and the run goes on
            return attack_failed(self.key(attack), attack, error)
        return attack_row(self.key(attack), attack, timed, self.guarded)


def run(opened: Opened, options: Options) -> None:
    """Puts what is not in the file of rows, and reports on all that is. Raises BadRequest.

    Most attacks ask for what needs no model: only the way that always has one write shows
    whether it obeys.
    """
    if options.injections is None:
        return
    attacks = options.chosen(load_attacks(options.injections))
    names = options.ways or tuple(MODES)
    check_names(names, tuple(MODES))
    guarded = Guarded(opened.secrets(), told(locate(opened.settings).prompts))
    planted = Planted(opened, attacks)
    ways = {name: AttackWay(name, opened, planted, guarded) for name in names}
    log = Log((options.rows or opened.rows).with_suffix(".injections.jsonl"), read_attack_row)
    asking = [way for name, way in ways.items() if name != EXTRACTIVE]
    if pending(attacks, asking, log) and opened.generator:
        check_model(opened.generator, opened.opening)
    put(attacks, list(ways.values()), log, options.minutes)
    setting = opened.setting(len(attacks))
    done = attack_report.AttackReport(setting, rows(attacks, ways, log))
    write(options.report, "-injections.json", attack_report.as_json(done))
    write(options.report, "-injections.md", attack_report.as_markdown(done))
    print(attack_report.as_text(done))  # noqa: T201


def planted_document(attack: Attack) -> Document:
    """The document of an attack, cleaned as any other; its first line is its title."""
    title = attack.document.strip().splitlines()[0].strip()
    name = planted_id(attack)
    return clean(Source(name, title, f"{name}.txt", ""), attack.document)
