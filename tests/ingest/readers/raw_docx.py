"""Docx files written part by part, as no word processor would write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARTS = ("styles", "numbering", "footnotes", "endnotes")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(text: str, properties: str = "", more: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}{more}</w:p>"


def row(*cells: str) -> str:
    """A row of cells, each ``text`` or ``properties|text``."""
    parts = (cell.rpartition("|") for cell in cells)
    inside = (f"<w:tc><w:tcPr>{p}</w:tcPr>{paragraph(t)}</w:tc>" for p, _, t in parts)
    return f"<w:tr>{''.join(inside)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def document(body: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def part(name: str, inside: str) -> str:
    return f"<w:{name} {NAMESPACES}>{inside}</w:{name}>"


def pack(
    main: str | bytes,
    members: Mapping[str, str | bytes] | None = None,
    *,
    content_type: str = MAIN,
    method: int = zipfile.ZIP_DEFLATED,
    **parts: str,
) -> bytes:
    """A docx with this main part, the ``parts`` among PARTS, and any other members."""
    assert parts.keys() <= set(PARTS)
    related = (
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types><Override ContentType="{content_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="main" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">'
        f"{''.join(related)}</Relationships>",
        "word/document.xml": main,
        **{f"word/{name}.xml": part(name, inside) for name, inside in parts.items()},
        **(members or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return packed.getvalue()


def docx(body: str, method: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    """A docx with these paragraphs and tables."""
    return pack(document(body), method=method, **parts)
