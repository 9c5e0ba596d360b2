"""The only place where text becomes HTML: everything that is put into markup is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

Part = str | Markup
# Gradio shows markup as Markdown, where an empty line would end it.
_VOID = ("br", "img", "input")  # elements that are not closed
_LINES = {"\n": "&#10;", "\r": ""}


def element(
    name: str, *children: Part, attributes: Mapping[str, str | None] = {}, **given: str | None
) -> Markup:
    """``<name …>children</name>``. An attribute of None is left out; ``data_id`` is written
    ``data-id``, ``class_`` ``class``."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in given.items()}
    told = Markup("").join(
        Markup(' {}="{}"').format(Markup(key), value)  # noqa: S704 - names are ours
        for key, value in {**attributes, **named}.items()
        if value is not None
    )
    tag = Markup(name)  # noqa: S704 - names are ours
    if name in _VOID:
        return Markup("<{}{}>").format(tag, told)
    return Markup("<{}{}>{}</{}>").format(tag, told, joined(children), tag)


def joined(parts: Iterable[Part], between: str = "") -> Markup:
    """Parts one after another."""
    return Markup(escape(between)).join(parts)  # noqa: S704 - just escaped


def shown(markup: Markup) -> str:
    """Markup as the value of a ``gr.Markdown`` that shows it unchanged, see ``panel``."""
    text = str(element("div", markup, class_="yj"))
    for mark, written in _LINES.items():
        text = text.replace(mark, written)
    return text
