"""Tables of a DOCX, made whole at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement

_LINE = {"val": "single", "sz": "4", "space": "0", "color": "5A5A5A"}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TWIPS = 56.6929  # of a millimetre


def table(widths: Sequence[float], *, ruled: bool, indent: float = 0) -> CT_Tbl:
    """An empty table of columns of so many millimetres, moved in by ``indent``."""
    found = cast("CT_Tbl", OxmlElement("w:tbl"))
    properties = _within(found, "w:tblPr")
    _within(properties, "w:tblW", w=_twips(sum(widths)), type="dxa")
    if indent:
        _within(properties, "w:tblInd", w=_twips(indent), type="dxa")
    borders = _within(properties, "w:tblBorders")
    for side in _SIDES:
        _within(borders, f"w:{side}", **(_LINE if ruled else {"val": "nil"}))
    _within(properties, "w:tblLayout", type="fixed")
    margins = _within(properties, "w:tblCellMar")
    for side, room in (("top", 35), ("left", 100), ("bottom", 35), ("right", 100)):
        _within(margins, f"w:{side}", w=str(room if ruled else room // 3), type="dxa")
    grid = _within(found, "w:tblGrid")
    for width in widths:
        _within(grid, "w:gridCol", w=_twips(width))
    return found


def row(of: CT_Tbl, *, head: bool = False) -> CT_Row:
    """One more row, which no page parts; a head stands on every page."""
    found = cast("CT_Row", _within(of, "w:tr"))
    properties = _within(found, "w:trPr")
    _within(properties, "w:cantSplit")
    if head:
        _within(properties, "w:tblHeader")
    return found


def cell(of: CT_Row, width: float, *, span: int = 1) -> CT_Tc:
    """One more cell, without a paragraph, which it needs."""
    found = cast("CT_Tc", _within(of, "w:tc"))
    properties = _within(found, "w:tcPr")
    _within(properties, "w:tcW", w=_twips(width), type="dxa")
    if span > 1:
        _within(properties, "w:gridSpan", val=str(span))
    _within(properties, "w:vAlign", val="center")
    return found


def underlined(of: CT_Tc) -> None:
    """Rules the foot of a cell, to be written on."""
    borders = OxmlElement("w:tcBorders")
    _within(borders, "w:bottom", **_LINE)
    of.get_or_add_tcPr().insert(1, borders)  # behind its width


def _within(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    found = OxmlElement(tag)
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), value)
    parent.append(found)
    return found


def _twips(millimetres: float) -> str:
    return str(round(millimetres * _TWIPS))
