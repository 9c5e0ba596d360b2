"""What holds of every document, clean or dirty: checked on generated ones and the corpus."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.ingest.clauses import split
from assistant.ingest.clean import clean, masked
from assistant.ingest.clean.secrets import MASK
from assistant.types import Clause, Document, OffsetMap, Override, Source

property_test = settings(max_examples=60, deadline=None, derandomize=True)

WORDS = st.sampled_from(
    "加强农村公路管护|新改建公路120公里|到2027年|建成公厕12座|推进垃圾分类|覆盖率达到90%以上|"
    "培育农创客1,500名|落实“路长制”|完善（村级）养老服务|产量1.41亿斤|保洁员|二百户".split("|")
)
ENDS = st.sampled_from(
    ["。"] * 6 + ["；", "！", "：", "", "，", "（农业农村局、住建局）", "。（县教育局）"]
)
MARKERS = st.sampled_from(
    (
        "一、|二、|二、|三、|（一）|（二）|（二）|(三)|1.|2.|２．|3、|①|②|1.1 |1.1.2 |第一章　|"
        "第一节 |第一条　|第二条　|第二条之一　|第一千二百六十条　|## 一、|# |### |"
        "**（一）|附件1 ||||||"
    ).split("|")
)
FURNITURE = st.sampled_from(
    [
        "— 3 —",
        "第3页 共10页",
        "发布时间:2024-05-06 点击次数:12次",
        "首页 > 政务公开 > 规划计划",
        "##paidbegin##",
        "------",
        "| --- | --- |",
        "本文档编辑密码：qt@2024x",
        "联系人：张三，13800138000",
        "青田县农办供稿",
        "村民在采摘杨梅",
        "责任单位：县农业农村局、县财政局",
        "青田县人民政府",
        "2024年3月5日",
        "青田县乡村建设行动方案",
        "　",
    ]
)
STORIES = st.sampled_from(
    [
        "“那天雨下得特别大，我以为没有人会来了。”林晓梅笑着说，她是被女儿硬拉去的。",
        "冲过终点的时候，她蹲在地上哭了。后来有人问她值不值，她说：“你来跑一次就知道了。”",
        "巷口那家面馆开了三十年，我小时候就爱吃老板娘煮的黄鱼面，",
    ]
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    return "，".join(draw(st.lists(WORDS, min_size=1, max_size=4))) + draw(ENDS)


@st.composite
def lines(draw: st.DrawFn) -> str:
    return draw(MARKERS) + "".join(draw(st.lists(sentences(), max_size=3)))


SEPARATORS = st.sampled_from(["\n"] * 6 + ["\n\n", "\r\n", "\n\n\n\n", "\n　　", " \n", "\n\t"])


@st.composite
def raw_documents(draw: st.DrawFn) -> str:
    body = st.one_of(lines(), lines(), lines(), FURNITURE, STORIES)
    return "".join(line + draw(SEPARATORS) for line in draw(st.lists(body, max_size=12)))


def letters(text: str) -> str:
    return "".join(text.split())


def assert_a_partition(document: Document, clauses: tuple[Clause, ...]) -> None:
    times = Counter(i for clause in clauses for i in range(clause.start, clause.end))
    assert [i for i, c in enumerate(document.text) if c.strip() and times[i] != 1] == []
    assert max(times.values(), default=1) == 1


def assert_true_to(raw: str, document: Document) -> None:
    moved = [
        (offset, character)
        for offset, character in enumerate(document.text)
        if character.strip()
        and character != MASK
        and raw[document.offsets.to_raw(offset)] != character
    ]
    assert moved == []


def assert_nothing_lost(
    raw: str, document: Document, start: int = 0, end: int | None = None
) -> None:
    kept = {document.offsets.to_raw(offset) for offset in range(len(document.text))}
    for aside in document.report.set_aside:
        kept.update(range(aside.start, aside.end))
    stop = len(raw) if end is None else end
    assert "".join(raw[i] for i in range(start, stop) if raw[i].strip() and i not in kept) == ""


@property_test
@given(raw_documents())
def test_every_character_is_in_exactly_one_clause(tidy, raw: str) -> None:
    document = tidy(raw)
    assert_a_partition(document, split(document))


@property_test
@given(raw_documents())
def test_clauses_are_verbatim_and_in_order(tidy, raw: str) -> None:
    document = tidy(raw)
    clauses = split(document)
    assert [document.text[c.start : c.end] for c in clauses] == [c.text for c in clauses]
    assert sorted(clauses, key=lambda c: c.start) == list(clauses)


@property_test
@given(raw_documents())
def test_a_clean_offset_leads_to_its_raw_character(tidy, raw: str) -> None:
    assert_true_to(raw, tidy(raw))


@property_test
@given(raw_documents())
def test_what_is_not_kept_is_listed(tidy, raw: str) -> None:
    document = tidy(raw)
    assert_nothing_lost(raw, document)
    assert document.report.raw_characters == len(letters(raw))
    assert document.report.kept_characters == len(letters(document.text))


@property_test
@given(raw_documents())
def test_cleaning_twice_is_cleaning_once(tidy, raw: str) -> None:
    once = tidy(raw)
    again = tidy(once.text)
    assert again.text == once.text
    assert again.report.set_aside == again.report.joined == ()


@property_test
@given(raw_documents())
def test_ids_are_unique(tidy, raw: str) -> None:
    ids = [clause.id for clause in split(tidy(raw))]
    assert len(set(ids)) == len(ids)


@property_test
@given(raw_documents(), st.data())
def test_ids_outlive_the_edit_of_a_later_clause(tidy, raw: str, data: st.DataObject) -> None:
    before = tidy(raw)
    clauses = split(before)
    full = [clause for clause in clauses if clause.text.endswith("。")]
    assume(full)
    edited = data.draw(st.sampled_from(full))
    text = before.text[: edited.end] + "新增驿站3处，改造桥梁2座。" + before.text[edited.end :]
    after = split(Document(before.source, text, OffsetMap((0,), (0,)), before.report))
    assert [clause.id for clause in after] == [clause.id for clause in clauses]
    changed = [one.id for one, other in zip(clauses, after, strict=True) if one.text != other.text]
    assert changed == [edited.id]


@property_test
@given(raw_documents())
def test_no_secret_is_kept(tidy, raw: str) -> None:
    document = tidy(raw)
    kept = document.text + repr(document.report)
    assert "13800138000" not in kept
    assert "qt@2024x" not in kept


@property_test
@given(
    st.text(alphabet="甲、，。一（）()1.第条章##*|-—=_ \n\r\t　<p>/&nbsp;密码：abc“”①", max_size=80)
)
def test_any_text_at_all_holds_the_promises(tidy, raw: str) -> None:
    document = tidy(raw)
    clauses = split(document)
    assert_a_partition(document, clauses)
    assert len({clause.id for clause in clauses}) == len(clauses)
    assert tidy(document.text).text == document.text


@property_test
@given(raw_documents())
def test_all_that_was_set_aside_can_be_put_back_but_secrets(raw: str) -> None:
    source = Source("plan", "青田县乡村建设行动方案", "plan.txt", "")
    asides = clean(source, raw).report.set_aside
    keeps = [
        Override(a.reference, "keep", "plan", "", a.start, a.end, masked(raw)[a.start : a.end])
        for a in asides
        if a.text is not None
    ]
    document = clean(source, raw, overrides=keeps)
    assert document.report.stale == ()
    assert_true_to(raw, document)
    kept = {document.offsets.to_raw(offset) for offset in range(len(document.text))}
    secret = {i for a in asides if a.text is None for i in range(a.start, a.end)}
    wanted = {i for a in asides for i in range(a.start, a.end) if raw[i].strip()} - secret
    assert wanted <= kept
    for found in ("13800138000", "qt@2024x"):
        assert found not in document.text + repr(document.report) + repr(keeps)


def test_the_corpus_holds_them_too(
    published: dict[str, Document], raws: dict[str, str], name: str
) -> None:
    document, raw = published[name], raws[name]
    clauses = split(document)
    assert_a_partition(document, clauses)
    assert len({clause.id for clause in clauses}) == len(clauses)
    assert_true_to(raw, document)


def test_the_corpus_cleaned_twice(published: dict[str, Document], tidy, name: str) -> None:
    once = published[name]
    again = tidy(once.text, once.source.title)
    assert again.text == once.text
    assert again.report.set_aside == ()


def test_ids_do_not_depend_on_the_file_around_them(tidy) -> None:
    text = "一、目标\n到2027年，建成公厕12座。\n"
    one = Document(Source("one", "甲", "a.txt", ""), text, OffsetMap((0,), (0,)), tidy("").report)
    assert [clause.id for clause in split(one)] == ["one/1"]
