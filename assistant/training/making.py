"""Drawing a set of items: the same seed, filters and documents give the same set."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import chain, islice
from random import Random

from assistant.errors import BadRequest
from assistant.training import from_departments, from_figures, from_sources, from_terms
from assistant.training.candidates import Candidate
from assistant.training.items import Item, ItemSet, Kind, Wanted
from assistant.training.material import Discard, Material
from assistant.training.verifying import Checker
from assistant.types import Document

MOST_ITEMS = 1000
UNWANTED = "不合所选的难度、章节、专题或部门"
TOLD_ALREADY = "和这套里别的题问的是同一处"
_PATIENCE = 500  # candidates
# 连线 before what uses up the clauses that it needs.
_TURNS: tuple[Kind, ...] = ("fill", "single", "match", "multiple", "judge", "source", "term")
_LISTED = Fraction(3, 10)  # of a set that asks for departments, where there is more to ask
_FEW_CLAUSES = 8  # with figures
_MATERIALS = 4  # whose candidates are kept


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
    drawn = Draw(material, wanted, seed)
    items = tuple(drawn.items(number))
    found = ItemSet(items, seed, wanted, material.index_version)
    return Made(found, dict(drawn.discarded))


class Draw:
    """One draw, each item made when it is asked for; none that asks what one of ``without``
    does, or gives it away. Its state: what was taken, and what was discarded."""

    def __init__(
        self, material: Material, wanted: Wanted, seed: int, without: Iterable[Item] = ()
    ) -> None:
        self._material, self._wanted, self._seed = material, wanted, seed
        self._checker = Checker.of(material)
        self._rng = Random(f"order {seed}")  # noqa: S311 - a draw, no secret
        self._truth = self._rng.random() < 0.5
        self._subjects: set[str] = set()
        self._shown: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._used: set[str] = set()  # clauses
        self.discarded: Counter[str] = Counter()
        for item in without:
            self._show(item)

    def items(self, number: int) -> Iterator[Item]:
        """The items in the order drawn."""
        queues = self._queues()
        left, kept_back = number, defaultdict[Kind, deque[Candidate]](deque)
        listed = number if self._wanted.department else math.ceil(number * _LISTED)
        while left and (queues or kept_back):
            if not queues:  # nothing else is left to ask
                queues, kept_back, listed = {**kept_back}, defaultdict(deque), number
            for kind in list(queues):
                if not left:
                    return
                found = self._next(queues[kind], kept_back[kind] if not listed else None)
                if found is None:
                    del queues[kind]
                    continue
                item, candidate = found
                listed -= candidate.listed
                left -= 1
                yield item
            kept_back = defaultdict(deque, {k: rest for k, rest in kept_back.items() if rest})

    def _queues(self) -> dict[Kind, deque[Candidate]]:
        """By kind, the candidates that may be wanted, documents taking turns."""
        wanted = self._wanted
        found: dict[Kind, dict[str, list[Candidate]]] = {}
        candidates = all_candidates(self._material)
        for name, document in self._material.documents.items():
            if (wanted.documents is None or name in wanted.documents) and (
                wanted.regions is None or document.source.region in wanted.regions
            ):
                for candidate in candidates.get(name, ()):
                    if self._may_fit(candidate, document):
                        found.setdefault(candidate.kind, {}).setdefault(name, []).append(candidate)
        return {
            kind: deque(self._turns([*found[kind].values()])) for kind in _TURNS if kind in found
        }

    def _may_fit(self, candidate: Candidate, document: Document) -> bool:
        """Whether it is worth while to make an item: what is sure not to be wanted is not made;
        nor, for one document alone, what asks which document it is; nor what uses up a small
        one, if there are other kinds."""
        wanted = self._wanted
        if wanted.kinds is not None and candidate.kind not in wanted.kinds:
            return False
        alone = wanted.documents is not None and len(wanted.documents) == 1
        if candidate.across and alone and candidate.kind not in (wanted.kinds or ()):
            return False
        if candidate.wide and wanted.kinds != (candidate.kind,) and self._is_small(candidate):
            return False
        return self._may_tell(candidate, document)

    def _may_tell(self, candidate: Candidate, document: Document) -> bool:
        """Whether its chapter, topic and departments may be those that are wanted."""
        wanted, clause = self._wanted, candidate.clause
        told = clause.path if clause else self._material.headings[candidate.document]
        if wanted.chapter and not any(wanted.chapter in heading for heading in told):
            return False
        if wanted.topic and wanted.topic not in document.source.title:
            shown = "\n".join((*told, clause.text if clause else ""))
            if wanted.topic not in shown:
                return False
        if wanted.department is None or clause is None:
            return True
        return any(wanted.department in name for name in clause.departments)

    def _is_small(self, candidate: Candidate) -> bool:
        """Whether few clauses of a document have figures."""
        told = {one.clause.id for one in self._material.asked[candidate.document]}
        return len(told) < _FEW_CLAUSES

    def _turns(self, groups: Sequence[list[Candidate]]) -> Iterator[Candidate]:
        """One of each group after another, in an order that is drawn, as are the groups; in each
        group chapters take turns."""
        spread = [self._spread(self._rng.sample(group, len(group))) for group in groups]
        shuffled = self._rng.sample(spread, len(spread))
        longest = max(map(len, shuffled))
        return chain.from_iterable(
            [group[turn] for group in shuffled if turn < len(group)] for turn in range(longest)
        )

    def _spread(self, group: Sequence[Candidate]) -> list[Candidate]:
        """The first of every chapter, then the second of every chapter, and so on."""
        of_chapter: Counter[str] = Counter()
        turns = []
        for candidate in group:
            path = candidate.clause.path if candidate.clause else ()
            chapter = path[0] if path else candidate.name
            turns.append(of_chapter[chapter])
            of_chapter[chapter] += 1
        order = sorted(range(len(group)), key=turns.__getitem__)
        return [group[at] for at in order]

    def _fresh(self, queue: deque[Candidate]) -> Iterator[Candidate]:
        """The queue, what rests on a clause that was used behind all others."""
        put_off = 0
        while queue:
            candidate = queue.popleft()
            used = candidate.clause is not None and candidate.clause.id in self._used
            if used and put_off < len(queue):
                queue.append(candidate)
                put_off += 1
                continue
            yield candidate

    def _next(
        self, queue: deque[Candidate], kept_back: deque[Candidate] | None
    ) -> tuple[Item, Candidate] | None:
        """The next item that can be made and is wanted, and what of; None where there is no
        more, or so many in a row were of no use that it is not worth while to go on. What asks
        for departments goes to ``kept_back`` where that is given."""
        for candidate in islice(self._fresh(queue), _PATIENCE):
            if candidate.subject in self._subjects:
                continue
            if kept_back is not None and candidate.listed:
                kept_back.append(candidate)
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
            fits = self._wanted.fits(item)
            if not fits or self._gives_away(item):
                self.discarded[TOLD_ALREADY if fits else UNWANTED] += 1
                continue
            self._subjects.add(candidate.subject)
            self._show(item)
            self._truth ^= item.kind == "judge"
            return item, candidate
        return None

    def _show(self, item: Item) -> None:
        for ground in item.grounds:
            self._shown[ground.document].append((ground.start, ground.end))
            self._used.add(ground.clause)

    def _gives_away(self, item: Item) -> bool:
        """Whether an item shows words that an earlier one asks for, or asks for what that shows."""
        return any(
            ground.start < end and start < ground.end
            for ground in item.grounds
            for start, end in self._shown[ground.document]
        )


@lru_cache(_MATERIALS)
def all_candidates(material: Material) -> Mapping[str, Sequence[Candidate]]:
    """By document, every item that may be made, of all kinds, in a fixed order."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for part in (from_figures, from_departments, from_terms, from_sources):
        for candidate in part.candidates(material):
            found[candidate.document].append(candidate)
    return found
