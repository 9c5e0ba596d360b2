"""An item that may be made, and the pieces that all kinds of items are put together from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from assistant.training.difficulty import difficulty
from assistant.training.items import LETTERS, Ground, Item, Kind, identified
from assistant.training.leads import heading_of
from assistant.training.material import Material
from assistant.types import Clause


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an item can be made of. ``name`` is stable and unlike that of any other;
    ``subject`` is shared by those that ask after the same thing; ``clause`` is the one that it
    rests on, None for one of several; ``across`` are those that ask which document it is;
    ``wide`` are those that show several clauses, so that nothing else can be asked of these;
    ``listed`` are those that ask for departments.
    ``build`` takes what it draws
    from and, for a statement to be judged, whether it shall be true; it raises Discard."""

    kind: Kind
    document: str
    name: str
    subject: str
    build: Callable[[Random, bool], Item]
    clause: Clause | None = None
    across: bool = False
    wide: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """What is put to a learner."""

    kind: Kind
    question: str
    options: tuple[str, ...]
    keys: tuple[str, ...]
    left: tuple[str, ...] = ()
    remark: str = ""


def item(
    material: Material,
    clause: Clause,
    asking: Asking,
    grounds: Sequence[Ground],
    *,
    closeness: int = 0,
    years: tuple[int, ...] = (),
) -> Item:
    """The item of a clause; what it is filed under is read from the clause."""
    figures = len(material.asked[clause.document])
    departments = [material.by_id[ground.clause].departments for ground in grounds]
    return identified(
        Item(
            id="",
            kind=asking.kind,
            question=asking.question,
            options=asking.options,
            keys=asking.keys,
            grounds=tuple(grounds),
            difficulty=difficulty(asking.kind, closeness, figures),
            topic=heading_of(clause)
            or " ".join(material.documents[clause.document].source.title.split()),
            path=clause.path,
            departments=tuple(dict.fromkeys(name for names in departments for name in names)),
            region=clause.region,
            years=years or clause.years or clause.frames,
            left=asking.left,
            remark=asking.remark,
        )
    )


def ground(material: Material, clause: Clause, start: int, end: int) -> Ground:
    """The ground at a span of a clause's document."""
    quote = material.documents[clause.document].text[start:end]
    return Ground(clause.id, clause.document, clause.label, quote, start, end)


def lettered(
    right: Sequence[str], wrong: Sequence[str], rng: Random
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Options in a drawn order, and the letters of the right ones."""
    options = [*right, *wrong]
    rng.shuffle(options)
    return tuple(options), tuple(LETTERS[at] for at, each in enumerate(options) if each in right)
