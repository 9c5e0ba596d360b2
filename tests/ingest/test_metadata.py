"""Who is responsible, as a clause says it."""

from __future__ import annotations

import pytest

from assistant.ingest.metadata import (
    departments,
    departments_span,
    only_departments,
    responsibilities,
    years,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("建成公厕12座。(农业农村局、住建局)", ("农业农村局", "住建局")),
        ("建成公厕12座。（县农业农村局，县住建局）。", ("县农业农村局", "县住建局")),
        (
            "建成公厕12座（鹤城街道、温溪镇、青田经济开发区）",
            ("鹤城街道", "温溪镇", "青田经济开发区"),
        ),
        ("打响品牌(市委宣传部、团市委、妇联) \n", ("市委宣传部", "团市委", "妇联")),
        ("（县发改局（能源局、粮食局）、供电公司）", ("县发改局（能源局、粮食局）", "供电公司")),
        ("建成公厕。责任单位：县农业农村局、县财政局。", ("县农业农村局", "县财政局")),
        ("建成公厕。\n责任部门: 县教育局", ("县教育局",)),
        ("（责任单位：县经信局、县住建局）", ("县经信局", "县住建局")),
        (
            "完成改造。（牵头单位：县经信局；配合单位：县财政局、各乡镇）",
            ("县经信局", "县财政局", "各乡镇"),
        ),
        ("责任单位：县发改局（县能源局）、县住建局", ("县发改局（县能源局）", "县住建局")),
        ("牵头单位：县水利局。全面推进。(县水利局、县林业局)", ("县水利局", "县林业局")),
    ],
)
def test_departments_as_written(text: str, names: tuple[str, ...]) -> None:
    assert departments(text) == names


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("改厕12座。（县住建局、县财政局）", ":县住建局 :县财政局"),
        ("（责任单位：县住建局、县财政局）", "责任单位:县住建局 责任单位:县财政局"),
        (
            "牵头单位：县住建局；配合单位：县财政局、县水利局",
            "牵头单位:县住建局 配合单位:县财政局 配合单位:县水利局",
        ),
        ("牵头单位：县住建局，责任单位：县财政局", "牵头单位:县住建局 责任单位:县财政局"),
        (
            "改厕。\n**牵头单位**：县住建局\n**配合单位：**县财政局",
            "牵头单位:县住建局 配合单位:县财政局",
        ),
        ("市级责任单位：市住建局", "市级责任单位:市住建局"),
        ("改厕12座。主办：县住建局；协办：县财政局。", "主办:县住建局 协办:县财政局"),
        (
            "改厕（县住建局牵头，县财政局、县水利局配合）。",
            "牵头:县住建局 配合:县财政局 配合:县水利局",
        ),
        ("改厕。（由县住建局牵头负责，各乡镇按职责分工落实）", "牵头负责:县住建局 落实:各乡镇"),
        ("改厕。（县住建局，县财政局按职责分别负责）", "负责:县住建局 负责:县财政局"),
        ("改厕。（县住建局会同县财政局负责）", "负责:县住建局 负责:县财政局"),
        ("改厕。（县住建局和县财政局负责）", "负责:县住建局 负责:县财政局"),
        ("改厕。（县自然资源和规划局、县文化和旅游局）", ":县自然资源和规划局 :县文化和旅游局"),
        ("改厕。（县住建局（牵头）、县财政局）", "牵头:县住建局 :县财政局"),
        ("改厕。（县住建局、县财政局等有关部门）", ":县住建局 :县财政局 :有关部门"),
        ("改厕。（县住建局、县财政局等部门）", ":县住建局 :县财政局"),
        ("责任单位：县住建局、县财政局等", "责任单位:县住建局 责任单位:县财政局"),
        ("责任单位：各乡镇（街道）", "责任单位:各乡镇（街道）"),
        ("责任单位：县住建局  完成时限：2025年12月底", "责任单位:县住建局"),
        ("改厕。（县住建局）（县财政局）", ":县财政局"),
        ("改厕，各牵头单位要落实责任：分工、督查。", ""),
        ("牵头单位：", ""),
    ],
)
def test_roles_as_written(text: str, pairs: str) -> None:
    found = [f"{each.role}:{each.department}" for each in responsibilities(text)]
    assert found == pairs.split()
    assert all(name in text for name in departments(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2027年，建成。", (2027,)),
        ("２０２７年建成。", (2027,)),
        ("二〇二七年，一九九八年", (1998, 2027)),
        ("二○二七年", (2027,)),
        ("2024-05-06", (2024,)),
        ("改厕12座。", ()),
    ],
)
def test_years(text: str, found: tuple[int, ...]) -> None:
    assert years(text) == found


@pytest.mark.parametrize(
    "name",
    (
        "县府办公室|县府办|省自然资源厅|省农科院|交投集团|供电公司|小舟山乡|鹤城镇|油竹街道|县政府|开发区|"
        "侨乡园区|农商银行|县工商业联合会|县农信联社|省供销总社|餐饮协会|县法院|油竹管理处|石门洞管委会|"
        "防汛指挥部|交警支队|执法大队|丽水大学|县委党校学校|县总工会|团县委|文工团|县妇联|县科协|县残联|"
        "牵头单位|相关部门|市委宣传部|县委员会|数据中心|县民政局|如皋市教育局|含山县水利局"
    ).split("|"),
)
def test_kinds_of_departments(name: str) -> None:
    assert departments(f"建成公厕12座。（县住建局、{name}）") == ("县住建局", name)
    assert departments(f"建成公厕12座。（{name}）") == (name,)


@pytest.mark.parametrize(
    "remark",
    (
        "以下称县政府|简称县府办|含街道办|不含县医院|包含县医院|包括乡镇政府|除县医院|如县医院|例如县医院|"
        "见县政府|详见县政府|附件县政府"
    ).split("|"),
)
def test_a_remark_is_no_department(remark: str) -> None:
    assert departments(f"覆盖全部机构（{remark}）") == ()


@pytest.mark.parametrize(
    "kind",
    "乡|镇|处|委|部|局|厅|院|办|乡镇|街道|学校|大学|单位|部门|公司|集团|银行|中心|园区".split("|"),
)
def test_a_kind_alone_is_no_department(kind: str) -> None:
    assert departments(f"覆盖全部机构（{kind}）") == ()
    assert departments(f"覆盖全部机构。（{kind}、县住建局）") == (kind, "县住建局")


@pytest.mark.parametrize(
    "label",
    ["责任单位", "牵头单位", "配合单位", "主办单位", "协办单位", "责任部门", "牵头部门"],
)
def test_labels_of_departments(label: str) -> None:
    assert departments(f"{label}：县住建局") == ("县住建局",)
    assert only_departments(f"{label}：县住建局")


@pytest.mark.parametrize(
    "text",
    [
        "建成公厕12座。",
        "县农业农村局、县住建局负责。",
        "（县农业农村局）负责建成公厕12座。",
        "建成和美乡村示范村（未来乡村）",
        "落实补助（每户不超过5万元）",
        "试行三年（2023—2025年）。",
        "青田县人民政府（以下简称县政府）",
        "办学点（含乡镇学校）",
        "覆盖所有镇（街道）",
        "面向全县（乡镇、街道）",
        "（县农业农村局、2027年）",
        "()",
        "（、）",
        "",
    ],
)
def test_other_words_are_no_departments(text: str) -> None:
    assert departments(text) == ()


def test_the_span_holds_the_brackets() -> None:
    text = "推进（村级）改造。（县农业农村局、县住建局）。"
    span = departments_span(text)
    assert span is not None
    assert text[slice(*span)] == "（县农业农村局、县住建局）"


@pytest.mark.parametrize(
    ("line", "only"),
    [
        ("责任单位：县农业农村局、县财政局", True),
        ("（牵头单位：县水利局）", True),
        ("市级责任单位：市发改委", True),
        ("（县农业农村局、县财政局）", True),
        ("建成公厕12座。（县农业农村局）", False),
        ("（一）责任单位：县农业农村局", False),
        ("1.责任单位：县农业农村局", False),
        ("各责任单位要落实责任。", False),
        ("（一）总体目标", False),
        ("", False),
    ],
)
def test_a_line_with_nothing_but_departments(line: str, only: bool) -> None:
    assert only_departments(line) is only


@pytest.mark.parametrize(
    "text", ["（" + "甲局、" * 20000 + "乙局）", "（" * 20000 + "）" * 20000, "责任单位：" * 20000]
)
def test_hostile_lists_take_no_time(text: str) -> None:
    assert len(departments(text)) <= 2


def test_departments_of_the_corpus_stand_at_the_end(published) -> None:
    text = published["jiande-2023-2027-plan"].text
    paragraphs = [line for line in text.split("\n") if line.endswith((")", "）")) and "。" in line]
    assert len(paragraphs) > 20
    assert all(departments_span(line) for line in paragraphs)
