"""Site headers, counters, page marks and captions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.furniture import (
    drop_captions,
    drop_chrome,
    drop_page_marks,
    is_chrome,
)


@pytest.mark.parametrize(
    "line",
    [
        "欢迎光临云峡县人民政府门户网站",
        "网站首页 > 政务公开 > 规划计划",
        "您现在的位置：首页 > 政策文件",
        "当前位置: 首页",
        "时间:2024-05-06 点击次数:8056次",
        "发布日期：2024-05-06 来源：县农办",
        "来源：云峡日报",
        "更新时间：2024-05-06",
        "作者：李四",
        "编辑：李四",
        "审核：王五",
        "字号：大 中 小",
        "点击量：3",
        "访问量：3",
        "【大 中 小】浏览 8",
        "【大 中 小】阅读量：3",
        "欢迎访问云峡县人民政府门户网站",
        "返回顶部",
        "下一篇：关于印发要点的通知",
        "设为首页",
        "加入收藏",
        "技术支持：某某公司",
        "时间：2024-05-06",
        "无障碍阅读",
        "无障碍",
        "网站首页 走进本县 政务公开 政务服务 互动交流 专题专栏",
        "无障碍阅读 | 长者模式 | 繁體 | English",
        "网站地图 | 联系我们 | 关于我们",
        "文章来源：农业农村局网站　作者：办公室　发布时间：2022-12-30 16:40:05",
        "本文共 12 页，当前第 3 页　上一页 下一页",
        "免费下载 ¥9.9 开通会员 立即下载全文",
        "首页" + " > 规划" * 23 + "计划文",
        "浏览次数：",
        "阅读 128 次",
        "责任编辑：张三",
        "上一篇：关于印发规划的通知",
        "打印本页",
        "关闭",
        "分享到：微信",
        "扫一扫在手机打开当前页",
        "版权所有：云峡县人民政府",
        "浙ICP备12345678号-1",
        "浙公网安备 33112102000001号",
        "网站标识码：3311210001",
        "规划设计一站式服务平台服务热线:0578-6820000",
    ],
)
def test_lines_of_the_web_site(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "一、总体要求",
        "（三）深化全民阅读",
        "提高图书借阅量和阅读",
        "来源于县级财政的资金，按时拨付",
        "欢迎光临本县，点击次数:3次。下一句",
        "首页" + " > 规划" * 23 + "计划文件",
        "各乡镇人民政府，县政府各部门：",
        "建成“智慧农业”平台，实现一键打印",
        "产业来源：" + "杨梅、稻鱼、" * 20,
        "咨询电话：0571-88001234",
        "联系人：周某某　咨询电话：0571-88001234",
        "监督举报电话：12388",
        "主办单位：云峡县文化馆；承办单位：柳湾镇人民政府",
        "无障碍环境建设标准",
        "无障碍设施应当与主体工程同步设计、同步施工；",
        "技术支持单位应当提供服务",
        "时间：2025年3月5日上午9时",
        "地点：县会议中心",
        "资金来源：县级财政",
        "柳湾镇\t首页\t导航",
    ],
)
def test_lines_of_the_document(line: str) -> None:
    assert not is_chrome(line)


def test_chrome_is_set_aside_whole() -> None:
    draft = drop_chrome(Draft.of("首页 > 公开\n  来源：县府办 \n一、目标\n来源可靠。\n"))
    assert draft.text == "\n\n一、目标\n来源可靠。\n"
    assert [(a.reason, a.line) for a in draft.set_aside] == [
        ("site_furniture", 1),
        ("site_furniture", 2),
    ]


NUMBERS = [
    "— 3 —",
    "-12-",
    "－ 4 －",
    "· 5 ·",
    "第3页",
    "第 3 页 共 10 页",
    "第3页/共10页",
    " 3/10 ",
    "Page 3 of 9",
]


@pytest.mark.parametrize("line", NUMBERS)
def test_page_numbers(asides, line: str) -> None:
    draft = drop_page_marks(Draft.of(f"前半句，\n{line}\n后半句。"))
    assert draft.text == "前半句，\n\n后半句。"
    assert asides(draft) == [("page_number", line)]


@pytest.mark.parametrize(
    "line", ["3", "2027", "第3页的表格", "1/2以上农户", "—3户—甲", "第三页", ""]
)
def test_what_is_no_page_number(line: str) -> None:
    assert drop_page_marks(Draft.of(line)).text == line


def paged(lines: Sequence[str], marks: Sequence[str], title: str = "") -> Draft:
    """Cleaned of page marks: a document with each mark after some more of its lines."""
    text = list(lines)
    for n in reversed(range(len(marks))):
        text[4 * n + 4 : 4 * n + 4] = marks[n].split("\n")
    return drop_page_marks(Draft.of("\n".join(text), title=title))


def kept(draft: Draft) -> list[str]:
    return [line for line in draft.text.split("\n") if line]


@pytest.mark.parametrize("numbers", ["1 2 3 4", "17 18 19", "2 4 5 8", "998 999 1000"])
def test_bare_numbers_that_count_the_pages(plan, numbers: str) -> None:
    draft = paged(plan, numbers.split())
    assert kept(draft) == list(plan)
    assert {aside.reason for aside in draft.set_aside} == {"page_number"}


@pytest.mark.parametrize("numbers", ["7", "3 2 1", "1 1 1", "1 5 9", "12 2027"])
def test_bare_numbers_that_count_no_pages(plan, numbers: str) -> None:
    assert paged(plan, numbers.split()).set_aside == ()


def test_bare_numbers_one_below_another_are_a_column(plan) -> None:
    text = "\n".join((*plan[:8], "1", "2", "3", *plan[8:]))
    assert drop_page_marks(Draft.of(text)).text == text


@pytest.mark.parametrize("number", ["— {} —", "第{}页", "{}"])
@pytest.mark.parametrize("header", ["云峡县人民政府公报　2025年第4期", "内部资料　注意保存"])
@pytest.mark.parametrize("mark", ["{0}\n{1}", "{1}\n{0}"])
def test_headers_that_stand_with_page_numbers(plan, number: str, header: str, mark: str) -> None:
    draft = paged(plan, [mark.format(number.format(n), header) for n in (1, 2, 3)])
    assert kept(draft) == list(plan)
    assert [aside.reason for aside in draft.set_aside].count("page_header") == 3


def test_the_title_on_every_page_stays_on_the_first(plan) -> None:
    draft = paged(plan, [plan[0]] * 3, title=plan[0])
    assert kept(draft) == list(plan)


@pytest.mark.parametrize("pages", [3, 4, 5])
def test_headers_inside_sentences_need_no_number(plan, pages: int) -> None:
    text: list[str] = []
    broken = {5: 25, 8: 31, 10: 20, 15: 31, 18: 12}
    where = dict(list(broken.items())[:pages])
    for n, line in enumerate(plan):
        at = where.get(n)
        text += [line[:at], "云峡县人民政府公报", line[at:]] if at else [line]
    draft = drop_page_marks(Draft.of("\n".join(text)))
    assert [aside.reason for aside in draft.set_aside] == ["page_header"] * pages


@pytest.mark.parametrize(
    "line", ["（县农业农村局）", "责任单位：县财政局。", "（一）主要做法", "镇名\t户数"]
)
def test_lines_that_come_again_between_paragraphs_stay(plan, line: str) -> None:
    assert paged(plan, [line] * 4).set_aside == ()


def test_in_wrapped_text_every_line_stands_inside_a_sentence(plan, wrapped) -> None:
    lines = wrapped(plan, 25).split("\n")
    assert paged(lines, ["县农业农村局、县财政局"] * 5).set_aside == ()


def test_captions_after_the_sign_off() -> None:
    draft = drop_captions(Draft.of("正文，完。\n云峡县农办供稿\n\n村民在采摘杨梅\n县城全景\n"))
    assert draft.text == "正文，完。\n云峡县农办供稿\n\n\n\n"
    assert [(a.reason, a.text) for a in draft.set_aside] == [
        ("caption", "村民在采摘杨梅"),
        ("caption", "县城全景"),
    ]


@pytest.mark.parametrize(
    "after",
    [
        "松坪：聚力兴村，织密致富网。",
        "联系人：张三，电话见附件",
        "村民在采摘杨梅" * 5,
        "下一步，推进建设",
    ],
)
def test_running_text_after_the_sign_off_is_kept(after: str) -> None:
    text = f"云峡县农办供稿\n{after}\n县城全景"
    assert drop_captions(Draft.of(text)).text == text


@pytest.mark.parametrize(("length", "kept"), [(30, False), (31, True)])
def test_how_long_a_caption_is(length: int, kept: bool) -> None:
    text = "云峡县农办供稿\n" + "茶" * length
    assert ("茶" in drop_captions(Draft.of(text)).text) is kept


def test_a_sentence_before_it_makes_no_sign_off() -> None:
    text = "抓好落实。县农办供稿\n县城全景"
    assert drop_captions(Draft.of(text)).text == text


def test_short_lines_are_kept_where_nothing_is_signed_off() -> None:
    text = "建立供稿制度。\n村民在采摘杨梅"
    assert drop_captions(Draft.of(text)).text == text
