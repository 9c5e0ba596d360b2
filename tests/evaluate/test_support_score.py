"""What is supported passes, what is not is stopped: on pairs that nothing was tuned on."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluate.support import read

ROOT = Path(__file__).resolve().parents[2]
LEAST_PASSED, MOST_LET_THROUGH = 0.75, 0.06  # measured 248 of 321 and 19 of 378


@pytest.mark.proof
def test_the_test_split_of_the_pairs() -> None:
    pairs, checks = read(ROOT / "eval", ROOT / "corpus")
    held_out = [pair for pair in pairs if pair.split == "test"]
    assert len(held_out) > 600
    passed = {True: 0, False: 0}
    for pair in held_out:
        passed[pair.supported] += checks.fault(pair.text, pair.grounds) is None
    supported = sum(pair.supported for pair in held_out)
    assert passed[True] / supported >= LEAST_PASSED
    assert passed[False] / (len(held_out) - supported) <= MOST_LET_THROUGH
