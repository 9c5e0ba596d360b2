"""The clauses that items of a quiz rest on, whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.papers.contents import Block, Paragraph, plain
from assistant.papers.quoting import by_document, document_opening, heading_of, quoted_blocks
from assistant.papers.wording import numbered
from assistant.training.items import Ground
from assistant.types import Citation, Clause, Document

_GONE = (
    "第 {} 题所依据的条款，现在的资料库里没有或已经改动；上面印的是出题时记下的引文，请核对原文件。"
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The clauses and documents of the index that a paper is made from, by id."""

    clauses: Mapping[str, Clause]
    documents: Mapping[str, Document]

    @classmethod
    def of(cls, clauses: Sequence[Clause], documents: Mapping[str, Document]) -> Shelf:
        """The shelf of these."""
        return cls({clause.id: clause for clause in clauses}, documents)

    def citation(self, number: int, ground: Ground) -> Citation | None:
        """A ground as a citation of its item; None where its words do not stand there any more."""
        clause, document = self.clauses.get(ground.clause), self.documents.get(ground.document)
        if clause is None or document is None or clause.document != ground.document:
            return None
        inside = clause.start <= ground.start <= ground.end <= clause.end
        if not inside or document.text[ground.start : ground.end] != ground.quote:
            return None
        return Citation(number, clause, ground.quote, ground.start, ground.end)


def clauses_of(
    numbered_grounds: Sequence[tuple[int, Sequence[Ground]]], shelf: Shelf
) -> Iterator[Block]:
    """Each clause once, with the numbers of the items that rest on it; then which are gone."""
    cited: list[Citation] = []
    gone: list[str] = []
    for number, grounds in numbered_grounds:
        found = [shelf.citation(number, ground) for ground in grounds]
        cited += _once(each for each in found if each)
        gone += [str(number)] if None in found else []
    for order, (name, clauses) in enumerate(by_document(cited).items(), start=1):
        document = shelf.documents[name]
        yield document_opening(heading_of(document, 2, numbered(2, order, "")), document)
        for quoted in clauses:
            quoted.numbers = list(dict.fromkeys(quoted.numbers))
            yield from quoted_blocks(quoted)
    if gone:
        yield Paragraph(plain(_GONE.format("、".join(gone))), "note")


def _once(cited: Iterator[Citation]) -> list[Citation]:
    return list({(each.start, each.end, each.clause.id): each for each in cited}.values())
