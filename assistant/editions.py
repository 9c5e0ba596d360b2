"""The versions that a document went through, as the library keeps them."""

from __future__ import annotations

from assistant.errors import NotThere
from assistant.ingest.clauses import split
from assistant.originals import entries
from assistant.store.history import Step
from assistant.store.library import Library
from assistant.types import Clause


def editions(library: Library, name: str) -> tuple[Step, ...]:
    """The versions of a document, the latest first. Raises NotThere."""
    found = library.steps(name)
    if not found:
        raise NotThere(f"没有 {name!r:.60} 这份文件。", "请先看有哪些文件。")
    return found


def clauses_at(library: Library, name: str, revision: int) -> tuple[Clause, ...]:
    """The clauses of a document in a revision, cleaned as this program cleans.

    Raises NotThere, and BadCorpus where its file is lost.
    """
    held = {entry.source.id: entry for entry in entries(library, revision)}
    if name not in held:
        raise NotThere(f"第 {revision} 版里没有 {name!r:.60} 这份文件。", "请另选一版。")
    return tuple(split(held[name].read(library).clean()))
