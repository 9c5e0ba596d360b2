"""The clauses there are, for a trainer to choose one for an item of their own."""

from __future__ import annotations

from markupsafe import Markup

from assistant.serve.page.html import element, joined
from assistant.serve.training.fields import line
from assistant.training.material import Material
from assistant.types import Clause

_SHOWN = 70  # characters of a clause in a list
_MOST_LISTED = 200


def clause_list(document: str, find: str, material: Material, path: str) -> Markup:
    """The clauses of a document that have these words, to choose one."""
    found = [
        clause
        for clause in material.of_document(document)
        if not clause.heading
        and (not find or find in "\n".join((*clause.path, clause.text, clause.label)))
    ]
    rows = (
        element(
            "li",
            element(
                "a",
                element("strong", clause.label) if clause.label else "",
                element("span", _brief(clause)),
                href=f"{path}?document={document}&clause={clause.id}",
            ),
        )
        for clause in found[:_MOST_LISTED]
    )
    search = element(
        "form",
        element("input", attributes={"type": "hidden", "name": "document", "value": document}),
        element("label", "找条款", for_="find", class_="hidden"),
        line("find", find, kind="search", placeholder="标题或正文里的词"),
        element("button", "找", type="submit"),
        method="get",
        action=path,
        class_="search",
    )
    more = len(found) - _MOST_LISTED
    return joined(
        (
            search,
            element("ul", *rows, class_="rows") if found else element("p", "没有这样的条款。"),
            element("p", f"还有 {more} 条，请写几个字来找。", class_="hint") if more > 0 else "",
        )
    )


def document_list(material: Material, first: tuple[str, ...], path: str) -> Markup:
    """The documents there are, those of the quiz first."""
    names = dict.fromkeys(
        (*(name for name in first if name in material.documents), *material.documents)
    )
    rows = (
        element("li", element("a", material.title(name), href=f"{path}?document={name}"))
        for name in names
    )
    find = element(
        "input",
        attributes={"type": "search", "data-filter": "documents"},
        placeholder="按标题找……",
        aria_label="按标题找文件",
        hidden="",
        autocomplete="off",
    )
    return joined((find, element("ul", *rows, class_="rows", id="documents")))


def _brief(clause: Clause) -> str:
    words = " ".join(clause.text.split()).removeprefix(clause.label).lstrip()
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"
