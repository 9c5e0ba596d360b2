"""Quizzes that a trainer keeps: sets of items with a title."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any

from assistant.errors import BadRequest, NotThere
from assistant.training.database import TrainingDatabase
from assistant.training.items import Item, ItemSet
from assistant.training.reviewing import reviewed
from assistant.training.stored import as_json, read_set
from assistant.training.taken import Taken, forget, last, of_set, put_back, remember

LONGEST_TITLE = 100
MOST_KEPT = 200  # items of one quiz
_BYTES = 6  # of chance in an id
_SUMMARY = "id, title, items, documents, created, changed, who"


@dataclass(frozen=True, slots=True)
class Summary:
    """A quiz in a list; ``items`` counts them, ``documents`` are those that they rest on, times
    are UTC, ``who`` made it."""

    id: str
    title: str
    items: int
    documents: tuple[str, ...]
    created: str
    changed: str
    who: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz that is kept."""

    summary: Summary
    set: ItemSet


class Shelf:
    """Quizzes in the file. From any thread."""

    def __init__(self, database: TrainingDatabase) -> None:
        self._database = database

    def add(self, title: str, found: ItemSet, who: str) -> Quiz:
        """Keeps a set. Raises BadRequest for a title that is empty or too long, and for more
        than ``MOST_KEPT`` items."""
        now, name = _now(), secrets.token_hex(_BYTES)
        documents = _documents(_bounded(found))
        summary = Summary(name, _title(title), len(found.items), documents, now, now, who)
        with self._database.writing() as connection:
            connection.execute(
                f"INSERT INTO quizzes ({_SUMMARY}, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
                (
                    *(summary.id, summary.title, summary.items, json.dumps(documents)),
                    *(now, now, who, as_json(found)),
                ),
            )
        return Quiz(summary, found)

    def all(self) -> tuple[Summary, ...]:
        """Every quiz, the one changed last first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {_SUMMARY} FROM quizzes ORDER BY changed DESC, id"  # noqa: S608 - a constant
            )
            return tuple(map(_summary, rows))

    def get(self, name: str) -> Quiz:
        """One quiz. Raises NotThere."""
        with self._database.reading() as connection:
            return _get(connection, name)

    def change(self, name: str, changed: Callable[[ItemSet], ItemSet], title: str = "") -> Quiz:
        """The quiz with another set, made of the present one, and another title if one is given.
        Nobody writes to the file meanwhile: ``changed`` should be quick. Raises NotThere,
        BadRequest, and whatever ``changed`` does."""
        with self._database.writing() as connection:
            old = _get(connection, name)
            return _changed(connection, old, changed(old.set), title)

    def take(self, name: str, item: str, new: Item | None = None) -> Quiz:
        """The quiz without an item, or with a ``new`` one in its place; it can be put back.
        Raises NotThere, BadRequest."""
        with self._database.writing() as connection:
            old = _get(connection, name)
            remember(connection, name, old.set, of_set(old.set, item, new.id if new else ""))
            found = reviewed(
                old.set, changed={item: new} if new else {}, dropped=() if new else [item]
            )
            return _changed(connection, old, found)

    def taken(self, name: str) -> Taken | None:
        """What was taken last and can be put back."""
        with self._database.reading() as connection:
            return last(connection, name)

    def put_back(self, name: str) -> Item:
        """Puts back what was taken last. Raises NotThere, BadRequest."""
        with self._database.writing() as connection:
            old, taken = _get(connection, name), last(connection, name)
            if taken is None:
                raise BadRequest("没有可以撤销的。", "它已经撤销过了，或者过了一天。")
            _changed(connection, old, put_back(old.set, taken))
            forget(connection, name)
            return taken.item

    def remove(self, name: str) -> None:
        """Takes a quiz away. Raises NotThere."""
        with self._database.writing() as connection:
            if not connection.execute("DELETE FROM quizzes WHERE id = ?", (name,)).rowcount:
                raise missing(name)


def _changed(connection: Connection, old: Quiz, found: ItemSet, title: str = "") -> Quiz:
    summary = replace(
        old.summary,
        title=_title(title) if title else old.summary.title,
        items=len(_bounded(found).items),
        documents=_documents(found),
        changed=_now(),
    )
    connection.execute(
        "UPDATE quizzes SET title = ?, content = ?, items = ?, documents = ?, changed = ?"
        " WHERE id = ?",
        (
            *(summary.title, as_json(found), summary.items),
            *(json.dumps(summary.documents), summary.changed, summary.id),
        ),
    )
    return Quiz(summary, found)


def missing(name: str) -> NotThere:
    """The fault of a quiz that is not there."""
    return NotThere(f"没有 {name!r:.40} 这套题。", "在“培训”里看有哪些。")


def _get(connection: Connection, name: str) -> Quiz:
    row = connection.execute(
        f"SELECT {_SUMMARY}, content FROM quizzes WHERE id = ?",  # noqa: S608 - a constant
        (name,),
    ).fetchone()
    if row is None:
        raise missing(name)
    return Quiz(_summary(row[:-1]), read_set(row[-1]))


def _summary(row: Sequence[Any]) -> Summary:
    name, title, items, documents, *rest = row
    return Summary(name, title, items, tuple(json.loads(documents)), *rest)


def _documents(found: ItemSet) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.document for item in found.items for each in item.grounds))


def _bounded(found: ItemSet) -> ItemSet:
    if len(found.items) > MOST_KEPT:
        raise BadRequest(f"一套题最多 {MOST_KEPT} 道。", "请分成几套。")
    return found


def _title(title: str) -> str:
    title = "".join(c for c in " ".join(title.split()) if c.isprintable())
    if not 0 < len(title) <= LONGEST_TITLE:
        raise BadRequest("题目集要有名字，不超过 100 个字。", "例如：建德集体经济规划 练习")
    return title


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
