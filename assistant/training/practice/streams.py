"""Items for practice, made one after another as they are asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Container
from itertools import chain

from assistant.training.items import Item, Wanted
from assistant.training.making import Draw
from assistant.training.material import Material
from assistant.training.practice.cards import name_of

SEEDS = 8  # orders in which the items of a document are asked: devices share them
_KEPT = 64  # streams
_DRAWS = 3  # one after another: a draw asks after each fact once, the next in another form
_MOST = 500  # items of a draw


class Streams:
    """The items of each document of a material, in some orders. From any thread."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._streams: OrderedDict[tuple[str, int], _Stream] = OrderedDict()
        self._lock = threading.Lock()

    def fresh(self, document: str, seed: int, known: Container[str]) -> Item | None:
        """The first item of a document whose name is not among ``known``; None where there is
        no more."""
        with self._lock:
            stream = self._streams.pop((document, seed), None)
            stream = stream or _Stream(self.material, document, seed)
            self._streams[document, seed] = stream
            while len(self._streams) > _KEPT:
                self._streams.popitem(last=False)
        return stream.first(known)


class _Stream:
    """The items of one document in one order."""

    def __init__(self, material: Material, document: str, seed: int) -> None:
        wanted = Wanted(documents=(document,))
        draws = (Draw(material, wanted, seed + SEEDS * number) for number in range(_DRAWS))
        self._coming = chain.from_iterable(draw.items(_MOST) for draw in draws)
        self._made: list[tuple[str, Item]] = []
        self._lock = threading.Lock()

    def first(self, known: Container[str]) -> Item | None:
        with self._lock:
            for name, item in self._made:
                if name not in known:
                    return item
            for item in self._coming:
                name = name_of(item)
                self._made.append((name, item))
                if name not in known:
                    return item
        return None
