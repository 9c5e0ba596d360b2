"""What a file says of itself, and nothing that it does not say."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.describe import describe

NOTICE = """建德市人民政府办公室文件
建政办函〔2023〕12号
建德市人民政府办公室
关于印发《建德市农村公厕提升行动方案》的通知
各镇、乡人民政府，各街道办事处：
　　根据杭政函〔2022〕5号文件精神，现印发给你们，请认真贯彻。
建德市人民政府办公室
二〇二三年四月六日
（此件公开发布）
建德市农村公厕提升行动方案
一、总体要求
到2027年，建成公厕120座。
"""
BODY = "\n为了改厕，制定本方案。\n一、目标\n建成公厕12座。\n"


def of(text: str, name: str = "a.txt", **given: str | None):
    return describe(text.encode(), name, **given)[0]


def test_a_notice() -> None:
    source = of(NOTICE, "通知.txt")
    assert source.title == "建德市人民政府办公室关于印发《建德市农村公厕提升行动方案》的通知"
    assert source.number == "建政办函〔2023〕12号"
    assert source.issuer == "建德市人民政府办公室"
    assert source.issued == "2023-04-06"
    assert source.region == "建德市"
    assert source.file == "通知.txt"
    assert source.sha256 == sha256(NOTICE.encode()).hexdigest()
    assert source.id == f"jian-de-shi-ren-min-zheng-fu-ban-gong-shi-{source.sha256[:6]}"
    assert (source.effective, source.expires, source.url, source.begins) == (None, None, None, "")
    assert source.status == "unknown"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("青田县改厕方案" + BODY, "青田县改厕方案"),
        ("# 青田县改厕" + BODY, "青田县改厕"),
        ("青田县农村公厕\n“提标扩面”行动方案\n(2023—2027年)" + BODY, None),
        (
            "金华：聚焦落实 突破提升 奋力扛起“缩差共富”" + BODY,
            "金华：聚焦落实 突破提升 奋力扛起“缩差共富”",
        ),
        ("青田县改厕方案（试行）（青政发〔2023〕5号）" + BODY, "青田县改厕方案（试行）"),
        (
            "中共浙江省委\n浙江省人民政府\n关于深化改厕的\n实施意见" + BODY,
            "中共浙江省委 浙江省人民政府关于深化改厕的实施意见",
        ),
        (
            "首页 > 政务公开 > 通知\n来源：县府办 时间：2023-01-01\n青田县改厕方案" + BODY,
            "青田县改厕方案",
        ),
        ("000001\n机密★1年\n特急\n青田县改厕方案" + BODY, "青田县改厕方案"),
        ("2023年4月6日\n青田县改厕方案" + BODY, "青田县改厕方案"),
        (
            "改厕促进法\n（2021年4月29日全国人民代表大会常务委员会通过）\n目　录\n第一章　总则",
            "改厕促进法",
        ),
        ("<p><b>青田县改厕方案</b></p>" + BODY, "青田县改厕方案"),
        ("\ufeff\u200b  青田县改厕方案" + BODY, "青田县改厕方案"),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    wanted = title or "青田县农村公厕“提标扩面”行动方案(2023—2027年)"
    assert of(text).title == wanted


def test_without_a_title_the_name_of_the_file_is_one() -> None:
    assert of(BODY, "C:\\资料\\青田 改厕.txt").title == "青田 改厕"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("青政发[2023]5号\n改厕方案" + BODY, "青政发〔2023〕5号"),
        ("青政发（２０２３）０５号　　　签发人：张三\n改厕方案" + BODY, "青政发〔2023〕05号"),
        ("文号：青政发〔2023〕5号 成文日期：2023-04-06\n改厕方案" + BODY, "青政发〔2023〕5号"),
        ("索引号\t1\t发文字号\t青政发〔2023〕5号\n改厕方案" + BODY, "青政发〔2023〕5号"),
        ("改厕方案（青政发〔2023〕5号）" + BODY, "青政发〔2023〕5号"),
        ("改厕方案\n根据青政发〔2023〕5号，制定本方案。\n", None),
        ("关于转发青政发〔2023〕5号的通知" + BODY, None),
        ("改厕方案" + BODY, None),
    ],
)
def test_numbers(text: str, number: str | None) -> None:
    assert of(text).number == number


@pytest.mark.parametrize(
    ("text", "issuer", "issued", "region"),
    [
        (
            "改厕方案" + BODY + "青田县人民政府\n2023年4月6日",
            "青田县人民政府",
            "2023-04-06",
            "青田县",
        ),
        ("改厕方案" + BODY + "青田县水利局  2023年4月6日", "青田县水利局", "2023-04-06", "青田县"),
        (
            "改厕方案" + BODY + "甲县水利局\n乙县财政局\n2023年4月6日",
            "甲县水利局 乙县财政局",
            "2023-04-06",
            None,
        ),
        (
            "改厕方案" + BODY + "沛县水利局\n沛县财政局\n2023年4月6日",
            "沛县水利局 沛县财政局",
            "2023-04-06",
            "沛县",
        ),
        ("石帆社区居民委员会关于改厕的公告" + BODY, "石帆社区居民委员会", None, None),
        ("上海市场监督管理局关于改厕的公告" + BODY, "上海市场监督管理局", None, None),
        (
            "上海市浦东新区人民政府关于改厕的公告" + BODY,
            "上海市浦东新区人民政府",
            None,
            "上海市浦东新区",
        ),
        ("杭州钱塘新区管理委员会关于改厕的公告" + BODY, "杭州钱塘新区管理委员会", None, None),
        (
            "浙江省杭州市城市管理局关于改厕的公告" + BODY,
            "浙江省杭州市城市管理局",
            None,
            "浙江省杭州市",
        ),
        ("建德市市场监督管理局关于改厕的公告" + BODY, "建德市市场监督管理局", None, "建德市"),
        ("中共青田县委关于改厕的意见" + BODY, "中共青田县委", None, "青田县"),
        (
            "青田县人民代表大会常务委员会关于改厕的决定" + BODY,
            "青田县人民代表大会常务委员会",
            None,
            "青田县",
        ),
        ("改厕方案" + BODY + "2023年4月6日", None, "2023-04-06", None),
        ("改厕方案" + BODY + "青田县府办　　2023年4月6日印发", None, "2023-04-06", None),
        ("改厕方案\n（2023年4月6日）" + BODY, None, "2023-04-06", None),
        ("改厕方案\n（2023年4月6日印发）" + BODY, None, "2023-04-06", None),
        (
            "改厕办法\n（2014年8月19日青田县水利局、青田县财政局令第69号公布）" + BODY,
            "青田县水利局 青田县财政局",
            "2014-08-19",
            "青田县",
        ),
        ("改厕办法\n（2014年8月19日县长令第69号公布）" + BODY, None, "2014-08-19", None),
        ("改厕办法\n（2014年8月1日会议通过，2014年9月1日公布）" + BODY, None, None, None),
        ("改厕方案\n（2023年4月6日县人大通过）" + BODY, None, None, None),
        (
            "改厕方案\n（青田县人民政府 2023年4月6日印发 青政发〔2023〕6号）" + BODY,
            "青田县人民政府",
            "2023-04-06",
            "青田县",
        ),
        (
            "改厕方案\n（青政发〔2023〕6号，青田县水利局、青田县财政局二〇二三年四月六日）" + BODY,
            "青田县水利局 青田县财政局",
            "2023-04-06",
            "青田县",
        ),
        ("改厕方案\n（2023年4月6日前报县府办）" + BODY, None, None, None),
        (
            "发文机关：青田县水利局\n成文日期：2023年4月6日\n改厕方案" + BODY,
            "青田县水利局",
            "2023-04-06",
            "青田县",
        ),
        ("时间：2023-07-27 来源：县府办\n改厕方案" + BODY, None, None, None),
        (
            "浙江省杭州市建德市人民政府关于改厕的通知" + BODY,
            "浙江省杭州市建德市人民政府",
            None,
            "浙江省杭州市建德市",
        ),
        (
            "中共浙江省委浙江省人民政府关于改厕的意见" + BODY,
            "中共浙江省委 浙江省人民政府",
            None,
            "浙江省",
        ),
        ("国家市场监督管理总局关于改厕的公告" + BODY, "国家市场监督管理总局", None, None),
        ("国务院办公厅关于改厕的通知" + BODY, "国务院办公厅", None, None),
        ("建德经济开发区管理委员会关于改厕的通知" + BODY, "建德经济开发区管理委员会", None, None),
        ("建德市梅城镇人民政府关于改厕的通知" + BODY, "建德市梅城镇人民政府", None, None),
        ("某市人民政府关于改厕的通知" + BODY, "某市人民政府", None, None),
        ("2023年青田县改厕方案" + BODY, None, None, None),
        ("改厕方案" + BODY + "到时再说\n2023年13月41日", None, None, None),
        ("改厕方案\n2023年4月6日，青田县人民政府召开会议，研究改厕。\n", None, None, None),
    ],
)
def test_who_issued_it_and_when(
    text: str, issuer: str | None, issued: str | None, region: str | None
) -> None:
    source = of(text)
    assert (source.issuer, source.issued, source.region) == (issuer, issued, region)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("（青田县人民政府 2023年4月6日印发 青政发〔2023〕6号）", "青政发〔2023〕6号"),
        ("（青田县人民政府　青政发[2023]6号　2023年4月6日）", "青政发〔2023〕6号"),
        ("（2023年4月6日 印发青政发〔2023〕6号）", "青政发〔2023〕6号"),
        ("(文号：青政发〔2023〕6号)", "青政发〔2023〕6号"),
        ("（根据青政发〔2022〕3号修订）", None),
        ("（青政发〔2022〕3号附件）", None),
        ("（青政发〔2022〕3号、青政发〔2023〕6号）", None),
    ],
)
def test_the_number_in_brackets_under_the_title(line: str, number: str | None) -> None:
    source = of(f"改厕方案\n{line}{BODY}")
    assert (source.title, source.number) == ("改厕方案", number)


def test_what_stands_deep_inside_a_long_text_is_not_what_the_document_is() -> None:
    inside = "建成公厕12座。\n" * 2000
    text = f"改厕方案{BODY}{inside}甲县人民政府\n2020年1月1日\n青政发〔2020〕1号\n{inside}"
    source = of(f"{text}乙县人民政府\n2023年4月6日\n")
    assert (source.issuer, source.issued, source.number) == ("乙县人民政府", "2023-04-06", None)


PARTS = st.sampled_from(
    [
        "建德市",
        "人民政府",
        "委员会",
        "关于",
        "会",
        "2023年4月6日",
        "〔2023〕5号",
        "方案",
        "\n",
        "（",
        "）",
        " ",
        "\t",
        "#",
    ]
)


@given(st.lists(PARTS, max_size=60))
def test_lines_of_any_kind(parts: list[str]) -> None:
    source = of(f"{''.join(parts)}甲")
    assert source.title.strip()
    assert source.issued in (None, "2023-04-06")
