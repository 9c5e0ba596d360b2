"""XML parts and web pages, taken apart (lxml): no DTD, no entities, nothing fetched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from lxml import etree  # type: ignore[import-untyped]

from assistant.errors import BadFile
from assistant.ingest.readers.limits import NODES, TAGS

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_RESAVE = "请用 Word 或 WPS 打开后另存为 docx 再上传。"


class Element(Protocol):
    """An element of an XML part, as lxml has it."""

    tag: str
    text: str | None

    def get(self, key: str) -> str | None:
        """The attribute with this name, its namespace before it in braces."""

    def __iter__(self) -> Iterator[Element]: ...


class Target(Protocol):
    """What takes the elements of a web page as they come."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Characters between tags."""

    def close(self) -> None:
        """The page ends."""


def xml(data: bytes) -> Element:
    """The root of an XML part, at most 256 elements deep. Raises BadFile."""
    bare = data.replace(b"\x00", b"")
    if any(declaration in bare for declaration in _DECLARATIONS):
        raise _entities()
    if data.count(b"<") + data.count(b"=") > NODES:
        raise BadFile("文件太大太碎。", "请拆成几份再上传。")
    # Whatever the part declares: what was looked for above is then what is parsed.
    encoding = "utf-16" if data.startswith(_WIDE) else "utf-8"
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = etree.ElementTree(etree.fromstring(data, parser))
    except (etree.LxmlError, ValueError) as error:
        raise BadFile("文件里的内容是坏的。", _RESAVE) from error
    if tree.docinfo.internalDTD is not None:
        raise _entities()
    root: Element = tree.getroot()
    return root


def page(text: str, target: Target) -> None:
    """Walks through a web page without keeping it. Raises BadFile."""
    if text.count("<") > TAGS:
        raise BadFile("网页太大太碎。", "请只保存正文，或拆成几份再上传。")
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadFile(
            "网页的内容是坏的。", "请用浏览器打开后重新保存，或复制到 txt 里。"
        ) from error


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def value(element: Element, name: str = "val") -> str | None:
    """An attribute in the namespace of its element, as those of WordprocessingML are."""
    return element.get(element.tag[: element.tag.find("}") + 1] + name)


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number; None where it is none."""
    written = None if element is None else value(element, name)
    return int(written) if written and _WHOLE.fullmatch(written) else None


def child(element: Element | None, *names: str) -> Element | None:
    """The first child with this name, its first child with the next one, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def is_on(element: Element | None) -> bool | None:
    """What a switch such as <w:vanish/> says; None where it is not there."""
    return None if element is None else value(element) not in ("0", "false", "off")


def _entities() -> BadFile:
    return BadFile("文件里有不安全的定义（DTD 或实体），不读。", _RESAVE)
