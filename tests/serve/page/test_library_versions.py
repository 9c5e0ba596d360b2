"""The versions of a document, as the library keeps them and the page tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from service import LAKE, PLAN

from assistant import corrections
from assistant.differing import differences, pieces
from assistant.editions import clauses_at, editions
from assistant.errors import NotThere
from assistant.ingest.describe import describe
from assistant.serve.page.library_versions import differing, version_choices
from assistant.store.library import Library
from assistant.types import Clause

NEWER = PLAN.replace("12万亩", "15万亩")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as library:
        yield library


def brought(library: Library, name: str, text: str) -> int:
    source, _ = describe(text.encode(), f"{name}.txt", id=name)
    if name in {each.id for each in library.sources()}:
        return library.replace(source, text.encode())
    return library.add(source, text.encode())


def told(library: Library, name: str) -> list[tuple[int, str]]:
    return [(step.revision.number, step.revision.reason) for step in editions(library, name)]


def test_only_what_concerns_a_document_is_a_version_of_it(library: Library) -> None:
    brought(library, "plan", PLAN)
    brought(library, "lake", LAKE)
    brought(library, "plan", NEWER)
    library.delete("lake")
    [made] = corrections.record(library, "plan", lambda it: corrections.drop(it, (2, 3)))
    corrections.undo(library, [made.reference])
    library.delete("plan")
    library.rollback(1)
    assert told(library, "plan") == [
        (8, "rollback to 1"),
        (6, "undo"),
        (5, "override"),
        (3, "replace"),
        (1, "upload"),
    ]
    assert told(library, "lake") == [(2, "upload")]
    assert [number for _, number in version_choices(editions(library, "plan"))] == [8, 6, 5, 3, 1]


def test_the_clauses_of_a_version_are_those_of_its_file_and_its_corrections(
    library: Library,
) -> None:
    brought(library, "plan", PLAN)
    brought(library, "plan", NEWER)
    corrections.record(library, "plan", lambda it: corrections.drop(it, (2, 3)))
    first, second, third = (
        "\n".join(clause.text for clause in clauses_at(library, "plan", number))
        for number in (1, 2, 3)
    )
    assert "12万亩" in first
    assert "15万亩" in second
    assert "总体目标" in second
    assert "总体目标" not in third


def test_what_is_purged_has_no_versions(library: Library) -> None:
    brought(library, "plan", PLAN)
    brought(library, "lake", LAKE)
    library.purge("plan")
    with pytest.raises(NotThere):
        editions(library, "plan")
    for revision in (1, 99):
        with pytest.raises(NotThere):
            clauses_at(library, "plan", revision)
    assert sha256(PLAN.encode()).hexdigest() not in {s.sha256 for s in library.sources(2)}


def test_differences_are_drawn_without_markup_of_theirs() -> None:
    clause = Clause("d/1", "d", "<b>一", (), "<i>到2027年，茶园12万亩。", 0, 0)
    newer = replace(clause, text=clause.text.replace("12", "15"))
    drawn = differing(differences([clause], [newer]))
    assert "<del>12万亩</del><ins>15万亩</ins>" in drawn
    assert "<i>" not in drawn
    assert "<b>" not in drawn
    assert "一字不差" in differing(differences([clause], [clause]))
    gone = differing(differences([clause], []))
    assert "删 1 条" in gone


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("达到4.6万元以上", "达到4.69万元以上", ["-4.6万元", "+4.69万元"]),
        ("收入80万元", "收入809500元", ["-80万元", "+809500元"]),
        ("覆盖率95%以上", "覆盖率95.5%以上", ["-95%", "+95.5%"]),
        ("到2027年，1.5以内", "到2028年，1.6以内", ["-2027年", "+2028年", "-1.5", "+1.6"]),
        ("提高三十五个", "提高三十六个", ["-三十五", "+三十六"]),
    ],
)
def test_numbers_are_not_cut_apart(old: str, new: str, told: list[str]) -> None:
    signs = {"removed": "-", "added": "+"}
    found = pieces(old, new)
    assert [f"{signs[p.mark]}{p.text}" for p in found if p.mark in signs] == told
    assert "".join(p.text for p in found if p.mark != "added") == old
    assert "".join(p.text for p in found if p.mark != "removed") == new


@pytest.mark.parametrize(("text", "times"), [("一、总体目标", 1), ("总体目标", 2)])
def test_a_clause_is_called_once(text: str, times: int) -> None:
    old = Clause("d/1", "d", "一", (), f"{text}是5个。", 0, 0)
    drawn = differing(differences([old], [replace(old, text=f"{text}是6个。")]))
    assert drawn.count("一") == 1
    assert drawn.count('class="faint">一') == times - 1
