"""A question as typed → a Query: places, years, kind of answer, and what to look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.retrieve.understand.history import carry, corrected, depends, recent
from assistant.retrieve.understand.kinds import language, question_kind, topic
from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.regions import Gazetteer
from assistant.retrieve.understand.thesaurus import Thesaurus, official
from assistant.text.dates import asked_years, spell_out_years
from assistant.text.tokens import normalise
from assistant.types import Aspect, Concept, Query

_CARRIED = 0.6
_SHORTEST_ASPECT = 3
_PAUSE = re.compile(r"[，,；;？?。！!、]")


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
        regions = self.gazetteer.find(asked) or self.gazetteer.find(earlier)
        years = asked_years(asked) or asked_years(earlier)
        kind = question_kind(asked, len(regions), len(years))
        if kind == "other" and earlier:
            kind = question_kind(earlier, len(regions), len(years))
        return Query(
            question=question,
            resolved=resolved,
            topic=topic(resolved, self.gazetteer.names) or resolved,
            concepts=tuple(self._concepts(asked, earlier)),
            aspects=self._aspects(resolved) if len(regions) < 2 else (),
            regions=regions,
            places=self._other_places(asked) or self._other_places(earlier),
            years=years,
            kind=kind,
            language=language(question),
        )

    def _other_places(self, question: str) -> tuple[str, ...]:
        """Places named beside the regions of the library."""
        return tuple(dict.fromkeys(self.lexicon.places_in(self._without_places(question))))

    def _repair(self, question: str) -> str:
        """Years in full; place names written with a wrong character of the same sound put right."""
        question = spell_out_years(question)
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

    def _aspects(self, resolved: str) -> tuple[Aspect, ...]:
        """The several things that a question asks for, if it does."""
        texts = [(text, topic(text, self.gazetteer.names)) for text in _PAUSE.split(resolved)]
        found = [(text, words) for text, words in texts if len(words) >= _SHORTEST_ASPECT]
        if len(found) < 2:
            return ()
        return tuple(Aspect(text, words, tuple(self._concepts(text, ""))) for text, words in found)

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


def _respell(question: str, name: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - loads its dictionary

    sound = lazy_pinyin(name)
    for start in range(len(question) - len(name) + 1):
        part = question[start : start + len(name)]
        shares = any(a == b for a, b in zip(part, name, strict=True))
        if shares and re.fullmatch(r"[一-鿿]+", part) and lazy_pinyin(part) == sound:
            return question[:start] + name + question[start + len(name) :]
    return question
