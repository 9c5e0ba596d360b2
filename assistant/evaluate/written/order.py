"""An order in which however many first cases are a fair sample of all."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import zip_longest

from assistant.evaluate.cases import Case


def stratified(cases: Iterable[Case]) -> list[Case]:
    """One case of each kind, answerable ones and others apart, then the next of each.

    Within a kind the hash of the id decides, so that the order of the file plays no part.
    """
    strata: dict[tuple[str, bool], list[Case]] = {}
    for case in sorted(cases, key=_place):
        strata.setdefault((case.kind, case.answerable), []).append(case)
    rounds = zip_longest(*(strata[name] for name in sorted(strata)))
    return [case for turn in rounds for case in turn if case is not None]


def _place(case: Case) -> str:
    return sha256(case.id.encode()).hexdigest()
