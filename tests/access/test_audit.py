"""What was asked, written beside the answers and never changed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from assistant.access.audit import Audit, Event
from assistant.access.database import BadAccess, Database
from assistant.access.feedback import Feedback, Opinion

ASKED = Event("ask", "local", "r1", "低保标准", "answered", "0001-a", ("plan/1",), 8.5, "127.0.0.1")


def masked(text: str) -> str:
    return text.replace("13800000000", "***")


def filled(database: Database, *events: Event) -> Audit:
    with Audit(database, masked) as audit:
        for event in events:
            audit.log(event)
    return audit


def test_an_event_comes_back_as_it_was(database: Database) -> None:
    assert filled(database, ASKED).read() == (ASKED,)


def test_the_newest_first_and_by_what_is_asked_for(database: Database) -> None:
    other = replace(ASKED, action="upload", who="k1", at="2999-01-01T00:00:00.000+00:00")
    audit = filled(database, ASKED, other)
    assert audit.read() == (other, ASKED)
    assert audit.read(limit=1) == (other,)
    assert audit.read(action="ask") == (ASKED,)
    assert audit.read(who="k1") == (other,)
    assert audit.read(since="2998") == (other,)
    assert audit.read(until="2998") == (ASKED,)


def test_secrets_are_not_kept(database: Database) -> None:
    audit = filled(database, replace(ASKED, question="我的电话13800000000"))
    assert audit.read()[0].question == "我的电话***"


def test_all_that_waits_is_written_at_the_end(database: Database) -> None:
    audit = filled(database, *(replace(ASKED, request=str(n)) for n in range(1000)))
    assert len(audit.read(limit=2000)) == 1000


@pytest.mark.parametrize("change", ["UPDATE audit SET question = ''", "DELETE FROM audit"])
def test_what_is_written_stays(database: Database, change: str) -> None:
    audit = filled(database, ASKED)
    with pytest.raises((BadAccess, sqlite3.Error)), database.writing() as connection:
        connection.execute(change)
    assert audit.read() == (ASKED,)


def test_what_is_old_can_be_forgotten(database: Database) -> None:
    old = replace(ASKED, at="2020-01-01T00:00:00.000+00:00")
    audit = filled(database, old, ASKED)
    assert audit.forget(30) == 1
    assert audit.read() == (ASKED,)


def test_what_found_no_answer(database: Database) -> None:
    missed = replace(ASKED, status="not_found", question="彩礼")
    audit = filled(database, ASKED, missed, missed, replace(missed, question="公墓"))
    assert audit.unanswered() == (("彩礼", 2), ("公墓", 1))


def test_what_people_say(database: Database) -> None:
    feedback = Feedback(database)
    feedback.add(Opinion("a1", True, "低保标准"))
    feedback.add(Opinion("a2", False, "彩礼", "答非所问", "k1"))
    assert [(o.answer, o.helpful, o.reason) for o in feedback.read()] == [
        ("a2", False, "答非所问"),
        ("a1", True, ""),
    ]
    assert [o.answer for o in feedback.read(helpful=True)] == ["a1"]
