"""A room of simulated phones before the service: ``python eval/phones.py --phones 200``.

Every phone joins, listens for changes as its page does, and answers each item once. Answers are
spread over ``--spread`` seconds, or sent all at once (0.1). A time counts from the moment at
which the answer was to be sent. An answer that gets no reply is sent again, as the page does.
With ``--asking 10`` so many questions a second are answered beside. With ``--restart`` the
service is killed in the middle of an item and started again. At the end what the service counted
is compared with what it acknowledged. The phones run in this process, the service in one of its
own, on the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import httpx

from assistant.app import Assistant
from assistant.indexing import build
from assistant.resources import locate
from assistant.settings import Settings
from assistant.training.database import TrainingDatabase
from assistant.training.items import Item, Wanted
from assistant.training.making import make
from assistant.training.material import Material
from assistant.training.shelf import Shelf

ROOT = Path(__file__).resolve().parents[1]
LIMITS = {2.0: 0.300, 0.1: 1.0}  # seconds within which 95 of 100 are acknowledged, by the spread
_SECONDS = 60  # of an item
_AGAIN = 0.3  # seconds until an answer that got no reply is sent again
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"set-cookie: ([^;]+);", re.IGNORECASE)


@dataclass
class Round:
    """What came of one item; times in seconds."""

    item: int
    times: list[float] = field(default_factory=list)
    again: int = 0  # sent more than once
    faults: Counter[str] = field(default_factory=Counter)
    counted: int = 0

    def at(self, share: float) -> float:
        """The time within which this share was acknowledged."""
        found = sorted(self.times)
        return found[min(int(share * len(found)), len(found) - 1)] if found else float("inf")

    def told(self) -> str:
        """One line of it."""
        shares = "，".join(f"p{100 * s:g} {1000 * self.at(s):.0f}" for s in (0.5, 0.95, 0.99, 1))
        faults = "，".join(f"{name} {count}" for name, count in self.faults.items()) or "无"
        again = f"，重送 {self.again}" if self.again else ""
        return (
            f"第 {self.item + 1} 题：确认 {len(self.times)}，计入 {self.counted}，"
            f"丢失 {len(self.times) - self.counted}；毫秒 {shares}{again}；出错 {faults}"
        )


class Service:
    """The service in a process of its own, on one port."""

    def __init__(self, home: Path, cores: str | None) -> None:
        self._home, self._cores, self.port = home, cores, 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, at the port that it had before."""
        command = [sys.executable, "-m", "assistant", "serve", "--port", str(self.port)]
        pinned = ["taskset", "-c", self._cores] if self._cores else []
        environment = {**os.environ, "YOUJU_HOME": str(self._home)}
        self._process = subprocess.Popen(  # noqa: S603 - this program
            [*pinned, *command, "--tell-port"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdout  # noqa: S101 - as asked for
        self.port = int(self._process.stdout.readline())

    def kill(self) -> None:
        """Ends it without warning."""
        assert self._process  # noqa: S101 - it was started
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> float:
        """Has it end by itself; the seconds that this took."""
        assert self._process  # noqa: S101 - it was started
        began = time.perf_counter()
        self._process.terminate()
        self._process.wait()
        return time.perf_counter() - began


class Phone:
    """A phone: one connection to ask by, one on which it is told of changes."""

    def __init__(self, port: int, code: str, number: int) -> None:
        self._port, self._code, self._number = port, code, number
        self._cookie = b""
        self._lines: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._listening: asyncio.Task[None] | None = None
        self.heard = 0

    async def join(self) -> None:
        """Joins the session."""
        body = urlencode({"name": f"手机{self._number:03d}"}).encode()
        status, head, _ = await self._asked("POST", f"/j/{self._code}", body)
        found = _COOKIE.search(head)
        if status != 303 or not found:
            raise RuntimeError(f"could not join: {status}")
        self._cookie = found[1]
        self._listening = asyncio.create_task(self._listen())

    async def answer(self, item: int, given: str, due: float, found: Round) -> None:
        """Answers an item at a moment, again and again until there is a reply."""
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        body = urlencode({"item": item, "answer": given}).encode()
        while True:
            try:
                status, _, _ = await self._asked("POST", f"/j/{self._code}/answer", body)
            except (OSError, asyncio.IncompleteReadError):
                found.again += 1
                await asyncio.sleep(_AGAIN)
                continue
            if status == 200:
                found.times.append(time.perf_counter() - due)
            else:
                found.faults[str(status)] += 1
            return

    def close(self) -> None:
        """Hangs up."""
        if self._listening:
            self._listening.cancel()
        if self._lines:
            self._lines[1].close()

    def _head(self, method: str, path: str, length: int, accept: str) -> bytes:
        host = f"127.0.0.1:{self._port}"
        return (
            f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            f"Accept: {accept}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {length}\r\n"
        ).encode() + (b"Cookie: " + self._cookie + b"\r\n\r\n" if self._cookie else b"\r\n")

    async def _asked(self, method: str, path: str, body: bytes) -> tuple[int, bytes, bytes]:
        request = self._head(method, path, len(body), "application/json") + body
        if self._lines:
            with suppress(OSError, asyncio.IncompleteReadError):
                return await self._sent(request)
        self._lines = await asyncio.open_connection("127.0.0.1", self._port)
        return await self._sent(request)

    async def _sent(self, request: bytes) -> tuple[int, bytes, bytes]:
        assert self._lines  # noqa: S101 - as just opened
        reader, writer = self._lines
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(head)
            body = await reader.readexactly(int(length[1]) if length else 0)
        except (OSError, asyncio.IncompleteReadError):
            self._lines = None
            writer.close()
            raise
        return int(head.split(b" ", 2)[1]), head, body

    async def _listen(self) -> None:
        while True:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
                writer.write(self._head("GET", f"/j/{self._code}/events", 0, "text/event-stream"))
                while line := await reader.readline():
                    self.heard += line.startswith(b"event: state")
                writer.close()
            await asyncio.sleep(_AGAIN)


@dataclass
class Room:
    """A session with its phones."""

    service: Service
    client: httpx.AsyncClient
    path: str
    items: Sequence[Item]
    phones: Sequence[Phone]
    chance: Random

    async def step(self) -> dict[str, Any]:
        """Takes the next step."""
        reply = await self.client.post(f"{self.path}/next")
        reply.raise_for_status()
        return dict(reply.json())

    async def round(self, item: int, spread: float, *, restart: bool) -> Round:
        """One item: it is opened, answered by all and ended."""
        found = Round(item)
        await self.step()
        began = time.perf_counter() + 0.2
        answering = [
            phone.answer(item, self._given(item), began + self.chance.random() * spread, found)
            for phone in self.phones
        ]
        meanwhile = [self._restarted(began + spread / 2)] if restart else []
        await asyncio.gather(*answering, *meanwhile)
        await self.step()
        state = (await self.client.get(self.path)).json()
        found.counted = int(state["answered"])
        await self.step()
        return found

    def _given(self, position: int) -> str:
        item = self.items[position]
        if item.kind == "fill":
            return str(self.chance.randrange(100))
        if item.kind == "judge":
            return self.chance.choice("对错")
        letters = "ABCDEFGHIJ"[: len(item.options)]
        if item.kind == "match":
            return "".join(self.chance.choice(letters) for _ in item.left)
        return self.chance.choice(letters)

    async def _restarted(self, due: float) -> None:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        self.service.kill()
        await asyncio.to_thread(self.service.start)


async def asked(client: httpx.AsyncClient, rate: float, times: list[float]) -> None:
    """Questions at a rate, none asked before, until it is cancelled."""
    tasks: set[asyncio.Task[None]] = set()

    async def one(number: int) -> None:
        began = time.perf_counter()
        question = f"建德2027年第{number}项集体经济目标是多少"
        with suppress(httpx.HTTPError):
            await client.post("/v1/ask", json={"question": question})
            times.append(time.perf_counter() - began)

    number = 0
    while rate:
        number += 1
        task = asyncio.create_task(one(number))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        await asyncio.sleep(1 / rate)


async def run(
    service: Service, quiz: str, items: Sequence[Item], options: argparse.Namespace
) -> int:
    """Every item of the quiz; how many answers were lost or too late."""
    base = f"http://127.0.0.1:{service.port}"
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:
        terms = {"quiz": quiz, "seconds": _SECONDS}
        session = (await client.post("/v1/training/sessions", json=terms)).json()
        phones = [Phone(service.port, session["code"], n) for n in range(options.phones)]
        began = time.perf_counter()
        await asyncio.gather(*(phone.join() for phone in phones))
        told(f"{len(phones)} 部手机加入，用时 {time.perf_counter() - began:.1f} 秒")
        path = f"/v1/training/sessions/{session['id']}"
        room = Room(service, client, path, items, phones, Random(options.seed))  # noqa: S311
        bad: int = 0
        times: list[float] = []
        asking = asyncio.create_task(asked(client, options.asking, times))
        for item in range(len(items)):
            is_cut = options.restart and item == len(items) // 2
            found = await room.round(item, options.spread, restart=is_cut)
            told(found.told() + ("（中间杀掉服务，重新开起）" if is_cut else ""))
            limit = LIMITS.get(options.spread, 1.0)
            late = int(not is_cut and found.at(0.95) > limit)
            bad += late + abs(len(found.times) - found.counted) + found.faults.total()
            bad += options.phones - len(found.times)
        asking.cancel()
        if times:
            half = 1000 * sorted(times)[len(times) // 2]
            told(f"同时回答 {len(times)} 个问题，毫秒 p50 {half:.0f}")
        result = (await client.get(f"{path}/results")).json()
        counted = sum(person["answered"] for person in result["people"])
        told(f"成绩里共 {counted} 个答案，应有 {options.phones * len(items)} 个")
        bad += abs(counted - options.phones * len(items))
        told(f"关停服务用了 {await asyncio.to_thread(service.stop):.1f} 秒，当时手机都连着")
        for phone in phones:
            phone.close()
        return bad


def told(words: str) -> None:
    """Says something at once."""
    print(words, flush=True)  # noqa: T201


def prepared(home: Path, number: int, seed: int) -> tuple[str, Sequence[Item]]:
    """A home with an index and a quiz of the corpus."""
    settings = Settings(home=home)
    build(settings)
    material = Material.of(Assistant.open(settings))
    found = make(material, Wanted(), number, seed).set
    with TrainingDatabase(locate(settings).training) as database:
        return Shelf(database).add("模拟一场", found, "local").summary.id, found.items


def main() -> int:
    """Runs one room; 0 where nothing was lost or late."""
    parser = argparse.ArgumentParser(description="模拟许多手机同时答题")
    parser.add_argument("--phones", type=int, default=200, help="几部手机")
    parser.add_argument("--items", type=int, default=6, help="几道题")
    parser.add_argument("--spread", type=float, default=2.0, help="答案分散在几秒里送到")
    parser.add_argument("--asking", type=float, default=0, help="同时每秒问几个问题")
    parser.add_argument("--restart", action="store_true", help="中间杀掉服务，重新开起")
    parser.add_argument("--cores", help="服务只用这些核，如 0,1")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="youju-phones-"))
    try:
        quiz, items = prepared(home, options.items, options.seed)
        service = Service(home, options.cores)
        service.start()
        load = os.getloadavg()[0]
        told(
            f"开始时机器的负载 {load:.1f}，{os.cpu_count()} 个核；答案分散在 {options.spread} 秒里"
        )
        bad = asyncio.run(run(service, quiz, items, options))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    told("没有丢失，没有超时。" if not bad else f"有 {bad} 处不合要求。")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
