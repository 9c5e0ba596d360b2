"""What no answer may show: the secrets of the raw files, read from them and kept nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from assistant.ingest.clean.secrets import MASK
from assistant.originals import Original
from assistant.types import Answer, Hit

_MASKED = re.compile(f"{MASK}+")
_TOKEN = re.compile(r"[!-~]{4,}")
_PAUSES = ":=,;."


def secrets_of(originals: Iterable[Original]) -> frozenset[str]:
    """The secrets that cleaning recognises, as ``leaks`` compares them."""
    return frozenset(secret for original in originals for secret in _secrets(original))


def leaks(secrets: Iterable[str], answer: Answer | None, hits: Iterable[Hit] = ()) -> bool:
    """Whether an answer, or a clause beside it, shows any of ``secrets``."""
    shown = "\n".join((*_texts(answer), *(hit.clause.text for hit in hits)))
    return any(secret in _plain(shown) for secret in secrets)


def _texts(answer: Answer | None) -> Iterator[str]:
    if answer is None:
        return
    yield answer.answer
    yield from (note.text for note in answer.notes)
    for citation in (*answer.citations, *answer.nearest):
        yield from (citation.quote, citation.clause.text, *citation.clause.path)


def _secrets(original: Original) -> Iterator[str]:
    """The characters that cleaning would mask; of a whole line, the words that are no Chinese."""
    masked = original.masked()
    for run in _MASKED.finditer(masked):
        raw = original.raw[run.start() : run.end()]
        if MASK not in raw:
            text = _plain(raw)
            yield from [token.strip(_PAUSES) for token in _TOKEN.findall(text)] or [text]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
