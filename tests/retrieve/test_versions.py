"""Index versions on disk: whole or not there, whatever happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from time import sleep
from typing import ClassVar

import pytest

from assistant.errors import NoIndex
from assistant.retrieve import versions
from assistant.retrieve.building import Edition
from assistant.retrieve.index import Index

ROOT = Path(__file__).resolve().parents[2]
STAMP = {"revision": 7, "encoder": "hashed-bigrams", "counts": {"documents": 2}}
ENCODER = STAMP["encoder"]

LAYOUT = {
    "order.json",
    "words.json",
    "vocabulary.txt",
    "vocabulary.vectors.npy",
    "vocabulary.neighbours.npy",
    "vocabulary.cosines.npy",
    "shares.json",
    "word_lists.jsonl",
    "documents.jsonl",
    "clauses.jsonl",
    "figures.jsonl",
    "dense.faiss",
    "spans.npy",
    "keys.npy",
    "tokens.json",
    "starts.npy",
    "columns.npy",
    "times.npy",
}

# Publishes one version after another, each in a process that dies at its n-th file operation.
KILLED = """
import os, sys
from pathlib import Path
from assistant.retrieve import versions
from assistant.retrieve.building import Edition

class Parts:
    links = {}

    def save(self, folder):
        (folder / "sparse").mkdir()
        for name in ("a.jsonl", "sparse/b.npy", "c.faiss"):
            (folder / name).write_bytes(name.encode() * 1000)

def die_at(step):
    done = 0
    def count(event, _):
        nonlocal done
        if event == "open" or event.startswith(("os.", "shutil.", "tempfile.")):
            done += 1
            if done == step:
                os._exit(9)
    sys.addaudithook(count)

def publish(version):
    versions.publish(Parts(), folder, version, {"encoder": "e"})

folder = Path(sys.argv[1])
publish("v0")
step, code = 0, 9
while code:
    step += 1
    child = os.fork()
    if not child:
        die_at(step)
        publish(f"v{step}")
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(code, versions.open_current(folder, "e")[0], flush=True)
"""


class Broken:
    """An index whose disk is full after the first file."""

    links: ClassVar[Mapping[str, Path]] = {}

    def save(self, folder: Path) -> None:
        (folder / "documents.jsonl").write_text("{}\n")
        raise OSError(28, "No space left on device")


@pytest.fixture
def folder(edition: Edition, tmp_path: Path) -> Path:
    """A folder with one version, v1."""
    folder = tmp_path / "索引"
    versions.publish(edition, folder, "v1", STAMP)
    return folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


def rewrite_stamp(folder: Path, **changed: object) -> None:
    path = folder / "v1" / "stamp.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changed}), "utf-8")


def test_published_and_loaded(index: Index, folder: Path, new_encoder) -> None:
    assert versions.current(folder) == "v1"
    version, loaded = versions.load(folder, new_encoder())
    assert version == "v1"
    assert loaded.clauses == index.clauses
    query = index.interpreter.understand("草莓总产值")
    assert loaded.search(query, 5) == index.search(query, 5)


def test_the_stamp_says_what_it_is_and_seals_every_file(folder: Path) -> None:
    stamp = versions.read_stamp(folder, "v1")
    assert stamp.items() >= STAMP.items()
    assert (stamp["format"], stamp["tokenizer"]) == (versions.FORMAT, versions.TOKENIZER)
    files = [path for path in (folder / "v1").rglob("*") if path.is_file()]
    digests = {
        path.relative_to(folder / "v1").as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "stamp.json"
    }
    assert len(digests) >= 6
    assert stamp["files"] == digests


def test_a_new_layout_is_a_new_format(folder: Path) -> None:
    """Another set of files under the number of an old one could not be opened."""
    stamp = versions.read_stamp(folder, "v1")
    files = {name.rpartition("/")[2] for name in stamp["files"]}
    assert (stamp["format"], files) == (7, LAYOUT)


def test_nothing_is_left_beside(folder: Path) -> None:
    assert names(folder) == {"v1", "CURRENT"}


def test_no_index_yet(tmp_path: Path) -> None:
    assert versions.current(tmp_path / "nowhere") is None
    with pytest.raises(NoIndex, match="还没有索引") as caught:
        versions.open_current(tmp_path / "nowhere", ENCODER)
    assert "youju index" in caught.value.hint


def test_one_changed_byte_in_any_file_is_noticed(folder: Path) -> None:
    for name in versions.read_stamp(folder, "v1")["files"]:
        path = folder / "v1" / name
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(NoIndex) as caught:
            versions.open_current(folder, ENCODER)
        assert name in caught.value.message
        assert "youju index" in caught.value.hint
        path.write_bytes(content)
    assert versions.open_current(folder, ENCODER) == ("v1", folder / "v1")


def test_a_lost_file_is_noticed(folder: Path) -> None:
    next((folder / "v1").rglob("dense.faiss")).unlink()
    with pytest.raises(NoIndex, match=r"dense\.faiss"):
        versions.open_current(folder, ENCODER)


def test_another_encoder_is_refused_by_both_names(folder: Path) -> None:
    with pytest.raises(NoIndex, match=r"hashed-bigrams.*BAAI/bge-m3") as caught:
        versions.open_current(folder, "BAAI/bge-m3")
    assert "YOUJU_ENCODER" in caught.value.hint


@pytest.mark.parametrize("changed", [{"format": 99}, {"tokenizer": "words-1"}, {"format": None}])
def test_another_format_is_refused(folder: Path, changed: dict[str, object]) -> None:
    rewrite_stamp(folder, **changed)
    with pytest.raises(NoIndex, match="另一个版本的程序") as caught:
        versions.open_current(folder, ENCODER)
    assert "youju index" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe"])
def test_an_unreadable_stamp_is_refused(folder: Path, content: bytes) -> None:
    (folder / "v1" / "stamp.json").write_bytes(content)
    with pytest.raises(NoIndex, match="不完整"):
        versions.open_current(folder, ENCODER)


@pytest.mark.parametrize("name", ["v2", "../v1/..", "\0"])
def test_a_version_that_is_not_there_is_refused(folder: Path, name: str) -> None:
    (folder / "CURRENT").write_text(name, "utf-8")
    with pytest.raises(NoIndex):
        versions.open_current(folder, ENCODER)


@pytest.mark.parametrize(
    "content",
    ["[]", "null", '{"format": 3, "tokenizer": "bigrams-1", "encoder": "hashed-bigrams"}'],
)
def test_a_stamp_of_another_shape_is_refused(folder: Path, content: str) -> None:
    (folder / "v1" / "stamp.json").write_text(content, "utf-8")
    with pytest.raises(NoIndex):
        versions.open_current(folder, ENCODER)


def test_a_garbled_pointer_is_refused(folder: Path) -> None:
    (folder / "CURRENT").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NoIndex):
        versions.open_current(folder, ENCODER)


def test_killed_at_any_step_a_whole_version_is_served(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    codes, served = zip(*(line.split() for line in run.stdout.splitlines()), strict=True)
    assert len(codes) > 15
    assert set(codes[:-1]) == {"9"}
    assert served[-1] == f"v{len(served)}"
    published = [version == f"v{step}" for step, version in enumerate(served, start=1)]
    assert published == sorted(published), "once it is current it stays so"
    assert set(served) - {f"v{step}" for step, new in enumerate(published, 1) if new} == {"v0"}


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_failing_save_leaves_the_former_version(folder: Path, version: str) -> None:
    with pytest.raises(OSError, match="No space"):
        versions.publish(Broken(), folder, version, STAMP)
    assert versions.open_current(folder, ENCODER) == ("v1", folder / "v1")
    assert names(folder) == {"v1", "CURRENT"}


def test_interrupted_before_the_pointer_moves(
    edition: Edition, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        versions.publish(edition, folder, "v2", STAMP)
    assert (folder / "CURRENT").read_text("utf-8") == "v1"
    assert versions.open_current(folder, ENCODER)[0] == "v1"


def test_the_pointer_is_a_new_file_not_a_rewritten_one(edition: Edition, folder: Path) -> None:
    with (folder / "CURRENT").open(encoding="utf-8") as reader:
        versions.publish(edition, folder, "v2", STAMP)
        assert reader.read() == "v1"
    assert versions.current(folder) == "v2"


def test_three_versions_are_kept(edition: Edition, folder: Path) -> None:
    for number in range(2, 6):
        versions.publish(edition, folder, f"v{number}", STAMP)
    assert names(folder) == {"v3", "v4", "v5", "CURRENT"}
    assert versions.open_current(folder, ENCODER)[0] == "v5"


def test_a_clock_set_back_does_not_cost_the_version_served(edition: Edition, folder: Path) -> None:
    for number in (2, 3):
        versions.publish(edition, folder, f"v{number}", STAMP)
    for number in (1, 2, 3):
        os.utime(folder / f"v{number}" / "stamp.json", (4e9 + number, 4e9 + number))
    versions.publish(edition, folder, "v4", STAMP)
    assert names(folder) == {"v2", "v3", "v4", "CURRENT"}
    assert versions.open_current(folder, ENCODER)[0] == "v4"


def test_two_who_publish_at_once_take_turns(folder: Path) -> None:
    writing: list[int] = []

    class Slow:
        links: ClassVar[Mapping[str, Path]] = {}

        def save(self, beside: Path) -> None:
            writing.append(len(writing) + 1)
            seen = list(writing)
            sleep(0.05)
            assert writing == seen, "another one wrote at the same time"
            (beside / "documents.jsonl").write_text("{}\n")

    with ThreadPoolExecutor(3) as pool:
        runs = [pool.submit(versions.publish, Slow(), folder, f"w{n}", STAMP) for n in range(3)]
        for run in runs:
            run.result()
    assert names(folder) == {"w0", "w1", "w2", "CURRENT"}
    versions.open_current(folder, ENCODER)


def test_published_again_it_mends_what_was_damaged(edition: Edition, folder: Path) -> None:
    next((folder / "v1").rglob("clauses.jsonl")).write_text("")
    versions.publish(edition, folder, "v1", STAMP)
    assert versions.open_current(folder, ENCODER)[0] == "v1"


@pytest.mark.parametrize("sealed", [False, True])
def test_what_a_killed_build_left_goes_with_the_next(
    edition: Edition, folder: Path, sealed: bool
) -> None:
    left = folder / ".building-dead"
    left.mkdir()
    (left / ("stamp.json" if sealed else "dense.faiss")).write_text("{}")
    for path in (*left.iterdir(), left):
        os.utime(path, (0, 0))
    versions.publish(edition, folder, "v2", STAMP)
    assert names(folder) == {"v1", "v2", "CURRENT"}


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_who_may_read_the_index_follows_the_umask(folder: Path) -> None:
    (folder / "plain").mkdir()
    assert (folder / "v1").stat().st_mode == (folder / "plain").stat().st_mode
