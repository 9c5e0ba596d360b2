"""The PDF: opened, its words and fonts read."""

from __future__ import annotations

import io
import re

import pytest
from opened_papers import MADE, NASTY
from pypdf import PdfReader

from assistant.papers.contents import Choices, Facts, Grid, Heading, Paragraph, Together, plain
from assistant.papers.evidence import evidence_of_answer
from assistant.papers.pdf import pdf
from assistant.papers.quiz import exam, key


def opened(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(reader: PdfReader) -> str:
    """All that can be selected, blanks and line ends left out."""
    return squeezed("".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@pytest.fixture(scope="module")
def sheets(ask, assistant, quiz, shelf, stamp):
    asked = ("建德2027年集体经济目标是多少", "建德和衢州的集体经济目标比较一下")
    answers = [evidence_of_answer(ask(q), assistant.documents, MADE) for q in asked]
    return [*answers, exam(quiz, stamp), key(quiz, shelf, stamp)]


def test_every_word_can_be_selected(sheets) -> None:
    for sheet in sheets:
        reader = opened(pdf(sheet))
        footers = [
            squeezed(f"{sheet.footer}第 {n} 页 共 {len(reader.pages)} 页")
            for n in range(1, len(reader.pages) + 1)
        ]
        found = words(reader)
        for footer in footers:
            assert footer in found
            found = found.replace(footer, "")
        for block in sheet.blocks:
            for text in block.texts():
                assert squeezed(text) in found


def test_it_is_chinese_titled_and_has_its_fonts(sheets) -> None:
    reader = opened(pdf(sheets[0]))
    assert reader.metadata is not None
    assert reader.metadata.title == f"依据单：{sheets[0].about}"
    root = reader.trailer["/Root"]
    assert str(root["/Lang"]).startswith("zh")
    assert root["/MarkInfo"]["/Marked"]
    assert [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)] == [
        "一、回答",
        "二、依据",
    ]
    for page in reader.pages:
        assert page.mediabox.width == pytest.approx(595.3, abs=1)
        assert "/Annots" not in page
        fonts = page["/Resources"]["/Font"].values()
        for font in fonts:
            inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "/FontFile3" in inside or "/FontFile2" in inside
            assert "Noto" in inside["/FontName"]


def test_the_same_sheet_gives_the_same_bytes(sheets) -> None:
    assert pdf(sheets[2]) == pdf(sheets[2])


def test_text_stays_text(sheet) -> None:
    line = plain(NASTY)
    given = sheet(
        Heading(1, NASTY),
        Together((Paragraph(line), Facts(((NASTY, NASTY),)))),
        Grid((line,), ((line,),), (1,)),
        Choices((NASTY,), 1),
        about=NASTY,
    )
    reader = opened(pdf(given))
    assert words(reader).count(squeezed(NASTY)) == 7
    assert all("/Annots" not in page for page in reader.pages)
    assert "/Names" not in reader.trailer["/Root"]


def test_a_short_answer_with_two_clauses_takes_one_page(sheets) -> None:
    assert (
        sum(isinstance(block, Paragraph) and block.role == "place" for block in sheets[0].blocks)
        == 2
    )
    assert len(opened(pdf(sheets[0])).pages) == 1


def test_no_row_is_parted_and_each_page_has_the_head(sheet) -> None:
    rows = tuple((plain(f"始{at}" + "字" * 200 + f"终{at}"),) for at in range(30))
    reader = opened(pdf(sheet(Grid((plain("姓名栏"),), rows, (1,)))))
    pages = [squeezed(page.extract_text()) for page in reader.pages]
    assert len(pages) > 2
    for page in pages:
        assert "姓名栏" in page
        assert re.findall(r"始(\d+)", page) == re.findall(r"终(\d+)", page)


def test_what_has_no_glyph_is_told(sheet) -> None:
    found = words(opened(pdf(sheet(Paragraph(plain("𠮷\x07\ud800🐷"))))))
    assert "〓〓〓〓" in found
    for code in ("U+20BB7", "U+0007", "U+D800", "U+1F437"):
        assert code in found


def test_long_texts_break(sheet) -> None:
    text = "A" * 3000
    given = sheet(
        Paragraph(plain(text)), Together((Heading(1, "长"), Paragraph(plain("字" * 9000))))
    )
    reader = opened(pdf(given))
    found = words(reader)
    assert found.count("A") == 3000
    assert found.count("字") == 9000
    right = 595.3 - 26 / 25.4 * 72

    def within(text: str, _cm, tm, _font, size: float) -> None:
        if text.strip():
            assert tm[4] < right

    for page in reader.pages:
        page.extract_text(visitor_text=within)
