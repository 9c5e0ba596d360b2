"""Word files (docx) → text."""

from __future__ import annotations

from assistant.ingest.readers.blocks import write
from assistant.ingest.readers.docx.body import Body
from assistant.ingest.readers.docx.package import Package


def read_docx(content: bytes) -> str:
    """The text of a docx in the form of published text. Raises BadFile."""
    return write(Body(Package(content)).blocks())
