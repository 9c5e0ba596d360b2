"""An index built on the last one: what it makes, what it takes over, and that it is the same."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.retrieve import building, versions
from assistant.retrieve.building import Earlier, Kept, to_keep
from assistant.retrieve.index import Index
from assistant.retrieve.segment import Share
from assistant.text.words import vocabulary

QUESTIONS = (
    "草莓总产值",
    "老旧小区改造多少个",
    "金华和衢州的目标",
    "老人吃饭",
    "火星",
    "27年新增多少社区",
)


def written(edition, folder: Path) -> Path:
    folder.mkdir()
    edition.save(folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "segments").iterdir())


def assert_same(one: Index, other: Index) -> None:
    assert list(one.documents.items()) == list(other.documents.items())
    assert one.clauses == other.clauses
    assert one.figures == other.figures
    for question in QUESTIONS:
        asked = other.interpreter.understand(question)
        assert one.interpreter.understand(question) == asked
        assert one.search(asked, 50) == other.search(asked, 50)
        assert one.alone(asked, 50) == other.alone(asked, 50)


def test_loaded_it_finds_exactly_the_same(edition, index, new_encoder, tmp_path: Path) -> None:
    folder = written(edition, tmp_path / "索引 一")
    assert_same(building.load(folder, new_encoder()), index)
    assert building.read_documents(folder) == list(index.documents.values())


def test_built_twice_it_is_the_same_to_the_byte(
    write, new_encoder, farm: str, tmp_path: Path
) -> None:
    found = []
    for name in ("one", "two"):
        folder = written(write(new_encoder(), farm=farm), tmp_path / name)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        found.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert found[0] == found[1]


def test_what_is_known_is_not_encoded_again(
    write, new_encoder, farm: str, town: str, tmp_path: Path
) -> None:
    first, again, more, edited = (new_encoder() for _ in range(4))
    folder = written(write(first, farm=farm), tmp_path / "v1")
    read = first.encoded
    assert len(read) == len(set(read))

    write(again, farm=farm, earlier=Earlier(folder))
    assert again.encoded == []

    write(more, farm=farm, town=town, earlier=Earlier(folder))
    assert set(more.encoded).isdisjoint(read)
    assert set(more.encoded) & vocabulary(town)

    write(edited, farm=farm.replace("44个", "45个"), earlier=Earlier(folder))
    assert set(edited.encoded) == {
        "改造老旧小区：完成45个老旧小区改造。",
        "完成45个老旧小区改造。",
        "45",
    }


def test_a_segment_is_taken_over_as_the_file_it_is(
    write, new_encoder, farm: str, town: str, tmp_path: Path
) -> None:
    encoder = new_encoder()
    first = written(write(encoder, farm=farm), tmp_path / "v1")
    edition = write(encoder, farm=farm, town=town, earlier=Earlier(first))
    second = written(edition, tmp_path / "v2")
    assert set(names(first)) < set(names(second))
    for path in (first / "segments").rglob("*.*"):
        assert path.samefile(second / path.relative_to(first))
    assert edition.counts == write(encoder, farm=farm, town=town).counts


def test_where_files_cannot_be_linked_they_are_copied(
    write, new_encoder, farm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    encoder = new_encoder()
    first = written(write(encoder, farm=farm), tmp_path / "v1")
    monkeypatch.setattr(os, "link", refuse)
    second = written(write(encoder, farm=farm, earlier=Earlier(first)), tmp_path / "v2")
    assert_same(building.load(second, encoder), building.load(first, encoder))
    assert not any(
        path.samefile(first / path.relative_to(second)) for path in second.rglob("*.jsonl")
    )


def test_a_taken_over_file_is_sealed_by_what_it_was_and_not_by_what_became_of_it(
    write, new_encoder, farm: str, town: str, tmp_path: Path
) -> None:
    encoder, stamp = new_encoder(), {"encoder": "e"}
    versions.publish(write(encoder, farm=farm), tmp_path, "v1", stamp)
    edition = write(encoder, farm=farm, town=town, earlier=Earlier(tmp_path / "v1"))
    damaged = next((tmp_path / "v1").rglob("clauses.jsonl"))
    damaged.write_bytes(damaged.read_bytes()[:-5])
    versions.publish(edition, tmp_path, "v2", stamp)
    with pytest.raises(versions.NoIndex, match="clauses"):
        versions.open_current(tmp_path, "e")


def test_what_is_gone_stays_on_disk_until_it_is_to_be_forgotten(
    write, new_encoder, farm: str, town: str, tmp_path: Path
) -> None:
    encoder, texts = new_encoder(), {f"d{n}": f"{farm}第{n}号文件。" for n in range(3)}
    first = written(write(encoder, **texts, town=town), tmp_path / "v1")
    second = written(write(encoder, **texts, earlier=Earlier(first)), tmp_path / "v2")
    assert names(second) == names(first)
    assert "康养" not in (second / "vocabulary.txt").read_text("utf-8")
    assert list(building.load(second, encoder).documents) == list(texts)

    third = written(write(encoder, **texts, earlier=Earlier(second, True)), tmp_path / "v3")
    assert set(names(third)).isdisjoint(names(second))
    for path in third.rglob("*"):
        assert path.is_dir() or "康养".encode() not in path.read_bytes(), path


DOCUMENTS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["farm", "town"]), st.integers(1, 3)),
    min_size=1,
    max_size=6,
    unique_by=lambda document: document[0],
)


@given(steps=st.lists(DOCUMENTS, min_size=2, max_size=4))
@settings(max_examples=8, deadline=None)
def test_built_step_by_step_it_is_as_if_built_at_once(
    steps, write, new_encoder, farm: str, town: str, tmp_path_factory
) -> None:
    folder, encoder = tmp_path_factory.mktemp("steps"), new_encoder()
    words, earlier = {"farm": farm, "town": town}, None
    for number, documents in enumerate(steps):
        texts = {name: words[kind].replace("44", str(n)) for name, kind, n in documents}
        edition = write(encoder, **texts, earlier=earlier)
        earlier = Earlier(written(edition, folder / f"v{number}"))
        assert edition.counts["documents"] == len(texts)
        assert_same(building.load(earlier.folder, encoder), write(encoder, **texts).index(encoder))


def kept(name: str, *keys: str) -> Kept:
    return Kept(Path(name), [Share(key, 1, 0, 1, 1) for key in keys])


@pytest.mark.parametrize(
    ("wanted", "forgetting", "left"),
    [
        ("abcdef", False, ["large", "small"]),
        ("abcdef", True, ["large", "small"]),
        ("abce", False, ["large"]),  # half of the small one is gone
        ("abcef", True, ["small"]),
        ("aef", False, ["small"]),
        ("", False, []),
    ],
)
def test_a_segment_is_kept_while_most_of_it_lives(
    wanted: str, forgetting: bool, left: list[str]
) -> None:
    segments = [kept("large", *"abcd"), kept("small", *"ef")]
    found = to_keep(segments, wanted, forgetting=forgetting)
    assert [each.folder.name for each in found] == left


def test_many_small_segments_become_one() -> None:
    large = kept("large", *(f"l{n}" for n in range(20)))
    small = [kept(f"s{n}", f"s{n}") for n in range(9)]
    wanted = [share.key for each in (large, *small) for share in each.shares]
    assert to_keep([large, *small[:8]], wanted, forgetting=False) == [large, *small[:8]]
    assert to_keep([large, *small], wanted, forgetting=False) == [large]


def test_many_documents_are_several_segments(write, new_encoder, tmp_path: Path) -> None:
    count = building.MOST_DOCUMENTS + 6
    texts = {f"d{n}": f"一、目标\n到2027年，新建码头{n}座。\n" for n in range(count)}
    folder = written(write(new_encoder(), **texts), tmp_path / "v1")
    assert len(names(folder)) == 2
    index = building.load(folder, new_encoder())
    assert list(index.documents) == list(texts)
    positions = np.unique(index._owners)
    assert len(positions) == len([clause for clause in index.clauses if not clause.heading])
