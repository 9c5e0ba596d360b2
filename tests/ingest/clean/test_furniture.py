"""Site headers, counters, page numbers and captions."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.furniture import (
    drop_captions,
    drop_chrome,
    drop_page_numbers,
    is_chrome,
)


@pytest.mark.parametrize(
    "line",
    [
        "欢迎光临青田县人民政府门户网站",
        "网站首页 > 政务公开 > 规划计划",
        "您现在的位置：首页 > 政策文件",
        "当前位置: 首页",
        "时间:2024-05-06 点击次数:8056次",
        "发布日期：2024-05-06 来源：县农办",
        "来源：丽水日报",
        "更新时间：2024-05-06",
        "作者：李四",
        "编辑：李四",
        "审核：王五",
        "字号：大 中 小",
        "点击量：3",
        "访问量：3",
        "【大 中 小】浏览 8",
        "【大 中 小】阅读量：3",
        "欢迎访问青田县人民政府门户网站",
        "返回顶部",
        "下一篇：关于印发要点的通知",
        "设为首页",
        "加入收藏",
        "技术支持：某某公司",
        "首页" + " > 规划" * 23 + "计划文",
        "浏览次数：",
        "阅读 128 次",
        "责任编辑：张三",
        "上一篇：关于印发规划的通知",
        "打印本页",
        "关闭",
        "分享到：微信",
        "扫一扫在手机打开当前页",
        "版权所有：青田县人民政府",
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


@pytest.mark.parametrize(
    "line", ["— 3 —", "-12-", "－ 4 －", "第3页", "第 3 页 共 10 页", "第3页/共10页", " 3/10 "]
)
def test_page_numbers(line: str) -> None:
    draft = drop_page_numbers(Draft.of(f"前半句，\n{line}\n后半句。"))
    assert draft.text == "前半句，\n\n后半句。"
    assert [(a.reason, a.text) for a in draft.set_aside] == [("page_number", line)]


@pytest.mark.parametrize(
    "line", ["3", "2027", "第3页的表格", "1/2以上农户", "—3户—甲", "第三页", ""]
)
def test_what_is_no_page_number(line: str) -> None:
    assert drop_page_numbers(Draft.of(line)).text == line


def test_captions_after_the_sign_off() -> None:
    draft = drop_captions(Draft.of("正文，完。\n青田县农办供稿\n\n村民在采摘杨梅\n县城全景\n"))
    assert draft.text == "正文，完。\n青田县农办供稿\n\n\n\n"
    assert [(a.reason, a.text) for a in draft.set_aside] == [
        ("caption", "村民在采摘杨梅"),
        ("caption", "县城全景"),
    ]


@pytest.mark.parametrize(
    "after",
    [
        "龙泉：聚力兴村，织密致富网。",
        "联系人：张三，电话见附件",
        "村民在采摘杨梅" * 5,
        "下一步，推进建设",
    ],
)
def test_running_text_after_the_sign_off_is_kept(after: str) -> None:
    text = f"青田县农办供稿\n{after}\n县城全景"
    assert drop_captions(Draft.of(text)).text == text


@pytest.mark.parametrize(("length", "kept"), [(30, False), (31, True)])
def test_how_long_a_caption_is(length: int, kept: bool) -> None:
    text = "青田县农办供稿\n" + "茶" * length
    assert ("茶" in drop_captions(Draft.of(text)).text) is kept


def test_a_sentence_before_it_makes_no_sign_off() -> None:
    text = "抓好落实。县农办供稿\n县城全景"
    assert drop_captions(Draft.of(text)).text == text


def test_short_lines_are_kept_where_nothing_is_signed_off() -> None:
    text = "建立供稿制度。\n村民在采摘杨梅"
    assert drop_captions(Draft.of(text)).text == text
