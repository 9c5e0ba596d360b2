"""Every case to every way, until all are done or the time is up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Protocol, TypeVar

from tqdm import tqdm

from assistant.evaluate.written.log import Key, Keyed, Log

R = TypeVar("R", bound=Keyed)
T = TypeVar("T")
Asked_contra = TypeVar("Asked_contra", contravariant=True)
Given_co = TypeVar("Given_co", bound=Keyed, covariant=True)


class Way(Protocol[Asked_contra, Given_co]):
    """A way to answer: how its row of a case is called, and the row itself."""

    def key(self, case: Asked_contra, /) -> Key:
        """The key of the row that ``row`` gives."""

    def row(self, case: Asked_contra, /) -> Given_co:
        """Asks; what is raised meanwhile becomes a row too."""


def pending(cases: Sequence[T], ways: Sequence[Way[T, R]], log: Log[R]) -> bool:
    """Whether anything is still to be asked."""
    return any(not log.is_done(way.key(case)) for case in cases for way in ways)


def put(
    cases: Sequence[T],
    ways: Sequence[Way[T, R]],
    log: Log[R],
    minutes: float,
    clock: Callable[[], float] = monotonic,
) -> None:
    """Puts the cases in turn to all ways, what is in the log already left out. No case is
    begun once ``minutes`` have passed; ``clock`` gives seconds."""
    end = clock() + 60 * minutes
    for case in tqdm(cases, desc="评测", unit="题", disable=None):
        left = [way for way in ways if not log.is_done(way.key(case))]
        if left and clock() >= end:
            return
        for way in left:
            log.add(way.row(case))


def rows(cases: Sequence[T], ways: Mapping[str, Way[T, R]], log: Log[R]) -> dict[str, list[R]]:
    """The rows of the cases that all ways have one of, by way, in the order of the cases."""
    found = {name: [log.get(way.key(case)) for case in cases] for name, way in ways.items()}
    whole = [all(of_case) for of_case in zip(*found.values(), strict=True)]
    return {
        name: [row for row, kept in zip(column, whole, strict=True) if kept and row]
        for name, column in found.items()
    }
