"""An evaluation on the index that answers, made by another process so that answering goes on."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import IO, Literal

from assistant.errors import Conflict, NotThere
from assistant.evaluate.kept import Kept

State = Literal["idle", "running", "done", "failed"]
_LOW = 10  # by how much the evaluation gives way to answering
_FAILED = "评测没有做完，看到的还是上一次的。"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has come, 0 to 1; ``message`` is why it failed."""

    state: State = "idle"
    share: float = 0.0
    message: str = ""


class Evaluating:
    """Makes one evaluation at a time. From any thread.

    No language model takes part, so that a report can be compared with any other.
    """

    def __init__(self, kept: Kept, environment: Mapping[str, str]) -> None:
        self.kept = kept
        self._environment = {**environment, "YOUJU_MODEL": ""}
        self._lock = threading.Lock()
        self._progress = Progress()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    @property
    def progress(self) -> Progress:
        """How far the evaluation that runs has come, or what became of the last one."""
        return self._progress

    def start(self) -> None:
        """Begins one. Raises NotThere where there are no questions, Conflict where one runs."""
        questions = self.kept.questions
        if questions is None:
            raise NotThere("这里没有评测题。", f"请把评测题放到 {self.kept.own_questions}。")
        with self._lock:
            if self._progress.state == "running":
                raise Conflict("正在评测。", "请等它做完。")
            errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who follows
            self._process = subprocess.Popen(  # noqa: S603 - this program
                [
                    *(sys.executable, "-m", "assistant", "eval", "--progress-json"),
                    *("--questions", str(questions), "--json", str(self.kept.fresh)),
                ],
                env={**os.environ, **self._environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
            _give_way(self._process.pid)
            self._progress = Progress("running")
            self._thread = threading.Thread(
                target=self._follow, args=(self._process, errors), daemon=True, name="evaluation"
            )
            self._thread.start()

    def close(self) -> None:
        """Lets go of the evaluation that runs."""
        with self._lock:
            if self._process:
                self._process.kill()
        if self._thread:
            self._thread.join()

    def _follow(self, process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
        with process, errors:
            assert process.stdout  # noqa: S101 - as asked for
            for line in process.stdout:
                self._progress = replace(self._progress, share=_share(line))
            code = process.wait()
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace")
        try:
            if code == 0:
                self.kept.keep()
        except OSError as error:
            code, said = 1, f"评测结果存不下来：{error.strerror}"
        if code > 0:  # not where it was let go of
            _log.warning("评测没有做完：%s", said)
        self._progress = Progress("failed", 1.0, _why(said)) if code else Progress("done", 1.0)


def _share(line: bytes) -> float:
    """How far a line of JSON says that it has come; the fault at the end says nothing of it."""
    try:
        return float(json.loads(line)["progress"])
    except (ValueError, KeyError, TypeError):
        return 1.0


def _why(said: str) -> str:
    """What the command line said of its fault, from the first word of it on."""
    _, found, fault = said.partition("错误：")
    return f"{_FAILED}{fault.strip()}" if found else _FAILED


def _give_way(process: int) -> None:
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, process, _LOW)
