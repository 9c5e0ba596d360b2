import pytest


def changes(said, line):
    return [statement.change for statement in said(line)]


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("建成公园30个", "total"),
        ("产值达到5亿元", "total"),
        ("新增公园30个", "added"),
        ("新(改、扩)建公园30个", "added"),
        ("再建设公园30个", "added"),
        ("产值增长8%", "added"),
        ("覆盖率提高不少于5个百分点", "added"),
        ("年均增幅不低于6%", "added"),
        ("按10%的比例递增", "added"),
        ("成本下降8%", "reduced"),
        ("材料精简一半", "reduced"),
        ("学费减半", "reduced"),
        ("压减材料5份", "reduced"),
        ("按10%的幅度递减", "reduced"),
        ("覆盖率提高到80%", "to"),
        ("倍差缩小到1.8以内", "to"),
        ("材料减为3份", "to"),
        ("累计建成公园30个", "cumulative"),
        ("公园累计达到30个", "cumulative"),
        ("累计投入资金5亿元", "cumulative"),
        ("里程合计88公里", "cumulative"),
        ("自开馆以来，接待总数超5万人", "cumulative"),
        ("接待总数超5万人", "total"),
        ("服务能力提升全覆盖", "total"),
        ("新型农机30台", "total"),
        ("新引进的硕士发放补助5万元", "total"),
        ("新建小区按每户2平方米配建用房", "total"),
        ("压缩办理时限达到85%", "total"),
        ("共富工坊30家", "total"),
    ],
)
def test_a_change(said, line, change):
    assert changes(said, line) == [change]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("新建公园5个、绿道3条，广场2个", ["added"] * 3),
        ("新建冷库60座、库容3万立方米", ["added", "added"]),
        ("化肥、农药用量减少3%、2%", ["reduced", "reduced"]),
        ("新建公园5个；绿道3条", ["added", "total"]),
        ("新建公园5个。绿道3条", ["added", "total"]),
        ("新建公园5个，每户补助3元", ["added", "total"]),
        ("成本降低一半，网办率100%", ["reduced", "total"]),
        ("新增5亿元以上项目3个", ["total", "added"]),
        ("由7份减为3份", ["total", "to"]),
    ],
)
def test_how_far_a_verb_reaches(said, line, expected):
    assert changes(said, line) == expected


@pytest.mark.parametrize(
    ("line", "pers"),
    [
        ("每年培训300人", ["年"]),
        ("每月发放300元", ["月"]),
        ("收入年均增长7%以上、达到3万元", ["年", ""]),
        ("每年面积不低于5万亩、产量不少于3万吨", ["年", "年"]),
        ("水稻、油菜年均增长5%、6%", ["年", "年"]),
        ("每年培训300人，新建公园5个", ["年", ""]),
        ("年均浓度为29微克", [""]),
        ("年产量30万吨", [""]),
        ("每年引进亿元以上项目3个", ["", "年"]),
    ],
)
def test_a_period(said, line, pers):
    assert [statement.per for statement in said(line)] == pers


@pytest.mark.parametrize(
    ("line", "bases"),
    [
        ("产值比上年增长8%", ["比上年"]),
        ("产值同比增长8%", ["同比"]),
        ("覆盖率较2020年提高5个百分点", ["较2020年"]),
        ("收入高于全县平均10%", ["全县平均"]),
        ("在现有5家基础上，再新增3家", ["", "在现有5家基础上"]),
        ("甲、乙用量比上年减少3%、2%", ["比上年", "比上年"]),
        ("不高于年度预算的10%", [""]),
        ("产值增长8%", [""]),
    ],
)
def test_a_base(said, line, bases):
    assert [line[slice(*statement.base)] for statement in said(line)] == bases
