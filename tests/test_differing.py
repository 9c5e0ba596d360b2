"""What changed between two versions: applying it to the old gives the new."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.differing import differences, pieces
from assistant.types import Clause

WORDS = st.text("甲乙丙丁一二三。，\n到2027年", max_size=40)
LINES = st.lists(WORDS, max_size=8)


def clauses(texts: list[str]) -> list[Clause]:
    return [Clause(f"d/{n}", "d", str(n), (), text, 0, len(text)) for n, text in enumerate(texts)]


def kinds(old: list[str], new: list[str]) -> list[str]:
    return [each.kind for each in differences(clauses(old), clauses(new))]


@given(WORDS, WORDS)
def test_pieces_spell_out_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.mark != "removed") == new
    assert "".join(p.text for p in found if p.mark != "added") == old
    assert all(piece.text for piece in found)
    assert (old == new) == all(piece.mark == "same" for piece in found)


@given(st.lists(st.sampled_from(["甲乙丙", "丁\n", "一二三四五六。\n", "子丑寅卯\n"]), max_size=9))
def test_long_texts_are_told_by_lines(parts: list[str]) -> None:
    old = "到2027年，全部建成。\n" * 400
    new = "".join(parts) + old
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.mark != "removed") == new
    assert "".join(p.text for p in found if p.mark != "added") == old


@given(LINES, LINES)
def test_applied_to_the_old_version_it_gives_the_new(old: list[str], new: list[str]) -> None:
    found = differences(clauses(old), clauses(new))
    assert [d.new.text for d in found if d.new] == new
    assert [d.old.text for d in found if d.old] == old
    for each in found:
        spelled = "".join(p.text for p in each.pieces if p.mark != "removed")
        assert spelled == (each.new.text if each.new else "")
        assert (each.kind == "same") == bool(each.old and each.new and each.old.text == spelled)


@given(LINES)
def test_a_version_does_not_differ_from_itself(texts: list[str]) -> None:
    assert set(kinds(texts, texts)) <= {"same"}


def test_the_changed_number_is_marked() -> None:
    old, new = "到2027年，建成标准茶园12万亩。", "到2027年，建成标准茶园15万亩。"
    [found] = differences(clauses([old]), clauses([new]))
    assert found.kind == "changed"
    assert [(p.mark, p.text) for p in found.pieces] == [
        ("same", "到2027年，建成标准茶园"),
        ("removed", "12万亩"),
        ("added", "15万亩"),
        ("same", "。"),
    ]


def test_a_clause_that_comes_between_is_added_and_the_changed_one_is_found_behind_it() -> None:
    old = ["一、总体目标", "完成36个老旧小区改造。", "三、保障措施"]
    new = ["一、总体目标", "发展茶叶产业，建设茶园。", "完成40个老旧小区改造。", "三、保障措施"]
    assert kinds(old, new) == ["same", "added", "changed", "same"]
    assert kinds(new, old) == ["same", "removed", "changed", "same"]


def test_two_large_versions_with_nothing_in_common_are_told_apart_at_once() -> None:
    old, new = ([f"{word}{n}号条款的文字" for n in range(600)] for word in ("甲", "乙"))
    assert set(kinds(old, new)) == {"removed", "added"}
