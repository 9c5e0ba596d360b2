"""What holds of the clauses of any clean text, however it is numbered."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.ingest.clauses import split
from assistant.ingest.clean.draft import lines as spans
from assistant.ingest.outline import sections
from assistant.types import Clause, CleaningReport, Document, HeadingFix, OffsetMap, Source

property_test = settings(max_examples=150, deadline=None, derandomize=True)

TITLE = "青田县改厕方案（2023—2027年）"
BLOCKS = ("contents", "annexes")
NUMBERS = st.sampled_from(
    (
        "第一编　|第二编　|第一章　|第二章　|第一节　|第二节 |第一条　|第二条　|第 三 条　|"
        "第三条之一　|第四条　|第八十条 |第一部分　|一、|二、|三、|（一）|（二）|（三）|1.|2.|3.|"
        "1、|（1）|（2）|1）|①|②|⑴|1　|2　|1.1 |1.2　|1.1.1 |"
        "2.1 |a) |## |### |# |**|附件1 |附件2：|附：|专栏1　|1\t|"
    ).split("|")
)
WORDS = st.sampled_from(
    "改厕|改造公厕12座|到2027年|力争到2025年，建成|实现以下目标：|管护|加强农村人居环境|落实责任|"
    "总则|附则".split("|")
)
LINES = st.sampled_from(
    [
        *"目录 附件 附件1 附件：1.改厕清单 2.责任分工 总体目标 重点任务 整治提升行动".split(),
        *"**保障措施** 责任单位：县住建局 青田县人民政府 2024年3月5日 第三条第二款的规定".split(),
        *("附　则", "序号\t村\t座数", "1\t石帆\t12", "| 2 | 腊口 | 8 |", TITLE),
        *("注：座数含改造，不含拆除。", "（县住建局牵头，县财政局配合）", "——改厕，12座。"),
        *("第五条、第六条规定的，从其规定。", "到2027年，目标是："),
    ]
)


@st.composite
def lines(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 3)) == 0:
        return draw(LINES)
    words = "，".join(draw(st.lists(WORDS, min_size=1, max_size=3)))
    return draw(NUMBERS) + words + draw(st.sampled_from(["。", "。", "；", "：", "", ""]))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return document("\n".join(draw(st.lists(lines(), max_size=25))))


def document(text: str, name: str = "plan") -> Document:
    report = CleaningReport()
    return Document(Source(name, TITLE, "plan.txt", ""), text, OffsetMap((0,), (0,)), report)


def assert_sound(text: str, clauses: tuple[Clause, ...]) -> None:
    times = Counter(i for clause in clauses for i in range(clause.start, clause.end))
    assert [i for i, c in enumerate(text) if c.strip() and times[i] != 1] == []
    assert max(times.values(), default=1) == 1
    assert [text[c.start : c.end] for c in clauses] == [c.text for c in clauses]
    assert sorted(clauses, key=lambda c: c.start) == list(clauses)
    assert len({c.id for c in clauses}) == len(clauses)


@property_test
@given(documents())
def test_every_character_is_in_exactly_one_clause(given: Document) -> None:
    assert_sound(given.text, split(given))


@property_test
@given(documents(), st.data())
def test_whatever_people_say_of_its_lines(given: Document, data: st.DataObject) -> None:
    starts = [start for start, end in spans(given.text) if given.text[start:end].strip()]
    said = data.draw(st.dictionaries(st.sampled_from(starts or [0]), st.integers(0, 9), max_size=5))
    fixes = tuple(HeadingFix(start, level) for start, level in said.items())
    assert_sound(given.text, split(replace(given, headings=fixes)))
    found = sections(given.text, TITLE, fixes)
    opened = {section.item[0]: section.path for section in found if section.item}
    for start in starts:
        if level := said.get(start, 0):
            assert opened[start][-1].at == start
            assert len(opened[start]) <= level
    plain = {start for start, level in said.items() if level == 0}
    shown = {h.at for path in opened.values() for h in path if h.style not in BLOCKS}
    assert not plain & shown


@property_test
@given(st.text(alphabet="第一二条章（）()1.、，。：附件目录则#*|\t \n　甲①", max_size=120))
def test_of_any_text_at_all(text: str) -> None:
    assert_sound(text, split(document(text)))


@property_test
@given(documents(), st.data())
def test_ids_outlive_the_edit_of_any_clause(given: Document, data: st.DataObject) -> None:
    before = split(given)
    full = [clause for clause in before if clause.text.endswith("。")]
    assume(full)
    edited = data.draw(st.sampled_from(full))
    text = given.text[: edited.end - 1] + "再建3处" + given.text[edited.end - 1 :]
    after = split(document(text))
    assert [c.id for c in after] == [c.id for c in before]
    changed = [one.id for one, other in zip(before, after, strict=True) if one.text != other.text]
    assert changed == [edited.id]


@property_test
@given(documents())
def test_only_the_name_of_a_document_changes_with_the_library(given: Document) -> None:
    alone, beside = split(given), split(document(given.text, "other"))
    assert [c.id.removeprefix("plan/") for c in alone] == [
        c.id.removeprefix("other/") for c in beside
    ]


@property_test
@given(documents())
def test_what_a_clause_says_of_itself_stands_in_it(given: Document) -> None:
    for clause in split(given):
        assert all(name in clause.text for name in clause.departments)
        assert tuple(dict.fromkeys(r.department for r in clause.responsibilities)) == (
            clause.departments
        )
        assert clause.path == () or all(clause.path)


@pytest.mark.parametrize(
    "text", ["", "\n \n", "第", "附", "目录", "**", "****", "#", "|", "\t", "（", "1", "第一条"]
)
def test_scraps(text: str) -> None:
    assert_sound(text, split(document(text)))


def test_the_corpus_holds_them_too(published: dict[str, Document], name: str) -> None:
    assert_sound(published[name].text, split(published[name]))


@pytest.mark.parametrize(
    "text",
    [
        "第" + "1 " * 20000 + "条 改厕",
        "第" + " " * 20000 + "条",
        "附件" + "1-" * 20000,
        "（" * 20000 + "）" * 20000,
        "一、改厕\n" * 6000,
        "附件\n" * 6000,
        "附件1：改厕\n" * 6000,
        "（一）加强农村人居环境整治\n改造公厕\n" * 3000,
        "（" + "局和" * 10000 + "局）",
        "".join(f"第{7 - n % 7}条 改厕\n" for n in range(6000)),
        "目录\n第一章 改厕\n" + "改厕\n" * 6000,
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    started = process_time()
    assert_sound(text, split(document(text)))
    assert process_time() - started < 2
