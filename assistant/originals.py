"""Documents of the library in their raw files, with what people corrected in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256

from assistant.errors import BadRequest
from assistant.ingest.clean import clean, masked
from assistant.ingest.clean.draft import Span, lines
from assistant.ingest.manifest import read_manifest
from assistant.ingest.readers import read, section
from assistant.program import program
from assistant.resources import Resources
from assistant.store.library import Library
from assistant.types import REFERENCE, Document, Override, OverrideKind, Source


@dataclass(frozen=True, slots=True)
class Original:
    """A document in its raw file, at ``raw[start:end]``, and its corrections so far."""

    source: Source
    raw: str
    start: int
    end: int
    overrides: tuple[Override, ...] = ()

    def clean(self, *more: Override) -> Document:
        """The clean document, as it would be with ``more`` corrections."""
        return clean(self.source, self.raw, self.start, self.end, (*self.overrides, *more))

    def line(self, offset: int) -> int:
        """Number of the line of the file that a raw offset is on."""
        return self.raw.count("\n", 0, offset) + 1

    def line_span(self, first: int, last: int) -> Span:
        """Raw span of these lines of the file without the blanks around. Raises BadRequest."""
        before = self.line(self.start)
        after = self.line(self.start + len(self.raw[self.start : self.end].rstrip()))
        if not before <= first <= last <= after:
            given = str(first) if first == last else f"{first}—{last}"
            name, file = self.source.id, self.source.file
            raise BadRequest(
                f"没有第 {given} 行：{name} 是 {file} 的第 {before}—{after} 行。",
                f"看各处的行号：youju docs report {name}",
            )
        spans = lines(self.raw)
        start, end = max(spans[first - 1][0], self.start), min(spans[last - 1][1], self.end)
        words = self.raw[start:end]
        if not words.strip():
            raise BadRequest("这几行是空的。", "请另给行号。")
        return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())

    def numbered(self) -> list[tuple[int, str]]:
        """The lines of the document by their numbers in the file, its secrets masked."""
        text, first = self.masked(), self.line(self.start)
        kept = text[: self.end].rstrip()
        return list(enumerate(kept[text.rfind("\n", 0, self.start) + 1 :].split("\n"), first))

    def masked(self) -> str:
        """The raw text of the file with the document's secrets masked."""
        return masked(self.raw, self.start, self.end)

    def override(
        self, kind: OverrideKind, span: Span, level: int | None = None, title: str | None = None
    ) -> Override:
        """A correction at a raw span, without the characters of any secret there."""
        quote = self.masked()[slice(*span)]
        what = (kind, self.source.id, self.source.sha256, *span, level, title)
        reference = sha256(repr(what).encode()).hexdigest()[:REFERENCE]
        return Override(
            reference, kind, self.source.id, self.source.sha256, *span, quote, level, title
        )


@contextmanager
def up_to_date(resources: Resources) -> Iterator[Library]:
    """The library with the documents of the manifest. Raises BadCorpus."""
    sources = read_manifest(resources.manifest)
    with Library.open(resources.library) as library:
        library.seed(sources, resources.corpus / "documents")
        yield library


@dataclass(frozen=True, slots=True)
class Entry:
    """A living document that is not read yet; ``beside`` are all that its file holds."""

    source: Source
    beside: tuple[Source, ...]
    overrides: tuple[Override, ...]

    @property
    def key(self) -> str:
        """Changes with anything that the document is made from, the program too."""
        sources = [asdict(source) for source in (self.source, *self.beside)]
        corrections = [asdict(override) for override in self.overrides]
        made_from = json.dumps([program(), sources, corrections], sort_keys=True)
        return sha256(made_from.encode()).hexdigest()

    def read(self, library: Library) -> Original:
        """The document in its raw file. Raises BadCorpus."""
        raw = read(library.read(self.source.sha256), self.source.file)
        start, end = section(raw, self.source, list(self.beside))
        return Original(self.source, raw, start, end, self.overrides)


def entries(library: Library, revision: int | None = None) -> list[Entry]:
    """The living documents of a revision (the latest by default) in order. Raises NotThere."""
    living, overrides = library.sources(revision), library.overrides(revision)
    beside: dict[str, list[Source]] = {}
    for source in living:
        beside.setdefault(source.sha256, []).append(source)
    corrected: dict[str, list[Override]] = {}
    for override in overrides:
        corrected.setdefault(override.document, []).append(override)
    return [Entry(s, tuple(beside[s.sha256]), tuple(corrected.get(s.id, ()))) for s in living]


def originals(library: Library) -> Iterator[Original]:
    """Each living document, read when its turn comes."""
    return (entry.read(library) for entry in entries(library))


def original(library: Library, name: str) -> Original:
    """The document with this id. Raises BadRequest naming those that there are."""
    living = {entry.source.id: entry for entry in entries(library)}
    if name not in living:
        raise BadRequest(f"没有 {name!r} 这份文件。", f"可用的是 {'、'.join(living)}。")
    return living[name].read(library)
