"""The styles of a paper and its page, as official documents have them (GB/T 9704)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor

from assistant.papers.contents import Role, Style
from assistant.papers.fonts import Cut, Face

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import CharacterStyle, ParagraphStyle

_TOP, _BOTTOM, _LEFT, _RIGHT = 22, 21, 26, 24  # millimetres
_FOOTER = 11
WIDTH = 210 - _LEFT - _RIGHT  # of what stands on a page
_GREY = "E2E2E2"
_RULE = "787878"


@dataclass(frozen=True, slots=True)
class Look:
    """Points, but for ``first``: characters that the first line is moved in by."""

    name: str
    face: Face
    size: float
    line: float
    before: float = 0
    after: float = 0
    left: float = 0
    first: int = 0
    bold: bool = False
    next: bool = False  # whether it stays with what follows
    centred: bool = False
    spread: float = 0
    ruled: bool = False


LOOKS: Mapping[str, Look] = {
    "Title": Look("Title", "serif", 20, 28, after=8, bold=True, centred=True, spread=6),
    "named": Look("题名", "serif", 18, 27, after=6, bold=True, centred=True),
    "Subtitle": Look("Subtitle", "serif", 12, 20, after=12, centred=True),
    "Heading1": Look("Heading 1", "sans", 14, 20, before=8, after=3, next=True),
    "Heading2": Look("Heading 2", "serif", 12, 17, before=6, after=3, bold=True, next=True),
    "Heading3": Look("Heading 3", "sans", 12, 18, before=8, after=4, next=True),
    "body": Look("正文段", "serif", 14, 22, first=2),
    "note": Look("注", "serif", 10.5, 16, before=5, after=2),
    "question": Look("题目", "serif", 12, 20, before=10, next=True),
    "passage": Look("题目原文", "serif", 12, 20, before=2, left=24),
    "place": Look("条款位置", "serif", 10.5, 15, before=6, after=3, next=True),
    "clause": Look("条款", "serif", 10.5, 16, left=10, ruled=True),
    "cell": Look("表格", "serif", 10.5, 14.5),
    "choice": Look("选项", "serif", 12, 18),
    "blank": Look("填写", "serif", 12, 20),
    "space": Look("签字前空行", "serif", 10.5, 12),
    "gap": Look("空行", "serif", 5, 6),
    "Footer": Look("footer", "serif", 10.5, 16),
}
ROLES: Mapping[Role, str] = {
    each: each for each in ("body", "question", "clause", "place", "note", "passage")
}
# Style of words → its name and face; None is that of the paragraph.
WORDS: Mapping[Style, tuple[str, Face] | None] = {
    "plain": None,
    "strong": ("WordsStrong", "sans"),
    "quoted": ("WordsQuoted", "sans"),
    "number": ("WordsNumber", "sans"),
}
_NAMES = {"WordsStrong": "要点", "WordsQuoted": "引文", "WordsNumber": "编号"}


def dress(document: Document, cuts: Mapping[Face, Cut]) -> None:
    """Gives a document its page and its styles, set in these fonts."""
    _set_page(document)
    _set_defaults(document, cuts["serif"])
    styles = document.styles
    for identity, look in LOOKS.items():
        if look.name in styles:
            style = styles[look.name]
        else:
            style = styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
            style.element.set(qn("w:styleId"), identity)
            style.base_style = styles["Normal"]
        _give(style, look, cuts[look.face])
    for style_of_words in WORDS.values():
        if style_of_words:
            identity, face = style_of_words
            made = styles.add_style(_NAMES[identity], WD_STYLE_TYPE.CHARACTER)
            made.element.set(qn("w:styleId"), identity)
            _set_face(made, cuts[face])
            if identity == "WordsQuoted":
                made.element.get_or_add_rPr().append(_shade())


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.footer_distance = Mm(_FOOTER)


def _set_defaults(document: Document, cut: Cut) -> None:
    """Chinese, in our face, whatever the template has."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    properties = defaults.find(qn("w:rPr"))
    for each in list(properties):
        properties.remove(each)
    properties.append(_faces(cut.family))
    language = OxmlElement("w:lang")
    for name, value in (("w:val", "en-US"), ("w:eastAsia", "zh-CN")):
        language.set(qn(name), value)
    properties.append(language)
    normal = document.styles["Normal"]
    _set_face(normal, cut)
    normal.font.size = Pt(12)


def _give(style: ParagraphStyle, look: Look, cut: Cut) -> None:
    properties = style.element.get_or_add_pPr()
    for each in list(properties):
        properties.remove(each)
    run = style.element.get_or_add_rPr()
    for each in list(run):
        run.remove(each)
    _set_face(style, cut)
    style.font.size, style.font.bold = Pt(look.size), look.bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    laid = style.paragraph_format
    laid.line_spacing_rule, laid.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    laid.space_before, laid.space_after = Pt(look.before), Pt(look.after)
    laid.left_indent, laid.keep_with_next = Pt(look.left), look.next
    laid.widow_control = True
    laid.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else WD_ALIGN_PARAGRAPH.LEFT
    if look.first:
        laid.first_line_indent = Pt(look.size * look.first)
        laid.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if look.ruled:
        laid.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        properties.insert_element_before(_left_rule(), "w:shd", "w:spacing", "w:ind", "w:jc")
    if look.name.startswith("Heading"):
        _set_outline(properties, int(look.name[-1]) - 1)
    if look.spread:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(int(look.spread * 20)))
        run.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz")


def _set_outline(properties: BaseOxmlElement, level: int) -> None:
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    properties.append(outline)


def _set_face(style: ParagraphStyle | CharacterStyle, cut: Cut) -> None:
    run = style.element.get_or_add_rPr()
    for each in run.findall(qn("w:rFonts")):
        run.remove(each)
    run.insert(0, _faces(cut.family))


def _faces(family: str) -> BaseOxmlElement:
    faces = OxmlElement("w:rFonts")
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        faces.set(qn(name), family)
    return faces


def _shade() -> BaseOxmlElement:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _GREY)):
        shade.set(qn(name), value)
    return shade


def _left_rule() -> BaseOxmlElement:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", _RULE)):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    return borders
