"""What holds of every dirty document: checked on generated ones, whose dirt is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evaluate.injection import Dirt, Dirty, inject, read_dirt
from assistant.ingest.clean.secrets import MASK
from assistant.types import Document

EVAL = Path(__file__).parents[3] / "eval"
DIRT = read_dirt(EVAL / "foreign-dev.toml", EVAL / "surroundings.toml")
Soil = Callable[[int, int], tuple[Dirty, Document]]

property_test = settings(max_examples=30, deadline=None, derandomize=True)
seeds = st.integers(0, 1_000_000)
numbers = st.integers(0, 100)


@pytest.fixture(scope="module")
def soil(published, plan, law, tidy) -> Soil:
    """``soil(number, seed)``: a document made dirty, and cleaned again."""
    texts = [(d.source.title, d.text.split("\n")) for d in published.values()]
    texts += [(plan[0], plan), (law[0], law)]

    def spoil(number: int, seed: int) -> tuple[Dirty, Document]:
        title, lines = texts[number % len(texts)]
        dirty = inject(lines, title, DIRT, seed)
        return dirty, tidy(dirty.raw, title)

    return spoil


def test_there_is_dirt() -> None:
    assert isinstance(DIRT, Dirt)
    assert len(DIRT.pieces) > 50


@property_test
@given(numbers, seeds)
def test_cleaning_twice_is_cleaning_once(soil: Soil, tidy, number: int, seed: int) -> None:
    _, once = soil(number, seed)
    again = tidy(once.text, once.source.title)
    assert again.text == once.text
    assert again.report.set_aside == again.report.joined == ()


@property_test
@given(numbers, seeds)
def test_a_clean_offset_leads_to_its_raw_character(soil: Soil, number: int, seed: int) -> None:
    dirty, document = soil(number, seed)
    to_raw = document.offsets.to_raw
    assert [
        character
        for offset, character in enumerate(document.text)
        if character.strip() and character != MASK and dirty.raw[to_raw(offset)] != character
    ] == []


@property_test
@given(numbers, seeds)
def test_nothing_vanishes(soil: Soil, number: int, seed: int) -> None:
    """Every character is in the clean text or in what was set aside, and never in both."""
    dirty, document = soil(number, seed)
    to_raw = document.offsets.to_raw
    kept = [to_raw(n) for n, character in enumerate(document.text) if character.strip()]
    aside = {n for a in document.report.set_aside for n in range(a.start, a.end)}
    assert len(set(kept)) == len(kept)
    assert not aside & {n for n in kept if document.text and dirty.raw[n] != MASK}
    listed = aside.union(kept)
    assert [c for n, c in enumerate(dirty.raw) if c.strip() and n not in listed] == []


@property_test
@given(numbers, seeds)
def test_the_order_stays_and_the_report_counts(soil: Soil, number: int, seed: int) -> None:
    dirty, document = soil(number, seed)
    raws = [document.offsets.to_raw(n) for n in range(len(document.text))]
    assert raws == sorted(raws)
    report = document.report
    assert report.raw_characters == len("".join(dirty.raw.split()))
    assert report.kept_characters == len("".join(document.text.split()))
    for aside in report.set_aside:
        characters = iter(dirty.raw[aside.start : aside.end])
        assert all(character in characters for character in aside.text or "")
        assert dirty.raw.count("\n", 0, aside.start) + 1 == aside.line
    assert all(document.text[at - 1] != "\n" for at in report.joined)
