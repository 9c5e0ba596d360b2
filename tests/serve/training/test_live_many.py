"""A room of phones that answer in one breath, and a service that is killed among them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.proof


@pytest.mark.parametrize("options", [["--spread", "0.1"], ["--restart"]], ids=["burst", "restart"])
def test_nothing_is_lost(options: list[str], tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "eval/phones.py", "--phones", "50", "--items", "3", *options],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "成绩里共 150 个答案，应有 150 个" in run.stdout
    assert "没有丢失，没有超时。" in run.stdout
    assert ("重新开起" in run.stdout) == ("--restart" in options)
