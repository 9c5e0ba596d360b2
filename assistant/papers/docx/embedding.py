"""Fonts inside a DOCX: obfuscated parts, as ECMA-376 (part 1, 17.8.1) has them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.papers.fonts import Cut, Face

if TYPE_CHECKING:
    from docx.document import Document

_KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_TABLE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_HIDDEN = 32  # bytes at the head of a font that are changed
_PITCH, _CHARSET = "variable", "86"  # GB 2312
# Face → what to take where characters are added that the cut has not, and what kind it is of.
_KINDS: Mapping[Face, tuple[str, str]] = {"serif": ("宋体", "roman"), "sans": ("黑体", "swiss")}


def embed(document: Document, cuts: Mapping[Face, Cut]) -> None:
    """Puts the fonts into a document and has programs use them."""
    table = parse_xml(f"<w:fonts {nsdecls('w', 'r')}/>")
    package, main = document.part.package, document.part
    part = XmlPart(PackURI("/word/fontTable.xml"), _TABLE, table, package)
    for number, (face, cut) in enumerate(cuts.items(), start=1):
        key = UUID(bytes=sha256(cut.data).digest()[:16], version=4)
        name = PackURI(f"/word/fonts/font{number}.odttf")
        relation = part.relate_to(Part(name, _KIND, obfuscated(cut.data, key), package), _FONT)
        table.append(_entry(face, cut.family, relation, key))
    for identity, known in list(main.rels.items()):
        if known.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            del main.rels[identity]
    main.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
    settings = document.settings.element
    for switch in ("w:saveSubsetFonts", "w:embedTrueTypeFonts"):
        settings.insert(_after_view(settings), OxmlElement(switch))


def obfuscated(data: bytes, key: UUID) -> bytes:
    """The font with its head changed by the key, last byte first; twice gives it back."""
    turned = key.bytes[::-1]
    head = bytes(byte ^ turned[at % 16] for at, byte in enumerate(data[:_HIDDEN]))
    return head + data[_HIDDEN:]


def _entry(face: Face, family: str, relation: str, key: UUID) -> BaseOxmlElement:
    font = OxmlElement("w:font")
    font.set(qn("w:name"), family)
    other, kind = _KINDS[face]
    known = (("altName", other), ("charset", _CHARSET), ("family", kind), ("pitch", _PITCH))
    for name, value in known:
        each = OxmlElement(f"w:{name}")
        each.set(qn("w:val"), value)
        font.append(each)
    held = OxmlElement("w:embedRegular")
    held.set(qn("r:id"), relation)
    held.set(qn("w:fontKey"), f"{{{str(key).upper()}}}")
    held.set(qn("w:subsetted"), "1")
    font.append(held)
    return font


def _after_view(settings: BaseOxmlElement) -> int:
    """Where the schema has these settings: behind those of how a document is shown."""
    before = {qn(f"w:{name}") for name in ("writeProtection", "view", "zoom")}
    return next((at for at, each in enumerate(settings) if each.tag not in before), len(settings))
