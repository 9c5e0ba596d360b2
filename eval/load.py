"""How the service bears a load that does not wait for it: ``python eval/load.py --rate 120``.

Questions are sent at fixed moments over a number of connections, however long answers take;
an answer's time counts from the moment its question was due, so that a pause of the service
counts for every question that it held up (co-ordinated omission). The generator runs on the
same machine. With ``--highest`` the rate is raised until answers come too late. Answers are
remembered: ``--fresh`` asks each question once, of a service that has just been started.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from assistant.evaluate.cases import load_cases
from assistant.indexing import build
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
LATE = 0.150  # seconds within which 99 of 100 answers have to be there
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_WARM_UP = 5  # seconds
_STEP = 20  # answers a second by which the rate is raised
_STEP_SECONDS = 15
_GROWTH = 1.05


@dataclass
class Run:
    """What came of one run; times in seconds."""

    rate: float
    times: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    def at(self, share: float) -> float:
        """The time within which this share of the answers came."""
        found = sorted(self.times)
        return found[min(int(share * len(found)), len(found) - 1)] if found else float("inf")

    def told(self) -> str:
        """One line of it."""
        faults = "，".join(f"{name} {count}" for name, count in self.faults.items()) or "无"
        shares = "，".join(f"p{100 * s:g} {1000 * self.at(s):.0f}" for s in (0.5, 0.9, 0.99, 0.999))
        return f"{self.rate:g} 次/秒：{len(self.times)} 个回答，毫秒 {shares}；出错 {faults}"


@contextmanager
def service(home: Path) -> Iterator[tuple[int, int]]:
    """A service in a process of its own: its port and its process."""
    environment = {**os.environ, "YOUJU_HOME": str(home)}
    with tempfile.TemporaryFile() as log:
        command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--tell-port"]
        process = subprocess.Popen(  # noqa: S603 - this program
            command, env=environment, stdout=subprocess.PIPE, stderr=log
        )
        assert process.stdout  # noqa: S101 - as asked for
        try:
            yield int(process.stdout.readline()), process.pid
        finally:
            process.terminate()
            process.wait()


async def load(
    port: int,
    bodies: Sequence[bytes],
    rate: float,
    seconds: float,
    lines: int,
    *,
    meanwhile: Callable[[], object] | None = None,
) -> Run:
    """Sends questions at this rate over so many connections; ``meanwhile`` is done half-way."""
    run, count = Run(rate), int(rate * seconds)
    started = time.perf_counter() + 0.1
    turns = iter(range(count))

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for turn in turns:
            due = started + turn / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            try:
                writer.write(bodies[turn % len(bodies)])
                status = await _answer(reader)
            except (OSError, asyncio.IncompleteReadError) as error:
                run.faults[type(error).__name__] += 1
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                continue
            run.times.append(time.perf_counter() - due)
            if status != 200:
                run.faults[str(status)] += 1
        writer.close()

    async def half_way() -> None:
        if meanwhile:
            await asyncio.sleep(seconds / 2)
            await asyncio.to_thread(meanwhile)

    await asyncio.gather(half_way(), *(connection() for _ in range(lines)))
    return run


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    await reader.readexactly(int(length[1]) if length else 0)
    return int(head.split(b" ", 2)[1])


def requests(path: Path) -> list[bytes]:
    """The questions of the evaluation as HTTP requests."""
    found = []
    for case in load_cases(path):
        body = json.dumps({"question": case.question, "history": list(case.history)}).encode()
        head = (
            "POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        found.append(head.encode() + body)
    return found


def resident(process: int) -> int:
    """Memory that a process holds, in KiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]


def upload(port: int) -> None:
    """Adds a document, in the middle of everything: the index is built anew."""
    text = "东湖县渔业发展工作要点\n一、扩大养殖\n2024年新增生态养殖水面3万亩。\n"
    files = {"file": ("lake.txt", text.encode())}
    httpx.post(f"http://127.0.0.1:{port}/v1/documents", files=files).raise_for_status()


def main() -> int:
    """Command line of the script; 1 where the load was not borne."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=120.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--highest", action="store_true", help="raise the rate as far as it goes")
    parser.add_argument("--reindex", action="store_true", help="add a document half-way")
    parser.add_argument("--fresh", action="store_true", help="ask each question once, unprepared")
    options = parser.parse_args()
    bodies = requests(ROOT / "eval/questions.toml")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        build(Settings(home=home))
        with service(home) as (port, process):
            return _measured(options, bodies, port, process)


def _measured(options: argparse.Namespace, bodies: Sequence[bytes], port: int, process: int) -> int:
    lines = options.connections
    if options.fresh:
        run = asyncio.run(load(port, bodies, options.rate, len(bodies) / options.rate, lines))
        print(run.told())  # noqa: T201
        return 0 if not run.faults and run.at(0.99) <= LATE else 1
    asyncio.run(load(port, bodies, options.rate, max(_WARM_UP, len(bodies) / options.rate), lines))
    before = resident(process)
    change = (lambda: upload(port)) if options.reindex else None
    run = asyncio.run(load(port, bodies, options.rate, options.seconds, lines, meanwhile=change))
    grown = resident(process) / before
    print(run.told())  # noqa: T201
    print(f"内存 {before / 1024:.0f} MiB，之后是它的 {grown:.3f} 倍")  # noqa: T201
    rate = options.rate
    while options.highest:
        step = asyncio.run(load(port, bodies, rate + _STEP, _STEP_SECONDS, lines))
        print(step.told())  # noqa: T201
        if step.faults or step.at(0.99) > LATE:
            print(f"最高能久撑的速率：{rate:g} 次/秒")  # noqa: T201
            break
        rate += _STEP
    borne = not run.faults and run.at(0.99) <= LATE and grown <= _GROWTH
    return 0 if borne else 1


if __name__ == "__main__":
    sys.exit(main())
