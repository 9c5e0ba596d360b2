"""Bytes of a published file → raw text."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.errors import BadCorpus
from assistant.types import Source

_ENCODINGS = ("utf-8-sig", "gb18030")


def read(content: bytes, name: str) -> str:
    """Text of a txt or md file, in UTF-8 or a national encoding.

    Raises BadCorpus for a file that is not text.
    """
    if b"\x00" in content:
        raise BadCorpus(f"{name} 不是文本文件。", "请换成 txt 或 md 格式的文本。")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadCorpus(f"{name} 的文字编码认不出来。", "请另存为 UTF-8 编码的文本。")


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
