"""The cards under an answer: what it rests on, or what came closest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from assistant.serve.page.html import Part, element, joined
from assistant.types import Answer, Citation, Clause, Document
from assistant.wording import STATUS


def cards(
    answer: Answer, cited: Sequence[Citation], documents: Mapping[str, Document], name: str
) -> Part:
    """A card for each; ``name`` is what the marks of the answer call them by."""
    if not cited:
        return ""
    title = "依据" if answer.citations else "最接近的条款（不是依据，供核对）"
    told = (
        _card(citation, documents[citation.clause.document], answer.index_version, f"{name}-{at}")
        for at, citation in enumerate(cited, 1)
    )
    kind = "cards" if answer.citations else "cards near"
    return joined((element("h3", title), element("ol", *told, class_=kind)))


def _card(citation: Citation, document: Document, version: str, name: str) -> Markup:
    source, clause = document.source, citation.clause
    number = element("span", str(citation.number), class_="number") if citation.number else ""
    label = f"看《{source.title}》{clause.label}的原文"
    return element(
        "li",
        element("p", number, element("strong", source.title), class_="title"),
        element("p", joined(_facts(document)), class_="facts"),
        element("p", " › ".join(clause.path) or clause.label, class_="path"),
        element("blockquote", citation.quote),
        _departments(clause),
        element("button", "看原文", type="button", class_="open", aria_label=label),
        class_="card",
        id=name,
        data_source=source.id,
        data_title=source.title,
        data_place=" › ".join(clause.path) or clause.label,
        data_version=version,
        data_start=str(citation.start),
        data_end=str(citation.end),
        data_from=str(clause.start),
        data_to=str(clause.end),
    )


def _departments(clause: Clause) -> Part:
    if not clause.departments:
        return ""
    return element("p", f"责任单位：{'、'.join(clause.departments)}", class_="departments")


def _facts(document: Document) -> Iterator[Markup]:
    source = document.source
    known = (source.issuer, source.issued, source.number, source.region)
    yield from (element("span", fact) for fact in known if fact)
    if status := STATUS.get(source.status):
        yield element("span", status, class_=f"status {source.status.replace('_', '-')}")
