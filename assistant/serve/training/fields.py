"""Parts of forms: fields with their label, hint and fault; what was typed is shown again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from fastapi import Request
from markupsafe import Markup
from starlette.datastructures import FormData, UploadFile

from assistant.serve.page.html import Part, element, joined

K = TypeVar("K", bound=str)
_MOST_FIELDS = 1000
_LONGEST = 20_000  # characters of one field


class Typed:
    """What stands in the fields of a form."""

    def __init__(self, data: FormData | Mapping[str, Sequence[str]]) -> None:
        if isinstance(data, FormData):
            pairs = [(k, v) for k, v in data.multi_items() if not isinstance(v, UploadFile)]
        else:
            pairs = [(name, value) for name, values in data.items() for value in values]
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            text = value.replace("\r\n", "\n").replace("\x00", "")[:_LONGEST]
            self._values.setdefault(name, []).append(text)

    def one(self, name: str, default: str = "") -> str:
        """The words of a field, without spaces around them."""
        return self._values.get(name, [default])[0].strip()

    def has(self, name: str) -> bool:
        """Whether there is such a field, empty or not."""
        return name in self._values

    def all(self, name: str) -> tuple[str, ...]:
        """What is chosen of a list."""
        return tuple(filter(None, (value.strip() for value in self._values.get(name, ()))))


NOTHING = Typed({})


async def typed(request: Request) -> Typed:
    """The form that was sent."""
    async with request.form(max_files=0, max_fields=_MOST_FIELDS) as data:
        return Typed(data)


def field(
    name: str, label: str, control: Markup, *, hint: Part = "", fault: str = "", class_: str = ""
) -> Markup:
    """A control under its label; its fault stands beside it and is read out with it."""
    told = element("p", fault, id=f"{name}-fault", class_="fault") if fault else ""
    note = element("p", hint, id=f"{name}-hint", class_="hint") if hint else ""
    return element(
        "div",
        element("label", label, for_=name),
        note,
        control,
        told,
        class_=f"field {class_}".strip(),
    )


def line(
    name: str,
    value: str,
    *,
    fault: str = "",
    kind: str = "text",
    placeholder: str | None = None,
    most: int = 200,
    **given: str | None,
) -> Markup:
    """A field of one line."""
    return element(
        "input",
        attributes={"name": name, "type": kind, "value": value, **_told(name, fault), **given},
        id=name,
        placeholder=placeholder,
        maxlength=str(most) if kind == "text" else None,
        autocomplete="off",
    )


def lines(name: str, value: str, *, rows: int = 3, fault: str = "", most: int = 4000) -> Markup:
    """A field of several lines."""
    # A line break that a text begins with would be left out.
    return element(
        "textarea",
        f"\n{value}",
        attributes={"name": name, **_told(name, fault)},
        id=name,
        rows=str(rows),
        maxlength=str(most),
    )


def select(name: str, options: Mapping[str, str], chosen: str, **given: str | None) -> Markup:
    """One of a few."""
    shown = (
        element("option", words, value=value, selected="" if value == chosen else None)
        for value, words in options.items()
    )
    return element("select", *shown, attributes={"name": name, **given}, id=name)


def choices(  # noqa: PLR0913 - those of the element
    name: str,
    legend: str,
    options: Mapping[K, str],
    chosen: Iterable[str],
    *,
    one: bool = False,
    hint: str = "",
    class_: str = "chips",
) -> Markup:
    """Some of a few, or ``one`` of them."""
    picked = set(chosen)
    shown = (
        choice(name, value, words, is_chosen=value in picked, one=one)
        for value, words in options.items()
    )
    return element(
        "fieldset",
        element("legend", legend),
        element("p", hint, class_="hint") if hint else "",
        element("div", *shown, class_=class_),
    )


def choice(name: str, value: str, words: Part, *, is_chosen: bool, one: bool = False) -> Markup:
    """A box to tick, or one of several of which one is chosen."""
    box = element(
        "input",
        attributes={"name": name, "value": value, "type": "radio" if one else "checkbox"},
        checked="" if is_chosen else None,
    )
    return element("label", box, element("span", words), class_="choice")


def act(path: str, words: Part, *, class_: str | None = None, label: str | None = None) -> Markup:
    """A form of one button."""
    button = element("button", words, type="submit", class_=class_, aria_label=label)
    return element("form", button, method="post", action=path)


def alert(*words: Part) -> Markup:
    """What is wrong, told at once: the page is shown from there."""
    return element("div", joined(words), class_="alert", role="alert", tabindex="-1", autofocus="")


class Wrong(NamedTuple):
    """What is wrong with a field: the id of its control, its label, and the fault."""

    place: str
    label: str
    words: str


def summary(head: str, faults: Iterable[Wrong], *more: Part) -> Markup:
    """What is wrong with a form, at its top, where the page is then: each fault leads to its
    field."""
    rows = [
        element("li", element("a", fault.label, href=f"#{fault.place}"), f"：{fault.words}")
        for fault in faults
    ]
    told = element("p", element("strong", head))
    return alert(told, element("ul", *rows) if rows else "", *more)


def _told(name: str, fault: str) -> dict[str, str | None]:
    told = {"aria-invalid": "true", "aria-describedby": f"{name}-fault"} if fault else {}
    return {**told}
