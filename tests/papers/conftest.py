"""Papers of the real corpus, and what a machine without our fonts would see of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from opened_papers import MADE

from assistant.app import Assistant
from assistant.papers.contents import Blanks, Block, Sheet, Stamp
from assistant.papers.grounds import Shelf
from assistant.training.items import KINDS, Item, ItemSet, Wanted
from assistant.training.making import make
from assistant.training.material import Material
from assistant.types import Answer


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Callable[[str], Answer]:
    return lambda question: assistant.ask(question, as_of=MADE)


@pytest.fixture(scope="session")
def stamp(assistant: Assistant) -> Stamp:
    return Stamp(assistant.index_version, MADE)


@pytest.fixture(scope="session")
def shelf(assistant: Assistant) -> Shelf:
    return Shelf.of(assistant.clauses, assistant.documents)


@pytest.fixture(scope="session")
def quiz(assistant: Assistant) -> ItemSet:
    """An item of every kind, two of some."""
    material = Material.of(assistant)
    items: Sequence[Item] = [
        item
        for kind in KINDS
        for item in make(material, Wanted(kinds=(kind,)), 2, seed=3).set.items
    ]
    assert {item.kind for item in items} == set(KINDS)
    return ItemSet(tuple(items), 3, index_version=assistant.index_version)


@pytest.fixture
def sheet() -> Callable[..., Sheet]:
    def make(*blocks: Block, about: str = "试") -> Sheet:
        signed = Blanks(("核对人", "日期"), last=True)
        return Sheet("依据单", about, (*blocks, signed), Stamp("0001-abc", MADE))

    return make
