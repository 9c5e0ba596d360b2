"""RGB (Chen et al., AAAI 2024), its Chinese files zh.json, zh_refine.json and zh_int.json.

An object a line: ``query``, ``answer``, and the web snippets ``positive`` and ``negative``.
A string of ``answer`` must be given; a list within it holds wordings of which one will do.
All snippets of all questions are one corpus, so that the noise is that of the whole file.
The texts with planted errors of zh_fact.json are not used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.evaluate.cases import Case, Evidence
from assistant.evaluate.matching import holds
from assistant.evaluate.public.collection import (
    Collection,
    collection,
    document,
    read_lines,
    shape_of,
)
from assistant.types import Document

Groups = tuple[tuple[str, ...], ...]


def read(path: Path, *, reject: bool = False) -> Collection:
    """Documents and cases of a file. With ``reject`` only the negative snippets are there, so
    that every question must be declined (the paper's negative rejection)."""
    rows = read_lines(path)
    with shape_of(path, "RGB"):
        documents = [
            text
            for row in rows
            for text in _documents(row, ("negative",) if reject else ("positive", "negative"))
        ]
        asked = [_declined(row, documents) if reject else _answered(row) for row in rows]
        cases = [case for case in asked if case]
        pairs = zip(rows, asked, strict=True)
        left_out = [str(row["id"]) for row, case in pairs if case is None]
    why = "无关的网页里也有答案" if reject else "有关的网页里没有答案"
    return collection(documents, cases, left_out, why)


def _documents(row: Mapping[str, Any], sides: Sequence[str]) -> Iterator[Document]:
    """The snippets of each side as the paragraphs of one document, under a title that says
    nothing of the question."""
    for side in sides:
        if snippets := list(_flat(row[side])):
            yield document(_name(row, side), f"网页摘录 {row['id']}", "\n".join(snippets))


def _flat(snippets: Sequence[Any]) -> Iterator[str]:
    for item in snippets:
        text = (item,) if isinstance(item, str) else item
        yield from (" ".join(part.split()) for part in text)


def _groups(row: Mapping[str, Any]) -> Groups:
    answer = row["answer"] if isinstance(row["answer"], list) else [row["answer"]]
    return tuple((item,) if isinstance(item, str) else tuple(item) for item in answer)


def _answered(row: Mapping[str, Any]) -> Case | None:
    """None where the positive snippets state none of the answers."""
    text = "\n".join(_flat(row["positive"]))
    groups = _groups(row)
    stated = (next((f for f in group if holds(f, [text])), None) for group in groups)
    evidence = tuple(Evidence(_name(row, "positive"), form) for form in stated if form)
    if not evidence:
        return None
    return Case(str(row["id"]), "rgb", row["query"], True, expect=groups, evidence=evidence)


def _declined(row: Mapping[str, Any], documents: Sequence[Document]) -> Case | None:
    """None where a negative snippet, of whatever question, states all the answers."""
    groups = _groups(row)
    if any(all(any(form in d.text for form in group) for group in groups) for d in documents):
        return None
    return Case(str(row["id"]), "rgb-reject", row["query"], False)


def _name(row: Mapping[str, Any], side: str) -> str:
    return f"q{row['id']}-{side}"
