"""The words of a web page, without the page."""

from __future__ import annotations

import pytest

from assistant.errors import BadFile
from assistant.ingest.readers import read


def lines(body: str, head: str = "") -> list[str]:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read(page.encode(), "通知.html").splitlines()


def test_a_page_of_a_government_site() -> None:
    page = """
    <nav><a href="/">首页</a></nav>
    <article>
      <h1>青田县改厕方案</h1>
      <p style="text-indent:2em">到2027年，<span>建成</span>公厕<b>12</b>座，
         拆除旱厕&nbsp;8&nbsp;座&hellip;&hellip;</p>
      <!-- <p>草稿</p> -->
      <script>document.write("<p>脚本</p>")</script>
      <style>p { color: red }</style>
      <noscript>请打开脚本</noscript>
      <p hidden>藏</p><p style="Display : None">藏</p><div style="visibility:hidden"><p>藏</p></div>
      <template><p>模板</p></template><input type="hidden" value="藏"><textarea>填写</textarea>
      <p>青田县人民政府<br>2023年4月6日</p>
    </article>
    <aside><p>热点</p></aside><footer><p>版权所有</p></footer>
    """
    assert lines(page, "<title>青田县政府网</title>") == [
        "青田县改厕方案",
        "到2027年，建成公厕12座，拆除旱厕\xa08\xa0座……",
        "青田县人民政府",
        "2023年4月6日",
    ]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("甲<div>乙</div>丙", ["甲", "乙", "丙"]),
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<p>建成 <i>12</i>\n座</p>", ["建成 12 座"]),
        ("<p>公厕\n  改造</p>", ["公厕改造"]),
        ("<p>WiFi\n  6</p>", ["WiFi 6"]),
        ("<p>　　甲。</p>", ["　　甲。"]),
        ("<pre>村\t座\n  石帆</pre>", ["村\t座", "  石帆"]),
        ("<p>10<sup>2</sup>m<sup>3</sup></p>", ["10²m³"]),
        ("<p>甲<del>乙</del><ins>丙</ins></p>", ["甲丙"]),
        ("<ruby>厕<rp>(</rp><rt>cè</rt></ruby>", ["厕"]),
        ("<p>&lt;p&gt; &amp;amp; &#20065; &#x6751;</p>", ["<p> &amp; 乡 村"]),
        ("<p>甲<o:p></o:p><![if !x]>乙<![endif]><!--[if x]>丙<![endif]--></p>", ["甲乙"]),
        ("<article>甲<footer>落款</footer></article>", ["甲", "落款"]),
        ("<div role='navigation'>导航</div>甲", ["甲"]),
        ("<details><summary>甲</summary>乙</details>", ["甲", "乙"]),
        ("甲<svg><text>图</text></svg><select><option>选</select>乙", ["甲乙"]),
        ("甲&#27;[2J", ["甲[2J"]),
    ],
)
def test_elements(body: str, found: list[str]) -> None:
    assert lines(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<ol><li>甲<li>乙</ol>", "1.甲|2.乙"),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", "3.甲|7.乙|8.丙"),
        ("<ol type=A><li>甲</ol><ol type=i><li>乙</ol>", "A.甲|i.乙"),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", "一、甲|二、乙"),
        ("<ol style='list-style: none'><li>甲</ol>", "甲"),
        ("<ol><li><p>甲</p><p>乙</p><li>丙</ol>", "1.甲|乙|2.丙"),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", "1.甲|乙|2.丙"),
        ("<ol><li>（一）甲<li>二、乙</ol>", "（一）甲|二、乙"),
        ("<ol><li></li><li>甲</ol><p>乙", "2.甲|乙"),
        ("<ol><li></ol><p>乙", "乙"),
        ("<ol reversed><li>甲</ol><li>乙", "甲|乙"),
    ],
)
def test_numbers_of_a_list_are_written_out(body: str, found: str) -> None:
    assert lines(body) == found.split("|")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<tr><th>村<th>座数<tr><td>石帆<td>12", "村\t座数|石帆\t12"),
        ("<caption>表1</caption><tr><td>甲<td>乙", "表1|甲\t乙"),
        ("<tbody><tr><td><p>1.甲</p><p>2.乙</p></td><td>丙\n丁", "1.甲 2.乙\t丙丁"),
        ("<tr><td rowspan=2>石帆<td>1<tr><td>2<tr><td>腊口<td>3", "石帆\t1|石帆\t2|腊口\t3"),
        ("<tr><td>1<td rowspan=3>甲局<tr><td>2<tr><td>3", "1\t甲局|2\t甲局|3\t甲局"),
        ("<tr><td rowspan=2 colspan=2>石帆<td>1<tr><td>2", "石帆\t1|石帆\t2"),
        ("<tr><td rowspan=0>石帆<td>1<tr><td>2", "石帆\t1|石帆\t2"),
        ("<tr><td colspan=2>合计", "合计"),
        ("<tr><td><td><tr><td>甲<td>乙", "甲\t乙"),
        ("<tr><td><h2>目标</h2><p>甲。</p><p>乙。</p><p>丙。</p><td>旁", "目标|甲。|乙。|丙。|旁"),
        ("<tr><td>外<td><table><tr><td>甲<td>乙</table>", "外|甲\t乙"),
        ("<td>甲<td>乙", "甲\t乙"),
    ],
)
def test_tables(body: str, found: str) -> None:
    assert lines(f"<table>{body}</table>") == found.split("|")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<h1>方案</h1><h2>一、目标</h2>", "方案|一、目标"),
        ("<h1>方案</h1><h2>目标</h2><p>甲。</p><h3>一、乙</h3>", "方案|## 目标|甲。|### 一、乙"),
        ("<h2>目标</h2><p>甲。</p><h2>保障</h2>", "## 目标|甲。|## 保障"),
        ("<h1><span>改厕<br>方案</span></h1><h2>保障</h2>", "改厕|方案|## 保障"),
    ],
)
def test_headings(body: str, found: str) -> None:
    assert lines(body) == found.split("|")


PAGE = "<html><head>{}</head><body><p>青田县公厕，12座。</p></body></html>"
FOUND = "青田县公厕，12座。\n"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("", "gb18030"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="GB2312">', "gbk"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        ("<meta charset=utf-8>", "gb18030"),
        ("<meta charset=gbk>", "utf-8"),
        ("<meta charset=gbk>", "utf-16"),
        ("<meta charset=rot13>", "utf-8"),
    ],
)
def test_character_sets(declared: str, encoding: str) -> None:
    page = PAGE.format(declared).encode(encoding)
    assert read(page, "a.htm") == FOUND


def test_a_page_in_big5() -> None:
    page = "<html><META CHARSET=big5><p>鄉鎮改廁12座。</p></html>".encode("big5")
    assert read(page, "a.html") == "鄉鎮改廁12座。\n"


def test_a_page_may_have_a_broken_character_but_not_many() -> None:
    whole = PAGE.format("<meta charset=gbk>") + "<p>公厕</p>" * 500
    page = whole.encode("gbk").replace("，".encode("gbk"), b"\xa3", 1)
    assert read(page, "a.html").startswith("青田县公厕�12座")
    with pytest.raises(BadFile, match="编码认不出来"):
        read(page.replace("厕".encode("gbk"), b"\xb2<"), "a.html")


def test_a_piece_of_a_page_and_xhtml() -> None:
    assert read("<div>甲</div>乙".encode(), "a.html") == "甲\n乙\n"
    prologue = '<?xml version="1.0" encoding="utf-8"?>\n<!-- x -->\n'
    page = f"{prologue}<!DOCTYPE html><html><body><p>甲<br/>乙</p></body></html>"
    assert read(page.encode(), "a.xhtml") == "甲\n乙\n"


def test_a_page_without_text() -> None:
    with pytest.raises(BadFile, match="没有文字"):
        lines("<img src='a.png'><script>1</script>")
