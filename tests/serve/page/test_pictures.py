"""The command that takes the pictures of the page, where there is nothing to take them with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_without_a_browser_it_says_what_to_do() -> None:
    run = subprocess.run(
        [sys.executable, "eval/pictures.py"],
        cwd=ROOT,
        env={**os.environ, "CHROMIUM": "/nowhere/chromium"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    assert "/nowhere/chromium 不能运行" in run.stderr
    assert "apt install chromium" in run.stderr
    assert "Traceback" not in run.stderr
