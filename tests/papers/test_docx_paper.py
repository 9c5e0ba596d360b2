"""The DOCX: opened, its words and the fonts inside it read."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from docx.shared import Mm
from opened_papers import MADE, NASTY, W, Written

from assistant.papers.contents import (
    Choices,
    Facts,
    Grid,
    Heading,
    Paragraph,
    Sheet,
    Together,
    plain,
)
from assistant.papers.docx.whole import whole
from assistant.papers.evidence import evidence_of_answer
from assistant.papers.quiz import exam, key


@pytest.fixture(scope="module")
def papers(ask, assistant, quiz, shelf, stamp) -> dict[str, tuple[Sheet, Written]]:
    sheets = {
        "answer": evidence_of_answer(
            ask("建德2027年集体经济目标是多少"), assistant.documents, MADE
        ),
        "exam": exam(quiz, stamp),
        "key": key(quiz, shelf, stamp),
    }
    return {name: (sheet, Written(whole(sheet))) for name, sheet in sheets.items()}


def test_every_word_is_there(papers) -> None:
    for sheet, written in papers.values():
        found = written.text
        for text in sheet.texts():
            if text not in (sheet.about, sheet.footer):
                assert text in found
        assert written.document.core_properties.title == f"{sheet.kind}：{sheet.about}"
        footer = written.document.sections[0].footer._element
        assert "".join(t.text for t in footer.iter(f"{W}t")) == f"{sheet.footer}第 1 页 共 1 页"
        fields = [each.get(f"{W}instr") for each in footer.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]


def test_the_fonts_inside_have_every_character(papers) -> None:
    for _, written in papers.values():
        fonts = written.fonts()
        family_of = {
            style.get(f"{W}styleId"): style.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")
            for style in written.part("word/styles.xml").iter(f"{W}style")
            if style.find(f"{W}rPr/{W}rFonts[@{W}eastAsia]") is not None
        }
        for name in ("word/document.xml", "word/footer1.xml"):
            for paragraph in written.part(name).iter(f"{W}p"):
                own = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
                for run in paragraph.iter(f"{W}r"):
                    style = run.find(f"{W}rPr/{W}rStyle")
                    family = family_of[own if style is None else style.get(f"{W}val")]
                    text = "".join(each.text for each in run.iter(f"{W}t"))
                    assert set(map(ord, text)) <= fonts[family].getBestCmap().keys()
        for family, font in fonts.items():
            assert font.sfntVersion == "\x00\x01\x00\x00"  # outlines that every program can use
            assert font["OS/2"].fsType == 0  # may be embedded and edited with
            assert "Open Font License" in font["name"].getDebugName(13)
            assert font["name"].getDebugName(1) == family
            assert font["glyf"][font.getBestCmap()[ord("A")]].numberOfContours > 0
        settings = written.part("word/settings.xml")
        modes = settings.xpath("//*[@*='compatibilityMode']")
        assert [mode.get(f"{W}val") for mode in modes] == ["15"]
        assert settings.find(f"{W}embedTrueTypeFonts") is not None


def test_headings_and_page_are_real(papers) -> None:
    document = papers["answer"][1].document
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 2
    assert "条款" in styles
    section = document.sections[0]
    assert abs(section.page_width - Mm(210)) < Mm(1)
    assert abs(section.top_margin - Mm(22)) < Mm(1)
    shaded = papers["answer"][1].part("word/document.xml").iter(f"{W}rStyle")
    assert "WordsQuoted" in {each.get(f"{W}val") for each in shaded}


def test_the_same_sheet_gives_the_same_bytes(papers) -> None:
    sheet, written = papers["exam"]
    assert whole(sheet) == written.data


def test_text_stays_text(sheet) -> None:
    line = plain(NASTY)
    given = sheet(
        Heading(1, NASTY),
        Together((Paragraph(line), Facts(((NASTY, NASTY),)))),
        Grid((line,), ((line,),), (1,)),
        Choices((NASTY,), 1),
        Paragraph(plain("一\n二")),
        about=NASTY,
    )
    written = Written(whole(given))
    assert written.text.count(NASTY) == 7
    with zipfile.ZipFile(BytesIO(written.data)) as package:
        assert package.testzip() is None
        relations = b"".join(package.read(n) for n in package.namelist() if n.endswith(".rels"))
        names = package.namelist()
    assert b"External" not in relations
    assert not any(re.search(r"vba|macro|embeddings|media", name) for name in names)
    body = written.part("word/document.xml")
    assert not [*body.iter(f"{W}fldSimple", f"{W}instrText", f"{W}hyperlink")]


def test_a_very_long_text(sheet) -> None:
    text = "无标点" * 20_000
    assert text in Written(whole(sheet(Together((Heading(1, "长"), Paragraph(plain(text))))))).text
