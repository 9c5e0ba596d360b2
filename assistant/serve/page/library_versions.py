"""What changed between two versions of a document, as it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from markupsafe import Markup

from assistant.differing import Difference, Kind, Mark, Piece
from assistant.serve.page.html import Part, element, joined
from assistant.serve.page.library_list import version_told
from assistant.store.history import Step
from assistant.types import Clause

_KINDS: dict[Kind, str] = {"changed": "改", "added": "增", "removed": "删"}
_MARKS: dict[Mark, str] = {"added": "ins", "removed": "del"}


def version_choices(steps: Sequence[Step]) -> list[tuple[str, int]]:
    """The versions to choose from, by their revisions."""
    return [(version_told(step.revision), step.revision.number) for step in steps]


def differing(found: Sequence[Difference]) -> Markup:
    """The clauses that are not the same, in their order, and how many are."""
    counts = Counter(each.kind for each in found)
    if len(found) == counts["same"]:
        return element("p", "这两版的条款一字不差。", class_="faint", role="status")
    told = (f"{name} {counts[kind]} 条" for kind, name in _KINDS.items() if counts[kind])
    said = f"{'，'.join(told)}；没有变化 {counts['same']} 条。"
    return joined(
        (
            element("p", said, class_="faint", role="status"),
            element("ol", *_items(found), class_="differences"),
        )
    )


def _items(found: Sequence[Difference]) -> Iterator[Markup]:
    same = 0
    for each in found:
        if each.kind == "same":
            same += 1
            continue
        yield from _between(same)
        same = 0
        yield _item(each)
    yield from _between(same)


def _between(same: int) -> Iterator[Markup]:
    if same:
        yield element("li", f"{same} 条没有变化", class_="same")


def _item(each: Difference) -> Markup:
    called = " → ".join(_labels(each))
    head = element(
        "p",
        element("strong", _KINDS[each.kind], class_="kind"),
        *((" ", element("span", called, class_="faint")) if called else ()),
    )
    words = element("p", *map(_piece, each.pieces), class_="text")
    return element("li", head, words, class_=each.kind)


def _labels(each: Difference) -> Iterator[str]:
    """What the clause is called in both, but where its words begin with that anyway."""
    held = [clause for clause in (each.old, each.new) if clause and clause.label]
    labels = dict.fromkeys(clause.label for clause in held)
    if len(labels) > 1 or not all(_begins(clause) for clause in held):
        yield from labels


def _begins(clause: Clause) -> bool:
    label, text = (normalize("NFKC", words) for words in (clause.label, clause.text))
    return text.lstrip().startswith(label)


def _piece(piece: Piece) -> Part:
    return element(_MARKS[piece.mark], piece.text) if piece.mark in _MARKS else piece.text
