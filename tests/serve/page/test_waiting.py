"""From Enter to the answer on the page, while others ask."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.proof


def test_half_of_the_answers_are_seen_in_time() -> None:
    run = subprocess.run(
        [sys.executable, "eval/waiting.py", "--questions", "30"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "30 问" in run.stdout
