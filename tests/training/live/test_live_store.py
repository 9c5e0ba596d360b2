"""Sessions in a real file: joining, answering, and what a restart finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadRequest, Conflict, Forbidden, NotThere
from assistant.training import database as database_module
from assistant.training.database import TrainingDatabase
from assistant.training.items import Item, Wanted
from assistant.training.live import joining
from assistant.training.live.answering import Answer, Desk, as_given, taken_down
from assistant.training.live.arranging import items_for, options_for
from assistant.training.live.joining import Player, code_of, known_as, name_of
from assistant.training.live.session import Late, Session
from assistant.training.live.snapshot import Question, as_json, read, snapshot
from assistant.training.live.store import LiveSessions
from assistant.training.making import make
from assistant.training.material import Material

TERMS = {"title": "一场", "pace": "trainer", "order": "made", "seconds": 20}


class Clock:
    """The time that the server goes by."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def questions(invented: Material) -> tuple[Question, ...]:
    found = make(invented, Wanted(), 8, 3).set
    assert len(found.items) == 8
    return snapshot(found.items, invented)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[TrainingDatabase]:
    with TrainingDatabase(tmp_path) as database:
        yield database


@pytest.fixture
def live(database: TrainingDatabase, clock: Clock) -> LiveSessions:
    return LiveSessions(database, clock)


def joined(database: TrainingDatabase, live: LiveSessions, name: str, called: str) -> Player:
    change = live.joining(name, called, joining.new_token())
    with database.writing() as connection:
        return change(connection)


def answered(database: TrainingDatabase, player: Player, item: int, given: str, at: float):
    change = taken_down(player, item, given, at, is_right=given == "A")
    with database.writing() as connection:
        return change(connection)


def test_a_session_keeps_its_items_with_their_whole_clauses(
    live: LiveSessions, questions, invented: Material
) -> None:
    session = live.open(questions, TERMS, "local")
    assert read(as_json(questions)) == questions == live.questions(session.id)
    assert session.documents == tuple(dict.fromkeys(q.passages[0].document for q in questions))
    for question in questions:
        for passage, ground in zip(question.passages, question.item.grounds, strict=True):
            assert passage.text[passage.start : passage.end] == ground.quote
            assert passage.text == invented.by_id[passage.clause].text


def test_what_stands_nowhere_any_more_cannot_be_asked(questions, material_of) -> None:
    items = [question.item for question in questions]
    with pytest.raises(Conflict, match="第 1、2、3、4、5等 题"):
        snapshot(items, material_of("一、总体目标\n到2028年，建成茶园9万亩。\n"))


def test_each_session_has_its_own_code(live: LiveSessions, questions) -> None:
    found = [live.open(questions, TERMS, "local") for _ in range(5)]
    assert len({each.code for each in found}) == 5
    assert all(code_of(each.code) == each.code for each in found)
    assert live.called(found[3].code) == found[3].id
    assert live.called("000000") in (None, *(each.id for each in found))
    assert {each.id for each in live.all()} == {each.id for each in found}


@pytest.mark.parametrize(
    "terms",
    [{"seconds": 4}, {"pace": "phone", "seconds": 20}, {"order": "each"}],
)
def test_terms_that_cannot_be(live: LiveSessions, questions, terms) -> None:
    with pytest.raises(BadRequest):
        live.open(questions, {**TERMS, **terms}, "local")
    with pytest.raises(BadRequest):
        live.open([], TERMS, "local")


def test_shuffled_is_another_order_of_the_same(live: LiveSessions, questions) -> None:
    orders = {
        tuple(q.item.id for q in live.questions(live.open(questions, terms, "x").id))
        for terms in [{**TERMS, "order": "shuffled"}] * 4
    }
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(q.item.id for q in questions)}


def test_each_phone_may_have_its_own_order(live: LiveSessions, questions) -> None:
    session = live.open(questions, {**TERMS, "pace": "phone", "order": "each", "seconds": 60}, "x")
    orders = [items_for(session, player) for player in range(8)]
    assert len(set(orders)) > 1
    assert all(sorted(order) == list(range(8)) for order in orders)
    assert orders[0] == items_for(session, 0)
    at, asked = next((n, q) for n, q in enumerate(questions) if len(q.item.options) > 3)
    options = {options_for(session, player, at, asked) for player in range(8)}
    assert len(options) > 1
    for each in options:
        assert {words: letter for letter, words in each} == {
            words: letter for letter, words in zip("ABCDEFGHIJ", asked.item.options, strict=False)
        }


def test_names_are_clean_and_nobody_has_that_of_another(
    database: TrainingDatabase, live: LiveSessions, questions
) -> None:
    session = live.open(questions, TERMS, "local")
    other = live.open(questions, TERMS, "local")
    assert joined(database, live, session.id, "  王\u200b芳\u202e \n").name == "王芳"
    for same in ("王芳", "王 芳", "王芳\u0301"):
        with pytest.raises(Conflict, match="王"):
            joined(database, live, session.id, same)
    joined(database, live, other.id, "王芳")
    for bad in ("", " \u3000", "…", "王" * 21):
        with pytest.raises(BadRequest):
            live.joining(session.id, bad, "t")
    live.change(session.id, Session.ended)
    with pytest.raises(Conflict, match="已经结束"):
        joined(database, live, session.id, "李强")
    with pytest.raises(NotThere):
        joined(database, live, "nowhere", "李强")


@given(st.text(max_size=40))
def test_a_name_is_short_and_shows_all_that_it_is(typed: str) -> None:
    try:
        name = name_of(typed)
    except BadRequest:
        return
    assert 0 < len(name) <= 20
    assert name.isprintable()
    assert name_of(name) == name
    assert known_as(name) == known_as(name.upper().lower()) or not name.isascii()


@pytest.mark.parametrize(
    ("typed", "code"),
    [("482913", "482913"), (" 482 913 ", "482913"), ("４８２-９１３", "482913"), ("48291", "")],
)
def test_a_code_as_people_type_it(typed: str, code: str) -> None:
    assert code_of(typed) == code
    assert code_of("٤٨٢٩١٣") in ("", "482913")


def test_the_first_answer_counts_once(
    database: TrainingDatabase, live: LiveSessions, questions, clock: Clock
) -> None:
    session = live.open(questions, TERMS, "local")
    one, two = (joined(database, live, session.id, name) for name in ("王芳", "李强"))
    with pytest.raises(Conflict, match="还没有开始"):
        answered(database, one, 0, "A", clock.now)
    live.change(session.id, Session.advanced)
    first = answered(database, one, 0, "A", clock.now + 3)
    assert first == Answer(one.id, 0, "A", True, clock.now + 3, 3.0)
    assert answered(database, one, 0, "A", clock.now + 19) == first
    assert answered(database, one, 0, "A", clock.now + 99) == first, "a late repeat is no fault"
    with pytest.raises(Conflict, match="第一次"):
        answered(database, one, 0, "B", clock.now + 4)
    answered(database, two, 0, "B", clock.now + 19.9)
    with pytest.raises(Late):
        answered(database, joined(database, live, session.id, "晚"), 0, "A", clock.now + 20)
    assert [(a.player, a.given) for a in live.answers(session.id)] == [
        (one.id, "A"),
        (two.id, "B"),
    ]


def test_matching_takes_twice_as_long(live: LiveSessions, questions, clock: Clock) -> None:
    kinds = {"match": 2.0, "multiple": 1.5}
    assert {question.item.kind for question in questions} & kinds.keys()
    session = live.open(questions, TERMS, "local")
    assert session.factors == tuple(kinds.get(each.item.kind, 1.0) for each in questions)
    assert live.get(session.id) == session
    own_pace = live.open(questions, {**TERMS, "pace": "phone", "seconds": 60}, "local")
    assert own_pace.factors == ()


def test_a_step_is_taken_once_by_those_who_saw_the_same(
    live: LiveSessions, questions, clock: Clock
) -> None:
    session = live.open(questions, TERMS, "local")
    assert live.change(session.id, Session.advanced, session.version).phase == "open"
    with pytest.raises(Conflict, match="已经往下走"):
        live.change(session.id, Session.advanced, session.version)
    clock.now += 20
    with pytest.raises(Conflict, match="已经往下走"):  # the bell has gone meanwhile
        live.change(session.id, Session.advanced, 2)
    assert live.change(session.id, Session.rung).phase == "counted"
    with pytest.raises(NotThere):
        live.change("nowhere", Session.advanced)


def test_a_restart_gives_the_time_back(
    tmp_path: Path, database: TrainingDatabase, live: LiveSessions, questions, clock: Clock
) -> None:
    session = live.open(questions, TERMS, "local")
    live.change(session.id, Session.advanced)
    clock.now += 5
    live.seen()
    clock.now += 60
    database.close()
    with TrainingDatabase(tmp_path) as again:
        live = LiveSessions(again, clock)
        live.go_on()
        found = live.get(session.id)
        assert (found.phase, found.left(clock.now)) == ("open", 15)
        assert live.questions(session.id) == questions


def test_nothing_is_left_of_a_session_that_is_deleted(
    tmp_path: Path, database: TrainingDatabase, live: LiveSessions, questions, clock: Clock
) -> None:
    session, kept = (live.open(questions, TERMS, "local") for _ in range(2))
    for each in (session, kept):
        player = joined(database, live, each.id, "王芳")
        live.change(each.id, Session.advanced)
        answered(database, player, 0, "A", clock.now)
    live.delete(session.id)
    with pytest.raises(NotThere):
        live.delete(session.id)
    with pytest.raises(NotThere):
        answered(database, player.__class__(99, session.id, "x", ""), 0, "A", clock.now)
    with sqlite3.connect(tmp_path / "training.sqlite") as file:
        for table in ("live_players", "live_answers", "live_contents"):
            assert file.execute(f"SELECT session FROM {table}").fetchall() == [(kept.id,)]
    file.close()


def test_a_session_that_is_locked_takes_nobody_else(
    database: TrainingDatabase, live: LiveSessions, questions
) -> None:
    session = live.open(questions, TERMS, "local")
    joined(database, live, session.id, "王芳")
    assert live.change(session.id, Session.locked).is_locked
    with pytest.raises(Conflict, match="停止加入"):
        joined(database, live, session.id, "李强")
    live.change(session.id, Session.unlocked)
    joined(database, live, session.id, "李强")


def test_who_is_removed_leaves_neither_name_nor_answers(
    database: TrainingDatabase, live: LiveSessions, questions, clock: Clock
) -> None:
    session = live.open(questions, TERMS, "local")
    other = live.open(questions, TERMS, "local")
    one, two = (joined(database, live, session.id, name) for name in ("王芳", "李强"))
    opened = live.change(session.id, Session.advanced)
    for player in (one, two):
        answered(database, player, 0, "A", clock.now)
    with pytest.raises(NotThere):
        live.remove(other.id, one.id)
    assert live.remove(session.id, one.id).version > opened.version  # all look again
    assert [player for player, _ in live.players(session.id)] == [two]
    assert [answer.player for answer in live.answers(session.id)] == [two.id]
    assert live.counts() == {session.id: 1}
    assert len(live.removed(session.id)) == 1
    with pytest.raises(NotThere):
        live.remove(session.id, one.id)
    with pytest.raises(Forbidden, match="移出"):  # one that was under way
        answered(database, one, 0, "A", clock.now)
    joined(database, live, session.id, "王芳")  # the name is free again


def test_a_file_of_before_opens_with_its_sessions(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "before"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "training.sqlite")) as file, file:
        for statement in database_module._MIGRATIONS[0]:
            file.execute(statement)
        file.execute("PRAGMA user_version = 1")
        file.execute(
            "INSERT INTO live_sessions VALUES ('s', '123456', '题', 'x', 'trainer', 'made', 20, 3,"
            " '[]', 'open', 1, 1000010.0, NULL, NULL, 7, '2026', NULL, 1000000.0)"
        )
        file.execute("INSERT INTO live_players VALUES (1, 's', '王芳', '王芳', 'h', '2026')")
    with TrainingDatabase(folder) as again:
        live = LiveSessions(again, clock)
        found = live.get("s")
        assert (found.left(clock.now), found.took(clock.now + 1)) == (10, 11)
        assert (found.called, found.is_locked, found.factors) == (None, False, ())
        assert [player.name for player, _ in live.players("s")] == ["王芳"]
        assert live.change("s", Session.called_in).called == clock.now
        assert live.get("s").called == clock.now


def test_many_at_once_are_each_their_own_and_on_the_disk(
    tmp_path: Path, database: TrainingDatabase, live: LiveSessions, questions, clock: Clock
) -> None:
    session = live.open(questions, TERMS, "local")
    players = [joined(database, live, session.id, f"人{n}") for n in range(60)]
    live.change(session.id, Session.advanced)
    stranger = Player(10**6, "nowhere", "x", "")
    with Desk(database) as desk, ThreadPoolExecutor(8) as threads:
        changes = [
            taken_down(player, 0, letter, clock.now + 1, is_right=False)
            for player in (*players, stranger)
            for letter in "AB"
        ]
        futures = list(threads.map(desk.hand_in, changes))
        faults = [future.exception(20) for future in futures]
    taken = live.answers(session.id)
    assert sorted(a.player for a in taken) == [player.id for player in players]
    assert sum(fault is None for fault in faults) == 60
    assert {type(fault) for fault in faults if fault} == {Conflict, NotThere}
    with sqlite3.connect(tmp_path / "training.sqlite") as other:
        assert other.execute("SELECT count(*) FROM live_answers").fetchone() == (60,)
    other.close()


def test_who_hangs_up_stops_nobody_else(database: TrainingDatabase) -> None:
    with Desk(database) as desk:
        assert desk.hand_in(lambda _: None).result(20) is None
        given_up = desk.hand_in(lambda _: 1)
        given_up.cancel()
        assert desk.hand_in(lambda _: 2).result(20) == 2


def test_a_file_that_cannot_be_written_is_told_to_all(database: TrainingDatabase) -> None:
    with Desk(database) as desk:
        database.close()
        assert desk.hand_in(lambda _: 1).exception(20) is not None


FILL = Item("", "fill", "（　　）", (), ("5",), (), "easy", "")
JUDGE = Item("", "judge", "?", (), ("对",), (), "easy", "")
ONE = Item("", "single", "?", ("甲", "乙", "丙"), ("A",), (), "easy", "")
SOME = Item("", "multiple", "?", ("甲", "乙", "丙"), ("A", "C"), (), "easy", "")
PAIRS = Item("", "match", "?", ("甲", "乙"), ("B", "A"), (), "easy", "", left=("一", "二"))


@pytest.mark.parametrize(
    ("item", "typed", "given"),
    [
        (FILL, "  5 万元 ", "5 万元"),
        (JUDGE, "错", "错"),
        (ONE, "B", "B"),
        (SOME, "C,A", "AC"),
        (PAIRS, "BA", "BA"),
        (PAIRS, "AA", "AA"),
        *((item, "", None) for item in (FILL, JUDGE, ONE, SOME, PAIRS)),
        (FILL, "5" * 61, None),
        (JUDGE, "也许", None),
        (ONE, "AB", None),
        (ONE, "D", None),
        (SOME, "AA", None),
        (PAIRS, "B", None),
        (PAIRS, "B_", "B_"),
        (PAIRS, "_A", "_A"),
        (PAIRS, "__", None),
        (PAIRS, "_C", None),
        (PAIRS, "A__", None),
        (SOME, "A_", None),
    ],
)
def test_answers_as_they_are_sent(item: Item, typed: str, given: str | None) -> None:
    if given is None:
        with pytest.raises(BadRequest):
            as_given(item, typed)
    else:
        assert as_given(item, typed) == given
