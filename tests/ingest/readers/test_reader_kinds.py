"""What a file is shows in its bytes; a name only has to agree."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest
from raw_docx import MAIN, document, docx, pack, paragraph

from assistant.errors import BadFile
from assistant.ingest.readers import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
PAGE = "<!DOCTYPE html>\n<html><body><p>建成公厕12座。</p></body></html>".encode()
TEXT = "建成公厕12座。".encode()
DOCX = docx(paragraph("建成公厕12座。"))


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(64)


def zipped(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return packed.getvalue()


def tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return packed.getvalue()


def office(content_type: str) -> bytes:
    return pack(document(paragraph("甲")), content_type=content_type)


@pytest.mark.parametrize(
    ("content", "name", "called", "advice"),
    [
        (PDF, "a.pdf", "这是 PDF 文件，现在还读不了", "请另存为 docx 或 txt"),
        (b"\r\n" + PDF, "a.pdf", "这是 PDF 文件", "另存为"),
        (PDF, "扫描件", "这是 PDF 文件", "另存为"),
        (stream("WordDocument"), "a.doc", "这是旧版 Word 文件", "docx"),
        (stream("WordDocument"), "a.wps", "这是旧版 Word 文件", "docx"),
        (stream("Workbook"), "a.xls", "这是旧版 Excel 表格", "docx"),
        (stream("Book"), "a.et", "这是旧版 Excel 表格", "docx"),
        (stream("PowerPoint Document"), "a.ppt", "这是旧版演示文稿", "docx"),
        (OLE, "a.doc", "这是旧版 Office 文件", "docx"),
        (stream("EncryptedPackage"), "a.docx", "这是加了密码的 Office 文件", "去掉密码"),
        (stream("EncryptedPackage"), "a.doc", "这是加了密码的 Office 文件", "去掉密码"),
        (office(MAIN.replace("document.main", "template.main")), "a.dotx", "Word 模板", "docx"),
        (office("application/vnd.ms-word.document.macroEnabled.main+xml"), "a.docm", "宏", "宏"),
        (office("application/x-spreadsheetml.sheet.main+xml"), "a.xlsx", "Excel 表格", "docx"),
        (office("application/x-presentationml.main+xml"), "a.pptx", "演示文稿", "docx"),
        (zipped(OFD_xml="<a/>"), "a.ofd", "这是 OFD 文件", "docx"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "OpenDoc", "docx"),
        (zipped(mimetype="application/epub+zip"), "a.epub", "电子书", "docx"),
        (zipped(a_txt="甲"), "a.zip", "压缩包", "解压"),
        (zipped(), "a.zip", "压缩包", "解压"),
        (b"Rar!\x1a\x07\x01\x00", "a.rar", "压缩包", "解压"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "a.7z", "压缩包", "解压"),
        (tar(), "a.tar", "压缩包", "解压"),
        (b"\x1f\x8b\x08\x00", "a.tgz", "压缩包", "解压"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png", "图片", "OCR"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.JPG", "图片", "OCR"),
        (b"BM\x36\x00\x00\x00", "a.bmp", "图片", "OCR"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "图片", "OCR"),
        (b"\x00\x00\x00\x18ftypmp42", "a.mp4", "音频或视频", "docx"),
        (b"MZ\x90\x00\x03\x00", "a.exe", "程序", "docx"),
        (b"\x7fELF\x02\x01\x01\x00", "a.so", "程序", "docx"),
        (b"{\\rtf1\\ansi", "a.rtf", "这是 RTF 文件", "docx"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "a.xml", "这是 XML 文件", "docx"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.mht", "网页存档", "docx"),
    ],
)
def test_a_known_kind_that_is_not_read(content: bytes, name: str, called: str, advice: str) -> None:
    with pytest.raises(BadFile, match=called) as caught:
        read(content, name)
    assert advice in caught.value.hint
    assert "名字" not in caught.value.message


@pytest.mark.parametrize(
    ("content", "name", "called", "advice"),
    [
        (PDF, "通知.txt", "其实是 PDF 文件，名字却以 .txt 结尾", "现在还读不了；请另存为 docx"),
        (b"MZ\x90\x00\x03\x00", "通知.docx", "其实是程序，名字却以 .docx", "请换成"),
        (zipped(a_txt="甲"), "通知.docx", "其实是压缩包", "解压"),
        (stream("WordDocument"), "通知.docx", "其实是旧版 Word 文件", "另存为 docx"),
        (office("application/vnd.ms-word.document.macroEnabled.main+xml"), "a.docx", "带宏", "宏"),
        (DOCX, "通知.txt", "其实是 Word 文件（docx）", "改成以 .docx 结尾"),
        (DOCX, "通知.doc", "其实是 Word 文件（docx）", "改成以 .docx 结尾"),
        (PAGE, "通知.txt", "其实是网页", "改成以 .html 结尾"),
        (TEXT, "通知.html", "其实是纯文本", "改成以 .txt 结尾"),
        (TEXT, "通知.docx", "其实是纯文本", "改成以 .txt 结尾"),
        (TEXT, "通知.pdf", "其实是纯文本", "改成以 .txt 结尾"),
    ],
)
def test_a_name_that_says_something_else(
    content: bytes, name: str, called: str, advice: str
) -> None:
    with pytest.raises(BadFile, match=called) as caught:
        read(content, name)
    assert advice in caught.value.hint


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.docx", "文件是空的"),
        (b" \n", "a.html", "文件是空的"),
        (b"\x00\x01\x02\x03", "a.docx", "内容不是 docx，也认不出是什么"),
        (b"\x00\x01\x02\x03", "a.bin", "认不出这是什么文件"),
        (TEXT + b"\x00", "a.txt", "内容不是 txt"),
    ],
)
def test_what_is_nothing_known(content: bytes, name: str, message: str) -> None:
    with pytest.raises(BadFile, match=message) as caught:
        read(content, name)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "MZ厂改造方案",
        "BM区规划",
        "RIFF标准",
        "ID3号地块",
        "<p>残页的文字</p>",
        "MIME说明",
        "PK赛方案",
    ],
)
def test_a_text_may_begin_as_other_files_do(text: str) -> None:
    assert read(text.encode(), "a.txt") == text


def test_a_name_is_shown_without_its_folders_and_line_ends() -> None:
    with pytest.raises(BadFile) as caught:
        read(PDF, "C:\\资料\\..\\通知\n\x1b[2J" + "长" * 200 + ".pdf")
    assert caught.value.message.startswith("通知[2J长")
    assert len(caught.value.message) < 100
