"""What is purged is gone for good."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from plain_library import assert_sound, every_byte, files, override, source

from assistant.errors import NotThere, YoujuError
from assistant.store.library import Library

ROOT = Path(__file__).parents[2]
SECRET, NEW, OTHER = "〈密件正文〉".encode(), "〈密件新文〉".encode(), "〈别的正文〉".encode()
OLD, NEWER = source("a", "〈密件标题〉", SECRET), source("a", "〈密件新题〉", NEW)
KEPT = source("b", "〈别的标题〉", OTHER)
GONE = [*(each.title.encode() for each in (OLD, NEWER)), SECRET, NEW, "〈密件引文〉".encode()]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library with a document of two versions and a correction, and another."""
    home = tmp_path / "资料库"
    with Library.open(home) as library:
        library.add(OLD, SECRET)
        library.add(KEPT, OTHER)
        library.override([override("a", "〈密件引文〉"), override("b", "〈别的引文〉")])
        library.replace(NEWER, NEW)
    return home


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_bytes(SECRET)
    (folder / "b.txt").write_bytes(OTHER)
    return folder


def traces(home: Path) -> list[bytes]:
    raw = every_byte(home)
    assert KEPT.title.encode() in raw
    return [each for each in GONE if each in raw]


@pytest.mark.parametrize("deleted", [False, True])
def test_nothing_of_it_is_left_in_any_revision_or_byte(home: Path, deleted: bool) -> None:
    assert traces(home) == GONE
    with Library.open(home) as library:
        if deleted:
            library.delete("a")
        last = library.revision()
        assert library.purge("a", by="张三") == last + 1

        assert traces(home) == []
        assert [library.sources(n) for n in range(last + 2)] == [(), (), *[(KEPT,)] * last]
        assert library.overrides() == library.overrides(3) == (override("b", "〈别的引文〉"),)
        assert [each.source for each in library.documents(deleted=True)] == [KEPT]
        assert library.purged() == ("a",)
    assert files(home) == {KEPT.sha256}
    assert traces(home) == []
    assert_sound(home)


def test_it_does_not_come_back(home: Path, documents: Path) -> None:
    with Library.open(home) as library:
        library.purge("a")
        listed = [replace(KEPT, id="c", title="〈第三份〉", file="b.txt"), OLD]
        assert library.seed(listed, documents) == 6
        for number in range(6):
            library.rollback(number)
            library.seed(listed, documents)
            assert "a" not in {each.id for each in library.sources()}
    assert files(home) == {KEPT.sha256}
    assert traces(home) == []


def test_it_may_be_added_again(home: Path, documents: Path) -> None:
    clean = source("a", "〈清理过的〉", "〈清理过的正文〉".encode())
    with Library.open(home) as library:
        library.purge("a")
        assert library.add(clean, "〈清理过的正文〉".encode()) == 6
        library.seed([OLD], documents)
        assert library.sources() == (clean, KEPT)
        library.rollback(4)
        library.seed([OLD], documents)
        assert "a" not in {each.id for each in library.sources()}
        library.rollback(6)
        assert clean in library.sources()
        assert traces(home) == []
        library.purge("a")
        assert clean.title.encode() not in every_byte(home)


def test_a_file_that_another_document_has_or_had_is_kept(home: Path) -> None:
    half = replace(OLD, id="c", title="〈另一半〉")
    with Library.open(home) as library:
        library.add(half, SECRET)
        library.delete("c")
        library.purge("a")
        assert library.read(OLD.sha256) == SECRET
        assert files(home) == {OLD.sha256, KEPT.sha256}
        library.purge("c")
    assert traces(home) == []


def test_of_what_never_was_nothing_is_purged(home: Path) -> None:
    with Library.open(home) as library:
        with pytest.raises(NotThere, match="没有 'x'"):
            library.purge("x")
        assert (library.revision(), library.purged()) == (4, ())


def test_corrections_of_a_document_that_is_no_more_can_be_purged(home: Path) -> None:
    with Library.open(home) as library:
        library.override([override("x", "〈无主引文〉")])
        assert library.purge("x") == 6
        assert "〈无主引文〉".encode() not in every_byte(home)


def test_purging_again_changes_nothing(home: Path) -> None:
    with Library.open(home) as library:
        assert library.purge("a") == library.purge("a") == 5


def test_many_rows_leave_no_trace_where_the_database_moved_them(tmp_path: Path) -> None:
    chance = Random(7)
    data = b"x"
    titles = {
        f"{n:03d}": f"〈{n:03d}〉" + "题" * chance.choice([2, 20, 60, 120]) for n in range(150)
    }
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "x.txt").write_bytes(data)
    sources = [replace(source(n, title, data), file="x.txt") for n, title in titles.items()]
    with Library.open(tmp_path) as library:
        for count in range(10, 151, 10):
            library.seed(sources[:count], folder)
        gone = chance.sample(sorted(titles), 5)
        for document in gone:
            library.purge(document)
        raw = every_byte(tmp_path)
        left = [n for n, title in titles.items() if title[:5].encode() in raw]
        assert left == sorted(titles.keys() - set(gone))


def test_a_reader_that_stays_is_told_of(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.store.migrations.BUSY_SECONDS", 0.05)
    reader = sqlite3.connect(home / "library.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM records").fetchall()
    with Library.open(home) as library:
        with pytest.raises(YoujuError, match="可能还留有") as caught:
            library.purge("a")
        assert "再清除一次" in caught.value.hint
        assert library.sources() == (KEPT,)
        reader.close()

        assert library.purge("a") == 5
        assert traces(home) == []


def test_sweeping_removes_what_no_record_names(home: Path) -> None:
    for name in ("0" * 64, "1" * 64 + ".part"):
        (home / "files" / name).write_bytes(b"left by a kill")
    with Library.open(home) as library:
        before = files(home)
        library.sweep()
        assert library.revision() == 4
    assert files(home) == before - {"0" * 64, "1" * 64 + ".part"}
    assert files(home) == {each.sha256 for each in (OLD, NEWER, KEPT)}
    assert_sound(home)


def test_sweeping_waits_for_a_writer_that_has_stored_a_file_and_not_its_row(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.store.migrations.BUSY_SECONDS", 0.05)
    hints = []

    def sweep(statement: str) -> None:
        if statement == "COMMIT":
            with Library.open(home) as other, pytest.raises(YoujuError) as caught:
                other.sweep()
            hints.append(caught.value.hint)

    late = "〈后来的〉".encode()
    with Library.open(home) as library:
        library._connection.set_trace_callback(sweep)
        assert library.add(source("c", "〈后来的〉", late), late) == 5
        library._connection.set_trace_callback(None)
        assert hints == ["有别的程序正在改动资料库，等它做完再试。"]
        assert library.read(library.sources()[-1].sha256) == late


CHILD = """
import sys, time
from pathlib import Path
from assistant.store.files import Files
from assistant.store.library import Library

def say_and_wait(*_):
    print("here", flush=True)
    time.sleep(60)

library = Library.open(Path(sys.argv[1]))
at = sys.argv[2]
if at == "the first file":
    Files.keep_only = say_and_wait
else:
    library._connection.set_trace_callback(lambda sql: sql == at and say_and_wait())
library.purge("a")
"""
# The moment at which it is killed → whether the document is gone for whoever comes next.
MOMENTS = {"COMMIT": False, "the first file": True, "VACUUM": True}


def test_killed_in_the_middle_of_purging(home: Path, tmp_path: Path) -> None:
    children = {}
    for moment in MOMENTS:
        shutil.copytree(home, tmp_path / moment)
        command = [sys.executable, "-c", CHILD, str(tmp_path / moment), moment]
        children[moment] = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    for process in children.values():
        with process:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == b"here"
            process.kill()

    for moment, gone in MOMENTS.items():
        copy = tmp_path / moment
        assert_sound(copy)
        with Library.open(copy) as library:
            assert (library.sources() == (KEPT,)) is gone, moment
            assert (files(copy) == {KEPT.sha256}) is (moment == "VACUUM"), moment
            assert library.purge("a") == 5, moment
            assert traces(copy) == [], moment
        assert files(copy) == {KEPT.sha256}, moment
        assert_sound(copy)
