"""Work that takes longer than a request: making the index follow the library.

The index is built by another process, so that answering goes on at full speed, and whatever
becomes of the build, what serves is the last complete index.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import uuid
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from assistant.errors import NotThere
from assistant.replies import JobObject

State = Literal["queued", "running", "done", "failed"]
_KEPT = 200  # jobs that are told of
_LOW = 10  # by how much the build gives way to answering
_FAILED = "索引没有建成，用的还是原来的。"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One change that the index has to follow."""

    kind: str
    document: str | None
    revision: int | None
    state: State = "queued"
    stage: str = ""
    progress: float = 0.0
    message: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    created: str = field(default_factory=lambda: _now())  # noqa: PLW0108 - defined below
    finished: str | None = None


class Jobs:
    """Runs one build at a time; changes that come meanwhile share the next one.

    ``built`` is called in the event loop when a new index lies there.
    """

    def __init__(self, environment: Mapping[str, str], built: Callable[[], object]) -> None:
        self._environment = environment
        self._built = built
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._wanted = asyncio.Event()
        self._runner: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Takes up work; to be called in the event loop."""
        self._runner = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Lets go of the build that is under way; the next start makes up for it."""
        if self._runner:
            self._runner.cancel()
            await asyncio.gather(self._runner, return_exceptions=True)

    def add(self, kind: str, document: str | None = None, revision: int | None = None) -> Job:
        """A job for a change that has been made already."""
        job = Job(kind, document, revision)
        self._jobs[job.id] = job
        while len(self._jobs) > _KEPT:
            self._jobs.popitem(last=False)
        self._wanted.set()
        return job

    def get(self, name: str) -> Job:
        """The job with this id. Raises NotThere."""
        if name not in self._jobs:
            raise NotThere("没有这项工作，或者早已做完。", "最近的工作见 GET /v1/jobs。")
        return self._jobs[name]

    def all(self) -> list[Job]:
        """The jobs there are, the newest first."""
        return list(reversed(self._jobs.values()))

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            served = [job.id for job in self._jobs.values() if job.state == "queued"]
            self._set(served, state="running")
            try:
                failed = await self._build(served)
            except OSError as error:
                _log.error("建索引的进程没有启动：%s", error)
                failed = _FAILED
            if not failed:
                await asyncio.to_thread(self._built)
            state: State = "failed" if failed else "done"
            self._set(served, state=state, message=failed, progress=1.0, finished=_now())

    async def _build(self, served: list[str]) -> str:
        """Why it failed; empty where it did not."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "assistant", "index", "--progress-json"),
            env={**os.environ, **self._environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            stdin=asyncio.subprocess.DEVNULL,
            preexec_fn=_give_way,
        )
        message = ""
        try:
            assert process.stdout  # noqa: S101 - as asked for
            async for line in process.stdout:
                told = json.loads(line)
                message = told.get("message", message)
                self._set(served, stage=told.get("stage", ""), progress=told.get("progress", 0.0))
            code = await process.wait()
        except BaseException:
            process.kill()
            await process.wait()
            raise
        return "" if code == 0 else message or _FAILED

    def _set(self, names: list[str], **changes: object) -> None:
        for name in names:
            if name in self._jobs:
                self._jobs[name] = replace(self._jobs[name], **changes)  # type: ignore[arg-type]


def job_object(job: Job) -> JobObject:
    """A job as JSON."""
    return {
        "id": job.id,
        "kind": job.kind,
        "document": job.document,
        "state": job.state,
        "stage": job.stage,
        "progress": round(job.progress, 3),
        "revision": job.revision,
        "message": job.message,
        "created": job.created,
        "finished": job.finished,
    }


def _give_way() -> None:
    os.nice(_LOW)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
