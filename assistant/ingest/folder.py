"""A folder of documents with their manifest, read without a library."""

from __future__ import annotations

from pathlib import Path

from assistant.ingest.clean import clean
from assistant.ingest.manifest import read_manifest
from assistant.ingest.readers import read, section
from assistant.types import Document


def read_documents(folder: Path) -> tuple[Document, ...]:
    """The clean documents, without corrections, in the order of the manifest. Raises BadCorpus."""
    sources = read_manifest(folder / "manifest.toml")
    found = []
    for source in sources:
        raw = read((folder / "documents" / source.file).read_bytes(), source.file)
        start, end = section(raw, source, [s for s in sources if s.sha256 == source.sha256])
        found.append(clean(source, raw, start, end, ()))
    return tuple(found)
