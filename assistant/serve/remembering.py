"""Answers that were given: in a hall with forty phones many ask the same."""

from __future__ import annotations

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date

from assistant.app import Options
from assistant.types import Answer

_MOST = 4096  # answers, some 10 KB each


class Remembered:
    """Answers taken from the documents, by all that they depend on. What a model wrote is not
    kept: it may have been cut short. From any thread."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Hashable) -> Answer | None:
        """The answer as it was given, under an id of its own."""
        started = time.perf_counter()
        with self._lock:
            answer = self._answers.get(key)
            if answer is None:
                return None
            self._answers.move_to_end(key)
        elapsed = round((time.perf_counter() - started) * 1000, 2)
        return replace(answer, id=uuid.uuid4().hex, elapsed_ms=elapsed)

    def asking(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """Asks, and keeps the answer."""
        answer = ask()
        if answer.method == "extractive" and answer.tally is None:
            with self._lock:
                self._answers[key] = answer
                if len(self._answers) > _MOST:
                    self._answers.popitem(last=False)
        return answer


def key_of(index_version: str, question: str, options: Options) -> Hashable:
    """All that an answer depends on."""
    return (
        index_version,
        question,
        options.get("mode"),
        options.get("as_of") or date.today().isoformat(),
        *(_fixed(options.get(name)) for name in ("history", "regions", "documents")),
    )


def _fixed(value: object) -> Hashable:
    return tuple(value) if isinstance(value, list | tuple) else None
