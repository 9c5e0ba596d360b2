"""A question as typed → a Query: places, years, kind of answer, and what to look for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.retrieve.understand.history import (
    another_matter,
    carry,
    corrected,
    depends,
    excluded,
    recent,
    stands_for_itself,
    without_excluded,
)
from assistant.retrieve.understand.kinds import (
    asks,
    asks_for,
    in_turn,
    language,
    names_a_measure,
    only_asks,
    question_kind,
    single_kind,
    topic,
)
from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.matter import reader
from assistant.retrieve.understand.pinyin import sound
from assistant.retrieve.understand.regions import Gazetteer
from assistant.retrieve.understand.tasks import subject, task, without_instructions
from assistant.retrieve.understand.terms import content_words, english_terms, terms
from assistant.retrieve.understand.thesaurus import Thesaurus, official
from assistant.retrieve.understand.titles import Titles
from assistant.retrieve.understand.typos import put_right
from assistant.retrieve.understand.vocabulary import Vocabulary
from assistant.text.dates import asked_years, spell_out_years
from assistant.text.sentences import Span
from assistant.text.tokens import normalise
from assistant.text.units import asked_unit
from assistant.types import ON_A_TOPIC, ONE_THING, Concept, Encoder, Query, Term

_CARRIED = 0.6
_SHORTEST_PART = 2
_MOST_PARTS = 4
_MOST_MATTERS = 6
_PARTICLES = frozenset("的得地")  # which many a place's name would end in by its sound
_AND = re.compile(r"以及|还有|[和与跟及、]")
_PAUSE = re.compile(r"[，,；;：:？?。！!、]")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Understands questions against one library: its places, words and thesaurus."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    thesaurus: Thesaurus
    vocabulary: Vocabulary
    titles: Titles
    encoder: Encoder
    written: Collection[str] = ()  # character pairs of the documents

    def understand(self, question: str, history: Sequence[str] = ()) -> Query:
        """The query for ``question`` after the earlier user turns, oldest first."""
        query = self._read(question, history)
        self._encode(query)
        parts, matters = (
            tuple(replace(part, terms=self._terms(part)) for part in some)
            for some in (query.parts, query.matters)
        )
        return replace(query, terms=self._terms(query), parts=parts, matters=matters)

    def _read(self, question: str, history: Sequence[str]) -> Query:
        """The query with all but its terms."""
        current = self._repair(normalise(question))
        if history and (other := another_matter(current)):
            current, history = other, ()
        wanted, instructed, named = task(current), current, self._matter(current)
        if wanted == "lookup":
            wanted = reader().wanted(current, named)
        if wanted != "lookup":
            current = without_instructions(current)
        earlier = self._earlier(current, recent(history))
        asked = corrected(current) if earlier else without_excluded(current)
        resolved = f"{earlier} {asked}".strip()
        own = earlier and stands_for_itself(asked, self.gazetteer.names)
        about = asked if own else resolved
        places = self._other_places(asked)
        regions = self.gazetteer.find(asked)
        if not regions and not places:
            regions, places = self.gazetteer.find(earlier), self._other_places(earlier)
        if not regions and not places:
            regions = self._last_named(recent(history))
        documents = self.titles.named(asked) or self.titles.named(earlier)
        years = self._years(asked) or self._years(earlier)
        written = asked_years(asked)
        if len(written) > 1 and len(documents) != 1:  # of both documents that are compared
            years = written
        kind = question_kind(asked, len(regions), len(years))
        if kind == "other" and earlier and not asks(asked):
            kind = question_kind(earlier, len(regions), len(years))
        about_what = topic(self.titles.without(about), self.gazetteer.names)
        query = Query(
            question=question,
            resolved=resolved if wanted == "lookup" else f"{earlier} {instructed}".strip(),
            topic=about_what if wanted == "lookup" else subject(about_what),
            concepts=tuple(self._concepts(asked, earlier)),
            regions=regions,
            places=places or self._foreign_in_english(question),
            years=years,
            kind=kind,
            language=language(question),
            documents=documents,
            unheld=self.titles.unheld(asked),
            unit=asked_unit(asked) or ("" if excluded(current) else asked_unit(about)),
            task=wanted,
        )
        parts = tuple(self._parts(query, about))
        if wanted != "lookup":
            parts = tuple(replace(part, topic=subject(part.topic)) for part in parts)
        query = replace(query, parts=parts)
        return self._on(query, [instructed[start:end] for start, end in named])

    def _matter(self, question: str) -> list[Span]:
        """The stretches that name the matter, without those that are nothing but places or
        documents."""
        return [s for s in reader().matter(question) if self._bare(question[slice(*s)])]

    def _bare(self, text: str) -> str:
        return topic(self.titles.without(text), self.gazetteer.names)

    def _on(self, query: Query, named: Sequence[str]) -> Query:
        """The query with the matter that is ``named``. Where something is to be written, that
        alone is looked for."""
        if not named or query.language != "zh":
            return query
        about = " ".join(map(self._bare, named))
        if query.kind == "compare" and query.parts:
            concepts = tuple(self._concepts(" ".join(named), ""))
            sides = tuple(replace(p, topic=about, concepts=concepts) for p in query.parts)
            return replace(query, matters=sides)
        matters = tuple(self._part(query, each, query.regions) for each in named[:_MOST_MATTERS])
        matters = tuple(replace(m, kind="other", unit="", task=query.task) for m in matters)
        if query.task in ON_A_TOPIC:
            query = replace(query, kind="other", unit="", parts=())
        elif query.task == "lookup" or query.kind in ONE_THING:
            return replace(query, matters=matters)
        if query.topic and query.topic != about:
            matters = (replace(query, parts=(), matters=()), *matters)
        return replace(query, topic=about, matters=matters)

    def _terms(self, query: Query) -> tuple[Term, ...]:
        if query.language == "en":
            found = english_terms(self._english(query), self.lexicon, self.vocabulary)
        else:
            found = terms(query.topic, self.lexicon, self.thesaurus, self.vocabulary)
        return tuple(term for term in found if not asks_for(query.kind, term.wordings[0]))

    def _encode(self, query: Query) -> None:
        """Has the encoder read at once, which is faster, what it will be asked for."""
        looks = (query, *query.parts, *query.matters)
        words = (word for look in looks for word in self._words(look))
        strange = dict.fromkeys(word for word in words if word not in self.vocabulary)
        self.encoder.encode([*(look.subject for look in looks), query.resolved, *strange])

    def _words(self, query: Query) -> list[str]:
        if query.language == "en":
            return [phrase for phrase, _ in self.lexicon.phrases(self._english(query))]
        return content_words(query.topic)

    def _english(self, query: Query) -> str:
        return self._without_places(normalise(query.resolved))

    def _parts(self, query: Query, about: str) -> Iterator[Query]:
        """The single questions of a query; none where it asks for one thing."""
        pieces = [piece for piece in _PAUSE.split(about) if piece.strip()]
        if len(query.documents) > 1 and query.kind == "compare":
            for document in query.documents:
                side = self._part(query, self._about(pieces, ""), query.regions)
                yield replace(side, documents=(document,), years=())
        elif len(query.regions) > 1:
            for region in query.regions:
                text = self._about(pieces, region)
                side = self._part(query, text, (region,))
                if self._years(about) and not self._years(text):  # asked of another place
                    side = replace(side, years=())
                named = self.titles.of_region(query.documents, region)
                yield replace(side, documents=named)
        elif query.kind == "compare" and len(query.years) > 1:
            for year in query.years:
                side = self._part(query, self._of_year(pieces, year), query.regions)
                yield replace(side, years=(year,))
        else:
            whole = self._whole_pieces(pieces)
            asking = [piece for piece in whole if asks(piece) or names_a_measure(piece)]
            if len(asking) < 2:
                asking = list(_in_turn(about))
            parts = [self._part(query, piece, query.regions) for piece in asking[:_MOST_PARTS]]
            yield from (
                part if _has_topic(part) else replace(part, topic=query.topic)
                for part in parts
                if len(parts) > 1
            )

    def _whole_pieces(self, pieces: Sequence[str]) -> list[str]:
        """The pieces, each measure with what is asked of it: 流转的比例，全省要稳在多少."""
        found: list[str] = []
        for piece in pieces:
            asked = only_asks(piece, self.gazetteer.names)
            if asked and found and names_a_measure(found[-1]):
                found[-1] = f"{found[-1]}，{piece}"
            else:
                found.append(piece)
        return found

    def _about(self, pieces: Sequence[str], region: str) -> str:
        """The pieces of a question that speak of one place, or of none; all for no place."""
        if not region:
            return "，".join(pieces)
        found = [(piece, self.gazetteer.find(piece)) for piece in pieces]
        return "，".join(piece for piece, named in found if not named or region in named)

    def _of_year(self, pieces: Sequence[str], year: int) -> str:
        """The pieces of a question that do not speak of another year alone."""
        found = [(piece, asked_years(piece)) for piece in pieces]
        return "，".join(p for p, named in found if not named or year in named)

    def _last_named(self, turns: Sequence[str]) -> tuple[str, ...]:
        """The regions of the last turn that names any."""
        named = (self.gazetteer.find(self._repair(normalise(turn))) for turn in reversed(turns))
        return next((regions for regions in named if regions), ())

    def _years(self, question: str) -> tuple[int, ...]:
        """The years asked about, not those of documents that the question names."""
        return asked_years(self.titles.without(question))

    def _part(self, query: Query, text: str, regions: tuple[str, ...]) -> Query:
        years = self._years(text) or query.years
        kind = single_kind(text)
        return Query(
            question=text,
            resolved=text,
            topic=topic(self.titles.without(text), self.gazetteer.names),
            concepts=tuple(self._concepts(text, "")),
            regions=regions,
            places=query.places,
            years=years,
            kind=query.kind if kind == "other" else kind,
            language=query.language,
            documents=self.titles.named(text) or query.documents,
            unit=asked_unit(text),
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
        """Years in full; places and words with a wrong character of the same sound put right."""
        question = self.gazetteer.shorten(spell_out_years(question))
        for name in self.gazetteer.names:
            if not name.isascii() and name not in question:
                question = _respell(question, name)
        return put_right(question, self.gazetteer.names, self.lexicon, self.written)

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
            return [*concepts, *(Concept((name,)) for name in self.gazetteer.find(asked))]
        concepts += self.lexicon.homophones(topic(text, self.gazetteer.names))
        return [*concepts, *official(text, self.thesaurus)]

    def _without_places(self, question: str) -> str:
        for name in self.gazetteer.names:
            question = question.replace(name, " ")
        return question


def _in_turn(question: str) -> Iterator[str]:
    """A question for each of several things that the same is asked of: 公厕要建多少 and
    绿道要建多少 of 公厕和绿道各要建多少."""
    if not (found := in_turn(question)) or not asks(found[1]):
        return
    things, asked = found
    before, mark, listed = things.rpartition(",")
    if not _AND.search(listed):
        before, mark, listed = "", "", things
    for thing in _AND.split(listed):
        if thing.strip():
            yield f"{before}{mark}{thing.strip()}{asked}"


def _has_topic(part: Query) -> bool:
    return len(part.topic) >= _SHORTEST_PART


def _respell(question: str, name: str) -> str:
    for start in range(len(question) - len(name) + 1):
        part = question[start : start + len(name)]
        shares = any(a == b for a, b in zip(part, name, strict=True))
        if start and not _PARTICLES.isdisjoint(part):  # 新建的, 党建得, 加快建的是
            continue
        if shares and re.fullmatch(r"[一-鿿]+", part) and sound(part) == sound(name):
            return question[:start] + name + question[start + len(name) :]
    return question
