"""Bytes of an uploaded or published file → its raw text."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.errors import BadCorpus, BadFile
from assistant.ingest.readers.blocks import too_long
from assistant.ingest.readers.encoding import decode, without_controls
from assistant.ingest.readers.kinds import DOCX, PAGE, TEXT, Kind, kind_of
from assistant.ingest.readers.limits import CHARACTERS, FILE_BYTES
from assistant.types import Source

_SHOWN = 60  # characters of a name in an error
_MEGABYTE = 2**20


def read(content: bytes, name: str) -> str:
    """Text of a txt, md, html or docx file, in the form of published text.

    What the file is shows in its bytes; ``name`` only has to agree. Raises BadFile for any
    other kind of file, for one that is broken, hostile or too large, and for a docx or a page
    without text.
    """
    try:
        return _read(content, name)
    except BadFile as fault:
        raise BadFile(f"{_shown(name)}：{fault.message}", fault.hint) from fault


def section(raw: str, source: Source, others: Iterable[Source]) -> tuple[int, int]:
    """The part of a file's text that belongs to ``source``: from its first words to the
    first words of the next document in the same file.
    """
    start = raw.find(source.begins) if source.begins else 0
    if start < 0:
        raise BadCorpus(
            f"{source.file} 里找不到“{source.begins}”。", f"请改正 {source.id} 的 begins。"
        )
    openings = (raw.find(other.begins) for other in others if other.begins)
    return start, min((o for o in openings if o > start), default=len(raw))


def _read(content: bytes, name: str) -> str:
    if len(content) > FILE_BYTES:
        most = FILE_BYTES // _MEGABYTE
        raise BadFile(f"文件太大（超过 {most} MB）。", "请去掉图片，或拆成几份再上传。")
    kind = kind_of(content, name)
    text = without_controls(_text(content, kind))
    if len(text) > CHARACTERS:
        raise too_long()
    if kind is not TEXT and not any(map(str.isalnum, text)):
        raise BadFile("文件里没有文字。", "如果里面是扫描的图片，请先识别成文字（OCR）再上传。")
    return text


def _text(content: bytes, kind: Kind) -> str:
    if kind is DOCX:
        from assistant.ingest.readers.docx import read_docx  # noqa: PLC0415 - loads lxml

        return read_docx(content)
    if kind is PAGE:
        from assistant.ingest.readers.html import read_html  # noqa: PLC0415 - loads lxml

        return read_html(content)
    return decode(content)


def _shown(name: str) -> str:
    """A name as an error may show it: without folders, line ends, or endless length."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(filter(str.isprintable, last))[:_SHOWN] or "文件"
