"""Characters that a paper cannot show."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.papers import fonts
from assistant.papers.contents import Paragraph, plain
from assistant.papers.legible import legible


@pytest.mark.parametrize(
    ("text", "shown", "told"),
    [
        ("中文，English 123", "中文，English 123", []),
        ("𠮷野家", "〓野家", ["U+20BB7"]),
        ("养猪🐷", "养猪〓", ["U+1F437 PIG FACE"]),
        ("\u202eabc", "〓abc", ["U+202E RIGHT-TO-LEFT OVERRIDE"]),
        ("a\x07b\ud800c\ue000", "a〓b〓c〓", ["U+0007", "U+D800", "U+E000"]),
        ("一\t二\r\n三\n四", "一 二\n三\n四", []),
    ],
)
def test_what_does_not_show_is_told(sheet, text: str, shown: str, told: list[str]) -> None:
    found = legible(sheet(Paragraph(plain(text))), everywhere=True)
    assert found.blocks[0] == Paragraph(plain(shown))
    notes = "".join(text for block in found.blocks[1:] for text in block.texts())
    for each in told:
        assert each in notes
    assert ("印作〓" in notes) == bool(told)
    assert found.blocks[-1] == sheet().blocks[-1]


def test_a_program_that_lays_out_text_gets_the_character_itself(sheet) -> None:
    found = legible(sheet(Paragraph(plain("𠮷\x07\u202e"))), everywhere=False)
    assert found.blocks[0] == Paragraph(plain("𠮷〓〓"))
    notes = [text for block in found.blocks[1:-1] for text in block.texts()]
    assert "U+20BB7" in notes[1]
    assert "能否显示" in notes[1]
    assert "U+0007" in notes[0]


def test_many_are_counted(sheet) -> None:
    many = "".join(map(chr, range(0x20000, 0x20400)))
    notes = list(legible(sheet(Paragraph(plain(many))), everywhere=True).texts())
    assert sum("等 " in text for text in notes) == 1


def test_a_cut_is_a_font_of_its_characters() -> None:
    cut = fonts.cut("serif", "建德Ab，\n𠮷")
    again = fonts.cut("serif", "，德建bA")
    assert cut == again
    assert fonts.cut("serif", "建").family != cut.family
    assert len(cut.data) < 20_000


def test_cuts_made_at_the_same_time() -> None:
    texts = ["".join(map(chr, range(0x4E00 + at, 0x4E40 + at))) for at in range(0, 640, 64)]
    alone = [fonts.cut("sans", text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: fonts.cut("sans", text), texts)) == alone
