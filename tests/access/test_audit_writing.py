"""Records reach the disk soon, whatever comes between, and stay as they are."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.access import database as database_module
from assistant.access import writing
from assistant.access.audit import Audit, Event
from assistant.access.database import BadAccess, Database
from assistant.access.feedback import Feedback, Opinion

ASKED = Event("ask", "local", "r1", "低保标准", "answered", "0001-a", ("plan/1",), 8.5, "127.0.0.1")
KILLED = """
import os, sys, time
from pathlib import Path
from assistant.access.audit import Audit, Event
from assistant.access.database import Database
audit = Audit(Database(Path(sys.argv[1])), str)
audit.__enter__()
for n in range(20):
    audit.log(Event("ask", "local", question=str(n)))
    time.sleep(0.05)
time.sleep(0.9)
audit.log(Event("ask", "local", question="last"))
os._exit(9)
"""
FULL = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk full'); END"


@pytest.fixture
def audit(database: Database) -> Iterator[Audit]:
    with Audit(database, str) as audit:
        yield audit


def soon(what: Callable[[], bool], seconds: float = 3.0) -> bool:
    deadline = time.monotonic() + seconds
    while not (done := what()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return done


def change(database: Database, statement: str) -> None:
    with database.writing() as connection:
        connection.execute(statement)


def test_one_alone_is_written_soon(audit: Audit) -> None:
    audit.log(ASKED)
    assert soon(lambda: audit.read() == (ASKED,), 1.5)


def test_none_waits_for_those_that_keep_coming(audit: Audit) -> None:
    audit.log(replace(ASKED, request="first"))
    for _ in range(8):
        audit.log(ASKED)
        time.sleep(0.1)
    assert [e.request for e in audit.read()][-1:] == ["first"]


def test_a_kill_loses_the_last_half_second_at_most(folder: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, folder], check=False)
    assert killed.returncode == 9
    with Database(folder) as database:
        kept = [event.question for event in Audit(database, str).read()]
    assert kept[-20:] == [str(n) for n in reversed(range(20))]


def test_from_many_threads(database: Database) -> None:
    def ask(name: str) -> None:
        for n in range(250):
            audit.log(replace(ASKED, who=name, request=str(n)))

    with Audit(database, str) as audit:
        threads = [threading.Thread(target=ask, args=(f"k{n}",)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for n in range(8):
        found = audit.read(who=f"k{n}", limit=1000)
        assert [int(event.request) for event in reversed(found)] == list(range(250))


def test_taking_one_down_does_not_wait_for_the_disk(database: Database, folder: Path) -> None:
    with Database(folder) as elsewhere, Audit(database, str) as audit, elsewhere.writing():
        started = time.monotonic()
        for _ in range(2000):
            audit.log(ASKED)
        assert time.monotonic() - started < 0.5
    assert len(audit.read(limit=5000)) == 2000


def test_one_that_cannot_be_written_does_not_stop_the_others(audit: Audit, caplog) -> None:
    audit.log(replace(ASKED, elapsed_ms=None))
    audit.log(replace(ASKED, question="\ud800低保"))
    audit.log(ASKED)
    assert soon(lambda: len(audit.read()) == 2)
    assert [event.question for event in audit.read()] == ["低保标准", "?低保"]
    assert "有一条记录写不了" in caplog.text


def test_what_cannot_be_masked_is_not_kept(database: Database, folder: Path) -> None:
    def mask(text: str) -> str:
        if "密码" in text:
            raise ValueError(text)
        return text

    with Audit(database, mask) as audit:
        audit.log(replace(ASKED, question="密码是hunter2"))
        audit.log(ASKED)
    assert audit.read() == (ASKED,)
    assert not [path for path in folder.iterdir() if b"hunter2" in path.read_bytes()]


def test_a_disk_that_is_full_for_a_while(database: Database, audit: Audit, caplog) -> None:
    change(database, FULL)
    for n in range(5):
        audit.log(replace(ASKED, request=str(n)))
    assert soon(lambda: "disk full" in caplog.text)
    change(database, "DROP TRIGGER full")
    assert soon(lambda: len(audit.read()) == 5)


def test_a_disk_that_stays_full_stops_nothing(database: Database, monkeypatch, caplog) -> None:
    monkeypatch.setattr(writing, "_WAITING", 3)
    monkeypatch.setattr(writing, "_BRIEFLY", 0.05)
    change(database, FULL)
    started = time.monotonic()
    with Audit(database, str) as audit:
        audit.log(ASKED)
        assert soon(lambda: "disk full" in caplog.text)
        for _ in range(5):
            audit.log(ASKED)
    assert time.monotonic() - started < 4.0
    assert "丢了一条" in caplog.text
    assert "丢了 4 条" in caplog.text


def test_closing_twice_and_with_nothing_to_write(database: Database) -> None:
    with Audit(database, str) as audit:
        audit.close()
    assert audit.read() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET question = ''",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT id, at, '', '', '', '', '', '', '', 0, '' FROM audit",
    ],
)
def test_what_is_old_stays_too_unless_it_is_forgotten(database: Database, statement: str) -> None:
    old = replace(ASKED, at="2020-01-01T00:00:00.000+00:00")
    with Audit(database, str) as audit:
        audit.log(old)
    audit.forget(36500)
    with pytest.raises(BadAccess, match="append only"):
        change(database, statement)
    assert audit.forget(30) == 1
    with Audit(database, str) as again:
        again.log(old)
    with pytest.raises(BadAccess, match="append only"):
        change(database, statement)
    assert again.read() == (old,)


def test_much_is_forgotten_and_its_text_is_gone(database: Database, folder: Path) -> None:
    old = replace(ASKED, at="2020-01-01T00:00:00.000+00:00", question="忘掉的问题")
    with Audit(database, str) as audit:
        for _ in range(2500):
            audit.log(old)
        audit.log(ASKED)
    assert audit.forget(30) == 2500
    assert audit.read() == (ASKED,)
    database.close()
    assert "忘掉的问题".encode() not in (folder / "service.sqlite").read_bytes()


def test_page_by_page_and_as_lines(database: Database) -> None:
    with Audit(database, str) as audit:
        for n in range(1500):
            audit.log(replace(ASKED, request=str(n), who="k1" if n % 2 else "k2"))
    first = audit.read(limit=10)
    second = audit.read(limit=10, before=first[-1].id)
    assert [e.request for e in first + second] == [str(n) for n in range(1499, 1479, -1)]
    lines = [json.loads(line) for line in audit.lines()]
    assert [line["request"] for line in lines] == [str(n) for n in range(1499, -1, -1)]
    assert lines[0]["question"] == "低保标准"
    assert lines[0]["clauses"] == ["plan/1"]
    assert len(list(audit.lines(who="k1"))) == 750


def test_opinions_since_a_day_with_what_they_are_of_and_without_secrets(
    database: Database, folder: Path
) -> None:
    feedback = Feedback(database)
    token = "yj_0123abcd_" + "x" * 43
    feedback.add(Opinion("a1", False, f"{token}是什么", token, "k1", "", "0001-a", ("plan/1",)))
    (opinion,) = feedback.read(since="2020")
    assert (opinion.index_version, opinion.clauses) == ("0001-a", ("plan/1",))
    assert feedback.read(since="2999") == ()
    assert not [path for path in folder.iterdir() if b"x" * 43 in path.read_bytes()]


def test_an_older_database_is_brought_up_to_date(folder: Path) -> None:
    folder.mkdir()
    old = sqlite3.connect(folder / "service.sqlite")
    for statement in database_module._MIGRATIONS[0]:
        old.execute(statement)
    old.execute("INSERT INTO feedback VALUES (1, '2026', 'a1', '', 1, '', '')")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    with Database(folder) as database:
        assert [o.answer for o in Feedback(database).read()] == ["a1"]
