"""The section that a question names: “农业增效行动这部分”, “第三部分”, or a whole document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.coverage import Wanted
from assistant.answer.scope import horizon
from assistant.answer.sources import Sources
from assistant.text.headings import heading_words
from assistant.types import Clause, Query

_ORDINAL = re.compile(r"第([一二三四五六七八九十]+)(?:大?部分|大块|大?章|大点|方面|板块)")
_NAMED = 0.7  # share of the words of a heading, or of the question's topic, that the other has
_TOUCHED = 0.2  # share that the other one has then at least
_SHORTEST = 3  # characters of a topic that can name a section

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the clauses below it, in order."""

    document: str
    path: Path
    clauses: tuple[Clause, ...]


def section(query: Query, sources: Sources) -> Section | None:
    """The section or document that a query names; None where it names none."""
    if query.places:  # of which no document is
        return None
    listed = [clause for clause in sources.clauses if _in_scope(clause, query, sources)]
    if not query.topic or _is_of_title(query, listed, sources):
        return _whole(query, listed)
    paths = dict.fromkeys(
        (clause.document, clause.path[:depth])
        for clause in listed
        for depth in range(1, len(clause.path) + 1)
    )
    scored = [(_fit(query, path, sources), document, path) for document, path in paths]
    best = max(scored, key=lambda each: (each[0], -len(each[2])), default=None)
    if best is None or best[0] < _NAMED:
        return None
    return _below(best[1], best[2], listed)


def _in_scope(clause: Clause, query: Query, sources: Sources) -> bool:
    of = horizon(sources.documents[clause.document])
    if query.years and of and of.isdisjoint(query.years):
        return False
    if query.documents:
        return clause.document in query.documents
    return not query.regions or clause.region in query.regions


def _is_of_title(query: Query, listed: Sequence[Clause], sources: Sources) -> bool:
    """Whether a topic is what the titles of all documents in question say already."""
    wanted = Wanted.words(query.topic, sources.rarity)
    titles = [sources.documents[name].source.title for name in {c.document for c in listed}]
    return bool(titles) and all(wanted.coverage(title) >= _NAMED for title in titles)


def _whole(query: Query, listed: Sequence[Clause]) -> Section | None:
    """The one document in question."""
    documents = {clause.document for clause in listed}
    if len(documents) != 1 or not (query.regions or query.documents):
        return None
    return _below(documents.pop(), (), listed)


def _below(document: str, path: Path, listed: Iterable[Clause]) -> Section:
    inside = (c for c in listed if c.document == document and c.path[: len(path)] == path)
    return Section(document, path, tuple(clause for clause in inside if not clause.heading))


def _fit(query: Query, path: Path, sources: Sources) -> float:
    """How well a heading is what a query names, 0 to 1."""
    heading = path[-1]
    if (ordinal := _ORDINAL.search(query.resolved)) and len(path) == 1:
        return float(heading.lstrip("# 　").startswith((f"{ordinal[1]}、", f"第{ordinal[1]}")))
    if len(query.topic) < _SHORTEST:
        return 0.0
    words = heading_words(heading)
    asked = Wanted.words(words, sources.rarity).coverage(query.topic)
    named = Wanted.words(query.topic, sources.rarity).coverage(words)
    return max(asked, named) if min(asked, named) >= _TOUCHED else 0.0
