"""The parts of a docx, found by their relationships; none outside the file is looked at."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from assistant.errors import BadFile
from assistant.ingest.readers.archive import Archive
from assistant.ingest.readers.parsing import Element, local, xml

_MAIN = "word/document.xml"


class Package:
    """The main part of a docx and those that belong to it, by kind: styles, numbering."""

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content)
        main = self._related("").get("officeDocument", _MAIN)
        root = self._read(main)
        if root is None:
            raise BadFile("docx 里没有正文。", "请用 Word 或 WPS 打开后另存为 docx 再上传。")
        self.document = root
        self._parts = self._related(main)

    def part(self, kind: str) -> Element | None:
        """The root of a part that belongs to the main one; None where there is none."""
        name = self._parts.get(kind)
        return self._read(name) if name else None

    def _read(self, name: str) -> Element | None:
        data = self._archive.read(name)
        return None if data is None else xml(data)

    def _related(self, part: str) -> dict[str, str]:
        """Kind of relationship → name of the part that it leads to."""
        folder, _, name = part.rpartition("/")
        root = self._read(join(folder, "_rels", f"{name}.rels"))
        found: dict[str, str] = {}
        for each in () if root is None else root:
            kind = (each.get("Type") or "").rpartition("/")[2]
            target = each.get("Target") or ""
            if local(each) == "Relationship" and each.get("TargetMode") != "External" and target:
                found.setdefault(kind, normpath(join("/", dirname(part), target)).lstrip("/"))
        return found
