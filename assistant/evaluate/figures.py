"""The numbers of an answer: against those that are right, and against what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from assistant.evaluate.cases import Case
from assistant.text.numbers import Numeral, numerals
from assistant.types import Citation, Document

Key = tuple[Decimal, bool]
_MARK = re.compile(r"\[\d+\]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s*年|\s*[-—–~至到]+\s*20\d\d\s*年)")
_DIGIT = re.compile(r"\d|百分之")


def given(text: str) -> dict[Key, str]:
    """The figures of a text as written, by value: 5万 and 50000 are one.

    Numerals without a digit (统一, 千万工程) are no figures, nor are years: whether a year
    is the right one is for the forbidden facts to say.
    """
    bare = _YEAR.sub("", _MARK.sub("", text))
    found = ((n, bare[n.start : n.end]) for n in numerals(bare))
    return {n.key: written for n, written in found if _DIGIT.search(written)}


def expected(case: Case) -> list[frozenset[Key]]:
    """The figures that an answer must give: one set of acceptable ones for each fact with any."""
    groups = [frozenset(key for form in group for key in given(form)) for group in case.expect]
    return [group for group in groups if group]


def right(case: Case) -> frozenset[Key]:
    """Values that an answer may give: of the expected facts, the gold quotes, the question."""
    texts = (case.question, *case.history, *(e.quote for e in case.evidence))
    forms = (form for group in case.expect for form in group)
    return frozenset(n.key for text in (*texts, *forms) for n in numerals(text))


def loose(text: str, citations: Iterable[Citation], documents: Mapping[str, Document]) -> list[str]:
    """Numbers of ``text``, years and Chinese numerals included, that stand in none of the
    cited clauses, their headings, or the title, number and dates of their documents."""
    grounds = "\n".join(_grounds(citation, documents) for citation in citations)
    known = {numeral.key for numeral in numerals(grounds)}
    bare = _MARK.sub("", text)
    return [_written(bare, n) for n in numerals(bare) if n.key not in known]


def _grounds(citation: Citation, documents: Mapping[str, Document]) -> str:
    clause = citation.clause
    document = documents.get(clause.document)
    if document is None:
        return ""
    source = document.source
    stated = (source.title, source.number, source.issued, source.effective, source.expires)
    return "\n".join((clause.text, *clause.path, *filter(None, stated)))


def _written(text: str, numeral: Numeral) -> str:
    return text[numeral.start : numeral.end]
