"""Legal-DC (Li et al., 2026): regulations as DOCX, questions with quotes from them.

A list of ``query``, ``answer``, ``document`` (the quotes), ``title`` (of the regulation) and
``class``; ``title.docx`` is looked for anywhere below the folder of the file. The answers are
whole sentences in other words than the text, so an answer is judged by what it cites. The
quotes are found by their words: the set's offsets count in a text that it does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from assistant.evaluate.cases import Case, Evidence
from assistant.evaluate.matching import squeeze
from assistant.evaluate.public.collection import (
    Collection,
    collection,
    document,
    read_json,
    shape_of,
)
from assistant.evaluate.public.docx import paragraphs


def read(path: Path) -> Collection:
    """Documents and cases of a file."""
    rows = read_json(path)
    files = {file.stem.strip(): file for file in sorted(path.parent.rglob("*.docx"))}
    with shape_of(path, "Legal-DC"):
        titles = dict.fromkeys(row["title"].strip() for row in rows)
        named = {title: f"d{n:04d}" for n, title in enumerate(titles, start=1) if title in files}
        texts = {title: "\n".join(paragraphs(files[title])) for title in named}
        asked = {f"{n:04d}": _case(f"{n:04d}", row, named, texts) for n, row in enumerate(rows, 1)}
    documents = [document(name, title, texts[title]) for title, name in named.items()]
    cases = [case for case in asked.values() if case]
    left_out = [name for name, case in asked.items() if case is None]
    return collection(documents, cases, left_out, "找不到文件，或文件里没有所引的原文")


def _case(
    name: str, row: Mapping[str, Any], named: Mapping[str, str], texts: Mapping[str, str]
) -> Case | None:
    title = row["title"].strip()
    if title not in named:
        return None
    pieces = [piece for quote in row["document"] for piece in _lines(texts[title], quote)]
    evidence = tuple(Evidence(named[title], piece) for piece in dict.fromkeys(pieces))
    kind = str(row.get("class", "legal-dc")).strip()
    return Case(name, kind, row["query"], True, evidence=evidence) if evidence else None


def _lines(text: str, quote: str) -> Iterator[str]:
    """A quote as the lines of the text that it runs over, white space apart.

    One quote may span an article and its items, which are clauses of their own.
    """
    wanted = squeeze(quote)
    start = squeeze(text).find(wanted)
    if start < 0 or not wanted:
        return
    lines = [squeeze(line) for line in text.splitlines()]
    ends = list(accumulate(map(len, lines)))
    for line, end in zip(lines, ends, strict=True):
        begin = end - len(line)
        if piece := line[max(start - begin, 0) : max(start + len(wanted) - begin, 0)]:
            yield piece
