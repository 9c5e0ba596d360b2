"""Steps that take long, out of the way of an event loop."""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Generator
from itertools import islice
from typing import TypeVar

from langchain_core.runnables.config import run_in_executor

T = TypeVar("T")


async def in_threads(parts: Generator[T]) -> AsyncGenerator[T]:
    """What a generator gives, each step made in a thread; it is closed after the step that is
    under way when this one is."""
    turn = threading.Lock()

    def following() -> tuple[T, ...]:
        with turn:
            return tuple(islice(parts, 1))

    def close() -> None:
        with turn:
            parts.close()

    try:
        while part := await run_in_executor(None, following):
            yield part[0]
    finally:
        await run_in_executor(None, close)
