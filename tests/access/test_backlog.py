"""Questions that wait for someone: found, marked, and back when they are asked again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.access import database as databases
from assistant.access.audit import Audit, Event
from assistant.access.backlog import Backlog
from assistant.access.database import Database
from assistant.access.feedback import Feedback, Opinion
from assistant.access.redact import redact
from assistant.errors import NotThere

START = datetime(2026, 11, 1, tzinfo=UTC)


def at(minute: int) -> str:
    return (START + timedelta(minutes=minute)).isoformat(timespec="milliseconds")


def asked(database: Database, *questions: str, status: str = "not_found", start: int = 0) -> None:
    with Audit(database, redact) as audit:
        for minute, question in enumerate(questions, start=start):
            audit.log(Event("ask", "local", question=question, status=status, at=at(minute)))


@pytest.fixture
def backlog(database: Database) -> Iterator[Backlog]:
    return Backlog(database)


def names(backlog: Backlog, **wanted: object) -> list[str]:
    return [item.question for item in backlog.read(**wanted)]


def test_questions_are_grouped_newest_or_most_frequent_first(
    database: Database, backlog: Backlog
) -> None:
    asked(database, "甲", "甲", "乙")
    asked(database, "丙", status="answered", start=9)
    assert names(backlog) == ["乙", "甲"]
    assert names(backlog, order="often") == ["甲", "乙"]
    first = backlog.read(order="often")[0]
    assert (first.unanswered, first.unhelpful, first.last) == (2, 0, at(1))
    assert names(backlog, limit=1) == ["乙"]
    assert backlog.count() == 2


def test_opinions_count_beside_what_was_not_found(database: Database, backlog: Backlog) -> None:
    asked(database, "甲")
    feedback = Feedback(database)
    for helpful, reason in ((False, "不是我要的"), (False, "旧了"), (False, "旧了"), (True, "好")):
        feedback.add(Opinion("a", helpful, "甲", reason))
    feedback.add(Opinion("b", False, "", "没带提问"))
    found = {item.question: item for item in backlog.read()}
    assert (found["甲"].unanswered, found["甲"].unhelpful) == (1, 3)
    assert found[""].unhelpful == 1
    assert backlog.reasons("甲") == ("旧了", "不是我要的")
    assert backlog.reasons("") == ("没带提问",)


def test_what_is_handled_waits_no_more_until_it_is_asked_again(
    database: Database, backlog: Backlog
) -> None:
    asked(database, "甲", "乙")
    backlog.settle(backlog.find("甲"), "local")
    assert names(backlog) == ["乙"]
    assert names(backlog, handled=True) == ["甲"]
    with pytest.raises(NotThere):
        backlog.find("甲")
    asked(database, "甲", start=5)
    assert backlog.find("甲").unanswered == 1  # what was handled does not count again
    assert names(backlog) == ["甲", "乙"]


def test_what_came_while_someone_looked_is_not_handled(
    database: Database, backlog: Backlog
) -> None:
    asked(database, "甲")
    seen = backlog.find("甲")
    asked(database, "甲", start=1)
    backlog.settle(seen, "local")
    assert backlog.find("甲").last == at(1)


def test_a_mark_can_be_taken_away_and_is_never_moved_back(
    database: Database, backlog: Backlog
) -> None:
    asked(database, "甲")
    old = backlog.find("甲")
    asked(database, "甲", start=1)
    backlog.settle(backlog.find("甲"), "local")
    backlog.settle(old, "local")
    assert names(backlog) == []
    backlog.reopen("甲")
    assert backlog.find("甲").unanswered == 2


def test_marks_go_with_what_they_are_about(database: Database, backlog: Backlog) -> None:
    asked(database, "甲", "乙")
    Feedback(database).add(Opinion("a", False, "乙", "旧了"))
    for item in backlog.read():
        backlog.settle(item, "local")
    with Audit(database, redact) as audit:
        audit.forget(0)
    with database.reading() as connection:
        kept = connection.execute("SELECT question FROM handled").fetchall()
    assert kept == [("乙",)]  # the opinion is still there, and stays handled
    assert names(backlog) == []


def test_masked_as_it_was_taken_down(database: Database, backlog: Backlog) -> None:
    asked(database, "我的 token=abcdef123456789 对吗 ?token=abcdef123456789")
    (item,) = backlog.read()
    assert "[密钥]" in item.question
    assert backlog.find(item.question) == item


def test_a_file_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "service.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    for statements in databases._MIGRATIONS[:2]:
        for statement in statements:
            connection.execute(statement)
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    with Database(tmp_path) as database:
        asked(database, "甲")
        assert names(Backlog(database)) == ["甲"]


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(["ask", "settle"])), max_size=12)
)
def test_what_waits_is_what_was_asked_since_the_last_mark(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    with Database(tmp_path_factory.mktemp("db")) as database:
        backlog, waiting = Backlog(database), dict[str, int]()
        for minute, (question, step) in enumerate(steps):
            if step == "ask":
                asked(database, question, start=minute)
                waiting[question] = waiting.get(question, 0) + 1
            elif waiting.pop(question, 0):
                backlog.settle(backlog.find(question), "local")
        assert {item.question: item.unanswered for item in backlog.read()} == waiting
        assert backlog.count() == len(waiting)
