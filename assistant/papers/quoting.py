"""A clause whole, with what is quoted of it marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.papers.contents import Block, Facts, Heading, Line, Paragraph, Role, Span, Together
from assistant.papers.wording import facts_of, titled
from assistant.types import Citation, Clause, Document

Cut = tuple[int, int]  # where a quotation begins and ends in the text of its clause


@dataclass(slots=True)
class Quoted:
    """A clause with the numbers that it is cited by and the quotations in it."""

    clause: Clause
    numbers: list[int] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)

    def add(self, citation: Citation) -> None:
        """One more citation of it."""
        if citation.number is not None:
            self.numbers.append(citation.number)
        start = self.clause.start
        self.cuts.append((citation.start - start, citation.end - start))


def by_document(cited: Iterable[Citation]) -> dict[str, list[Quoted]]:
    """Document → its clauses, each once, in the order in which they are cited."""
    found: dict[str, dict[str, Quoted]] = {}
    for citation in cited:
        clauses = found.setdefault(citation.clause.document, {})
        clauses.setdefault(citation.clause.id, Quoted(citation.clause)).add(citation)
    return {document: list(clauses.values()) for document, clauses in found.items()}


def document_opening(heading: Heading, document: Document) -> Block:
    """What a document is called, and what is known of it."""
    return Together((heading, Facts(facts_of(document))))


def quoted_blocks(quoted: Quoted) -> Iterator[Block]:
    """Where a clause stands, and its words."""
    marks = "".join(f"〔{number}〕" for number in quoted.numbers)
    place = place_line(quoted.clause, [cut_told(quoted.clause, cut) for cut in quoted.cuts])
    head = Paragraph((*([Span(marks, "number")] if marks else []), *place), "place")
    yield head
    yield from marked(quoted.clause.text, quoted.cuts, "clause")


def place_line(clause: Clause, told: Sequence[str]) -> Line:
    """The label of a clause, the headings above it, and what else is told of its place."""
    path = " › ".join(clause.path)
    where = "　".join(part for part in (path, *told) if part)
    return (Span(clause.label, "strong"), *([Span(f"　{where}")] if where else []))


def cut_told(clause: Clause, cut: Cut) -> str:
    """Which characters of its document a quotation is."""
    return f"第 {clause.start + cut[0]}—{clause.start + cut[1]} 字"


def marked(text: str, cuts: Sequence[Cut], role: Role) -> Iterator[Paragraph]:
    """The paragraphs of a text, none left out, with what lies in the cuts marked."""
    inside = [False] * len(text)
    for start, end in cuts:
        inside[start:end] = [True] * (min(end, len(text)) - start)
    begin = 0
    for words in text.split("\n"):
        end = begin + len(words)
        if words.strip():
            yield Paragraph(tuple(_spans(text, inside, begin, end)), role)
        begin = end + 1


def _spans(text: str, inside: Sequence[bool], start: int, end: int) -> Iterator[Span]:
    at = start
    while at < end:
        to = at
        while to < end and inside[to] == inside[at]:
            to += 1
        yield Span(text[at:to], "quoted" if inside[at] else "plain")
        at = to


def heading_of(document: Document, level: int, mark: str) -> Heading:
    """The heading that opens what is quoted of a document."""
    return Heading(level, f"{mark}{titled(document)}")
