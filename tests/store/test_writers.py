"""Several at once, and killed at any moment."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest
from plain_library import (
    PlainLibrary,
    assert_same,
    assert_sound,
    every_byte,
    files,
    override,
    source,
)

from assistant.store.library import Library
from assistant.types import Source

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
KILLS = 20


def one_step(library: Library | PlainLibrary, number: int, documents: Path) -> None:
    """The change that makes revision ``number``, of ten kinds in turn."""
    turn, begun = number % 10, number - number % 10
    upload, other = f"d{begun}", f"e{begun}"
    quotes = [f"〈引文{number - turn + 3}之{n}〉" for n in (1, 2)]
    if turn == 0:
        data = b"of the manifest"
        (documents / "m.txt").write_bytes(data)
        library.seed([_titled(name, number, data) for name in ("m", "n")], documents)
    elif turn == 1:
        library.add(_titled(upload, number), _text(number))
    elif turn == 2:
        library.add(_titled(other, number), _text(number))
    elif turn == 3:
        library.override([override(upload, quotes[0]), override(other, quotes[1])])
    elif turn == 4:
        library.replace(_titled(upload, number), _text(number))
    elif turn == 5:
        library.delete(other)
    elif turn == 6:
        library.purge(upload)
    elif turn == 7:
        library.rollback(number - 3)
    elif turn == 8:
        library.undo({quotes[1]})
    else:
        library.rollback(begun)


def _text(number: int) -> bytes:
    return f"〈正文{number}〉".encode() * 999


def _titled(name: str, number: int, data: bytes | None = None) -> Source:
    made = source(name, f"〈标题{number}〉", _text(number) if data is None else data)
    return made if data is None else Source(name, made.title, "m.txt", made.sha256)


CHANGING = """
import sys
from itertools import count
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_writers import one_step
from assistant.store.library import Library

with Library.open(Path(sys.argv[2])) as library:
    print("here", flush=True)
    for number in count(library.revision() + 1):
        one_step(library, number, Path(sys.argv[3]))
"""


@pytest.mark.proof
def test_killed_at_any_moment(tmp_path: Path) -> None:
    home, documents = tmp_path / "资料库", tmp_path / "documents"
    documents.mkdir()
    chance, model, killed_at = Random(20), PlainLibrary(), []
    for _ in range(KILLS):
        command = [sys.executable, "-c", CHANGING, str(HERE), str(home), str(documents)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == b"here"
            time.sleep(chance.uniform(0, 0.6))
            assert process.poll() is None
            process.kill()

        assert_sound(home)
        with Library.open(home) as library:
            while model.revision() < library.revision():
                one_step(model, model.revision() + 1, documents)
            assert_same(library, model, past=True)
            assert files(home) >= model.files()

            library.sweep()
            assert files(home) == model.files()
            raw, words = every_byte(home), model.words()
            numbers = range(model.revision() + 1)
            spans = [f"〈{what}{n}" for what in ("标题", "正文") for n in numbers]
            kept = {word.rstrip("〉") for word in words} | {
                f"〈正文{n}" for n in numbers if source("", "", _text(n)).sha256 in model.files()
            }
            assert [
                span for span in spans if f"{span}〉".encode() in raw and span not in kept
            ] == []
        killed_at.append(model.revision())
    assert len(set(killed_at)) > KILLS / 2
    assert killed_at[-1] > KILLS


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from plain_library import source
from assistant.store.library import Library

name, home = sys.argv[2], Path(sys.argv[3])
print("here", flush=True)
sys.stdin.readline()
for number in range(6):
    with Library.open(home) as library:
        mine, shared = f"{name}的第{number}份".encode(), f"各有第{number}份".encode()
        library.add(source(f"{name}{number}", "题", mine), mine, by=name)
        library.add(source(f"{name}{number}-shared", "题", shared), shared, by=name)
        if number % 2:
            library.purge(f"{name}{number}", by=name)
            library.purge(f"{name}{number - 1}-shared", by=name)
"""


def test_two_processes_that_add_and_purge_at_once(tmp_path: Path) -> None:
    home = tmp_path / "资料库"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(HERE), name, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        for name in ("a", "b")
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == b"here"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)

    assert [writer.returncode for writer in writers] == [0, 0]
    assert_sound(home)
    with Library.open(home) as library:
        assert library.revision() == 2 * (6 * 2 + 3 * 2)
        living = {each.id: library.read(each.sha256).decode() for each in library.sources()}
        expected = {f"{name}{n}": f"{name}的第{n}份" for name in "ab" for n in (0, 2, 4)}
        expected |= {f"{name}{n}-shared": f"各有第{n}份" for name in "ab" for n in (1, 3, 5)}
        assert living == expected
        assert {each.by for each in library.revisions()} == {"a", "b"}
        assert files(home) == {each.sha256 for each in library.sources()}


def test_threads_write_in_turn_and_a_reader_sees_whole_changes(tmp_path: Path) -> None:
    home, documents = tmp_path / "资料库", tmp_path / "documents"
    documents.mkdir()
    (documents / "m.txt").write_bytes(b"m")
    names = [f"m{number}" for number in range(9)]
    Library.open(home).close()
    faults: list[BaseException] = []
    done = Event()

    def seeds(writer: str) -> None:
        with Library.open(home) as library:
            for number in range(8):
                titled = [_titled(name, number, b"m") for name in names]
                library.seed(titled, documents)
                text = f"{writer}{number}".encode()
                library.add(source(f"{writer}{number}", "题", text), text)

    def reads() -> None:
        with Library.open(home) as library:
            while not done.is_set():
                titles = [each.title for each in library.sources() if each.id in names]
                assert len(titles) in (0, 9)
                assert len(set(titles)) <= 1

    def guarded(work, *arguments: str) -> None:
        try:
            work(*arguments)
        except BaseException as error:
            faults.append(error)

    writers = [Thread(target=guarded, args=(seeds, name)) for name in ("x", "y")]
    readers = [Thread(target=guarded, args=(reads,)) for _ in range(2)]
    _run(writers, readers, done)

    assert faults == []
    assert_sound(home)
    with Library.open(home) as library:
        uploads = {each.id for each in library.sources()} - set(names)
        assert uploads == {f"{name}{number}" for name in "xy" for number in range(8)}


def _run(writers: Sequence[Thread], readers: Sequence[Thread], done: Event) -> None:
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
