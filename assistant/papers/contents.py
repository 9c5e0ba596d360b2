"""What stands on a paper, whatever format it is written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

# ``strong`` are words of ours that stand out, ``quoted`` a quotation inside its clause,
# ``number`` the number of what is cited.
Style = Literal["plain", "strong", "quoted", "number"]
Role = Literal["body", "question", "clause", "place", "note", "passage"]
Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one style."""

    text: str
    style: Style = "plain"


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is the highest, 3 the lowest."""

    level: int
    text: str

    def texts(self) -> Iterator[str]:
        """Its words."""
        yield self.text

    def rewritten(self, change: Change) -> Heading:
        """The same with its words changed."""
        return replace(self, text=change(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; its words hold no line end."""

    line: Line
    role: Role = "body"

    def texts(self) -> Iterator[str]:
        """Its words."""
        yield from (span.text for span in self.line)

    def rewritten(self, change: Change) -> Paragraph:
        """The same with its words changed."""
        return replace(self, line=_changed(self.line, change))


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values: the first ``wide`` a row each, the others two a row."""

    rows: tuple[tuple[str, str], ...]
    wide: int = 0

    def texts(self) -> Iterator[str]:
        """Its words."""
        yield from (text for row in self.rows for text in row)

    def rewritten(self, change: Change) -> Facts:
        """The same with its words changed."""
        return replace(self, rows=tuple((change(name), change(said)) for name, said in self.rows))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head; ``widths`` are the shares of its columns."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    centred: bool = False

    def texts(self) -> Iterator[str]:
        """Its words."""
        yield from (s.text for row in (self.head, *self.rows) for cell in row for s in cell)

    def rewritten(self, change: Change) -> Grid:
        """The same with its words changed."""
        head, *rows = (tuple(_changed(c, change) for c in row) for row in (self.head, *self.rows))
        return replace(self, head=head, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen, in so many columns, row by row, without rules."""

    cells: tuple[str, ...]
    columns: int

    def texts(self) -> Iterator[str]:
        """Its words."""
        yield from self.cells

    def rewritten(self, change: Change) -> Choices:
        """The same with its words changed."""
        return replace(self, cells=tuple(map(change, self.cells)))


@dataclass(frozen=True, slots=True)
class Blanks:
    """Names in a row with a line behind each, for people to write on."""

    names: tuple[str, ...]
    last: bool = False  # at the end of a paper, where who answers for it signs

    def texts(self) -> Iterator[str]:
        """Its words."""
        yield from self.names

    def rewritten(self, change: Change) -> Blanks:
        """The same with its words changed."""
        return replace(self, names=tuple(map(change, self.names)))


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that one page holds, if they fit on one."""

    blocks: tuple[Block, ...]

    def texts(self) -> Iterator[str]:
        """Their words."""
        for block in self.blocks:
            yield from block.texts()

    def rewritten(self, change: Change) -> Together:
        """The same with their words changed."""
        return Together(tuple(block.rewritten(change) for block in self.blocks))


Block = Heading | Paragraph | Facts | Grid | Choices | Blanks | Together


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what and when a paper was made; ``made`` is an ISO date. A paper without
    ``index_version`` rests on no index."""

    index_version: str
    made: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper of a ``kind``, such as 依据单. ``about`` tells it from others of its kind: in the
    name of its file, and as its title where it is ``named`` so."""

    kind: str
    about: str
    blocks: tuple[Block, ...]
    stamp: Stamp
    subtitle: str = ""
    named: bool = False

    @property
    def title(self) -> str:
        """What stands at its head."""
        return self.about if self.named else self.kind

    @property
    def footer(self) -> str:
        """What every page bears beside its number."""
        version = self.stamp.index_version
        return f"{self.kind}　索引 {version}" if version else self.kind

    def texts(self) -> Iterator[str]:
        """All its words."""
        yield from (self.kind, self.about, self.subtitle, self.footer)
        for block in self.blocks:
            yield from block.texts()

    def rewritten(self, change: Change) -> Sheet:
        """The same with all its words changed."""
        return replace(
            self,
            kind=change(self.kind),
            about=change(self.about),
            subtitle=change(self.subtitle),
            stamp=replace(self.stamp, index_version=change(self.stamp.index_version)),
            blocks=tuple(block.rewritten(change) for block in self.blocks),
        )


def plain(text: str) -> Line:
    """Words without style."""
    return (Span(text),)


def _changed(line: Line, change: Change) -> Line:
    return tuple(replace(span, text=change(span.text)) for span in line)
