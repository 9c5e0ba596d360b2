"""How far long work has come: told by those who do it, shown as whoever waits likes it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Never

Progress = Callable[[str, int, int], None]  # stage, how many are done, of how many


def silent(_stage: str, _done: int, _total: int) -> None:
    """Shows nothing."""


def bars() -> Progress:
    """A bar for each stage, on stderr."""
    from tqdm import tqdm  # noqa: PLC0415 - for those who see it

    shown: dict[str, tqdm[Never]] = {}

    def show(stage: str, done: int, total: int) -> None:
        bar = shown.get(stage) or shown.setdefault(stage, tqdm(total=total, desc=stage))
        bar.update(done - bar.n)
        if done >= total:
            shown.pop(stage).close()

    return show


def lines() -> Progress:
    """A line of JSON on stdout for each percent: ``{"stage": "编码句子", "progress": 0.25}``."""
    told: tuple[str, int] = ("", -1)

    def show(stage: str, done: int, total: int) -> None:
        nonlocal told
        now = stage, 100 * done // max(total, 1)
        if now != told:
            told = now
            found = {"stage": stage, "progress": now[1] / 100}
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
            sys.stdout.flush()

    return show
