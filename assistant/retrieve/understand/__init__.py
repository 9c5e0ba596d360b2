"""A question as typed → a Query: places, years, kind of answer, and what to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.retrieve.understand.history import (
    carry,
    corrected,
    depends,
    recent,
    stands_for_itself,
)
from assistant.retrieve.understand.kinds import language, question_kind, topic
from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.pinyin import sound
from assistant.retrieve.understand.regions import Gazetteer
from assistant.retrieve.understand.thesaurus import Thesaurus, official
from assistant.text.dates import asked_years, spell_out_years
from assistant.text.tokens import normalise
from assistant.types import Concept, Query

_CARRIED = 0.6
_SHORTEST_PART = 2
_MOST_PARTS = 4
_PAUSE = re.compile(r"[，,；;：:？?。！!、]")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Understands questions against one library: its places, words and thesaurus."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    thesaurus: Thesaurus

    def understand(self, question: str, history: Sequence[str] = ()) -> Query:
        """The query for ``question`` after the earlier user turns, oldest first."""
        current = self._repair(normalise(question))
        earlier = self._earlier(current, recent(history))
        asked = corrected(current) if earlier else current
        resolved = f"{earlier} {asked}".strip()
        about = asked if earlier and stands_for_itself(asked, self.gazetteer.names) else resolved
        places = self._other_places(asked)
        regions = self.gazetteer.find(asked)
        if not regions and not places:
            regions, places = self.gazetteer.find(earlier), self._other_places(earlier)
        years = asked_years(asked) or asked_years(earlier)
        kind = question_kind(asked, len(regions), len(years))
        if kind == "other" and earlier:
            kind = question_kind(earlier, len(regions), len(years))
        query = Query(
            question=question,
            resolved=resolved,
            topic=topic(about, self.gazetteer.names),
            concepts=tuple(self._concepts(asked, earlier)),
            regions=regions,
            places=places or self._foreign_in_english(question),
            years=years,
            kind=kind,
            language=language(question),
        )
        return replace(query, parts=tuple(self._parts(query, about)))

    def _parts(self, query: Query, about: str) -> Iterator[Query]:
        """The single questions of a query; none where it asks for one thing."""
        pieces = [piece for piece in _PAUSE.split(about) if piece.strip()]
        if len(query.regions) > 1:
            for region in query.regions:
                yield self._part(query, self._about(pieces, region), (region,))
        elif query.kind == "compare" and len(query.years) > 1:
            for year in query.years:
                yield replace(query, years=(year,), kind=question_kind(query.resolved, 1, 1))
        else:
            parts = [self._part(query, piece, query.regions) for piece in pieces]
            asking = [
                part if _has_topic(part) else replace(part, topic=query.topic)
                for part in parts
                if _has_topic(part) or part.kind in ("figure", "who")
            ]
            yield from asking[:_MOST_PARTS] if len(asking) > 1 else ()

    def _about(self, pieces: Sequence[str], region: str) -> str:
        """The pieces of a question that speak of one place, or of none."""
        found = [(piece, self.gazetteer.find(piece)) for piece in pieces]
        return "，".join(piece for piece, named in found if not named or region in named)

    def _part(self, query: Query, text: str, regions: tuple[str, ...]) -> Query:
        years = asked_years(text) or query.years
        kind = question_kind(text, 1, 1)
        return Query(
            question=text,
            resolved=text,
            topic=topic(text, self.gazetteer.names),
            concepts=tuple(self._concepts(text, "")),
            regions=regions,
            places=query.places,
            years=years,
            kind=query.kind if kind == "other" else kind,
            language=query.language,
        )

    def _other_places(self, question: str) -> tuple[str, ...]:
        """Places named beside the regions of the library."""
        return tuple(dict.fromkeys(self.lexicon.places_in(self._without_places(question))))

    def _foreign_in_english(self, question: str) -> tuple[str, ...]:
        """Capitalised words that sound like a place which is none of the library's."""
        words = re.findall(r"\b[A-Z][a-z]{3,}", question)
        ours = self.gazetteer.names
        return tuple(w for w in words if w.lower() in self.lexicon.far and w.lower() not in ours)

    def _repair(self, question: str) -> str:
        """Years in full; place names written with a wrong character of the same sound put right."""
        question = self.gazetteer.shorten(spell_out_years(question))
        for name in self.gazetteer.names:
            if not name.isascii() and name not in question:
                question = _respell(question, name)
        return question

    def _earlier(self, current: str, turns: list[str]) -> str:
        """What the history contributes to a question that leaves something open."""
        names = self.gazetteer.names
        if not turns or not depends(current, names):
            return ""
        last = normalise(turns[-1])
        before = self._earlier(last, turns[:-1])
        return carry(f"{before} {corrected(last) if before else last}".strip(), current, names)

    def _concepts(self, asked: str, earlier: str) -> list[Concept]:
        concepts = [Concept((asked,))]
        if earlier:
            concepts.append(Concept((earlier,), _CARRIED))
        text = f"{earlier} {asked}"
        if language(asked) == "en":
            bare = self._without_places(asked)
            concepts += self.lexicon.translate(bare)
            concepts += [Concept((region,)) for region in self.gazetteer.find(asked)]
        else:
            concepts += self.lexicon.homophones(topic(text, self.gazetteer.names))
        return concepts + list(official(text, self.thesaurus))

    def _without_places(self, question: str) -> str:
        for name in self.gazetteer.names:
            question = question.replace(name, " ")
        return question


def _has_topic(part: Query) -> bool:
    return len(part.topic) >= _SHORTEST_PART


def _respell(question: str, name: str) -> str:
    for start in range(len(question) - len(name) + 1):
        part = question[start : start + len(name)]
        shares = any(a == b for a, b in zip(part, name, strict=True))
        if shares and re.fullmatch(r"[一-鿿]+", part) and sound(part) == sound(name):
            return question[:start] + name + question[start + len(name) :]
    return question
