"""Items stand alone, rest on their own document, are spread over it and give nothing away."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.training import distractors
from assistant.training.items import Wanted
from assistant.training.leads import own_heading
from assistant.training.making import make
from assistant.training.shortage import shortage
from assistant.training.stems import stem
from assistant.training.titles import short_titles

TITLE = "乡村建设行动方案（2026—2028年）"


def everything(material, **wanted):
    return make(material, Wanted(**wanted), 200, 3).set.items


@pytest.mark.parametrize(
    "regions",
    [("浙江省湖州市青溪县", "浙江省湖州市白石县"), (None, None)],
    ids=["placed", "unplaced"],
)
def test_a_near_copy_is_no_ground(library, plan, regions):
    copy = plan.replace("32家", "47家").replace("97%", "88%").replace("150公里", "230公里")
    material = library(("one", TITLE, regions[0], plan), ("two", TITLE, regions[1], copy))
    items = everything(material)
    assert {item.document for item in items} == {"one", "two"}
    assert material.name("one") != material.name("two")
    for item in items:
        assert {ground.document for ground in item.grounds} == {item.document}
        if "《" in item.question and item.kind != "source":
            assert material.name(item.document) in item.question


def test_the_same_figure_of_another_document_is_no_ground(library):
    text = "一、目标\n全市农村卫生厕所普及率达到95%，新建公厕12座，清运粪污300吨。\n"
    material = library(("one", "甲方案", None, text), ("two", "乙方案", None, text))
    items = everything(material, kinds=("fill",))
    assert {item.document for item in items} == {"one", "two"}
    assert all({g.document for g in item.grounds} == {item.document} for item in items)


def test_the_span_of_years_in_a_title_tells_no_year(library):
    text = "一、目标\n到2028年，实现以下目标。\n（一）道路。全县新建改建农村公路150公里。\n"
    material = library(("one", "青溪县行动方案（2026—2028年）", None, text))
    [item] = everything(material, kinds=("fill",))
    assert "2028年" in item.question.replace("（2026—2028年）", "")


def test_a_time_in_the_middle_of_a_sentence_is_kept(material_of):
    text = (
        "一、目标\n按照上级关于乡村建设的部署要求和全镇“十五五”规划的总体安排，到2027年，"
        "健全农村人居环境长效管护机制和村民参与的各项制度并不断完善，"
        "持续推进农村生活污水治理和公厕建设工作，全镇新建农村公共厕所12座。\n"
    )
    material = material_of(text)
    [one] = material.all_asked
    assert stem(material, one).shown(text.strip()).startswith("到2027年……")


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("单元内村庄按中心村和一般村2个等级管理，全镇共有公厕12座。", {"12"}),
        ("全镇设立党建、治理、服务3个工作小组，共有公厕12座。", {"12"}),
        ("实施“5511”工程，建设精品示范村50个，共有公厕320座。", {"320"}),
        ("单元内村庄按中心村和一般村4个等级管理，全镇共有公厕12座。", {"4", "12"}),
    ],
)
def test_what_can_be_counted_is_not_asked(material_of, sentence, asked):
    material = material_of(f"一、目标\n{sentence}\n")
    keys = {
        item.keys[0]
        for seed in range(6)
        for item in make(material, Wanted(kinds=("fill",)), 5, seed).set.items
    }
    assert keys == asked


def test_items_are_spread_over_the_clauses(invented):
    for seed in range(5):
        wanted = Wanted(documents=("qing-plan",), kinds=("fill", "single"))
        items = make(invented, wanted, 6, seed).set.items
        assert max(Counter(item.clause for item in items).values()) == 1


def test_a_section_is_no_task(material_of):
    tasks = "".join(
        f"（{n}）{task}。按要求办好各项工作，完成{k}项。（县{name}局、县{other}局）\n"
        for n, task, k, name, other in (
            ("一", "守住粮食安全", 12, "农业", "粮食"),
            ("二", "修好农村道路", 14, "交通", "公路"),
            ("三", "办好乡村学校", 16, "教育", "人社"),
            ("四", "管护河流水库", 18, "水利", "环保"),
        )
    )
    text = f"一、主要任务\n{tasks}二、保障措施\n按照职责分工抓好落实。（县监察局、县审计局）\n"
    material = material_of(text)
    assert "保障措施" in {own_heading(clause) for clause in material.clauses}
    for seed in range(6):
        for item in make(
            material, Wanted(kinds=("match", "multiple", "judge")), 20, seed
        ).set.items:
            assert "保障措施" not in (*item.left, *item.question.split("“"))
            assert "“保障措施”" not in item.question


COINED = """一、任务
（一）推广“稻香管家”服务，“稻香管家”{}由村集体牵头、社会化服务组织承办，提供代耕代种的托管模式。
（二）建设“共享花园”12处，探索“飞地抱团”办法，实施“新农人培育”工程，开办“乡村夜校”。
"""


@pytest.mark.parametrize("means", ["是指", "即", "就是", "，指的是", "是"])
def test_a_coined_term_is_asked_for(material_of, means):
    items = everything(material_of(COINED.format(means)), kinds=("term",))
    assert [item.right for item in items] == [("稻香管家",)]
    assert {"共享花园", "飞地抱团", "新农人培育", "乡村夜校"} >= set(items[0].options) - {
        "稻香管家"
    }


def test_options_are_of_a_size_and_a_form(material_of):
    things = ("基础设施", "产业发展", "人才培训", "环境整治", "文化活动", "社会保障")
    text = "一、任务\n" + "".join(
        f"{at}.{thing}。每年安排用于农村{thing}的资金{{}}万元。\n"
        for at, thing in enumerate(things, start=1)
    )
    material = material_of(text.format("4.2", "20", "3.6", "5.5", "6.8", "99.98"))
    one = next(each for each in material.all_asked if each.written == "4.2万元")
    found = distractors.usable(material, one, stem(material, one))
    assert [other.written for other in found] == ["3.6万元", "5.5万元", "6.8万元", "20万元"]


def test_a_small_document_lends_numbers_of_other_things(material_of):
    text = (
        "一、物资\n镇级仓库常年储备应急冲锋舟24艘。\n二、队伍\n全镇组建各类应急抢险队伍30支。\n"
        "三、场所\n全镇设置村级避灾安置场所16座。\n四、管网\n疏通城乡各类排水管渠20公里。\n"
    )
    single = everything(material_of(text), kinds=("single",))
    assert single
    for item in single:
        assert len({option.lstrip("0123456789") for option in item.options}) == 1


def test_too_few_are_explained(invented):
    wanted = Wanted(documents=("bai-plan",))
    made = make(invented, wanted, 50, 1)
    short = shortage(made, 50, invented)
    assert short
    assert short.head == f"只出得了 {len(made.set.items)} 道，不到 50 道。"
    assert short.stock == ("这份文件里能出成题的数字有 7 个，末尾按格式写明责任单位的条款有 0 条。")
    assert "同一处只问一次" in short.advice
    assert all(reason in short.told for reason, _ in short.reasons)
    narrow = make(invented, Wanted(topic="没有这个词"), 5, 1)
    none = shortage(narrow, 5, invented)
    assert none
    assert (none.head, none.advice) == (
        "照这些条件出不了题。",
        "请放宽难度、章节、专题或责任单位。",
    )
    assert shortage(make(invented, wanted, 2, 1), 2, invented) is None


def test_long_titles_are_shortened_and_stay_apart():
    issuer = "中共青溪县委青溪县人民政府"
    long = "关于坚持和深化新时代乡村建设全面打造宜居宜业和美乡村样板的实施意见"
    wrapped = "青溪县人民政府办公室关于印发《青溪县村集体经济增收行动计划（2026—2028年）》的通知"
    titles = {"a": f"{issuer}{long}", "b": wrapped, "c": "农贸市场管理办法", "d": f"{long}（试行）"}
    found = short_titles(titles)
    assert found["b"] == "青溪县村集体经济增收行动计划（2026—2028年）"
    assert found["c"] == "农贸市场管理办法"
    assert len(set(found.values())) == 4
    assert len(short_titles({"a": titles["a"]})["a"]) <= 30


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "青溪县教育局关于做好2026年秋季学期义务教育阶段课后服务工作的通知",
            "青溪县教育局《关于做好2026年秋季学期义务教育阶段课后服务工作的通知》",
        ),
        (
            "青溪县民政局关于印发《基本养老服务体系建设实施方案》的通知（试行本）",
            "青溪县民政局《基本养老服务体系建设实施方案》",
        ),
        (
            "青溪县人民政府办公室关于印发《青溪县村集体经济增收行动计划》的通知",
            "《青溪县村集体经济增收行动计划》",
        ),
        ("青溪县教育局关于课后服务的通知", "《青溪县教育局关于课后服务的通知》"),
        ("课后服务办法", "青溪县《课后服务办法》"),
    ],
)
def test_an_issuer_is_named_and_no_other(library, title, name):
    material = library(("one", title, "浙江省湖州市青溪县", "一、服务\n每天服务2小时。\n"))
    assert material.name("one") == name
    assert title in material.title("one")


def test_departments_are_a_small_part_of_a_set(material_of, plan):
    numbers = "".join(
        f"{n}.全镇新建{thing}{n * 7 + 3}座，完成投资{n * 40 + 12}万元。\n"
        for n, thing in enumerate(("公厕", "凉亭", "水塔", "粮库", "泵站", "桥梁"), start=1)
    )
    material = material_of(f"{plan}三、工程\n{numbers}")
    for seed in range(8):
        items = make(material, Wanted(), 10, seed).set.items
        listed = [i for i in items if "单位" in i.question.partition("\n")[2] + i.question]
        assert len(items) == 10
        assert 0 < len(listed) <= 3
    only = make(material, Wanted(kinds=("match",)), 1, 1).set.items
    assert [item.kind for item in only] == ["match"]


def test_hours_are_asked_for(material_of):
    text = (
        "一、时间\n学校每周一至周五开展课后服务，每天不少于2小时。\n"
        "二、睡眠\n学校应当保证寄宿的学生每晚睡眠不少于2小时以上的规定时长。\n"
    )
    items = everything(material_of(text), kinds=("fill",))
    [item] = [each for each in items if "课后服务" in each.question]
    assert item.question.endswith("\n学校每周一至周五开展课后服务，每天不少于（　　）小时。")
    assert item.keys == ("2",)
    assert len(item.grounds) == 1
