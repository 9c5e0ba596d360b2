"""Answers that were given: in a hall with forty phones many ask the same."""

from __future__ import annotations

import ctypes
import gc
import logging
import sys
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from assistant.app import Assistant, Options
from assistant.errors import YoujuError
from assistant.types import Answer, Mode

_MOST = 4096  # answers, some 10 KB each
_PREPARING = 20.0  # seconds at most that a new index takes to answer again what was asked of late
_ANYTHING = "哪些地方今年要做到多少，由谁负责"
_log = logging.getLogger(__name__)


class Key(NamedTuple):
    """All that an answer depends on."""

    version: str
    question: str
    mode: Mode
    as_of: str
    history: tuple[str, ...] | None
    regions: tuple[str, ...] | None
    documents: tuple[str, ...] | None

    def ask(self, assistant: Assistant) -> Answer:
        """Asks it again."""
        return assistant.ask(
            self.question,
            mode=self.mode,
            as_of=self.as_of,
            history=self.history or (),
            regions=self.regions,
            documents=self.documents,
        )


class Remembered:
    """Answers taken from the documents, by all that they depend on. What a model wrote is not
    kept: it may have been cut short. From any thread."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Key) -> Answer | None:
        """The answer as it was given, under an id of its own."""
        started = time.perf_counter()
        with self._lock:
            answer = self._answers.get(key)
            if answer is None:
                return None
            self._answers.move_to_end(key)
        elapsed = round((time.perf_counter() - started) * 1000, 2)
        return replace(answer, id=uuid.uuid4().hex, elapsed_ms=elapsed)

    def asking(self, key: Key, ask: Callable[[], Answer]) -> Answer:
        """Asks, and keeps the answer."""
        answer = ask()
        self._keep(key, answer)
        return answer

    def prepare(self, assistant: Assistant) -> None:
        """Has an assistant that is to take over answer what was asked of late, so that it is
        as quick as the one before; the very first question, which loads what answering needs,
        is not left to a person."""
        assistant.ask(_ANYTHING)
        with self._lock:
            asked = [key for key in reversed(self._answers) if key.documents is None]
        until = time.monotonic() + _PREPARING
        for key in asked:
            if time.monotonic() > until:
                break
            try:
                self._keep(key._replace(version=assistant.index_version), key.ask(assistant))
            except YoujuError as fault:  # such as a place that the new index does not have
                _log.info("没有预先回答：%s", fault.message)

    def forget_others(self, assistant: Assistant) -> None:
        """Lets go of the answers of other versions and of the memory that these took."""
        with self._lock:
            version = assistant.index_version
            kept = ((key, a) for key, a in self._answers.items() if key.version == version)
            self._answers = OrderedDict(kept)
        gc.collect()
        release_memory()

    def _keep(self, key: Key, answer: Answer) -> None:
        if answer.method == "extractive" and answer.tally is None:
            with self._lock:
                self._answers[key] = answer
                if len(self._answers) > _MOST:
                    self._answers.popitem(last=False)


def key_of(version: str, question: str, options: Options) -> Key:
    """The key of a question to the index of a version."""
    as_of = options.get("as_of") or date.today().isoformat()
    names = (_fixed(options.get(name)) for name in ("history", "regions", "documents"))
    return Key(version, question, options.get("mode", "auto"), as_of, *names)


def _fixed(value: object) -> tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list | tuple) else None


def release_memory() -> None:
    """Gives the memory that was freed back to the system, where the C library can (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)
