"""Plain questions made from the ledger: what every figure is, asked in the document's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.evaluate.cases import Case, Evidence
from assistant.text.places import display_name
from assistant.types import Clause, Figure

_SHORTEST, _LONGEST = 3, 14  # characters of an indicator that people would ask for


def plain_questions(
    figures: Iterable[Figure], clauses: Mapping[str, Clause], most: int
) -> list[Case]:
    """At most ``most`` questions such as 建德市森林覆盖率是多少, spread over the ledger.

    ``clauses`` are those of the figures by id. An indicator of several figures of a place
    is asked for once, and any of them is right.
    """
    together: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.unit and _SHORTEST <= len(figure.indicator) <= _LONGEST:
            place = display_name(figure.region) if figure.region else ""
            together.setdefault(f"{place}{figure.indicator}是多少", []).append(figure)
    step = max(len(together) // most, 1)
    asked = list(together.items())[::step][:most]
    return [_case(question, found, clauses) for question, found in asked]


def _case(question: str, figures: Iterable[Figure], clauses: Mapping[str, Clause]) -> Case:
    found = list(figures)
    evidence = {Evidence(f.document, clauses[f.clause].text): None for f in found}
    return Case(
        id=f"plain-{found[0].clause}-{found[0].start}",
        kind="figure",
        question=question,
        answerable=True,
        expect=(tuple(dict.fromkeys(f.written for f in found)),),
        evidence=tuple(evidence),
        split="dev",
    )
