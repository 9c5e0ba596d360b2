"""Bytes of a txt or md file, read as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.errors import BadCorpus, BadFile
from assistant.ingest.clean import clean
from assistant.ingest.readers import read, section
from assistant.types import Source

TEXT = "青田县：2027年建成公厕12座。\r\n"
TWO = "报头\n青田：聚焦强城\n甲\n龙泉：聚力兴村\n乙\n"
WHOLE = Source("all", "合编", "two.txt", "")
QINGTIAN = replace(WHOLE, id="qingtian", begins="青田：")
LONGQUAN = replace(WHOLE, id="longquan", begins="龙泉：")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-32"]
)
def test_encodings(encoding: str) -> None:
    assert read(TEXT.encode(encoding), "a.txt") == TEXT


def test_gb18030_beyond_gbk() -> None:
    assert read("㛃𠮷村".encode("gb18030"), "a.txt") == "㛃𠮷村"


@pytest.mark.parametrize("name", ["a.md", "A.TXT", "关于2024.3号", "无尾名", ""])
def test_a_text_may_have_any_name_that_is_no_other_kind(name: str) -> None:
    assert read(TEXT.encode(), name) == TEXT


def test_an_empty_text_is_an_empty_text() -> None:
    assert read(b"", "a.txt") == ""


@pytest.mark.parametrize("cut", [1, 2])
@pytest.mark.parametrize("text", [TEXT * 9, "建设宜居宜业和美乡村。"])
def test_a_text_cut_inside_a_character_is_no_text_of_another_encoding(text: str, cut: int) -> None:
    with pytest.raises(BadFile, match=rf"第 {text.count(chr(10)) + 1} 行的文字是坏的") as caught:
        read((text + "村").encode()[:-cut], "a.txt")
    assert "重新下载" in caught.value.hint


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff\xff\xff\xfd", "认不出来"), (TEXT.encode("utf-16")[:-1], "第 1 行的文字是坏的")],
)
def test_bytes_that_are_no_characters(content: bytes, message: str) -> None:
    with pytest.raises(BadFile, match=message) as caught:
        read(content, "规划.txt")
    assert caught.value.message.startswith("规划.txt：")
    assert caught.value.hint


def test_what_nobody_sees_is_left_to_cleaning() -> None:
    text = "\u202e2027年\u200b建成\ufeff公厕12座。\n"
    assert read(text.encode(), "a.txt") == text
    assert clean(WHOLE, text).text == "2027年建成公厕12座。"


def test_what_a_terminal_would_obey_is_left_out() -> None:
    assert read("公厕\x1b[2J\x0712座\x7f。\t\n".encode(), "a.txt") == "公厕[2J12座。\t\n"


@pytest.mark.parametrize(
    ("size", "message"), [(20 * 2**20, "文字太多（超过 500 万字）"), (20 * 2**20 + 1, "超过 20 MB")]
)
def test_too_large(size: int, message: str) -> None:
    with pytest.raises(BadFile, match=message):
        read(b"a" * size, "a.txt")


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
