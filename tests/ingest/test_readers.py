"""Bytes of a published file, read as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.errors import BadCorpus
from assistant.ingest.readers import read, section
from assistant.types import Source

TEXT = "青田县：2027年建成公厕12座。\r\n"
TWO = "报头\n青田：聚焦强城\n甲\n龙泉：聚力兴村\n乙\n"
WHOLE = Source("all", "合编", "two.txt", "")
QINGTIAN = replace(WHOLE, id="qingtian", begins="青田：")
LONGQUAN = replace(WHOLE, id="longquan", begins="龙泉：")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312"])
def test_encodings(encoding: str) -> None:
    assert read(TEXT.encode(encoding), "a.txt") == TEXT


def test_gb18030_beyond_gbk() -> None:
    assert read("㛃𠮷村".encode("gb18030"), "a.txt") == "㛃𠮷村"


def test_an_empty_file_is_an_empty_text() -> None:
    assert read(b"", "a.txt") == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "不是文本文件"),
        (TEXT.encode("utf-16"), "不是文本文件"),
        (b"\xff\xff\xff\xfe", "认不出来"),
    ],
)
def test_what_is_not_text_is_refused_by_name(content: bytes, message: str) -> None:
    with pytest.raises(BadCorpus, match=message) as caught:
        read(content, "规划.docx")
    assert "规划.docx" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("source", "others", "text"),
    [
        (QINGTIAN, [QINGTIAN, LONGQUAN], "青田：聚焦强城\n甲\n"),
        (LONGQUAN, [QINGTIAN, LONGQUAN], "龙泉：聚力兴村\n乙\n"),
        (QINGTIAN, [QINGTIAN], "青田：聚焦强城\n甲\n龙泉：聚力兴村\n乙\n"),
        (WHOLE, [WHOLE], TWO),
        (WHOLE, [WHOLE, QINGTIAN], "报头\n"),
        (LONGQUAN, [replace(WHOLE, begins="别处：")], "龙泉：聚力兴村\n乙\n"),
    ],
)
def test_section_of_a_file_with_two_documents(source: Source, others, text: str) -> None:
    start, end = section(TWO, source, others)
    assert TWO[start:end] == text


def test_first_words_that_are_not_there() -> None:
    with pytest.raises(BadCorpus, match="云和：") as caught:
        section(TWO, replace(WHOLE, begins="云和："), [])
    assert "two.txt" in caught.value.message
    assert "all" in caught.value.hint
