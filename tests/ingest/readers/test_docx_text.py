"""The words of a docx as a reader of the printed document would see them."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from raw_docx import document, docx, pack, paragraph, row, run, table

from assistant.errors import BadFile
from assistant.ingest.readers import read


def lines(body: str, **parts: str) -> list[str]:
    return read(docx(body, **parts), "a.docx").splitlines()


def saved(made) -> bytes:
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def test_a_file_of_a_word_processor() -> None:
    made = python_docx.Document()
    made.core_properties.author = "起草人"
    made.sections[0].header.paragraphs[0].text = "内部资料"
    made.sections[0].footer.paragraphs[0].text = "第 1 页"
    made.add_heading("青田县改厕方案", 0)
    made.add_heading("一、目标", 1)
    commented = made.add_paragraph("到2027年，建成公厕12座。")
    made.add_comment(commented.runs, "数字待核", author="核稿人")
    made.add_paragraph("青田县人民政府")
    assert read(saved(made), "方案.docx") == (
        "青田县改厕方案\n一、目标\n到2027年，建成公厕12座。\n青田县人民政府\n"
    )


def test_line_breaks_tabs_and_hyphens() -> None:
    signs = (
        "<w:r><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:cr/><w:t>A</w:t><w:noBreakHyphen/></w:r>"
    )
    assert lines(paragraph("甲", more=signs)) == ["甲", "乙\t丙", "A-"]


def test_line_ends_of_the_xml_are_blanks() -> None:
    assert lines(paragraph("公厕\n12\t座")) == ["公厕 12 座"]


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ("<w:ins>{}</w:ins>", "甲乙丙"),
        ("<w:moveTo>{}</w:moveTo>", "甲乙丙"),
        ("<w:del>{}</w:del>", "甲丙"),
        ("<w:moveFrom>{}</w:moveFrom>", "甲丙"),
        ("<w:hyperlink>{}</w:hyperlink>", "甲乙丙"),
        ("<w:smartTag>{}</w:smartTag>", "甲乙丙"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", "甲乙丙"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "甲丙",
        ),
        ('<w:fldSimple w:instr="REF a">{}</w:fldSimple>', "甲乙丙"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>{}", "甲乙丙"),
        ("<w:ruby><w:rt>{}</w:rt></w:ruby>", "甲丙"),
        ("<w:ruby><w:rubyBase>{}</w:rubyBase></w:ruby>", "甲乙丙"),
    ],
)
def test_what_a_run_stands_in(changed: str, text: str) -> None:
    assert lines(paragraph("甲", more=changed.format(run("乙")) + run("丙"))) == [text]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = paragraph("建成", deleted) + paragraph("公厕", deleted) + paragraph("12座。")
    assert lines(body + paragraph("完", deleted)) == ["建成公厕12座。", "完"]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="more"><w:basedOn w:val="secret"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="gone"><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("paragraphs", "runs", "shown"),
    [
        ("", "<w:vanish/>", False),
        ("", '<w:vanish w:val="0"/>', True),
        ("", '<w:rStyle w:val="secret"/>', False),
        ("", '<w:rStyle w:val="more"/>', False),
        ("", '<w:rStyle w:val="more"/><w:vanish w:val="false"/>', True),
        ('<w:pStyle w:val="gone"/>', "", False),
        ('<w:pStyle w:val="gone"/>', '<w:vanish w:val="0"/>', True),
        ('<w:pStyle w:val="unknown"/>', '<w:rStyle w:val="unknown"/>', True),
    ],
)
def test_hidden_text(paragraphs: str, runs: str, shown: bool) -> None:
    hidden = f"<w:p><w:pPr>{paragraphs}</w:pPr>{run('乙', runs)}</w:p>"
    assert lines(paragraph("甲") + hidden, styles=STYLES) == ["甲", "乙"][: 1 + shown]


def test_raised_digits_are_no_part_of_a_number() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert lines(paragraph("10", more=run("2", raised) + run("m") + run("3", raised))) == ["10²m³"]


def test_a_text_box_follows_the_paragraph_that_it_hangs_on_and_is_read_once() -> None:
    box = paragraph("专栏一") + paragraph("公厕12座")
    drawn = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx>"
        "</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(paragraph("见专栏。", more=drawn) + paragraph("乙")) == [
        "见专栏。",
        "专栏一",
        "公厕12座",
        "乙",
    ]


def test_notes_follow_the_paragraph_or_table_that_refers_to_them() -> None:
    def reference(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def note(kind: str, number: int, text: str, properties: str = "") -> str:
        return f'<w:{kind} {properties} w:id="{number}">{paragraph(text)}</w:{kind}>'

    cell = f"<w:tc>{paragraph('石帆', more=reference('footnote', 3))}</w:tc>"
    rows = f"<w:tr>{cell}<w:tc>{paragraph('12')}</w:tc></w:tr>"
    body = (
        paragraph("甲。", more=reference("footnote", 2) + reference("endnote", 1))
        + paragraph("乙。", more=reference("footnote", 2) + reference("footnote", 99))
        + table(rows, row("腊口", "8"))
        + paragraph("丙。")
    )
    found = lines(
        body,
        footnotes=note("footnote", 0, "", 'w:type="separator"')
        + note("footnote", 2, "含改造。")
        + note("footnote", 3, "不含拆除。"),
        endnotes=note("endnote", 1, "见附件。"),
    )
    assert found == [
        *("甲。", "注1：含改造。", "尾注1：见附件。", "乙。"),
        *("石帆\t12", "腊口\t8", "注2：不含拆除。", "丙。"),
    ]


def test_rows_of_a_table() -> None:
    body = table(
        row("村", "座数", "单位"),
        row('<w:vMerge w:val="restart"/>|石帆', "12", "甲局"),
        row("<w:vMerge/>|", "8", "乙局"),
        row('<w:gridSpan w:val="3"/>|合计20座'),
        row("", "", "丙局"),
    )
    assert lines(body) == [
        "村\t座数\t单位",
        "石帆\t12\t甲局",
        "石帆\t8\t乙局",
        "合计20座",
        "\t\t丙局",
    ]


def test_deleted_and_hidden_rows_and_deleted_cells() -> None:
    gone = "<w:tr><w:trPr><w:{}/></w:trPr><w:tc>{}</w:tc></w:tr>"
    body = table(
        gone.format("del", paragraph("删")),
        gone.format("hidden", paragraph("藏")),
        row("甲", "<w:cellDel/>|删", "乙"),
    )
    assert lines(body) == ["甲\t乙"]


def test_paragraphs_of_a_cell_are_one_cell() -> None:
    cell = f"<w:tc>{paragraph('1.改厕')}{paragraph('2.治污')}</w:tc>"
    assert lines(table(f"<w:tr>{cell}<w:tc>{paragraph('甲局')}</w:tc></w:tr>")) == [
        "1.改厕 2.治污\t甲局"
    ]


def test_a_table_that_only_lays_text_out_is_text() -> None:
    inner = table(row("村", "座数"), row("石帆", "12"))
    cell = f"<w:tc>{paragraph('一、目标')}{paragraph('如下。')}{inner}</w:tc>"
    frame = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    assert lines(frame) == ["一、目标", "如下。", "村\t座数", "石帆\t12"]


def test_a_document_in_utf_16_and_in_the_strict_namespace() -> None:
    main = document(paragraph("公厕12座")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(pack(main.encode("utf-16")), "a.docx") == "公厕12座\n"


def test_a_scan_has_no_text() -> None:
    made = python_docx.Document()
    picture = OxmlElement("w:drawing")
    picture.set(qn("w:id"), "1")
    made.add_paragraph().add_run()._r.append(picture)
    with pytest.raises(BadFile, match="文件里没有文字") as caught:
        read(saved(made), "扫描件.docx")
    assert "OCR" in caught.value.hint


def test_text_in_an_embedded_file_is_not_silently_left_out() -> None:
    with pytest.raises(BadFile, match="嵌着另一份文件"):
        lines(paragraph("甲") + "<w:altChunk/>")
