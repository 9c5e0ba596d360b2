"""Documents of the library in their raw files, with what people corrected in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from assistant.errors import BadRequest
from assistant.ingest.clean import clean, masked
from assistant.ingest.clean.draft import Span, lines
from assistant.ingest.manifest import read_manifest
from assistant.ingest.readers import read, section
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


def originals(library: Library) -> Iterator[Original]:
    """Each living document, read when its turn comes."""
    living = library.sources()
    return (_read(library, source, living) for source in living)


def original(library: Library, name: str) -> Original:
    """The document with this id. Raises BadRequest naming those that there are."""
    living = {source.id: source for source in library.sources()}
    if name not in living:
        raise BadRequest(f"没有 {name!r} 这份文件。", f"可用的是 {'、'.join(living)}。")
    return _read(library, living[name], living.values())


def _read(library: Library, source: Source, living: Iterable[Source]) -> Original:
    raw = read(library.read(source.sha256), source.file)
    start, end = section(raw, source, [s for s in living if s.sha256 == source.sha256])
    overrides = tuple(o for o in library.overrides() if o.document == source.id)
    return Original(source, raw, start, end, overrides)
