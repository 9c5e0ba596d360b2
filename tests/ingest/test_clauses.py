"""Clauses: their ids, labels, paths and what they say of themselves."""

from __future__ import annotations

import pytest

from assistant.ingest.clauses import split
from assistant.types import Clause

PLAN = """青田县乡村建设行动方案
各乡镇人民政府、街道办事处：
为推进乡村建设，制定本方案。
一、总体目标
到2025年，建成公厕12座，保洁员30名。
到2027年，公厕达到20座，实现全覆盖。
二、重点任务
（一）提升人居环境
1.改造公厕。新建公厕12座，改造8座。（县农业农村局、县住建局）
2.推进垃圾分类。覆盖率达到90%以上。
责任单位：县综合执法局
（二）完善道路。2024年新改建公路120公里，加强管护。
三、保障措施
落实资金，加强考核。
本方案自印发之日起施行，由县农办负责解释。
青田县人民政府
2023年4月6日
"""

LAW = """乡村清洁条例
第一章　总则
第一条　为了改善人居环境，制定本条例。
第十二条　县级人民政府应当：
（一）编制规划；
（二）公开账目。
第十二条之一　村民委员会应当每年公开账目。
第二章　附则
第一千二百六十条　本条例自2024年5月1日起施行。
"""


def by_id(clauses: tuple[Clause, ...]) -> dict[str, Clause]:
    return {clause.id.removeprefix("plan/"): clause for clause in clauses}


@pytest.fixture(scope="module")
def plan(cut) -> dict[str, Clause]:
    return by_id(cut(PLAN))


@pytest.fixture(scope="module")
def law(cut) -> dict[str, Clause]:
    return by_id(cut(LAW, "乡村清洁条例"))


def test_ids_are_the_numbers_of_the_path(plan: dict[str, Clause]) -> None:
    assert list(plan) == [
        "pre",
        "1/p1",
        "1/p2",
        "2",
        "2.1",
        "2.1.1",
        "2.1.2",
        "2.2",
        "3/p1",
        "3/p2",
    ]


@pytest.mark.parametrize(
    ("key", "label", "path"),
    [
        ("pre", "引言", ()),
        ("1/p2", "一第2段", ("一、总体目标",)),
        ("2", "二", ("二、重点任务",)),
        ("2.1.1", "二（一）1", ("二、重点任务", "（一）提升人居环境", "1.改造公厕")),
        ("2.2", "二（二）", ("二、重点任务", "（二）完善道路")),
    ],
)
def test_labels_and_paths(plan, key: str, label: str, path: tuple[str, ...]) -> None:
    assert (plan[key].label, plan[key].path) == (label, path)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "pre",
            "青田县乡村建设行动方案\n各乡镇人民政府、街道办事处：\n为推进乡村建设，制定本方案。",
        ),
        ("1/p1", "一、总体目标\n到2025年，建成公厕12座，保洁员30名。"),
        ("2.1.2", "2.推进垃圾分类。覆盖率达到90%以上。\n责任单位：县综合执法局"),
        (
            "3/p2",
            "本方案自印发之日起施行，由县农办负责解释。\n青田县人民政府\n2023年4月6日",
        ),
    ],
)
def test_a_clause_holds_its_heading_and_what_belongs_to_it(plan, key: str, text: str) -> None:
    assert plan[key].text == text


def test_lines_that_only_open_a_section_are_headings(plan: dict[str, Clause]) -> None:
    assert [key for key, clause in plan.items() if clause.heading] == ["2", "2.1"]


def test_what_a_clause_says_of_itself(plan: dict[str, Clause]) -> None:
    assert plan["2.1.1"].departments == ("县农业农村局", "县住建局")
    assert plan["2.1.2"].departments == ("县综合执法局",)
    assert plan["2.2"].departments == ()
    assert plan["2.2"].years == (2024,)
    assert plan["1/p2"].years == (2027,)
    assert {clause.region for clause in plan.values()} == {"浙江省丽水市青田县"}
    assert {clause.document for clause in plan.values()} == {"plan"}


def test_ids_of_a_law(law: dict[str, Clause]) -> None:
    assert list(law) == ["pre", "ch1", "art1", "art12", "art12-1", "ch2", "art1260"]


def test_an_article_holds_its_items_and_stands_under_its_chapter(law: dict[str, Clause]) -> None:
    article = law["art12"]
    assert article.text.endswith("（一）编制规划；\n（二）公开账目。")
    assert article.label == "第十二条"
    assert article.path[0] == "第一章　总则"
    assert law["art12-1"].label == "第十二条之一"
    assert law["art1260"].path == ("第二章　附则", "第一千二百六十条")
    assert law["art1260"].years == (2024,)


def test_paragraphs_of_a_document_without_numbers(cut) -> None:
    clauses = cut("坚定做优强城篇，增强带动作用。\n坚定做活兴村篇，增强活力。\n青田县农办供稿\n")
    assert [(c.id, c.label, c.path) for c in clauses] == [
        ("plan/p1", "第1段", ()),
        ("plan/p2", "第2段", ()),
    ]
    assert clauses[-1].text.endswith("青田县农办供稿")


def test_several_paragraphs_before_the_first_number(cut) -> None:
    clauses = cut(
        "为推进建设，制定本方案。\n现印发给你们，请执行。\n一、目标\n建成12座，全覆盖。\n"
    )
    assert [c.id for c in clauses] == ["plan/pre/p1", "plan/pre/p2", "plan/1"]
    assert clauses[1].label == "引言第2段"


def test_sections_without_numbers_are_named_by_their_headings(cut) -> None:
    clauses = cut("# 甲部分\n内容，完成。\n## 乙小节\n一、目标\n到2027年，建成。\n# 丙部分\n")
    assert [(c.id, c.label, c.path) for c in clauses] == [
        ("plan/s", "甲部分", ("甲部分",)),
        ("plan/s.s", "乙小节", ("甲部分", "乙小节")),
        ("plan/s.s.1", "一", ("甲部分", "乙小节", "一、目标")),
        ("plan/s.2", "丙部分", ("丙部分",)),
    ]


PREPARED = "县住建局负责农村改厕工作，按期完成。"
REPORT = "各乡镇要抓好落实，按时报告。"
OFFICES = "青田县人民政府办公室、青田县住房和城乡建设局、青田县农业农村局、青田县财政局办公"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            "总体目标\n到2027年，建成。\n保障\n落实资金，考核。\n",
            ["总体目标…建成。", "保障…考核。"],
        ),
        ("（总则）\n县住建局负责，按期完成。\n", ["（总则）…完成。"]),
        (
            "现印发，请执行。\n青田县人民政府\n2023年4月6日\n为推进建设，制定本方案。\n",
            ["现印发…6日", "为推进…方案。"],
        ),
        (
            f"{PREPARED}\n{REPORT}\n青田县人民政府\n2023年4月6日\n{REPORT}\n",
            [PREPARED, f"{REPORT}…6日", REPORT],
        ),
        (
            f"{PREPARED}\n{OFFICES}处\n2023年4月6日\n{REPORT}\n",
            [PREPARED, f"青田…{REPORT}"],
        ),
        (f"{PREPARED}\n{OFFICES}\n2023年4月6日\n{REPORT}\n", [f"{PREPARED}…6日", REPORT]),
    ],
)
def test_what_goes_with_a_paragraph(cut, text: str, paragraphs: list[str]) -> None:
    found = [clause.text for clause in cut(text)]
    ends = [written.partition("…") for written in paragraphs]
    assert len(found) == len(ends)
    for clause, (first, _, last) in zip(found, ends, strict=True):
        assert clause.startswith(first)
        assert clause.endswith(last or first)


def test_a_paragraph_after_an_item_with_text_stands_under_the_heading_above(cut) -> None:
    clauses = cut("一、保障\n（一）资金。设立专项，加强监管。\n各地要抓好落实，按时报告。\n")
    assert [(c.id, c.path) for c in clauses][-1] == ("plan/1/p1", ("一、保障",))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "（一）改厕。新建，其中：\n石帆12座；\n腊口8座。\n管护，付费。\n（二）治污。\n",
            "1 1/p2 2",
        ),
        ("（一）改厕。\n要求是：\n石帆，12座；\n腊口，8座。\n", "1"),
        (
            "（一）改厕。新建，改造。\n管护，付费。\n（二）治污。5处，3处。\n检查，考核。\n",
            "1 1/p2 2 p1",
        ),
        (
            "一、厕\n（一）改厕。建，改。\n治污要求，如下：\n（一）治污。收，治。\n",
            "1 1.1 1/p1 1.1.2",
        ),
        ("三、物资。（责任单位：县供销社）\n备足，备齐。\n自查，抽查。\n", "3/p1 3/p2"),
        ("一、厕\n" + "石帆村改厕户主姓名\n" * 200, "1/p1 1/p2 1/p3"),
    ],
)
def test_what_goes_with_an_item(cut, text: str, clauses: str) -> None:
    assert [c.id.removeprefix("plan/") for c in cut(text)] == clauses.split()


def test_a_last_item_without_more_is_no_heading(cut) -> None:
    clauses = cut("一、材料\n1.申请表；\n2.身份证。\n")
    assert [c.heading for c in clauses] == [True, False, False]


def test_departments_on_their_own_line_belong_to_the_paragraph_before(cut) -> None:
    text = "一、公厕\n新建12座，改造8座。\n责任单位：县住建局\n加强管护，落实责任。\n（县财政局）\n"
    assert [(c.id, c.departments) for c in cut(text)] == [
        ("plan/1/p1", ("县住建局",)),
        ("plan/1/p2", ("县财政局",)),
    ]


def test_an_annex_loses_no_word_and_takes_no_id_of_the_plan(cut) -> None:
    annex = "附件1\n任务清单\n一、公厕\n（一）新建。12座，8座。\n（二）管护。明确责任，落实人员。\n"
    alone, together = cut(PLAN), cut(PLAN + annex)
    ids = [c.id for c in together]
    assert len(set(ids)) == len(ids)
    assert ids[: len(alone)] == [c.id for c in alone]
    assert together[-1].text == "（二）管护。明确责任，落实人员。"
    assert "任务清单" in "".join(c.text for c in together)


def test_a_repeated_number_takes_the_next_free_id(cut) -> None:
    clauses = cut("一、甲\n（一）子\n（二）丑\n一、乙\n（一）寅\n一、丙\n")
    assert [c.id.removeprefix("plan/") for c in clauses] == [
        "1",
        "1.1",
        "1.2",
        "1.3",
        "1.3.1",
        "1.4",
    ]


def test_ids_and_spans_stand_when_a_later_clause_changes(cut) -> None:
    before = cut(PLAN)
    after = cut(PLAN.replace("2024年新改建公路120公里", "2026年前新改建公路200公里、桥梁3座"))
    changed = [c.id for c, d in zip(before, after, strict=True) if c != d]
    first = changed.index("plan/2.2")
    assert first == 0, "what stands before the change is as it was"
    assert [c.id for c in after] == [c.id for c in before]


def test_the_digest_is_of_title_path_and_words(cut) -> None:
    before = by_id(cut(PLAN))
    after = by_id(
        cut(
            PLAN.replace("（一）提升人居环境", "（一）改善人居环境").replace(
                "12座，改造8座", "13座，改造8座"
            )
        )
    )
    changed = [key for key in before if before[key].digest != after[key].digest]
    assert changed == ["2.1", "2.1.1", "2.1.2"]
    assert before["2"].digest != by_id(cut(PLAN, "龙泉市乡村建设行动方案"))["2"].digest


def test_nothing_gives_no_clause(cut) -> None:
    assert cut(" \n　\n") == ()


@pytest.mark.parametrize(
    ("document", "clause", "label", "departments"),
    [
        (
            "jiande-2023-2027-plan",
            "4.3.1",
            "四（三）1",
            ("农业农村局", "市委组织部", "市财政局"),
        ),
        ("zhejiang-2024-work-points", "2.8", "二（八）", ()),
        ("zhejiang-2023-opinions", "1.3/p1", "一（三）第1段", ()),
        ("quzhou-gap-narrowing", "p6", "第6段", ()),
    ],
)
def test_clauses_of_the_corpus(
    published, document: str, clause: str, label: str, departments
) -> None:
    found = {c.id: c for c in split(published[document])}[f"{document}/{clause}"]
    assert (found.label, found.departments) == (label, departments)
