"""Remnants of web pages."""

from __future__ import annotations

import pytest

from assistant.ingest.clean.draft import Draft
from assistant.ingest.clean.markup import (
    decode_entities,
    drop_paywall_marks,
    drop_rules,
    drop_tags,
    has_tags,
)


@pytest.mark.parametrize(
    ("mark", "text"),
    [("##paidbegin##", "深入推进"), ("## VIPend ##", "深入推进"), ("##Fee##", "深入推进")],
)
def test_paywall_marks_wherever_they_are_glued(asides, mark: str, text: str) -> None:
    draft = drop_paywall_marks(Draft.of(f"{mark}{text}\n{text}{mark}"))
    assert draft.text == f"{text}\n{text}"
    assert asides(draft) == [("paywall", mark)] * 2


def test_headings_are_no_paywall() -> None:
    text = "## 一、目标 ##\n##二、paid##"
    assert drop_paywall_marks(Draft.of(text)).text == text


@pytest.mark.parametrize(
    "rule", ["--\t--", "| --- | :---: |", "======", "____", "***", "-" * 80, "　------"]
)
def test_rules_of_tables_and_pages(asides, rule: str) -> None:
    draft = drop_rules(Draft.of(f"甲\n{rule}\n乙"))
    assert draft.text == "甲\n\n乙"
    assert asides(draft) == [("markup", rule)]


@pytest.mark.parametrize("line", ["-", "*", "- 3 -", "a--b", "——", "| 甲 | 乙 |", "**", "　", ""])
def test_what_is_no_rule(line: str) -> None:
    text = f"甲\n{line}\n乙"
    assert drop_rules(Draft.of(text)).text == text


def test_an_endless_rule_takes_no_time() -> None:
    text = "-" * 20_000 + "完" + "*" * 20_000
    assert drop_rules(Draft.of(text)).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><b>云峡县</b></p> <p>松坪市</p>", "云峡县\n松坪市\n"),
        ("甲<br/>乙<BR>丙", "甲\n乙\n丙"),
        ("<table><tr><td>甲</td> <td>1</td></tr></table>", "甲\t1\t\n"),
        ('<span style="color:red">甲</span><!-- 注 -->', "甲"),
        ("浓度<35，增速>5%", "浓度<35，增速>5%"),
        ("<未命名>", "<未命名>"),
    ],
)
def test_tags(html: str, text: str) -> None:
    assert drop_tags(Draft.of(html)).text == text


@pytest.mark.parametrize(
    "tag",
    (
        "p b i u a br hr em div img span font strong table tbody thead tr td th ul ol li h1 h6 "
        "center style script section article o:p sup sub"
    ).split(),
)
def test_tags_of_every_kind(tag: str) -> None:
    assert drop_tags(Draft.of(f'甲<{tag} class="x">乙</{tag.upper()}>丙')).text.split() in (
        ["甲乙丙"],
        ["甲乙", "丙"],
        ["甲", "乙", "丙"],
    )
    assert has_tags(f"甲<{tag}>")


@pytest.mark.parametrize("tag", ["p", "div", "li", "tr", "h2"])
def test_a_block_ends_its_line(tag: str) -> None:
    assert drop_tags(Draft.of(f"<{tag}>甲</{tag}> <{tag}>乙</{tag}>")).text == "甲\n乙\n"


@pytest.mark.parametrize(
    ("line", "tags"),
    [("<p>甲", True), ("甲<br>", True), ("</td>", True), ("甲<乙>丙", False), ("", False)],
)
def test_a_line_with_tags(line: str, tags: bool) -> None:
    assert has_tags(line) is tags


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("&ldquo;千万工程&rdquo;&nbsp;", "“千万工程”\xa0"),
        ("A&amp;B", "A&B"),
        ("&lsquo;甲&rsquo;&middot;乙&mdash;丙&hellip;&quot;", '‘甲’·乙—丙…"'),
        ("&amp;nbsp;甲&#20065;", "\xa0甲乡"),
        ("&lt;p&gt;", "<p>"),
        ("&未知;", "&未知;"),
    ],
)
def test_entities(raw: str, text: str) -> None:
    assert decode_entities(Draft.of(raw)).text == text
