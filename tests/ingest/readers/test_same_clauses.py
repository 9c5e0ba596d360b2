"""One plan as txt, docx and html: the same clauses."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from assistant.ingest.clauses import split
from assistant.ingest.clean import clean
from assistant.ingest.describe import describe
from assistant.ingest.readers import read

# (level of automatic numbering or of a heading, text); None is running text, a tuple a row.
PLAN: Sequence[tuple[int | None, str] | tuple[str, ...]] = (
    (None, "青政发〔2023〕37号"),
    (None, "各乡、镇人民政府，各街道办事处："),
    (None, "为深化农村厕所革命，现印发本方案，请认真贯彻执行。"),
    (0, "总体要求"),
    (None, "到2027年，全县建成农村公厕120座，卫生厕所普及率达到99%以上。"),
    (0, "重点任务"),
    (1, "实施公厕提升行动。"),
    (2, "新建公厕。每年新建公厕12座以上，每座补助5万元。（责任单位：县农业农村局、县财政局）"),
    (2, "改造旱厕。2025年底前完成旱厕改造80座。（责任单位：县住建局）"),
    (1, "实施管护提升行动。"),
    (2, "落实管护人员。每座公厕配备管护员1名。"),
    (0, "任务分解"),
    ("村名", "公厕", "完成时限"),
    ("石帆村", "12座", "2024年"),
    ("腊口村", "8座", "2025年"),
    (0, "保障措施"),
    (None, "县财政每年安排专项资金600万元，加强督查考核。"),
    (None, "青田县人民政府"),
    (None, "2023年4月6日"),
)
TITLE = ("青田县人民政府", "关于印发青田县农村公厕提升行动方案的通知")
NUMBERS = ("{}、", "（{}）", "{}.")
HAN = "一二三四五六七八九"


def txt() -> bytes:
    counts = [0, 0, 0]
    lines = list(TITLE)
    for entry in PLAN:
        if isinstance(entry[0], str):
            lines.append("\t".join(entry))
        elif entry[0] is None:
            lines.append(entry[1])
        else:
            level = entry[0]
            counts[level:] = [counts[level] + 1, *[0] * (2 - level)]
            sign = HAN[counts[level] - 1] if level < 2 else str(counts[level])
            lines.append(NUMBERS[level].format(sign) + entry[1])
    return "\n".join(lines).encode()


def _numbering(made) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate(
            [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
        )
    )
    root = made.part.numbering_part.element
    namespace = nsdecls("w")
    root.insert(
        0, parse_xml(f'<w:abstractNum {namespace} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    root.append(parse_xml(f'<w:num {namespace} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _number(of: Paragraph, level: int) -> None:
    numbered = of._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = level
    numbered.get_or_add_numId().val = 77


def as_docx() -> bytes:
    made = docx.Document()
    _numbering(made)
    for part in TITLE:
        made.add_paragraph(part, style="Title")
    table = None
    for entry in PLAN:
        if isinstance(entry[0], str):
            table = table or made.add_table(0, len(entry))
            for cell, text in zip(table.add_row().cells, entry, strict=True):
                cell.text = text
        elif entry[0] is None:
            made.add_paragraph(entry[1])
        else:
            style = ("Heading 1", "Heading 2", "Normal")[entry[0]]
            _number(made.add_paragraph(entry[1], style=style), entry[0])
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def as_html() -> bytes:
    counts = [0, 0]
    body = [f"<h1>{'<br>'.join(TITLE)}</h1>"]
    rows: list[str] = []
    for entry in PLAN:
        if isinstance(entry[0], str):
            rows.append("".join(f"<td>{escape(cell)}</td>" for cell in entry))
            continue
        if rows:
            body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
            rows.clear()
        if entry[0] is None:
            body.append(f"<p>　　{escape(entry[1])}</p>")
        elif entry[0] == 2:
            body.append(f"<li>{escape(entry[1])}</li>")
        else:
            level = entry[0]
            counts[level:] = [counts[level] + 1, *[0] * (1 - level)]
            number = NUMBERS[level].format(HAN[counts[level] - 1])
            body.append(f"</ol><h{level + 2}>{number}{escape(entry[1])}</h{level + 2}><ol>")
    page = "\n".join(body).replace("<ol>\n<p>", "<p>").replace("<ol>\n<table>", "<table>")
    shell = "<!DOCTYPE html><html><head><meta charset='gb2312'></head><body>{}</body></html>"
    return shell.format(f"<nav>首页</nav><article>{page}</article>").encode("gb18030")


def clauses(content: bytes, name: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    source, _ = describe(content, name, id="plan")
    found = split(clean(source, read(content, name)))
    return [(clause.id, clause.label, clause.path, clause.text) for clause in found]


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, str, tuple[str, ...], str]]:
    return clauses(txt(), "plan.txt")


def test_the_plan_has_the_clauses_that_it_should(expected) -> None:
    by_label = {label: text for _, label, _, text in expected}
    assert by_label["二（一）1"].startswith("1.新建公厕。每年新建公厕12座以上")
    assert by_label["二（二）1"] == "1.落实管护人员。每座公厕配备管护员1名。"
    assert "石帆村\t12座\t2024年" in by_label["三"]


@pytest.mark.parametrize(("content", "name"), [(as_docx(), "plan.docx"), (as_html(), "plan.html")])
def test_the_same_clauses(expected, content: bytes, name: str) -> None:
    assert clauses(content, name) == expected


@pytest.mark.parametrize(
    ("content", "name"),
    [(txt(), "plan.txt"), (as_docx(), "plan.docx"), (as_html(), "plan.html")],
)
def test_the_same_description(content: bytes, name: str) -> None:
    source, _ = describe(content, name)
    assert source.title == "".join(TITLE)
    assert (source.number, source.issuer) == ("青政发〔2023〕37号", "青田县人民政府")
    assert (source.region, source.issued) == ("青田县", "2023-04-06")


def test_a_document_of_the_corpus_goes_through_docx_and_html_unchanged(published, name) -> None:
    lines = published[name].text.split("\n")
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    packed = io.BytesIO()
    made.save(packed)
    page = "".join(f"<p>{escape(line)}</p>" for line in lines)
    assert read(packed.getvalue(), "a.docx").splitlines() == lines
    assert read(f"<html>{page}</html>".encode(), "a.html").splitlines() == lines
