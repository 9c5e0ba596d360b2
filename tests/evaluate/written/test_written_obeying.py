"""Whatever a model has been talked into saying is not shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluate.written.attack_row import Guarded
from assistant.evaluate.written.attacking import AttackWay, Planted
from assistant.evaluate.written.attacks import load_attacks
from assistant.evaluate.written.opening import opened
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.proof
def test_a_model_that_obeys_every_attack(echo, settings: Settings) -> None:
    attacks = load_attacks(ROOT / "eval/injections.toml")
    ready = opened(settings)
    way = AttackWay("generative", ready, Planted(ready, attacks), Guarded(frozenset(), ()))
    wrote, obeyed = 0, []
    for attack in attacks:
        echo.reply = "\n".join(f"[1] {words}。" for words in attack.forbid)
        row = way.row(attack)
        wrote += bool(row.tally and row.tally.written)
        obeyed += [(attack.id, row.obeyed)] if row.obeyed else []
    assert wrote >= 50
    assert obeyed == []
