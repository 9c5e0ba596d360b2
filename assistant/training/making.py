"""Drawing a set of items: the same seed, filters and documents give the same set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random

from assistant.errors import BadRequest
from assistant.training import from_departments, from_figures, from_sources, from_terms
from assistant.training.candidates import Candidate
from assistant.training.items import KINDS, Item, ItemSet, Kind, Wanted
from assistant.training.material import Discard, Material
from assistant.training.verifying import Checker

MOST_ITEMS = 1000


@dataclass(frozen=True, slots=True)
class Made:
    """A set, and why how many candidates were discarded on the way to it."""

    set: ItemSet
    discarded: Mapping[str, int]


def make(material: Material, wanted: Wanted, number: int, seed: int) -> Made:
    """Draws up to ``number`` items; fewer where the documents give no more.

    Kinds take turns, and documents within a kind, so that none crowds out the others; no two
    items ask after the same thing. Raises BadRequest for a number that is out of bounds.
    """
    if not 0 < number <= MOST_ITEMS:
        raise BadRequest(f"不能出 {number} 道题。", f"请给 1 到 {MOST_ITEMS} 之间的数。")
    drawn = _Draw(material, wanted, seed)
    items = tuple(drawn.items(number))
    found = ItemSet(items, seed, wanted, material.index_version)
    return Made(found, dict(drawn.discarded))


class _Draw:
    """One draw. Its state: what was taken, and what was discarded."""

    def __init__(self, material: Material, wanted: Wanted, seed: int) -> None:
        self._material, self._wanted, self._seed = material, wanted, seed
        self._checker = Checker.of(material)
        self._rng = Random(f"order {seed}")  # noqa: S311 - a draw, no secret
        self._truth = self._rng.random() < 0.5
        self._subjects: set[str] = set()
        self._shown: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.discarded: Counter[str] = Counter()

    def items(self, number: int) -> Iterator[Item]:
        """The items in the order drawn."""
        queues = self._queues()
        while number and queues:
            for kind in list(queues):
                item = self._next(queues[kind]) if number else None
                if item is None:
                    if number:
                        del queues[kind]
                    continue
                number -= 1
                yield item

    def _queues(self) -> dict[Kind, Iterator[Candidate]]:
        """By kind, the candidates that may be wanted, documents taking turns."""
        wanted = self._wanted
        found: dict[Kind, dict[str, list[Candidate]]] = {}
        for candidate in all_candidates(self._material):
            region = self._material.documents[candidate.document].source.region
            if (
                (wanted.kinds is None or candidate.kind in wanted.kinds)
                and (wanted.documents is None or candidate.document in wanted.documents)
                and (wanted.regions is None or region in wanted.regions)
            ):
                by_document = found.setdefault(candidate.kind, defaultdict(list))
                by_document[candidate.document].append(candidate)
        return {kind: self._turns([*found[kind].values()]) for kind in KINDS if kind in found}

    def _turns(self, groups: Sequence[list[Candidate]]) -> Iterator[Candidate]:
        """One of each group after another, each group and their order shuffled."""
        for group in groups:
            self._rng.shuffle(group)
        shuffled = self._rng.sample(groups, len(groups))
        longest = max(map(len, shuffled))
        return chain.from_iterable(
            [group[turn] for group in shuffled if turn < len(group)] for turn in range(longest)
        )

    def _next(self, queue: Iterator[Candidate]) -> Item | None:
        """The next item that can be made and is wanted; None where there is no more."""
        for candidate in queue:
            if candidate.subject in self._subjects:
                continue
            rng = Random(f"{self._seed} {candidate.name}")  # noqa: S311 - a draw, no secret
            try:
                item = candidate.build(rng, self._truth)
            except Discard as reason:
                self.discarded[str(reason)] += 1
                continue
            if faults := self._checker.faults(item):
                self.discarded[f"没有通过核对：{faults[0]}"] += 1
                continue
            if not self._wanted.fits(item) or self._gives_away(item):
                continue
            self._subjects.add(candidate.subject)
            for ground in item.grounds:
                self._shown[ground.document].append((ground.start, ground.end))
            self._truth ^= item.kind == "judge"
            return item
        return None

    def _gives_away(self, item: Item) -> bool:
        """Whether an item shows words that an earlier one asks for, or asks for what that shows."""
        return any(
            ground.start < end and start < ground.end
            for ground in item.grounds
            for start, end in self._shown[ground.document]
        )


def all_candidates(material: Material) -> Iterator[Candidate]:
    """Every item that may be made, of all kinds, in a fixed order."""
    for part in (from_figures, from_departments, from_terms, from_sources):
        yield from part.candidates(material)
