from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from threading import Timer

import pytest

from assistant.errors import BadCorpus, YoujuError
from assistant.store.library import Library
from assistant.store.migrations import MIGRATIONS
from assistant.types import Override, Source

ROOT = Path(__file__).parents[2]


def document(folder: Path, name: str, text: str | None = None) -> Source:
    """A source whose file lies in ``folder``."""
    data = (text or f"{name}的正文").encode()
    (folder / f"{name}.txt").write_bytes(data)
    return Source(name, f"{name}的标题", f"{name}.txt", sha256(data).hexdigest())


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "资料库"


def revise(home: Path, rows: Sequence[tuple[str, str, str, int]]) -> None:
    """Adds a revision of (document, origin, hash of its record, deleted), as a person's change."""
    with sqlite3.connect(home / "library.sqlite") as raw:
        cursor = raw.execute("INSERT INTO revisions (created, reason) VALUES ('', 'test')")
        raw.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)",
            [(cursor.lastrowid, position, *row) for position, row in enumerate(rows)],
        )
    raw.close()


def records(home: Path) -> dict[str, str]:
    """Hash of the record of each document in the latest revision."""
    raw = sqlite3.connect(home / "library.sqlite")
    rows = raw.execute(
        "SELECT document, record_hash FROM entries WHERE revision = (SELECT max(id) FROM revisions)"
    ).fetchall()
    raw.close()
    return dict(rows)


def assert_sound(home: Path) -> None:
    """No broken page, no row without its record, no record without its file."""
    raw = sqlite3.connect(home / "library.sqlite")
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()
    with Library.open(home) as library:
        for revision in range(library.revision() + 1):
            for source in library.sources(revision):
                library.read(source.sha256)


def test_the_corpus_as_published(home: Path) -> None:
    rows = tomllib.loads((ROOT / "corpus/manifest.toml").read_text("utf-8"))["document"]
    keys = ("id", "title", "file", "sha256", "begins")
    sources = tuple(Source(**{key: row[key] for key in keys if key in row}) for row in rows)

    with Library.open(home) as library:
        assert library.seed(sources, ROOT / "corpus/documents") == 1
        assert library.sources() == sources
        assert "建德市" in library.read(sources[-1].sha256).decode()
    assert len(list((home / "files").iterdir())) == 5


def test_seeding_again_changes_nothing(home: Path, documents: Path) -> None:
    sources = [document(documents, "b"), document(documents, "a")]
    with Library.open(home) as library:
        assert library.seed(sources, documents) == 1

    with Library.open(home) as library:
        assert library.seed(sources, documents) == 1
        assert [source.id for source in library.sources()] == ["b", "a"]


def test_each_change_is_a_revision_and_old_ones_stay(home: Path, documents: Path) -> None:
    one, two = document(documents, "a"), document(documents, "b")
    renamed = replace(one, title="新标题")
    with Library.open(home) as library:
        assert library.seed([one, two], documents) == 1
        assert library.seed([renamed, two], documents) == 2
        assert library.seed([two, renamed], documents) == 3
        assert library.seed([two], documents) == 4
        assert library.seed([], documents) == 5

        lists = [library.sources(number) for number in range(6)]
        assert lists == [(), (one, two), (renamed, two), (two, renamed), (two,), ()]
        assert library.read(one.sha256) == "a的正文".encode()


def test_what_people_did_stays(home: Path, documents: Path) -> None:
    names = ["upload", "dead", "corrected", "plain"]
    upload, dead, corrected, plain = (document(documents, name) for name in names)
    with Library.open(home) as library:
        library.seed([upload, dead, corrected, plain], documents)
        known = records(home)
        revise(
            home,
            [
                ("upload", "upload", known["upload"], 0),
                ("dead", "manifest", known["dead"], 1),
                ("corrected", "person", known["corrected"], 0),
                ("plain", "manifest", known["plain"], 0),
            ],
        )
        listed = [replace(source, title="新") for source in (plain, dead, corrected)]

        assert library.seed(listed, documents) == 3
        assert library.seed(listed, documents) == 3
        assert library.sources() == (listed[0], corrected, upload)

        assert library.seed([plain], documents) == 4
        library.seed([plain, dead], documents)
        assert library.sources() == (plain, corrected, upload)


def test_a_new_library_is_empty_and_has_no_other_revision(home: Path) -> None:
    with Library.open(home) as library:
        assert (library.revision(), library.sources(), library.sources(0)) == (0, (), ())
        for number in (-1, 1):
            for asked in (library.sources, library.overrides):
                with pytest.raises(YoujuError, match=f"没有第 {number} 版"):
                    asked(number)


def override(document: str, start: int = 0) -> Override:
    """A correction of ``document``; others where ``start`` is another."""
    return Override(f"{document}{start}", "drop", document, "0" * 64, start, start + 2, "正文")


def test_each_correction_is_a_revision_and_old_ones_stay(home: Path, documents: Path) -> None:
    one, two, three = override("a", 1), override("a", 2), override("b", 3)
    with Library.open(home) as library:
        library.seed([document(documents, "a"), document(documents, "b")], documents)
        sources = library.sources()
        assert library.override([one, two]) == 2
        assert library.override([three]) == 3
        assert library.undo({one.reference}) == 4
        assert library.override([two]) == 5
        assert library.undo({two.reference, three.reference}) == 6

        lists = [library.overrides(number) for number in range(7)]
        assert lists == [(), (), (one, two), (one, two, three), (two, three), (three, two), ()]
        assert {library.sources(number) for number in range(1, 7)} == {sources}
        assert library.overrides() == ()


def test_corrections_that_change_nothing_make_no_revision(home: Path) -> None:
    with Library.open(home) as library:
        assert library.override([override("a")]) == 1
        assert library.override([override("a")]) == library.override([]) == 1
        assert library.undo({"unknown"}) == library.undo(()) == 1


def test_corrections_outlive_changes_of_the_documents(home: Path, documents: Path) -> None:
    one, two = document(documents, "a"), document(documents, "b")
    with Library.open(home) as library:
        library.seed([one], documents)
        library.override([override("a"), override("b")])
        for sources in ([one, two], [replace(one, title="新")], [], [one]):
            library.seed(sources, documents)
            assert library.overrides() == (override("a"), override("b"))
        assert library.revision() == 6

    with Library.open(home) as library:
        assert library.overrides() == (override("a"), override("b"))
    assert_sound(home)


def test_the_first_schema_is_brought_up_to_date_with_its_data(home: Path, documents: Path) -> None:
    one, two = document(documents, "a"), document(documents, "b")
    (home / "files").mkdir(parents=True)
    with sqlite3.connect(home / "library.sqlite") as raw:
        for statement in MIGRATIONS[0]:
            raw.execute(statement)
        for source in (one, two):
            (home / "files" / source.sha256).write_bytes((documents / source.file).read_bytes())
            raw.execute(
                "INSERT INTO records VALUES (?, ?)", (source.id, json.dumps(asdict(source)))
            )
        raw.execute("PRAGMA user_version = 1")
    raw.close()
    revise(home, [("a", "manifest", "a", 0)])
    revise(home, [("a", "manifest", "a", 0), ("b", "manifest", "b", 0)])

    with Library.open(home) as library:
        assert [library.sources(n) for n in range(3)] == [(), (one,), (one, two)]
        assert library.overrides() == library.overrides(1) == ()
        assert library.override([override("a")]) == 3
        assert (library.sources(), library.overrides()) == ((one, two), (override("a"),))
    assert_sound(home)
    raw = sqlite3.connect(home / "library.sqlite")
    assert raw.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    raw.close()


@pytest.mark.parametrize("data", [b"changed", None])
def test_a_bad_file_changes_nothing(home: Path, documents: Path, data: bytes | None) -> None:
    good, bad = document(documents, "a"), document(documents, "b")
    (documents / bad.file).unlink()
    if data:
        (documents / bad.file).write_bytes(data)

    with Library.open(home) as library:
        with pytest.raises(BadCorpus, match=r"b\.txt") as caught:
            library.seed([good, bad], documents)
        assert caught.value.hint
        assert library.revision() == 0
    assert_sound(home)


def test_a_damaged_or_lost_file_is_told_and_put_back(home: Path, documents: Path) -> None:
    source = document(documents, "a")
    stored = home / "files" / source.sha256
    with Library.open(home) as library:
        library.seed([source], documents)

        stored.write_bytes(b"rot")
        with pytest.raises(BadCorpus, match="已损坏"):
            library.read(source.sha256)
        stored.unlink()
        with pytest.raises(BadCorpus, match=f"缺少文件.*{source.sha256}"):
            library.read(source.sha256)

        assert library.seed([source], documents) == 1
        assert library.read(source.sha256) == "a的正文".encode()


def test_a_newer_schema_is_refused_untouched(home: Path) -> None:
    Library.open(home).close()
    raw = sqlite3.connect(home / "library.sqlite")
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = (home / "library.sqlite").read_bytes()

    with pytest.raises(YoujuError, match="格式是第 99 版") as caught:
        Library.open(home)

    assert "升级程序" in caught.value.hint
    assert (home / "library.sqlite").read_bytes() == before


def test_what_is_no_database_is_told(home: Path) -> None:
    home.mkdir()
    (home / "library.sqlite").write_bytes("不是数据库".encode() * 99)

    with pytest.raises(YoujuError, match="资料库读写出错") as caught:
        Library.open(home)

    assert "备份" in caught.value.hint


def test_a_busy_library_is_told(
    home: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.store.migrations.BUSY_SECONDS", 0.01)
    with Library.open(home) as library:
        other = sqlite3.connect(home / "library.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(YoujuError) as caught:
            library.seed([document(documents, "a")], documents)
        other.close()

        assert "有别的程序正在改动资料库" in caught.value.hint
        assert library.seed([document(documents, "a")], documents) == 1


def test_opening_waits_for_another_first_opening(home: Path) -> None:
    home.mkdir()
    path = home / "library.sqlite"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")  # not in WAL mode yet
    release = Timer(0.1, other.close)
    release.start()

    with Library.open(home) as library:
        assert library.revision() == 0
    release.join()


CHILD = """
import os, sys, time
from dataclasses import replace
from pathlib import Path
from assistant.store.library import Library
from assistant.types import Source

home, documents = Path(sys.argv[1]), Path(sys.argv[2])
sources = [Source(*fields.split(",")) for fields in sys.argv[4:]]

def say_and_wait(*_):
    print("here", flush=True)
    time.sleep(60)
"""
# What the child does, by name: it stops at a moment of the seeding, or seeds many times.
KILLED_WHILE = {
    "the first file is half written": "os.fsync = say_and_wait",
    "files are there and rows are not": "Library._entries = say_and_wait",
    "rows are there and not committed": """
library._connection.set_trace_callback(lambda sql: sql == "COMMIT" and say_and_wait())
""",
}
WRITER = """
print("here", flush=True)
sys.stdin.readline()
for number in range(5):
    with Library.open(home) as library:
        titled = [replace(source, title=f"{sys.argv[3]}-{number}") for source in sources]
        library.seed(titled, documents)
"""


def child(code: str, *arguments: object, sources: Sequence[Source]) -> subprocess.Popen[bytes]:
    """Python on CHILD and ``code``, begun but not awaited."""
    fields = [",".join([s.id, s.title, s.file, s.sha256]) for s in sources]
    return subprocess.Popen(
        [sys.executable, "-c", CHILD + code, *map(str, arguments), *fields],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )


def await_word(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"here"


def test_killed_in_the_middle(tmp_path: Path, documents: Path) -> None:
    old, new = document(documents, "a"), document(documents, "b")
    children = {}
    for moment, stop in KILLED_WHILE.items():
        home = tmp_path / moment
        with Library.open(home) as library:
            library.seed([old], documents)
        code = f"library = Library.open(home)\n{stop}\nlibrary.seed(sources, documents)"
        children[home] = child(code, home, documents, "", sources=[old, new])
    for process in children.values():
        with process:
            await_word(process)
            process.kill()

    for home in children:
        assert_sound(home)
        with Library.open(home) as library:
            assert (library.revision(), library.sources()) == (1, (old,)), home.name
            assert library.seed([old, new], documents) == 2, home.name
        assert_sound(home)
        files = {path.name for path in (home / "files").iterdir()}
        assert files == {old.sha256, new.sha256}, home.name


def test_two_writers_at_once(home: Path, documents: Path) -> None:
    sources = [document(documents, name) for name in "abc"]
    writers = [child(WRITER, home, documents, name, sources=sources) for name in ("甲", "乙")]
    for writer in writers:
        await_word(writer)
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=30)

    assert [writer.returncode for writer in writers] == [0, 0]
    assert_sound(home)
    with Library.open(home) as library:
        assert library.revision() == 10
        lists = [library.sources(number) for number in range(1, 11)]
    titles = [[source.title for source in each] for each in lists]
    assert sorted(titles) == sorted([f"{w}-{n}"] * 3 for w in "甲乙" for n in range(5))
