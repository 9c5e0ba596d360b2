"""Speed and memory, beside the bars that they must stay under: ``make bench``.

Everything happens in homes of its own; neither library nor index of the checkout is touched.
Commands are measured first, while this process is small: a child starts out with the peak
memory of its parent.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles

QUESTIONS = Path(__file__).with_name("questions.toml")
QUESTION = "建德2027年集体经济目标是多少"
BUILDS = 3
COLD_STARTS = 5
WARM_UP = 30  # questions asked before the clock runs; no question is timed twice


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured value and the bar it must not exceed, None where there is none."""

    name: str
    value: float
    unit: str
    bar: float | None

    @property
    def missed(self) -> bool:
        """Whether the value is over its bar."""
        return self.bar is not None and self.value > self.bar

    def cells(self) -> tuple[str, str, str, str]:
        """Name, value, bar and verdict, as a row of the table."""
        bar = "" if self.bar is None else f"{self.bar:g} {self.unit}"
        verdict = "" if self.bar is None else ("超出" if self.missed else "达标")
        return self.name, f"{self.value:.3g} {self.unit}", bar, verdict


def main() -> int:
    """Prints the table; with ``--strict`` returns 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description="测速度和内存，与要求并列。")
    parser.add_argument("--strict", action="store_true", help="有一项未达标就以 1 退出")
    strict = parser.parse_args().strict
    with tempfile.TemporaryDirectory(prefix="youju-bench-") as folder:
        measures = _measures(Path(folder))
    _print(measures)
    return int(strict and any(measure.missed for measure in measures))


def _measures(folder: Path) -> list[Measure]:
    _say(f"建索引 {BUILDS} 次……")
    homes = [folder / str(number) for number in range(BUILDS)]
    building = median(_timed(partial(_youju, home, "index")) for home in homes)
    _say(f"冷启动提问 {COLD_STARTS} 次……")
    ask = partial(_youju, homes[0], "ask", QUESTION)
    cold = median(_timed(ask) for _ in range(COLD_STARTS))
    commands = _peak(resource.RUSAGE_CHILDREN)
    _say("在进程内提问……")
    warm = _warm(homes[0])
    cuts = quantiles(warm, n=100, method="inclusive")
    return [
        Measure(f"进程内提问 p50（{len(warm)} 次）", median(warm) * 1000, "ms", 10),
        Measure("进程内提问 p99", cuts[98] * 1000, "ms", 40),
        Measure(f"冷启动 youju ask（{COLD_STARTS} 次取中位）", cold, "s", 3),
        Measure(f"建五份文件的索引（{BUILDS} 次取中位）", building, "s", 5),
        Measure("内存峰值：命令", commands, "MB", 600),
        Measure("内存峰值：常驻进程", _peak(resource.RUSAGE_SELF), "MB", 600),
    ]


def _warm(home: Path) -> list[float]:
    """Seconds that each question takes when it is asked for the first time."""
    from assistant.app import Assistant  # noqa: PLC0415 - after the commands were measured
    from assistant.evaluate.cases import load_cases  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    assistant = Assistant.open(Settings(home=home))
    asks = [
        partial(assistant.ask, case.question, history=case.history)
        for case in load_cases(QUESTIONS)
    ]
    for ask in asks[:WARM_UP]:
        ask()
    return [_timed(ask) for ask in asks[WARM_UP:]]


def _youju(home: Path, *arguments: str) -> None:
    """Runs the command in a process of its own; where it fails, ends with what it said."""
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "assistant", *arguments],
        env={**os.environ, "YOUJU_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode:
        sys.exit(run.stderr)


def _timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _peak(who: int) -> float:
    """Largest resident memory so far, in MB; the kernel counts in KB, macOS in bytes."""
    return resource.getrusage(who).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _print(measures: list[Measure]) -> None:
    from assistant.evaluate.table import Table  # noqa: PLC0415

    header = ("项目", "实测", "要求（不超过）", "")
    sys.stdout.write(Table(header, [measure.cells() for measure in measures]).as_text() + "\n")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
