"""A clause as pages show it: its place, its words, and in them the quote."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.serve.page.html import element, joined
from assistant.training.items import Ground
from assistant.training.material import Material
from assistant.types import Clause

_AROUND = 120  # characters shown before and behind a quote in a long clause
_SHORT = 420  # characters of a clause that is shown whole


def clause_view(ground: Ground, material: Material) -> Markup:
    """The clause with the quote marked; the quote alone where the clause is not what it was."""
    document, clause = material.documents.get(ground.document), material.by_id.get(ground.clause)
    title = " ".join(document.source.title.split()) if document else ground.document
    place = [element("cite", f"《{title}》")] if document else [element("cite", title)]
    text = document.text if document else ""
    if clause is None or text[ground.start : ground.end] != ground.quote:
        place.append(element("span", ground.label, class_="label"))
        words = element("p", element("mark", ground.quote), class_="words")
        return element("blockquote", element("p", *_spaced(place), class_="place"), words)
    if clause.label:
        place.append(element("span", clause.label, class_="label"))
    return element(
        "blockquote",
        element("p", *_spaced(place), class_="place"),
        *_words(text, clause, ground),
    )


def _words(text: str, clause: Clause, ground: Ground) -> list[Markup]:
    whole = _marked(text, clause.start, clause.end, ground)
    start = max(clause.start, min(ground.start, clause.end) - _AROUND)
    end = min(clause.end, ground.end + _AROUND)
    if clause.end - clause.start <= _SHORT or (start == clause.start and end == clause.end):
        return [element("p", whole, class_="words")]
    cut = _marked(text, start, end, ground)
    before, behind = "……" * (start > clause.start), "……" * (end < clause.end)
    return [
        element("p", before, cut, behind, class_="words"),
        element("details", element("summary", "看整条"), element("p", whole, class_="words")),
    ]


def _marked(text: str, start: int, end: int, ground: Ground) -> Markup:
    first, last = max(start, ground.start), min(end, ground.end)
    return joined((text[start:first], element("mark", text[first:last]), text[last:end]))


def _spaced(parts: Iterable[Markup]) -> list[Markup]:
    return [joined(parts, " ")]
