from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.errors import BadRequest, Conflict, NotThere
from assistant.training.database import TrainingDatabase
from assistant.training.items import FALSE, TRUE
from assistant.training.material import Material
from assistant.training.practice.cards import name_of
from assistant.training.practice.devices import ROUND, holder_of
from assistant.training.practice.practising import Pool, Practice
from assistant.training.practice.streams import Streams

ME, OTHER = holder_of("mine"), holder_of("another's")
PLAN = ("qing-plan",)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def practice(tmp_path, clock):
    with TrainingDatabase(tmp_path) as database:
        yield Practice(database, clock)


@pytest.fixture(scope="module")
def pool(invented):
    return Pool(Streams(invented), tuple(invented.documents))


def wrong(item) -> str:
    if item.kind == "judge":
        return FALSE if item.keys == (TRUE,) else TRUE
    return "" if item.kind == "fill" else "Z"


def answered(practice, pool, *, right: bool, holder: str = ME):
    """Answers the item shown and goes on; its name."""
    device = practice.find(holder)
    card = practice.shown(device)
    given = "".join(card.item.keys) if right else wrong(card.item)
    practice.answer(holder, card.name, given)
    practice.advance(holder, pool)
    return card.name


def round_of(practice, pool, clock, *, right: bool) -> list[str]:
    names = []
    practice.start(ME, PLAN, pool)
    while practice.find(ME).item:
        names.append(answered(practice, pool, right=right))
        clock.passes(seconds=20)
    return names


def test_a_round_has_its_items_each_once(practice, pool, clock):
    names = round_of(practice, pool, clock, right=True)
    assert len(names) == len(set(names)) == ROUND
    device = practice.find(ME)
    assert (device.asked, device.correct, device.is_done) == (ROUND, ROUND, True)
    assert practice.wrong(device) == []
    [progress] = practice.progress(device, pool.documents)
    assert (progress.document, progress.seen, progress.right, progress.due) == (
        *PLAN,
        ROUND,
        ROUND,
        0,
    )


def test_what_went_wrong_comes_back_first(practice, pool, clock):
    names = round_of(practice, pool, clock, right=False)
    device = practice.find(ME)
    assert {name_of(item) for item in practice.wrong(device)} == set(names)
    clock.passes(minutes=11)
    assert practice.progress(device, pool.documents)[0].due == ROUND
    again = round_of(practice, pool, clock, right=True)
    assert again == names
    assert practice.progress(practice.find(ME), pool.documents)[0].due == 0
    clock.passes(days=1)
    assert set(round_of(practice, pool, clock, right=True)) & set(names)


def test_what_is_known_comes_later_and_later(practice, pool, clock):
    practice.start(ME, PLAN, pool)
    name = answered(practice, pool, right=True)
    waits = []
    for _ in range(4):
        practice.start(ME, PLAN, pool)
        waits.append(practice.soonest(practice.find(ME), PLAN))
        clock.now += waits[-1]
        practice.advance(ME, pool)
        practice.start(ME, PLAN, pool)
        assert practice.find(ME).item == name
        answered(practice, pool, right=True)
    assert waits == sorted(waits)
    assert waits[-1] > 2 * waits[0]


def test_due_today_means_the_whole_day(practice, pool, clock):
    practice.start(ME, PLAN, pool)
    name = answered(practice, pool, right=True)
    due = clock.now + practice.soonest(practice.find(ME), PLAN)
    clock.now = due.astimezone().replace(hour=0, minute=1).astimezone(UTC)
    practice.start(ME, PLAN, pool)
    assert practice.find(ME).item == name


def test_the_same_answer_twice_counts_once(practice, pool):
    practice.start(ME, PLAN, pool)
    card = practice.shown(practice.find(ME))
    practice.answer(ME, card.name, "".join(card.item.keys))
    first = practice.find(ME)
    assert practice.answer(ME, card.name, wrong(card.item)) == first
    assert (first.asked, first.correct) == (1, 1)
    practice.advance(ME, pool)
    with pytest.raises(Conflict):
        practice.answer(ME, card.name, "对")
    with pytest.raises(BadRequest, match="太长"):
        practice.answer(ME, practice.find(ME).item, "长" * 201)


def test_going_on_without_an_answer_stays(practice, pool):
    shown = practice.start(ME, PLAN, pool).item
    assert practice.advance(ME, pool).item == shown
    assert practice.start(ME, PLAN, pool).item == shown


def test_each_has_their_own(practice, pool):
    practice.start(ME, PLAN, pool)
    practice.start(OTHER, None, pool)
    answered(practice, pool, right=False)
    assert practice.find(OTHER).asked == 0
    practice.clear(ME)
    assert practice.find(ME) is None
    assert practice.find(OTHER).item
    with pytest.raises(NotThere):
        practice.advance(ME, pool)


def test_a_restart_loses_nothing(tmp_path, pool, clock):
    with TrainingDatabase(tmp_path) as database:
        practice = Practice(database, clock)
        practice.start(ME, PLAN, pool)
        answered(practice, pool, right=True)
        before = practice.find(ME)
    with TrainingDatabase(tmp_path) as database:
        practice = Practice(database, clock)
        assert practice.find(ME) == before
        assert practice.shown(before).name == before.item


def changed(material: Material, old: str, new: str) -> Pool:
    documents = {
        name: replace(document, text=document.text.replace(old, new))
        for name, document in material.documents.items()
    }
    grown = len(new) - len(old)
    at = material.documents["qing-plan"].text.index(old)
    clauses = [
        replace(
            clause,
            start=clause.start + grown * (clause.start > at),
            end=clause.end + grown * (clause.end > at),
        )
        if clause.document == "qing-plan"
        else clause
        for clause in material.clauses
    ]
    return Pool(Streams(Material(documents, clauses, ())), tuple(documents))


def test_what_stands_elsewhere_is_asked_and_what_changed_is_not(practice, pool, invented, clock):
    names = round_of(practice, pool, clock, right=False)
    quote = practice.wrong(practice.find(ME))[0].grounds[0].quote
    clock.passes(minutes=11)
    moved = changed(invented, "一、总体目标\n", "一、总体目标和原则\n")
    practice.start(ME, PLAN, moved)
    card = practice.shown(practice.find(ME))
    text = moved.streams.material.documents["qing-plan"].text
    assert card.name == names[0]
    assert all(text[g.start : g.end] == g.quote for g in card.item.grounds)
    other = changed(invented, quote, f"{quote[:-1]}以上。")
    practice.start(ME, PLAN, other)
    asked = [answered(practice, other, right=True) for _ in range(3)]
    assert names[0] not in asked
    assert practice.progress(practice.find(ME), PLAN)[0].seen < len(names)


def test_a_document_that_is_gone_is_not_asked(practice, pool, invented, clock):
    round_of(practice, pool, clock, right=False)
    clock.passes(minutes=11)
    left = Pool(Streams(invented), ("market-law",))
    assert practice.start(ME, PLAN, left).item is None
    assert practice.progress(practice.find(ME), left.documents) == []


def test_all_of_a_document_in_the_end(practice, pool, clock):
    names: list[str] = []
    while more := round_of(practice, pool, clock, right=True):
        names += more
    assert len(names) == len(set(names)) > ROUND
    assert practice.find(ME).item is None


def test_who_comes_no_more_is_forgotten(practice, pool, clock):
    practice.start(ME, PLAN, pool)
    clock.passes(days=300)
    practice.start(OTHER, PLAN, pool)
    assert practice.forget() == 0
    clock.passes(days=150)
    assert practice.forget() == 1
    assert practice.find(ME) is None


def test_nothing_chosen(practice, pool):
    with pytest.raises(BadRequest, match="还没有选文件"):
        practice.start(ME, (), pool)
