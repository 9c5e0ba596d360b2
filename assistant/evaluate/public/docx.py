"""The paragraphs of a DOCX file, those in tables included.

Numbers that Word makes up itself (automatic lists) are not in the file and so not read.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from assistant.errors import BadRequest

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 50_000_000  # bytes of text unpacked; a regulation has less than a hundredth


def paragraphs(path: Path) -> list[str]:
    """Texts of the paragraphs that are not blank, in order. Raises BadRequest."""
    try:
        with ZipFile(path) as package:
            info = package.getinfo("word/document.xml")
            if info.file_size > _LARGEST:
                raise BadRequest(f"{path} 太大。")
            root = ElementTree.fromstring(package.read(info))  # noqa: S314 - a set the user holds
    except (BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise BadRequest(f"{path} 不是 DOCX 文件：{error}") from error
    found = (_text(paragraph) for paragraph in root.iter(f"{_WORD}p"))
    return [text for text in found if text.strip()]


def _text(paragraph: ElementTree.Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{_WORD}t"))
