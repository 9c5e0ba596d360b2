"""The whole way from a raw text to a document, on a dirty plan and on the corpus."""

from __future__ import annotations

import pytest

from assistant.ingest.clean import clean
from assistant.ingest.clean.secrets import MASK
from assistant.types import Document, Source

TITLE = "云峡县“百村引领、千村提升”行动方案(2024—2027年)"
FIRST = (
    "（一）加强农村公路建设。完善管护机制，新改建农村公路120公里，提升改造桥梁15座，"
    "推进客货邮融合发展，农村物流服务点"
)
SECOND = "覆盖率达到90%以上。落实农村公路“路长制”，实施安全生命防护工程200公里。"
STORY = (
    "“那天雨下得特别大，我以为没有人会来了。”林晓梅笑着说，她是被女儿硬拉去的。",
    "冲过终点的时候，她蹲在地上哭了。后来有人问她值不值，她说：“你来跑一次就知道了。”",
)
REPEATED = "各乡镇人民政府、街道办事处要落实责任，加强考核，确保到2027年全面完成目标任务。"
NOTICE = (
    "<p><b>云峡县人民政府</b></p> <p>印发《云峡县“百村引领、千村提升”行动方案》的通知</p> "
    "<p>2024年3月5日</p>"
)
RAW = "\r\n".join(
    [
        "\ufeff欢迎光临云峡县人民政府门户网站",
        "首页 > 政务公开 > 规划计划",
        "",
        "云峡县“百村引领、千村提升”行动方案",
        "（2024—2027年）",
        "发布时间:2024-05-06 浏览次数:128次",
        "　　为推进乡村建设，制定本方案。##paidbegin##",
        "　　一、重点任务",
        f"　　{FIRST}",
        "",
        *STORY,
        NOTICE,
        "--\t--",
        "",
        SECOND,
        "　　（二）提升人居环境。新建公厕12座，完善垃圾分类收运",
        "— 3 —",
        "",
        "体系，落实管护责任，初始密码为lq2024x。联系人：张三，13857812345。（农业农村局、住建局）",
        REPEATED,
        REPEATED,
        "本文档编辑密码：lq@2024",
        "##paidend##",
        "云峡县农办供稿",
        "村民在采摘杨梅",
    ]
)
CLEAN = f"""云峡县人民政府
印发《云峡县“百村引领、千村提升”行动方案》的通知
2024年3月5日
云峡县“百村引领、千村提升”行动方案（2024—2027年）
为推进乡村建设，制定本方案。
一、重点任务
{FIRST}{SECOND}
（二）提升人居环境。新建公厕12座，完善垃圾分类收运体系，落实管护责任，初始密码为{MASK * 7}。\
联系人：张三，{MASK * 11}。（农业农村局、住建局）
{REPEATED}
云峡县农办供稿"""


@pytest.fixture(scope="module")
def document(tidy) -> Document:
    return tidy(RAW, TITLE)


def test_the_dirty_plan_comes_out_clean(document: Document) -> None:
    assert document.text == CLEAN


def test_all_that_was_set_aside_is_listed_in_the_order_of_the_file(document: Document) -> None:
    reasons = [aside.reason for aside in document.report.set_aside]
    assert reasons == [
        "site_furniture",
        "site_furniture",
        "site_furniture",
        "paywall",
        "foreign",
        "foreign",
        "markup",
        "page_number",
        "secret",
        "secret",
        "duplicate",
        "secret",
        "paywall",
        "caption",
    ]
    for aside in document.report.set_aside:
        assert RAW.count("\n", 0, aside.start) + 1 == aside.line
        if aside.text is not None:
            assert RAW[aside.start : aside.end] == aside.text


def test_no_secret_is_in_the_document_or_its_report(document: Document) -> None:
    kept = document.text + repr(document.report)
    assert not any(secret in kept for secret in ("lq2024x", "lq@2024", "13857812345"))
    secrets = [aside for aside in document.report.set_aside if aside.reason == "secret"]
    assert [RAW[a.start : a.end] for a in secrets] == [
        "lq2024x",
        "13857812345",
        "本文档编辑密码：lq@2024",
    ]


def test_the_joins_are_noted(document: Document) -> None:
    heads = [document.text[offset : offset + 4] for offset in document.report.joined]
    assert heads == [SECOND[:4], "体系，落"]


def test_characters_are_counted_without_blanks(document: Document) -> None:
    assert document.report.raw_characters == len("".join(RAW.split()))
    assert document.report.kept_characters == len("".join(CLEAN.split()))


def test_clean_offsets_lead_to_the_raw_characters(document: Document) -> None:
    for offset, character in enumerate(document.text):
        if character.strip() and character != MASK:
            assert RAW[document.offsets.to_raw(offset)] == character


def test_cleaning_twice_is_cleaning_once(document: Document, tidy) -> None:
    again = tidy(document.text, TITLE)
    assert again.text == document.text
    assert again.report.set_aside == ()


def test_only_a_part_of_the_file() -> None:
    raw = "报头。\n甲县：建成公厕，\n配齐人员。\n乙县。\n"
    start, end = raw.index("甲县"), raw.index("乙县")
    document = clean(Source("jia", "甲县", "two.txt", ""), raw, start, end)
    assert document.text == "甲县：建成公厕，配齐人员。"
    assert document.offsets.to_raw(0) == start
    assert document.report.raw_characters == 13


def test_a_clean_text_is_left_alone(tidy) -> None:
    text = "一、目标\n到2027年，建成公厕12座。\n二、保障\n落实资金，加强考核。"
    document = tidy(text)
    assert document.text == text
    assert document.report.set_aside == document.report.joined == ()


def interrupted(lines, breaks: dict[int, int], parts: list[list[str]], indent: str = "") -> str:
    """The lines, each of some cut at an offset, with a part between its halves."""
    waiting = iter(parts)
    found = []
    for n, line in enumerate(lines):
        if n in breaks:
            found += [indent + line[: breaks[n]], *next(waiting), line[breaks[n] :]]
        else:
            found.append(indent + line)
    return "\n".join(found)


BREAKS = {3: 30, 7: 31, 12: 20, 16: 40, 19: 12}


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize(
    "mark", ["— {} —", "第 {} 页 共 5 页", "{}", "\n{}\n", "{}\n内部资料　注意保存", "\n\n\n\n"]
)
def test_sentences_cut_by_pages_are_whole_again(tidy, plan, mark: str, indent: str) -> None:
    parts = [[mark.format(n)] for n in range(1, 6)]
    document = tidy(interrupted(plan, BREAKS, parts, indent), plan[0])
    assert document.text.split("\n") == list(plan)


@pytest.mark.parametrize("indent", ["", "　　"])
def test_sentences_cut_by_pages_and_stories_at_once(tidy, plan, stories, indent: str) -> None:
    pieces = [stories["marathon"][:2], stories["noodles"], (), stories["marathon"][2:], ()]
    parts = [[f"— {n} —", *piece, ""] for n, piece in enumerate(pieces, start=1)]
    document = tidy(interrupted(plan, BREAKS, parts, indent), plan[0])
    assert document.text.split("\n") == list(plan)
    assert len(document.report.joined) == 5


@pytest.mark.parametrize("width", [22, 28, 33])
@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("mark", ["{0}", "— {0} —", "云峡县公报\n{0}"])
def test_wrapped_pages_with_stories_inside(request, width: int, indent: str, mark: str) -> None:
    tidy, wrapped, plan, stories = map(
        request.getfixturevalue, ("tidy", "wrapped", "plan", "stories")
    )
    for story in stories.values():
        lines = wrapped(plan, width, indent).split("\n")
        third = len(lines) // 3
        lines[third:third] = wrapped(story, width, indent).split("\n")
        for page in (3, 2, 1):
            lines.insert(page * 14, mark.format(page))
        assert tidy("\n".join(lines), plan[0]).text.split("\n") == list(plan)


@pytest.mark.parametrize("document", ["speech", "village_rules"])
def test_a_document_that_is_colloquial_as_a_whole_keeps_all_its_text(
    request, tidy, wrapped, document: str
) -> None:
    lines = request.getfixturevalue(document)
    assert tidy("\n".join(lines), lines[0]).text == "\n".join(lines)
    raw = "\n".join(("首页 > 正文", *lines, "— 1 —"))
    assert tidy(raw, lines[0]).text == "\n".join(lines)
    together = tidy(wrapped(lines, 25, "　　"), lines[0]).text
    assert "".join(together.split()) == "".join("".join(lines).split())


def test_a_notice_keeps_whom_to_ask(tidy, plan) -> None:
    contact = "联系人：县农业农村局周某某　咨询电话：0571-88001234"
    text = [*plan[:-2], contact, *plan[-2:]]
    assert (
        tidy("\n".join(("首页 > 正文", *text, "服务热线：400-000-1234")), plan[0]).text.split("\n")
        == text
    )


def test_a_document_pasted_twice_in_a_web_page(tidy, law) -> None:
    raw = "\n".join(("网站首页 > 法规规章", *law, "打印本页", *law, "浏览次数：12"))
    assert tidy(raw, law[0]).text.split("\n") == list(law)


@pytest.mark.parametrize("raw", ["", "\n\n", "　"])
def test_nothing_at_all(tidy, raw: str) -> None:
    document = tidy(raw)
    assert document.text == ""
    assert document.report.raw_characters == document.report.kept_characters == 0


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("zhejiang-2024-work-points", {"foreign", "markup", "duplicate"}),
        ("zhejiang-2023-opinions", {"site_furniture"}),
        ("anhui-city-2023-progress", {"paywall", "secret"}),
        ("jinhua-gap-narrowing", set()),
        ("quzhou-gap-narrowing", {"caption"}),
        ("jiande-2023-2027-plan", {"site_furniture"}),
    ],
)
def test_why_the_corpus_lost_what_it_lost(published, name: str, reasons: set[str]) -> None:
    assert {aside.reason for aside in published[name].report.set_aside} == reasons


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("zhejiang-2024-work-points", "中共浙江省委 浙江省人民政府"),
        (
            "zhejiang-2023-opinions",
            "中共浙江省委浙江省人民政府关于坚持和深化新时代“千万工程”全面打造乡村振兴浙江样板的实施意见",
        ),
        ("anhui-city-2023-progress", "“千村引领、万村升级”工程推进情况"),
        ("jinhua-gap-narrowing", "金华：聚焦落实 突破提升 奋力扛起“缩差共富”浙中担当"),
    ],
)
def test_how_the_corpus_begins(published, name: str, line: str) -> None:
    assert published[name].text.split("\n")[0] == line


@pytest.mark.parametrize(
    ("name", "joins"),
    [
        ("zhejiang-2024-work-points", ["关爱机制", "水质达标", "康养集成"]),
        ("jinhua-gap-narrowing", ["集，千方", "现“一调", "民建房制"]),
        ("quzhou-gap-narrowing", ["江能源电", "建设，建", "网。聚焦"]),
        ("anhui-city-2023-progress", []),
        ("jiande-2023-2027-plan", []),
    ],
)
def test_where_the_corpus_was_joined(published, name: str, joins: list[str]) -> None:
    document = published[name]
    assert [document.text[at : at + 4] for at in document.report.joined] == joins


def test_lost_words_are_quoted_as_they_stand(published) -> None:
    assert "浙派民居特色的美丽建农村公路1000公里" in published["zhejiang-2024-work-points"].text
