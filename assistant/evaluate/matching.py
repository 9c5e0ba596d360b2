"""When does a text hold a quote, and when does it state a fact?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_MARK = re.compile(r"\[\d+\]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")


def squeeze(text: str) -> str:
    """``text`` without any white space (U+3000 included)."""
    return "".join(text.split())


def holds(quote: str, texts: Iterable[str]) -> bool:
    """Whether a single one of ``texts`` holds ``quote``, white space apart."""
    wanted = squeeze(quote)
    return any(wanted in squeeze(text) for text in texts)


def plain(text: str) -> str:
    """The form facts are compared in: NFKC; no marks ``[n]``, thousands separators or blanks."""
    folded = _MARK.sub("", unicodedata.normalize("NFKC", text))
    return squeeze(_THOUSANDS.sub(lambda number: number[0].replace(",", ""), folded))


def states(text: str, fact: str) -> bool:
    """Whether ``text`` states ``fact``, whole numbers only: 180万 does not state 80万."""
    wanted = plain(fact)
    before = r"(?<!\d)(?<!\d\.)" if wanted[:1].isdigit() else ""
    after = r"(?!\.?\d)" if wanted[-1:].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, plain(text)) is not None
