"""The content words of a question, each with what says the same in the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.thesaurus import Thesaurus, said_in
from assistant.retrieve.understand.vocabulary import Vocabulary
from assistant.text.tokens import normalise
from assistant.text.words import Word, rarity, words
from assistant.types import Term

# Tags of jieba that carry no topic: function words, pronouns, numerals, measure words,
# adverbs, particles, places said by direction (里, 上) and interjections.
_EMPTY = frozenset("uj ul ud uz ug uv u p c r y e o d f m mq q k h t zg".split())
_NAMING = frozenset(("n", "ng", "vn", "nr", "nz", "g"))  # of which one character says enough
_DOING = frozenset(("v", "vd", "vi", "vq", "a", "ad", "i", "l", "z"))
_COINED = re.compile(
    r"[“\"「『‘]([^”\"」』’]{2,30})[”\"」』’]|([0-9a-z一二三四五六七八九十]+(?:\+[0-9a-z一二三四五六七八九十]+)+)"
)
_LESS = 0.6  # weight of a word for doing or being something, beside one that names a thing


def content_words(topic: str) -> list[str]:
    """The words of a Chinese topic that tell of something, each once, in order."""
    return list(_content(topic))


def terms(
    topic: str, lexicon: Lexicon, thesaurus: Thesaurus, vocabulary: Vocabulary
) -> tuple[Term, ...]:
    """Terms of a Chinese topic, each word once, in order."""
    coined = [quoted or added for quoted, added in _COINED.findall(normalise(topic))]
    found = _content(topic)
    near = vocabulary.near(list(found))
    spoken = said_in(topic, thesaurus)
    return (
        *(Term((term,), known=True) for term in dict.fromkeys(coined)),
        *(
            Term(
                (word.text, *_official(word.text, spoken), *lexicon.alike(word.text)),
                rarity(word.text) * (_LESS if word.tag in _DOING else 1.0),
                tuple(close.items()),
                word.text in vocabulary,
            )
            for word, close in zip(found.values(), near, strict=True)
        ),
    )


def english_terms(question: str, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Terms of an English question: its phrases with the Chinese words that gloss them."""
    phrases = list(lexicon.phrases(question))
    near = vocabulary.near([phrase for phrase, _ in phrases])
    return tuple(
        Term(wordings=(phrase, *chinese), near=tuple(close.items()))
        for (phrase, chinese), close in zip(phrases, near, strict=True)
    )


def _content(topic: str) -> dict[str, Word]:
    rest = _COINED.sub(" ", normalise(topic))
    return {word.text: word for word in words(rest) if _tells(word)}


def _tells(word: Word) -> bool:
    if word.tag in _EMPTY:
        return False
    return len(word.text) > 1 or word.tag in _NAMING


def _official(word: str, spoken: Thesaurus) -> Iterator[str]:
    """Official wordings of the spoken phrases that a word is part of."""
    for said, means in spoken.items():
        if word in said or said in word:
            yield from means
