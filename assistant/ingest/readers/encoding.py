"""Bytes of a text → its characters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from assistant.errors import BadFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNICODE, _NATIONAL = "utf-8", "gb18030"
# What a page may say of itself → how it is read.
_DECLARED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"), _NATIONAL),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_MISSING = "\ufffd"
_WHOLE = 4  # other characters to a broken one: by so many it is UTF-8 that was damaged
_FEW = 1_000  # characters of a page to each that its readers may miss
# What no text needs, and a terminal would obey.
_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127))


def byte_order_mark(content: bytes) -> str:
    """The encoding that the first bytes name; empty where they name none."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), "")


def decode(content: bytes, declared: str = "", *, page: bool = False) -> str:
    """The characters by the byte order mark, else as UTF-8, as ``declared``, as GB18030.

    What holds as UTF-8 is nothing else, whatever it declares. A ``page`` may have a few
    broken characters, shown as �. Raises BadFile.
    """
    for encoding in _candidates(content, _DECLARED.get(declared.lower(), _NATIONAL)):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            tried, place = encoding, error.start
    text = content.decode(tried, "replace")
    if page and text.count(_MISSING) * _FEW <= len(text):
        return text
    if tried == _NATIONAL:
        raise BadFile("文字编码认不出来。", "请另存为 UTF-8 编码的文件。")
    line = content.count(b"\n", 0, place) + 1
    raise BadFile(
        f"第 {line} 行的文字是坏的。", "文件可能没有传完整：请重新下载，或打开后另存为 UTF-8 编码。"
    )


def without_controls(text: str) -> str:
    """The text without the control characters that are no tabs and no line ends."""
    return text.translate(_CONTROLS)


def _candidates(content: bytes, otherwise: str) -> Iterator[str]:
    """The encodings to try, one after another."""
    if named := byte_order_mark(content):
        yield named
        return
    if b"\x00" in content:
        raise BadFile("这不是文本文件。", "请换成 docx、html、md 或 txt 格式的文件。")
    yield _UNICODE
    if not _is_damaged(content):
        yield otherwise


def _is_damaged(content: bytes) -> bool:
    """Whether the content is UTF-8 but for a few bytes, rather than of another encoding."""
    text = content.decode(_UNICODE, "replace")
    beyond_ascii = sum(len(run) for run in _BEYOND_ASCII.findall(text))
    return text.count(_MISSING) * _WHOLE < beyond_ascii
