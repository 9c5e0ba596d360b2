"""What a question names before it asks: the document, and the article or the heading."""

from __future__ import annotations

import re

from assistant.text.headings import heading_words
from assistant.text.tokens import bigrams
from assistant.training.asked import is_article
from assistant.training.material import Material
from assistant.training.stems import Stem
from assistant.types import Clause

_SHORT = 24  # characters of a stem below which the heading is told too
_LONGEST_HEADING = 28
_REPEATED = 0.7  # share of the pairs of a heading that stand in what it heads
_DECIMAL = re.compile(r"^\s*\d+(?:(?:[.．]\d+)+\s*|\s+)")  # 1.2.1, 3 before a heading
_NO_NAME = re.compile("下列|如下|含义")
_INNER = str.maketrans("“”", "‘’")  # inside other quotes
_END = "，,；;、：:。 \n\u3000"


def lead(material: Material, clause: Clause, found: Stem | None = None, verb: str = "写道") -> str:
    """“《title》第五条规定”, “《title》在“heading”部分写道” or with another verb."""
    title = material.name(clause.document)
    if is_article(clause):
        return f"{title}{clause.label}规定"
    text = material.documents[clause.document].text
    shown = len(found.around(text)) if found else 0
    heading = heading_of(clause, found.around(text) if found else "")
    placed = material.documents[clause.document].source.region
    if found and heading and (found.cut or shown < _SHORT or not placed):
        return f"{title}在“{heading}”部分{verb}"
    return f"{title}{verb}"


def heading_of(clause: Clause, asked: str = "") -> str:
    """The words of the nearest heading, empty where it is none that can be named; none that says
    what is ``asked``."""
    path = clause.path[:-1] if is_article(clause) else clause.path
    headings = filter(None, map(_nameable, reversed(path)))
    told = set(bigrams(asked))
    return next((h for h in headings if not _tells(h, told)), "")


def _tells(heading: str, asked: set[str]) -> bool:
    """Whether a heading is no more than the words that are asked about."""
    own = set(bigrams(heading))
    return bool(asked) and len(own & asked) > _REPEATED * len(own)


def own_heading(clause: Clause) -> str:
    """The words of the heading that stands over this clause alone; empty where it has none."""
    return _nameable(clause.path[-1]) if clause.path else ""


def _nameable(heading: str) -> str:
    words = "".join(_DECIMAL.sub("", heading_words(heading)).split()).strip(_END)
    named = 3 < len(words) <= _LONGEST_HEADING and not _NO_NAME.search(words)
    return words.translate(_INNER) if named else ""
