"""The words of each document, from which those of a whole index are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import orjson

from assistant.retrieve.understand.lexicon import dictionary_words
from assistant.text.words import vocabulary


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one text: as it is cut into words, and those of the dictionary in it."""

    words: tuple[str, ...]
    dictionary: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> WordList:
        """The word list of a text."""
        return cls(tuple(sorted(vocabulary(text))), tuple(sorted(dictionary_words(text))))


def write_word_lists(path: Path, lists: Iterable[WordList]) -> None:
    """One compact JSON object a document."""
    with path.open("wb") as file:
        for each in lists:
            file.write(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE))


def read_word_lists(path: Path) -> list[WordList]:
    """The word lists written by ``write_word_lists``."""
    with path.open("rb") as file:
        records = [orjson.loads(line) for line in file]
    return [WordList(tuple(record["words"]), tuple(record["dictionary"])) for record in records]
