"""Corrections by people: found in the raw file, made, and reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.ingest.clauses import split
from assistant.ingest.clean import clean, masked
from assistant.ingest.clean.secrets import MASK
from assistant.types import Document, Override, Source

PAGE = "— 3 —"
STORY = "“那天雨下得特别大，我以为没有人会来了。”林晓梅笑着说，她是被女儿硬拉去的。"
RAW = "\r\n".join(
    [
        "首页 > 政务公开",
        "一、目标",
        "到2026年，建成公厕12座，保洁员达到30名",
        PAGE,
        "以上。&ldquo;厕所革命&rdquo;##paidbegin##收官。",
        STORY,
        "重点任务",
        "联系人：张三，13857812345。",
        "本文档编辑密码：qt2024x",
        "此件供内部传阅",
        "二、保障",
        "落实资金，加强考核。",
    ]
)
SOURCE = Source("plan", "青田县公厕方案", "plan.txt", "sha-of-raw")


def said(kind, words: str, raw: str = RAW, **heading) -> Override:
    """A correction of the first ``words`` in ``raw``."""
    start = raw.index(words)
    quote = masked(raw)[start : start + len(words)]
    reference = f"{kind}{start}"
    return Override(
        reference, kind, "plan", "sha-of-raw", start, start + len(words), quote, **heading
    )


def corrected(*overrides: Override, raw: str = RAW, sha256: str = "sha-of-raw") -> Document:
    return clean(replace(SOURCE, sha256=sha256), raw, overrides=overrides)


def assert_true(document: Document, raw: str = RAW) -> None:
    for offset, character in enumerate(document.text):
        if character.strip() and character not in (MASK, "“", "”"):
            assert raw[document.offsets.to_raw(offset)] == character


def test_nothing_corrected_is_nothing_new() -> None:
    assert corrected() == clean(SOURCE, RAW)
    assert corrected().report.applied == corrected().report.stale == ()
    assert PAGE not in corrected().text


@pytest.mark.parametrize("words", ["首页 > 政务公开", PAGE, STORY, "##paidbegin##"])
def test_what_was_set_aside_is_put_back(words: str) -> None:
    override = said("keep", words)
    document = corrected(override)
    assert words in document.text
    assert words not in corrected().text
    assert document.report.applied == (override,)
    assert document.report.stale == ()
    gone = "".join(a.text for a in corrected().report.set_aside if a.text)
    assert "".join(a.text for a in document.report.set_aside if a.text) == gone.replace(words, "")
    assert_true(document)


def test_everything_on_some_lines_is_put_back() -> None:
    words = RAW[RAW.index(PAGE) : RAW.index("重点任务")]
    document = corrected(said("keep", words))
    for kept in (PAGE, "“厕所革命”##paidbegin##收官", STORY):
        assert kept in document.text
    assert_true(document)


def test_no_secret_is_put_back() -> None:
    document = corrected(said("keep", RAW))
    everything = document.text + repr(document.report) + repr(said("keep", RAW))
    assert "13857812345" not in everything
    assert "qt2024x" not in everything
    assert f"张三，{MASK * 11}。" in document.text
    assert [a.reason for a in document.report.set_aside] == ["secret", "secret"]


def test_no_secret_comes_to_light_by_what_is_put_back_or_dropped_before_it() -> None:
    raw = "一、目标\n系统初始密码##paidbegin##为abcd1234，请妥善保管。\n"
    put_back = corrected(said("keep", "##paidbegin##", raw), raw=raw)
    assert put_back.text.endswith(f"密码##paidbegin##为{MASK * 8}，请妥善保管。")
    dropped = corrected(said("drop", "系统初始密码##paidbegin##为", raw), raw=raw)
    assert dropped.text.endswith(f"\n{MASK * 8}，请妥善保管。")
    assert "abcd1234" not in repr((put_back.report, dropped.report))


@pytest.mark.parametrize("secret", ["abc&#49;", "a&amp;b12", "abc&amp;#49;", "abcd&"])
def test_no_part_of_a_secret_is_quoted_however_it_is_written(secret: str) -> None:
    raw = f"一、目标\n系统初始密码为{secret}，请保管；谢谢。\n"
    assert masked(raw) == raw.replace(secret, MASK * len(secret))
    document = corrected(said("keep", raw, raw), raw=raw)
    assert f"密码为{MASK}" in document.text
    assert document.report.stale == ()


def test_a_secret_in_what_is_dropped_is_not_listed() -> None:
    words = RAW[RAW.index("重点任务") : RAW.index("此件")]
    document = corrected(said("drop", words))
    assert "联系人" not in document.text
    (aside,) = [a for a in document.report.set_aside if a.reason == "by_hand"]
    assert aside.text == f"重点任务\n联系人：张三，{MASK * 11}。\n\n"
    assert (aside.line, aside.last_line) == (7, 9)
    assert "13857812345" not in repr(document.report)
    assert "qt2024x" not in repr(document.report)


def test_a_span_is_dropped_and_its_sentence_joined() -> None:
    raw = "一、目标\n到2026年，建成公厕12座，保洁员达到30\n此件供内部传阅\n名以上。\n"
    override = said("drop", "此件供内部传阅", raw)
    document = corrected(override, raw=raw)
    assert document.text == "一、目标\n到2026年，建成公厕12座，保洁员达到30名以上。"
    (aside,) = document.report.set_aside
    assert (aside.start, aside.end) == (override.start, override.end)
    assert (aside.reason, aside.text, aside.line) == ("by_hand", "此件供内部传阅", 3)
    assert_true(document, raw)


@pytest.mark.parametrize(
    ("kinds", "stands"),
    [
        ("keep drop", False),
        ("drop keep", True),
        ("keep drop keep", True),
        ("drop keep drop drop", False),
    ],
)
def test_of_two_on_the_same_characters_the_later_holds(kinds: str, stands: bool) -> None:
    document = corrected(*(said(kind, PAGE) for kind in kinds.split()))
    assert (PAGE in document.text) is stands
    assert document.report.stale == ()


def test_a_part_of_what_is_kept_is_dropped() -> None:
    document = corrected(said("keep", STORY), said("drop", "林晓梅笑着说，"))
    assert STORY.replace("林晓梅笑着说，", "") in document.text
    assert_true(document)


def test_a_line_becomes_a_heading_or_plain_or_is_worded_otherwise() -> None:
    made = split(corrected(said("heading", "重点任务", level=1)))
    assert [c.path for c in made if c.text.startswith("重点任务")] == [("重点任务",)]
    plain = split(corrected(said("heading", "二、保障", level=0)))
    assert not [c for c in plain if "二、保障" in c.path]
    document = corrected(said("heading", "二、保障", title="二、组织保障"))
    assert document.text == corrected().text
    (worded,) = [c for c in split(document) if c.path == ("二、组织保障",)]
    assert worded.text.startswith("二、保障\n落实资金")
    (usual,) = [c for c in split(corrected()) if c.path == ("二、保障",)]
    assert worded.digest != usual.digest


def test_what_is_said_of_one_line_adds_up_and_the_last_counts() -> None:
    document = corrected(
        said("heading", "重点任务", level=0),
        said("heading", "重点任务", title="重点"),
        said("heading", "重点任务", level=1),
    )
    assert [(h.level, h.title) for h in document.headings] == [(1, "重点")]


def test_a_heading_is_parted_from_the_lines_it_was_joined_to() -> None:
    raw = "一、目标\n到2026年，建成公厕12座，以及\n重点任务，落实责任\n全面完成，加强考核。\n"
    before = corrected(raw=raw)
    assert "以及重点任务，落实责任全面" in before.text
    document = corrected(said("heading", "重点任务，落实责任", raw, level=2), raw=raw)
    assert document.text == raw.strip()
    assert document.report.joined == ()
    assert [c.path for c in split(document)][-1] == ("一、目标", "重点任务，落实责任")
    assert_true(document, raw)
    plain = corrected(said("heading", "重点任务，落实责任", raw, level=0), raw=raw)
    assert plain.text == before.text
    assert len(plain.report.stale) == 1


def test_a_heading_that_is_set_aside_is_stale() -> None:
    override = said("heading", PAGE, level=1)
    assert corrected(override).report.stale == (override,)
    assert corrected(override, said("keep", PAGE)).report.stale == ()


CHANGED = "新版\r\n" + RAW.replace("落实资金", "落实专项资金")


@pytest.mark.parametrize(
    ("kind", "words", "heading"),
    [
        ("keep", STORY, {}),
        ("drop", "此件供内部传阅", {}),
        ("drop", "联系人：张三，13857812345。", {}),
        ("heading", "重点任务", {"level": 1}),
    ],
)
def test_in_a_changed_file_the_place_is_found_again(kind, words: str, heading) -> None:
    override = said(kind, words, **heading)
    document = corrected(override, raw=CHANGED, sha256="another")
    (applied,) = document.report.applied
    assert (applied.start, applied.end) == (override.start + 4, override.end + 4)
    assert applied.reference == override.reference
    assert document.report.stale == ()
    assert_true(document, CHANGED)
    fresh = corrected(said(kind, words, CHANGED, **heading), raw=CHANGED)
    assert (document.text, document.headings) == (fresh.text, fresh.headings)


@pytest.mark.parametrize(
    "raw",
    [
        CHANGED.replace(PAGE, "— 4 —"),
        f"{PAGE}\n{CHANGED}",
        CHANGED.replace(PAGE, "— 3 — 3 —"),
    ],
)
def test_where_it_cannot_be_told_it_is_not_applied_but_stale(raw: str) -> None:
    override = said("keep", PAGE)
    document = corrected(override, raw=raw, sha256="another")
    assert document.text == corrected(raw=raw, sha256="another").text
    assert document.report.applied == ()
    assert document.report.stale == (override,)


@pytest.mark.parametrize("line", ["重点任务：落实", "有重点任务", "重点任务和重点任务"])
def test_a_heading_is_found_again_as_a_whole_line_only(line: str) -> None:
    override = said("heading", "重点任务", level=1)
    raw = CHANGED.replace("重点任务", line)
    assert corrected(override, raw=raw, sha256="another").report.stale == (override,)
    raw = CHANGED.replace("重点任务", "　重点任务 ")
    assert corrected(override, raw=raw, sha256="another").report.stale == ()


def test_a_file_read_otherwise_is_a_changed_file() -> None:
    override = said("drop", "此件供内部传阅")
    document = corrected(override, raw="\n" + RAW)
    assert "传阅" not in document.text
    assert document.report.applied[0].start == override.start + 1


def test_only_inside_its_own_part_of_the_file() -> None:
    raw = "甲县：建成公厕。\n请多关心\n乙县：配齐人员。\n请多支持\n"
    middle = raw.index("乙县")
    override = said("drop", "请多支持", raw)
    first = clean(SOURCE, raw, 0, middle, [override])
    assert first.text == "甲县：建成公厕。\n请多关心"
    assert first.report.stale == (override,)
    second = clean(SOURCE, raw, middle, len(raw), [override])
    assert second.text == "乙县：配齐人员。"
    assert second.report.applied == (override,)
