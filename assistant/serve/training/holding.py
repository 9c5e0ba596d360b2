"""What items are made from, held for as long as an index answers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from assistant.app import Assistant
from assistant.training.making import all_candidates
from assistant.training.material import Material
from assistant.training.practice.streams import Streams

T = TypeVar("T")
_KEPT = 4  # of the index that answers, and of those who may see some documents only


class Holding:
    """Materials by index and by the documents that may be seen. From any thread."""

    def __init__(self) -> None:
        self._streams: OrderedDict[tuple[str, frozenset[str] | None], Streams] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = CapacityLimiter(1)

    def streams(self, assistant: Assistant, among: Collection[str] | None = None) -> Streams:
        """Items for practice from these documents, None for all."""
        key = assistant.index_version, None if among is None else frozenset(among)
        with self._lock:
            found = self._streams.pop(key, None) or Streams(Material.of(assistant, key[1]))
            self._streams[key] = found
            while len(self._streams) > _KEPT:
                self._streams.popitem(last=False)
        return found

    def material(self, assistant: Assistant, among: Collection[str] | None = None) -> Material:
        """What items are made from."""
        return self.streams(assistant, among).material

    async def run(self, work: Callable[[], T]) -> T:
        """The result of making items, in a thread: one at a time, so that answers are not kept
        waiting."""
        return await run_sync(work, limiter=self._turns)

    def prepare(self, assistant: Assistant) -> None:
        """Makes what the first item would have to wait for."""
        material = self.material(assistant)
        all_candidates(material)
        material.prepare()
