"""Docx files made to do harm: refused with a reason, at once, and nothing is left of them."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest
from raw_docx import NAMESPACES, OFFICE, RELATIONSHIPS, document, docx, listed, pack, paragraph

from assistant.errors import BadFile
from assistant.ingest.readers import read

GOOD = document(paragraph("建成公厕12座。"))
AT_ONCE = 2.0  # seconds
ELSEWHERE = f'<Relationship Type="{OFFICE}/officeDocument" Target="word/none.xml"/>'
BOMB = '<!DOCTYPE w:document [<!ENTITY a0 "哈">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)


def refused(content: bytes, reason: str, name: str = "a.docx") -> str:
    began = time.monotonic()
    with pytest.raises(BadFile, match=reason) as caught:
        read(content, name)
    assert time.monotonic() - began < AT_ONCE
    assert caught.value.hint
    return caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "prologue",
    [
        BOMB,
        '<!DOCTYPE w:document SYSTEM "http://example.com/a.dtd">',
        '<!DOCTYPE w:document [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document [<!ENTITY % p SYSTEM "http://example.com/p">%p;]>',
    ],
)
def test_entities_and_dtds(prologue: str, encoding: str) -> None:
    main = prologue + document(paragraph("&a9;"))
    refused(pack(main.encode(encoding)), "DTD 或实体")


@pytest.mark.parametrize("name", ["styles", "numbering", "footnotes"])
def test_a_dtd_in_any_part(name: str) -> None:
    bad = {f"word/{name}.xml": f'<!DOCTYPE a [<!ENTITY b "c">]><w:a {NAMESPACES}/>'}
    refused(pack(GOOD, bad, **{name: ""}), "DTD 或实体")


def test_a_part_that_says_it_is_in_another_encoding_is_parsed_as_it_was_looked_at() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a +AFsAPAAh-ENTITY b+AD4-'
    refused(pack(hidden), "内容是坏的")


def test_zip_bombs() -> None:
    refused(docx(paragraph("甲" * 20_000_000)), "压缩炸弹")
    refused(pack(GOOD, {"word/media/a.png": bytes(201 * 2**20)}), "压缩炸弹")
    refused(pack(GOOD, {f"word/{n}.xml": b"" for n in range(5001)}), "文件太多")


def test_a_part_larger_than_any_document() -> None:
    noise = random.Random(1).randbytes(1000).hex()
    refused(pack(document(paragraph(noise * 26_500))), "解开后太大|压缩炸弹")


def test_a_size_that_lies() -> None:
    content = bytearray(docx(paragraph("甲" * 100_000)))
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"word/document.xml"))
    content[entry + 24 : entry + 28] = struct.pack("<I", 500)
    refused(bytes(content), "文件打不开|内容是坏的")


def test_an_archive_in_the_archive_is_not_opened() -> None:
    inner = docx(paragraph("里面的"))
    bad = {"word/embeddings/a.docx": inner[:-30], "word/media/b.zip": b"PK\x03\x04"}
    assert read(pack(GOOD, bad), "a.docx") == "建成公厕12座。\n"


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/x", "..\\..\\x", "C:/x", "word/../../x", "word/.."]
)
def test_names_that_lead_out_of_the_archive(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(pack(GOOD, {name: b"x"}), "文件打不开")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(pack(GOOD, {"word/media/a.png": b"x"}), "a.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name() -> None:
    packed = io.BytesIO(pack(GOOD))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("WORD/document.xml", document(paragraph("另一份")))
    refused(packed.getvalue(), "文件打不开")


def test_macros() -> None:
    hint = refused(pack(GOOD, {"word/vbaProject.bin": b"x"}), "带宏")
    assert "不带宏的 docx" in hint or "宏不安全" in hint
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert "宏" in refused(pack(GOOD, content_type=macros), "带宏", "a.docm")


def test_a_locked_member() -> None:
    content = bytearray(pack(GOOD))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark)
        content[at + place] |= 1
    assert "去掉密码" in refused(bytes(content), "加了密码")


def test_members_packed_in_other_ways() -> None:
    refused(pack(GOOD, method=zipfile.ZIP_LZMA), "文件打不开")


def test_nothing_outside_the_file_is_looked_at() -> None:
    outside = "".join(
        f'<Relationship Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        for kind, target in [
            ("styles", "http://example.com/styles.xml"),
            ("numbering", "file:///etc/passwd"),
            ("footnotes", "../../../../etc/passwd"),
        ]
    )
    linked = f'<Relationships xmlns="{RELATIONSHIPS}">{outside}</Relationships>'
    assert (
        read(pack(GOOD, {"word/_rels/document.xml.rels": linked}), "a.docx") == "建成公厕12座。\n"
    )
    inside = linked.replace('TargetMode="External"', "")
    assert (
        read(pack(GOOD, {"word/_rels/document.xml.rels": inside}), "a.docx") == "建成公厕12座。\n"
    )


@pytest.mark.parametrize("depth", [60, 80, 300, 100_000])
@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:ins>", "</w:ins>"),
    ],
)
def test_elements_in_one_another(opens: str, closes: str, depth: int) -> None:
    content = docx(opens * depth + paragraph("甲") + closes * depth)
    if depth < 100:
        assert read(content, "a.docx") == "甲\n"
    else:
        refused(content, "内容是坏的|压缩炸弹")


def test_too_many_elements_and_attributes() -> None:
    refused(docx(paragraph("甲") + "<w:p/>" * 1_500_000), "太大太碎")
    words = random.Random(1).randbytes(6000).hex()
    names = (f'a{words[n : n + 8]}{n}=""' for n in range(10_000))
    attributes = docx(paragraph("甲") + f"<w:p {' '.join(names)}/>")
    began = time.monotonic()
    assert read(attributes, "a.docx") == "甲\n"
    assert time.monotonic() - began < AT_ONCE


def test_a_cell_that_runs_down_for_ever() -> None:
    begins = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("甲" * 50_000)}</w:tc>'
    goes_on = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc><w:tc/></w:tr>"
    refused(docx(f"<w:tbl><w:tr>{begins}<w:tc/></w:tr>{goes_on * 200}</w:tbl>"), "文字太多")


def test_numbers_without_end() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999"/>'
        f'<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{"%1" * 1000}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    text = read(docx(paragraph("甲", listed(1)), numbering=numbering), "a.docx")
    assert len(text) < 50


def test_styles_in_a_circle() -> None:
    styles = "".join(
        f'<w:style w:styleId="{n}"><w:basedOn w:val="{(n + 1) % 500}"/></w:style>'
        for n in range(500)
    )
    body = "".join(paragraph("甲", f'<w:pStyle w:val="{n}"/>') for n in range(500))
    assert read(docx(body, styles=styles), "a.docx") == "甲\n" * 500


@pytest.mark.parametrize(
    ("main", "members", "reason"),
    [
        ("", {}, "内容是坏的"),
        ("<w:document", {}, "内容是坏的"),
        ("<a/>", {}, "没有文字"),
        (GOOD, {"word/_rels/document.xml.rels": "<"}, "内容是坏的"),
        (GOOD, {"_rels/.rels": "<Relationships/>"}, None),
        (GOOD, {"_rels/.rels": f"<Relationships>{ELSEWHERE}</Relationships>"}, "没有正文"),
    ],
)
def test_parts_that_are_broken(main: str, members: dict[str, str], reason: str | None) -> None:
    content = pack(main, members)
    if reason:
        refused(content, reason)
    else:
        assert read(content, "a.docx") == "建成公厕12座。\n"


def test_attributes_that_are_no_numbers() -> None:
    body = (
        paragraph(
            "甲", '<w:outlineLvl w:val="九"/><w:numPr><w:ilvl w:val="x"/><w:numId/></w:numPr>'
        )
        + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-5"/><w:vMerge/></w:tcPr>'
        + f"{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    )
    assert read(docx(body), "a.docx") == "甲\n乙\n"
