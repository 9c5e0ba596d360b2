"""Results as people read them in a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from assistant.wording import STATUS, readings

if TYPE_CHECKING:
    from assistant.types import Answer, Citation, Document, Hit, Query
    from assistant.wire import JsonObject

_BEST_SENTENCES = 2


def print_json(found: JsonObject) -> None:
    """One object on stdout, spread over lines."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def print_answer(answer: Answer, documents: Mapping[str, Document]) -> None:
    """The answer, what it rests on (or what came closest), remarks, how it was understood."""
    click.echo(answer.answer)
    for citation in answer.citations or answer.nearest:
        click.echo("\n" + _citation(citation, documents[citation.clause.document]))
    for note in answer.notes:
        click.echo(f"\n注：{note.text}")
    if understood := _understood(answer.query):
        click.echo(click.style(f"\n理解为：{understood}", dim=True))


def print_hits(hits: Iterable[Hit], documents: Mapping[str, Document]) -> None:
    """Each clause by its rank, with the sentences that fit best in their own order."""
    for hit in hits:
        document = documents[hit.clause.document]
        click.echo(f"{hit.rank}. {_place(document, hit.clause.label)}")
        for start, end in sorted((s.start, s.end) for s in hit.sentences[:_BEST_SENTENCES]):
            click.echo(quoted(document.text[start:end]))
        click.echo(click.style(f"   {hit.clause.id}\n", dim=True))


def facts(document: Document) -> str:
    """“发文机关，日期，文号；地区；效力”, as far as known."""
    source = document.source
    known = "，".join(fact for fact in (source.issuer, source.issued, source.number) if fact)
    status = STATUS.get(source.status)
    return "；".join(part for part in (known, source.region, status) if part)


def _citation(citation: Citation, document: Document) -> str:
    mark = "·" if citation.number is None else f"〔{citation.number}〕"
    offsets = click.style(f"   第 {citation.start}—{citation.end} 字", dim=True)
    return f"{mark}{_place(document, citation.clause.label)}\n{quoted(citation.quote)}\n{offsets}"


def _place(document: Document, label: str) -> str:
    known = facts(document)
    return f"《{document.source.title}》{label}" + (f"（{known}）" if known else "")


def quoted(text: str) -> str:
    """Words of a document, set off from ours."""
    return "\n".join(f"   │ {line}" for line in text.splitlines())


def _understood(query: Query) -> str:
    return "；".join(readings(query))
