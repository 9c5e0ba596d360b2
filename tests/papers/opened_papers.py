"""What a machine without our fonts sees of a paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import docx
from fontTools.ttLib import TTFont
from lxml import etree

from assistant.papers.contents import Block, Paragraph, Sheet, Together

MADE = "2026-11-28"
NASTY = (
    '#eval("1") {{7*7}} ${x} <w:p>&amp;</w:p> *b* $x$ @r // /* http://evil.example {PAGE} DDEAUTO'
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Written:
    """A DOCX, opened: its words, and the fonts inside it by the names that its styles use."""

    data: bytes

    @property
    def document(self) -> Any:
        return docx.Document(io.BytesIO(self.data))

    @property
    def text(self) -> str:
        body = self.document.element.body
        paragraphs = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))
        return "\n".join(paragraphs)

    def part(self, name: str) -> Any:
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return etree.fromstring(package.read(name))

    def fonts(self) -> Mapping[str, TTFont]:
        """Family → font, its head given back as the standard tells readers to."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            relations = etree.fromstring(package.read("word/_rels/fontTable.xml.rels"))
            targets = {each.get("Id"): each.get("Target") for each in relations}
            found = {}
            for font in self.part("word/fontTable.xml"):
                held = font.find(f"{W}embedRegular")
                data = bytearray(package.read(f"word/{targets[held.get(f'{R}id')]}"))
                key = bytes.fromhex(held.get(f"{W}fontKey").strip("{}").replace("-", ""))
                for at in range(32):
                    data[at] ^= key[15 - at % 16]
                found[font.get(f"{W}name")] = TTFont(io.BytesIO(bytes(data)))
        return found


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks without what holds them together."""
    for block in blocks:
        yield from flat(block.blocks) if isinstance(block, Together) else (block,)


def clause_lines(sheet: Sheet) -> list[Paragraph]:
    """The paragraphs of all clauses."""
    return [b for b in flat(sheet.blocks) if isinstance(b, Paragraph) and b.role == "clause"]
