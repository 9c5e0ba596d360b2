"""A sheet as a whole DOCX."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from assistant.papers import fonts
from assistant.papers.contents import Sheet, Span
from assistant.papers.docx.blocks import Blocks
from assistant.papers.docx.embedding import embed
from assistant.papers.docx.styles import LOOKS, WIDTH, dress
from assistant.papers.legible import legible

if TYPE_CHECKING:
    from docx.document import Document

_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "　、。，；：？！（）《》“”年月日第共页"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in the package
_COMPATIBLE = "15"  # Word 2013 and later
_TWIPS = 56.6929  # of a millimetre


def whole(sheet: Sheet) -> bytes:
    """The bytes; the same for the same sheet."""
    shown = legible(sheet, everywhere=False)
    document = docx.Document()
    _describe(document, shown)
    blocks = Blocks(document.element.body)
    blocks.write_title(shown)
    blocks.write(shown.blocks)
    blocks.end()
    _foot(document, shown.footer, blocks)
    cuts = {face: fonts.cut(face, {*used, *_ALWAYS}) for face, used in blocks.used.items()}
    dress(document, cuts)
    embed(document, cuts)
    file = io.BytesIO()
    document.save(file)
    return _packed(file)


def _describe(document: Document, sheet: Sheet) -> None:
    """What the file says of itself, and how programs are to lay it out."""
    known = document.core_properties
    known.title, known.language = f"{sheet.kind}：{sheet.about}"[:255], "zh-CN"
    known.author = known.last_modified_by = "有据"
    known.comments = ""
    known.created = known.modified = datetime.fromisoformat(sheet.stamp.made).replace(tzinfo=UTC)
    known.revision = 1
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _COMPATIBLE)


def _foot(document: Document, told: str, blocks: Blocks) -> None:
    """What every page bears, and its number: 第 1 页 共 2 页."""
    paragraph = document.sections[0].footer.paragraphs[0]
    line = paragraph._p  # fields have no other way in
    line.style = "Footer"
    tabs = OxmlElement("w:tabs")
    tab = OxmlElement("w:tab")
    tab.set(qn("w:val"), "right")
    tab.set(qn("w:pos"), str(round(WIDTH * _TWIPS)))
    tabs.append(tab)
    line.get_or_add_pPr().insert_element_before(tabs, "w:spacing", "w:ind", "w:jc")
    face = LOOKS["Footer"].face
    blocks.words(line, Span(f"{told}\t第 "), face)
    _field(line, "PAGE", blocks)
    blocks.words(line, Span(" 页 共 "), face)
    _field(line, "NUMPAGES", blocks)
    blocks.words(line, Span(" 页"), face)


def _field(line: CT_P, code: str, blocks: Blocks) -> None:
    """A number that programs fill in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    line.append(field)
    field.append(blocks.words(line, Span("1"), LOOKS["Footer"].face))


def _packed(file: io.BytesIO) -> bytes:
    """The package with its files dated alike."""
    packed = io.BytesIO()
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(packed, "w") as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, given.read(name))
    return packed.getvalue()
