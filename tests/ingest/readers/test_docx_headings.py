"""Headings of a docx: plain where their numbers tell them, else with the sign of Markdown."""

from __future__ import annotations

import pytest
from raw_docx import docx, paragraph

from assistant.ingest.readers import read


def lines(body: str, **parts: str) -> list[str]:
    return read(docx(body, **parts), "a.docx").splitlines()


def heading(text: str, level: int) -> str:
    return paragraph(text, f'<w:outlineLvl w:val="{level}"/>')


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (heading("改厕方案", 0) + heading("一、目标", 0), ["改厕方案", "一、目标"]),
        (heading("改厕", 0) + heading("方案", 0) + heading("目标", 1), ["改厕", "方案", "## 目标"]),
        (
            heading("前言", 0) + heading("一、目标", 0) + heading("结语", 0),
            "# 前言|# 一、目标|# 结语",
        ),
        (heading("一、目标", 0) + heading("保障", 1), "# 一、目标|## 保障"),
        (heading("到2027年，建成公厕。", 0), ["到2027年，建成公厕。"]),
        (
            heading("甲" * 61, 0) + heading("目标", 0) + paragraph("乙") + heading("丙", 0),
            ["甲" * 61, "# 目标", "乙", "# 丙"],
        ),
        (heading("正文", 9), ["正文"]),
        (
            heading("一、目标", 0) + heading("青田县", 0) + paragraph("2023年4月6日"),
            "一、目标|青田县|2023年4月6日",
        ),
    ],
)
def test_headings(body: str, found) -> None:
    assert lines(body) == (found if isinstance(found, list) else found.split("|"))


def test_headings_by_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    )
    styled = {name: f'<w:pStyle w:val="{name}"/>' for name in ("1", "x", "loop")}
    body = (
        paragraph("方案", styled["1"])
        + paragraph("目标", styled["x"])
        + paragraph("甲", styled["loop"])
    )
    assert lines(body, styles=styles) == ["方案", "## 目标", "甲"]
