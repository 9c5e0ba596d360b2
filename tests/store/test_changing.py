"""Documents that people add, replace, delete and have back."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from plain_library import assert_sound, files, override, source

from assistant.errors import BadRequest, NotThere, YoujuError
from assistant.store.library import Library
from assistant.store.migrations import MIGRATIONS
from assistant.types import Source

A, B, NEW = "甲的正文".encode(), "乙的正文".encode(), "新的正文".encode()
ONE, TWO = source("a", "甲", A), source("b", "乙", B)
NEWER = source("a", "新甲", NEW)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "资料库"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for each, data in ((ONE, A), (TWO, B)):
        (folder / each.file).write_bytes(data)
    return folder


@pytest.fixture
def library(home: Path):
    with Library.open(home) as opened:
        yield opened
    assert_sound(home)


def states(library: Library) -> list[tuple[Source, str, int, bool]]:
    held = library.documents(deleted=True)
    return [(each.source, each.origin, each.changed, each.deleted) for each in held]


def test_what_is_added_can_be_read(library: Library) -> None:
    assert library.add(ONE, A) == 1
    assert library.add(TWO, B, origin="chat") == 2

    assert library.sources() == (ONE, TWO)
    assert [library.read(each.sha256) for each in library.sources()] == [A, B]
    assert states(library) == [(ONE, "upload", 1, False), (TWO, "chat", 2, False)]
    assert library.documents(1)[0].source == ONE


def test_the_same_id_is_not_added_twice(library: Library) -> None:
    library.add(ONE, A)
    with pytest.raises(BadRequest, match="已经有 'a'") as caught:
        library.add(NEWER, NEW)
    assert "替换" in caught.value.hint
    assert (library.revision(), library.sources()) == (1, (ONE,))


@pytest.mark.parametrize("change", ["add", "replace"])
def test_content_that_is_not_what_the_source_says_is_refused(
    library: Library, home: Path, change: str
) -> None:
    library.add(TWO, B)
    name = "b" if change == "replace" else "a"
    with pytest.raises(BadRequest, match="校验和") as caught:
        getattr(library, change)(replace(ONE, id=name), A[:-1])
    assert caught.value.hint
    assert (library.revision(), files(home)) == (1, {TWO.sha256})


def test_a_replaced_document_stays_where_it_was(library: Library) -> None:
    library.add(ONE, A)
    library.add(TWO, B)
    assert library.replace(NEWER, NEW) == 3
    assert library.replace(NEWER, NEW) == 3

    assert states(library) == [(NEWER, "upload", 3, False), (TWO, "upload", 2, False)]
    assert library.sources(2) == (ONE, TWO)
    assert (library.read(ONE.sha256), library.read(NEWER.sha256)) == (A, NEW)


def test_the_manifest_leaves_a_replaced_document_alone(library: Library, documents: Path) -> None:
    library.seed([ONE, TWO], documents)
    assert library.replace(NEWER, NEW) == 2

    assert library.seed([ONE, TWO], documents) == 2
    assert library.seed([TWO], documents) == 3
    assert library.sources() == (TWO, NEWER)


def test_the_same_document_again_takes_it_from_the_manifest(
    library: Library, documents: Path
) -> None:
    library.seed([ONE], documents)
    assert library.replace(ONE, A) == 2
    assert states(library) == [(ONE, "upload", 2, False)]
    assert library.revisions()[0].replaced == ("a",)


def test_a_file_of_the_manifest_that_nothing_names_is_not_stored(
    library: Library, home: Path, documents: Path
) -> None:
    library.add(NEWER, NEW)
    library.seed([ONE, TWO], documents)
    assert files(home) == {NEWER.sha256, TWO.sha256}


def test_a_lost_file_of_an_upload_is_put_back_where_the_manifest_has_it(
    library: Library, home: Path, documents: Path
) -> None:
    library.add(replace(ONE, title="人改的"), A)
    (home / "files" / ONE.sha256).unlink()
    assert library.seed([ONE], documents) == 1
    assert library.read(ONE.sha256) == A


def test_a_damaged_file_is_put_right_by_adding_it_again(library: Library, home: Path) -> None:
    library.add(ONE, A)
    (home / "files" / ONE.sha256).write_bytes(b"rot")
    assert library.replace(ONE, A) == 1
    assert library.read(ONE.sha256) == A


def test_a_deleted_document_leaves_a_tombstone(library: Library, documents: Path) -> None:
    library.seed([ONE, TWO], documents)
    assert library.delete("a") == 2

    assert library.seed([ONE, TWO], documents) == 2
    assert library.sources() == (TWO,)
    assert [each.source for each in library.documents()] == [TWO]
    assert states(library) == [(ONE, "manifest", 2, True), (TWO, "manifest", 1, False)]
    assert library.sources(1) == (ONE, TWO)

    assert library.add(NEWER, NEW) == 3
    assert library.sources() == (NEWER, TWO)


@pytest.mark.parametrize("deleted", [False, True])
def test_what_is_not_there_cannot_be_changed(library: Library, deleted: bool) -> None:
    if deleted:
        library.add(ONE, A)
        library.delete("a")
    before = library.revision()
    for change in (lambda: library.delete("a"), lambda: library.replace(NEWER, NEW)):
        with pytest.raises(NotThere, match="没有 'a'") as caught:
            change()
        assert caught.value.hint
    assert library.revision() == before


def test_documents_may_share_a_file(library: Library, home: Path) -> None:
    halves = [replace(ONE, begins="甲"), replace(TWO, begins="正文", sha256=ONE.sha256)]
    for half in halves:
        library.add(half, A)
    assert library.sources() == tuple(halves)
    assert files(home) == {ONE.sha256}


def test_rolling_back_is_a_new_revision_equal_to_the_older(
    library: Library, documents: Path
) -> None:
    library.seed([ONE], documents)
    library.override([override("a", "错字")])
    library.add(TWO, B)
    library.replace(NEWER, NEW)
    library.undo({"错字"})
    library.delete("b")

    assert library.rollback(3) == 7
    for asked in (library.sources, library.overrides, library._entries):
        assert asked(7) == asked(3)
    assert library.documents()[0].origin == "manifest"
    assert library.rollback(7) == library.rollback(3) == 7
    assert library.rollback(6) == 8
    assert library.rollback(0) == 9
    assert (library.sources(), library.overrides()) == ((), ())


@pytest.mark.parametrize("number", [-1, 2])
def test_there_is_no_rolling_back_to_what_never_was(library: Library, number: int) -> None:
    library.add(ONE, A)
    with pytest.raises(NotThere, match=f"没有第 {number} 版"):
        library.rollback(number)
    assert library.revision() == 1


def test_the_history_tells_what_changed_and_who_did_it(library: Library, documents: Path) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    library.seed([ONE, TWO], documents)
    library.replace(NEWER, NEW, by="张三")
    library.delete("b", by="李四")
    library.override([override("a", "错字")], by="王五")
    library.undo({"错字"}, by="王五")
    library.add(TWO, B, by="张三")
    library.rollback(3, by="李四")
    library.purge("a", by="张三")

    told = library.revisions()
    assert [(r.number, r.reason, r.by, r.added, r.replaced, r.deleted) for r in told] == [
        (8, "purge", "张三", (), (), ("a",)),
        (7, "rollback to 3", "李四", (), (), ("b",)),
        (6, "upload", "张三", ("b",), (), ()),
        (5, "undo", "王五", (), (), ()),
        (4, "override", "王五", (), (), ()),
        (3, "delete", "李四", (), (), ("b",)),
        (2, "replace", "张三", (), ("a",), ()),
        (1, "seed", "", ("a", "b"), (), ()),
    ]
    assert all(before <= datetime.fromisoformat(r.created) <= datetime.now(UTC) for r in told)
    assert library.revisions(limit=3) == told[:3]
    assert library.revisions(limit=0) == ()


def test_a_new_library_has_no_history(library: Library) -> None:
    assert library.revisions() == library.documents() == library.purged() == ()


def test_the_schema_before_is_brought_up_to_date_with_its_history(home: Path) -> None:
    (home / "files").mkdir(parents=True)
    lists = [
        [("a", "manifest", "a", 0)],
        [("b", "manifest", "b", 0), ("a", "manifest", "a", 0)],
        [("a", "manifest", "new", 0), ("b", "manifest", "b", 1)],
        [("a", "upload", "new", 0), ("b", "manifest", "b", 0)],
        [("b", "manifest", "b", 0)],
        [],
    ]
    with sqlite3.connect(home / "library.sqlite") as raw:
        for statement in [*MIGRATIONS[0], *MIGRATIONS[1]]:
            raw.execute(statement)
        for name, each, data in (("a", ONE, A), ("b", TWO, B), ("new", NEWER, NEW)):
            (home / "files" / each.sha256).write_bytes(data)
            raw.execute("INSERT INTO records VALUES (?, ?)", (name, json.dumps(asdict(each))))
        for number, rows in enumerate(lists, start=1):
            raw.execute("INSERT INTO revisions (created, reason) VALUES ('', 'seed')")
            raw.executemany(
                "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)",
                [(number, position, *row) for position, row in enumerate(rows)],
            )
        raw.execute("PRAGMA user_version = 2")
    raw.close()

    with Library.open(home) as library:
        told = [(r.added, r.replaced, r.deleted) for r in reversed(library.revisions())]
        assert told == [
            (("a",), (), ()),
            (("b",), (), ()),
            ((), ("a",), ("b",)),
            (("b",), ("a",), ()),
            ((), (), ("a",)),
            ((), (), ("b",)),
        ]
        assert {r.by for r in library.revisions()} == {""}
        assert [each.changed for each in library.documents(3, deleted=True)] == [3, 3]
        assert library.rollback(4) == 7
        assert library.sources() == (NEWER, TWO)
    assert_sound(home)


def test_a_full_disk_changes_nothing(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(ONE, A)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(YoujuError, match="No space left") as caught:
            library.add(TWO, B)
    assert "磁盘空间" in caught.value.hint
    assert (library.revision(), library.sources()) == (1, (ONE,))

    assert library.add(TWO, B) == 2
    assert files(home) == {ONE.sha256, TWO.sha256}
