"""Extracts and a question → the messages for a model, and the grammar of its reply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer.cutting import GAP
from assistant.answer.generative import Message
from assistant.answer.prompts import Prompts
from assistant.answer.writing.extracts import Extract
from assistant.types import Query

_SHORTEST, _LONGEST = 6, 180  # characters of a line
CONTROL = re.compile(r"<\|[^|<>]{0,40}\|>|</?s>|\[/?INST\]|<</?SYS>>", re.IGNORECASE)
_MARK = re.compile(r"\[(\d+)\]")
_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")  # no width, or turning


def opening(prompts: Prompts) -> Message:
    """What every request begins with."""
    return ("system", prompts["writing"].substitute())


def request(
    query: Query, extracts: Sequence[Extract], prompts: Prompts, *, bound: bool
) -> list[Message]:
    """What is asked of the model first; ``bound``: whether by the grammar."""
    text = prompts["request"].substitute(
        materials=materials(extracts, placed=not bound),
        question=as_data(query.resolved),
        task=_task(query, prompts),
    )
    return [opening(prompts), ("user", text)]


def again(
    query: Query,
    extracts: Sequence[Extract],
    reasons: Iterable[str],
    prompts: Prompts,
    *,
    bound: bool,
) -> list[Message]:
    """What is asked of it for the lines that did not hold."""
    text = prompts["again"].substitute(
        materials=materials(extracts, placed=not bound),
        question=as_data(query.resolved),
        reasons="\n".join(f"- {as_data(reason)}" for reason in reasons),
        task=_task(query, prompts),
    )
    return [opening(prompts), ("user", text)]


def materials(extracts: Sequence[Extract], *, placed: bool) -> str:
    """One numbered line an extract, ``placed`` with its place where they are of several: not
    where every line is to be on one extract, as a small model then mixes places up."""
    several = placed and len({extract.place for extract in extracts}) > 1
    return "\n".join(
        f"[{e.number}] {f'（{_origin(e)}）' if several else ''}{as_data(e.text)}" for e in extracts
    )


def _origin(extract: Extract) -> str:
    """建德市（2023—2027年） → 建德市，2023—2027年."""
    return as_data(extract.place.replace("（", "，").rstrip("）"))


def grammar(extracts: Iterable[Extract]) -> str:
    """GBNF by which every extract gets one sentence, in order, under its number."""
    lines = " ".join(f'"[{extract.number}] " line' for extract in extracts)
    return f'root ::= {lines}\nline ::= [^\\n\\[\\]。！？]{{{_SHORTEST},{_LONGEST}}} "。\\n"'


def as_data(text: str) -> str:
    """Text of documents and askers on one line, without what models take for commands: their
    control tokens, and numbers in brackets that look like those of the extracts."""
    seen = CONTROL.sub(" ", _UNSEEN.sub("", text)).replace(GAP, "；")
    return _MARK.sub(r"（\1）", _BLANKS.sub(" ", seen)).strip()


def _task(query: Query, prompts: Prompts) -> str:
    if query.task in ("summarise", "explain", "draft"):
        return prompts[query.task].substitute()
    return prompts["compare" if query.kind == "compare" else "answer"].substitute()
