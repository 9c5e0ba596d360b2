"""A sheet as a file: in which formats, and under which name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from assistant.errors import BadRequest
from assistant.papers.contents import Sheet

Format = Literal["docx", "pdf"]
# Format → its media type.
FORMATS: Mapping[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_NOT_IN_NAMES = frozenset('\\/:*?"<>|%')
_LONGEST = 40  # characters of what a paper is about, in the name of its file


def write(sheet: Sheet, form: Format) -> bytes:
    """The file; the same bytes for the same sheet."""
    # Only who writes papers loads what sets them.
    if form == "docx":
        from assistant.papers.docx.whole import whole  # noqa: PLC0415

        return whole(sheet)
    from assistant.papers.pdf import pdf  # noqa: PLC0415

    return pdf(sheet)


def file_name(sheet: Sheet, form: Format) -> str:
    """What to call the file: 依据单-建德2027年集体经济目标是多少.docx."""
    told = " ".join(sheet.about.split())
    about = "".join(each for each in told if each.isprintable() and each not in _NOT_IN_NAMES)
    return f"{sheet.kind}-{about[:_LONGEST].strip(' .')}.{form}"


def format_of(path: Path) -> Format:
    """The format that the name of a file asks for. Raises BadRequest."""
    for form in FORMATS:
        if path.suffix.lower() == f".{form}":
            return form
    raise BadRequest(f"不知道 {path.name} 是什么格式。", "文件名请以 .docx 或 .pdf 结尾。")
