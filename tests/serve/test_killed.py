"""The service killed at any moment: what was acknowledged is there, and it starts again whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from random import Random
from threading import Thread

import httpx
import pytest
from restless import Changing, file

from assistant.access.audit import Audit
from assistant.access.database import Database
from assistant.resources import locate
from assistant.retrieve import versions
from assistant.settings import Settings
from assistant.store.library import Library

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
IN_PEACE = 4  # one start in so many is let alone until its index has caught up
LONGEST = 60.0  # seconds that anything may take
pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]


class Process:
    """``youju serve`` in a group of processes of its own, with whatever it starts."""

    def __init__(self, settings: Settings, log: Path) -> None:
        homes = {"YOUJU_HOME": str(settings.home), "YOUJU_CORPUS": str(settings.corpus)}
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "assistant", "serve", "--port", "0", "--tell-port"],
                cwd=ROOT,
                env={**os.environ, **homes},
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        assert self._process.stdout is not None
        port = self._process.stdout.readline().strip().decode()
        assert port, log.read_text()
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=LONGEST)

    def kill(self) -> None:
        """At once, with all that it started."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(LONGEST)

    def ask_to_stop(self) -> int:
        """Its exit code, once it has stopped by itself."""
        self._process.terminate()
        return self._process.wait(LONGEST)

    def close(self) -> None:
        """Leaves nothing of it."""
        with suppress(ProcessLookupError):
            self.kill()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self.client.close()

    def builder(self) -> int:
        """The process that builds the index, waited for."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        for _ in patiently():
            if found := children.read_text().split():
                return int(found[0])
        raise AssertionError

    def idle(self) -> dict[str, object]:
        """The latest job, once none is left to do."""
        for _ in patiently():
            jobs = self.client.get("/v1/jobs").json()["jobs"]
            if all(job["state"] not in ("queued", "running") for job in jobs):
                return dict(jobs[0]) if jobs else {}
        raise AssertionError

    def said(self, question: str) -> str:
        """The words of an answer."""
        reply = self.client.post("/v1/ask", json={"question": question})
        assert reply.status_code == 200
        return str(reply.json()["answer"])


@pytest.fixture
def start(library: Settings, tmp_path: Path) -> Iterator[Callable[[], Process]]:
    """Starts the service on the library."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(Process(library, tmp_path / "log")))


def patiently() -> Iterator[None]:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        yield
        time.sleep(0.05)


def held(settings: Settings) -> tuple[int, dict[str, int]]:
    """The revision of the library and what it holds; each file is read, which checks it."""
    with Library.open(locate(settings).library) as library:
        texts = {s.id: library.read(s.sha256).decode() for s in library.sources()}
        return library.revision(), {
            name: int(text.split("森林抚育\n2024年完成森林抚育")[1].split("万亩")[0])
            for name, text in texts.items()
            if name not in ("plan", "lake")
        }


def assert_serves(service: Process, settings: Settings) -> str:
    """It answers, from an index whose files are all as they were written; its version."""
    version, _ = versions.open_current(locate(settings).index, settings.encoder)
    ready = service.client.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    assert "12万亩" in service.said("清溪县2027年要建成标准茶园多少亩")
    return version


def assert_caught_up(service: Process, settings: Settings, wanted: dict[str, int]) -> None:
    """What is served is the index of the library as it is now."""
    service.idle()
    version, (revision, found) = assert_serves(service, settings), held(settings)
    assert found == wanted
    assert versions.read_stamp(locate(settings).index, version)["revision"] == revision
    assert service.client.get("/v1/version").json()["index_version"] == version
    listed = service.client.get("/v1/documents").json()["documents"]
    assert {document["id"] for document in listed} == {"plan", "lake", *wanted}
    for name, number in wanted.items():
        text = service.client.get(f"/v1/documents/{name}/text").json()["text"]
        assert f"完成森林抚育{number}万亩" in text
    if wanted:
        question = {"question": "松岭县2024年要完成森林抚育多少亩", "documents": [name]}
        answer = service.client.post("/v1/ask", json=question).json()
        assert f"{number}万亩" in answer["answer"]


def test_killed_at_any_moment(library: Settings, start: Callable[[], Process]) -> None:
    chance, changing, service = Random(20), Changing(), start()
    began = time.monotonic()
    assert service.client.post("/v1/library/reindex").status_code == 202
    service.idle()
    building = time.monotonic() - began
    steps = []
    for turn in range(KILLS):
        thread = Thread(target=changing.run, args=(service.client,))
        thread.start()
        # One time in four near the end of a build, where the new index takes over.
        time.sleep(building * chance.uniform(*((0.85, 1.1) if turn % 4 == 3 else (0, 0.6))))
        service.kill()
        thread.join(LONGEST)
        changing.settle(held(library)[1])
        steps.append(changing.asked)
        service = start()
        assert_serves(service, library)
        if turn % IN_PEACE == IN_PEACE - 1:
            assert_caught_up(service, library, changing.sure)
    assert len(set(steps)) > KILLS / 2
    assert not list(locate(library).index.glob(".building-*"))


def test_the_builder_alone_is_killed(library: Settings, start: Callable[[], Process]) -> None:
    service = start()
    made = service.client.post("/v1/documents", files=file(77), data={"id": "d77"})
    assert made.status_code == 202
    os.kill(service.builder(), signal.SIGKILL)
    job = service.idle()
    assert (job["state"], job["message"]) == ("failed", "索引没有建成，用的还是原来的。")
    assert service.client.get("/readyz").status_code == 200
    assert "12万亩" in service.said("清溪县2027年要建成标准茶园多少亩")
    assert service.client.post("/v1/library/reindex").status_code == 202
    assert service.idle()["state"] == "done"
    assert_caught_up(service, library, {"d77": 77})


def test_stopped_it_answers_what_it_was_asked(
    library: Settings, start: Callable[[], Process]
) -> None:
    service = start()
    service.client.post("/v1/documents", files=file(78), data={"id": "d78"})
    builder = service.builder()
    questions = [f"松岭县{n}" + "\ufdfa" * 300 for n in range(8)]
    with ThreadPoolExecutor(len(questions)) as threads:
        answers = [threads.submit(service.said, question) for question in questions]
        time.sleep(0.3)
        assert not all(answer.done() for answer in answers)
        assert service.ask_to_stop() in (0, -signal.SIGTERM)
        assert all(answer.result() for answer in answers)
    assert not Path(f"/proc/{builder}").exists()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{service.client.base_url}/healthz")
    with Database(locate(library).service) as database:
        noted = {event.question for event in Audit(database, str).read()}
    assert noted >= set(questions)
