"""What a quiz is made of: an item, the clauses it rests on, and a set of items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal

Kind = Literal["fill", "single", "multiple", "judge", "match", "source", "term"]
Difficulty = Literal["easy", "medium", "hard"]
Origin = Literal["made", "edited", "own"]
Check = Literal["agrees", "unsure", "against"]

KINDS: Mapping[Kind, str] = {
    "fill": "填空",
    "single": "单选",
    "multiple": "多选",
    "judge": "判断",
    "match": "连线",
    "source": "出处",
    "term": "名词",
}
ORIGINS: Mapping[Origin, str] = {"made": "", "edited": "改过", "own": "自己写的"}
DIFFICULTIES: Mapping[Difficulty, str] = {"easy": "易", "medium": "中", "hard": "难"}
LETTERS = "ABCDEFGHIJ"
BLANK = "（　　）"
TRUE, FALSE = "对", "错"
_ID = 12  # characters of an id


@dataclass(frozen=True, slots=True)
class Ground:
    """A verbatim span that an item rests on: ``text[start:end]`` of its document."""

    clause: str
    document: str
    label: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its key.

    ``options`` are what may be chosen, in the order shown. ``keys`` are, for ``fill``, what
    belongs in the blank; for ``judge`` 对 or 错; for ``match`` the letter of the option of each
    of ``left``, in order; else the letters of the right options. ``grounds`` has at least one
    entry, the item's own clause first, then others that say the same. ``remark`` says what a
    false statement changed. ``path`` are the headings above the clause, from the top.
    ``check`` says what the clauses make of the key: ``unsure`` takes a reader to tell, for
    what ``objection`` says, if anything; ``against`` was kept by a trainer in spite of it.
    """

    id: str
    kind: Kind
    question: str
    options: tuple[str, ...]
    keys: tuple[str, ...]
    grounds: tuple[Ground, ...]
    difficulty: Difficulty
    topic: str
    path: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    region: str | None = None
    years: tuple[int, ...] = ()
    left: tuple[str, ...] = ()
    remark: str = ""
    origin: Origin = "made"
    check: Check = "agrees"
    objection: str = ""

    @property
    def clause(self) -> str:
        """Id of the clause that the item rests on."""
        return self.grounds[0].clause

    @property
    def document(self) -> str:
        """Id of the document that the item rests on."""
        return self.grounds[0].document

    @property
    def right(self) -> tuple[str, ...]:
        """The keys in words: what stands in the blank, or the right options."""
        if self.kind in ("fill", "judge"):
            return self.keys
        return tuple(self.options[LETTERS.index(key)] for key in self.keys)


def identified(item: Item) -> Item:
    """The item with the id that follows from what it asks, offers and holds right."""
    what = (item.kind, item.question, item.left, item.options, item.keys, item.grounds)
    return replace(item, id=sha256(repr(what).encode()).hexdigest()[:_ID])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items are wanted; None sets no limit. ``chapter``, ``topic`` and ``department``
    are words in those of an item, ``topic`` also in its question."""

    kinds: tuple[Kind, ...] | None = None
    documents: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    chapter: str | None = None
    topic: str | None = None
    department: str | None = None
    difficulties: tuple[Difficulty, ...] | None = None

    def fits(self, item: Item) -> bool:
        """Whether an item is one of those."""
        return (
            (self.kinds is None or item.kind in self.kinds)
            and (self.documents is None or item.document in self.documents)
            and (self.regions is None or item.region in self.regions)
            and (self.chapter is None or any(self.chapter in each for each in item.path))
            and (self.topic is None or self.topic in f"{item.topic}\n{item.question}")
            and (self.department is None or any(self.department in d for d in item.departments))
            and (self.difficulties is None or item.difficulty in self.difficulties)
        )


@dataclass(frozen=True, slots=True)
class ItemSet:
    """Items with what they were drawn by: the same seed, filters and index give the same."""

    items: tuple[Item, ...]
    seed: int
    wanted: Wanted = field(default_factory=Wanted)
    index_version: str = ""
