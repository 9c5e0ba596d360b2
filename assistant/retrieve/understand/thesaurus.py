"""Spoken words → official ones, from a file that people edit (``corpus/thesaurus.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.errors import BadCorpus
from assistant.text.tokens import normalise
from assistant.types import Concept

Thesaurus = Mapping[str, tuple[str, ...]]


def read_thesaurus(path: Path) -> Thesaurus:
    """Spoken word → official wordings; empty where there is no file. Raises BadCorpus."""
    if not path.is_file():
        return {}
    hint = '每条写成：[[entry]]  said = ["口语"]  means = ["公文用语"]'
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get("entry", [])
        return {
            normalise(said): tuple(str(m) for m in row["means"])
            for row in rows
            for said in row["said"]
        }
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BadCorpus(f"同义词表 {path} 写得不对：{error!r}", hint) from error


def official(question: str, thesaurus: Thesaurus) -> Iterator[Concept]:
    """Official wordings for the spoken words of a normalised question."""
    found = dict.fromkeys(means for said, means in thesaurus.items() if said in question)
    return (Concept(means) for means in found)
