"""Waiting for a job."""

from __future__ import annotations

import time
from collections.abc import Callable

from assistant.client.faults import JobFailed, JobUnfinished
from assistant.replies import Change, JobObject

LONGEST = 600.0  # seconds
_FIRST, _LAST = 0.1, 2.0  # seconds between two looks, doubling
Progress = Callable[[JobObject], object]


class Following:
    """How often to look at a job, and when it is done. ``progress`` is called at every change."""

    def __init__(self, of: Change | JobObject, progress: Progress | None, timeout: float) -> None:
        self.id = of["job"]["id"] if "job" in of else of["id"]
        self._progress = progress
        self._until = time.monotonic() + timeout
        self._pause = _FIRST
        self._seen: JobObject | None = None

    @property
    def job(self) -> JobObject:
        """How it stood when it was last looked at."""
        assert self._seen  # noqa: S101 - looked at once at least
        return self._seen

    def pause(self, job: JobObject) -> float:
        """Seconds until the next look; 0 where the job is done.

        Raises JobFailed, and JobUnfinished where its time is over.
        """
        if self._progress and job != self._seen:
            self._progress(job)
        self._seen = job
        if job["state"] == "failed":
            raise JobFailed(job)
        if job["state"] == "done":
            return 0.0
        left = self._until - time.monotonic()
        if left <= 0:
            raise JobUnfinished(job)
        pause, self._pause = min(self._pause, left), min(self._pause * 2, _LAST)
        return pause
