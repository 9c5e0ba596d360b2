"""Spoken words → official ones, from a file that people edit (``corpus/thesaurus.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.errors import BadCorpus
from assistant.text.tokens import normalise
from assistant.types import Concept

Thesaurus = Mapping[str, tuple[str, ...]]
_LONGEST = 40  # characters of a spoken word that can be found in a question


def read_thesaurus(path: Path) -> Thesaurus:
    """Spoken word → official wordings; empty where there is no file. Raises BadCorpus."""
    if not path.is_file():
        return {}
    try:
        rows = tomllib.loads(path.read_text("utf-8-sig")).get("entry", [])
        if not isinstance(rows, list):
            raise ValueError(f"entry 应当写成 [[entry]]，而这里是 {rows!r}")
        return {said: means for row in rows for said, means in _entry(row)}
    except ValueError as error:
        hint = '每条写成：[[entry]]  said = ["口语"]  means = ["公文用语"]，存为 UTF-8。'
        raise BadCorpus(f"同义词表 {path} 写得不对：{error}", hint) from error


def _entry(row: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each spoken word of one entry with its official wordings. Raises ValueError."""
    if not isinstance(row, dict) or row.keys() != {"said", "means"}:
        raise ValueError(f"应当有 said 和 means 两项，而这里是 {row!r}")
    for name, words in row.items():
        listed = isinstance(words, list) and words
        if not listed or not all(isinstance(word, str) and word.strip() for word in words):
            raise ValueError(f"{name} 应当是不空的词的列表，而这里是 {words!r}")
    for said in row["said"]:
        yield normalise(said.strip()), tuple(word.strip() for word in row["means"])


def official(question: str, thesaurus: Thesaurus) -> Iterator[Concept]:
    """Official wordings for the spoken words of a normalised question."""
    return (Concept(means) for means in dict.fromkeys(said_in(question, thesaurus).values()))


def said_in(question: str, thesaurus: Thesaurus) -> Thesaurus:
    """The entries whose spoken word stands in a normalised question."""
    pieces = (
        question[start : start + length]
        for start in range(len(question))
        for length in range(1, min(_LONGEST, len(question) - start) + 1)
    )
    return {piece: thesaurus[piece] for piece in pieces if piece in thesaurus}
