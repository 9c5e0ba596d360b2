"""A tiny corpus and an assistant over it, both pure functions of their input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
import pytest

from assistant.evaluate.cases import Case, Evidence
from assistant.types import (
    Answer,
    Citation,
    Clause,
    CleaningReport,
    Document,
    Hit,
    OffsetMap,
    Source,
    Vectors,
)

HANGZHOU = "一、目标\n到2027年，村集体资产达到75亿元。\n二、分工\n由农业农村局牵头负责。\n"
NINGBO = "一、目标\n到2027年，村集体资产达到90亿元。\n"


class BigramEncoder:
    """Counts of hashed character bigrams, L2-normalised."""

    name = "bigrams"
    dimension = 4096

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for left, right in pairwise(text):
                vector[crc32((left + right).encode()) % self.dimension] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def make_document(name: str, text: str) -> Document:
    source = Source(id=name, title=name, file=f"{name}.txt", sha256="")
    return Document(source, text, OffsetMap((0,), (0,)), CleaningReport())


def make_clauses(document: Document) -> list[Clause]:
    """One clause for each pair of lines."""
    lines = document.text.splitlines(keepends=True)
    clauses, start = [], 0
    for number, pair in enumerate(zip(lines[::2], lines[1::2], strict=True), start=1):
        text = "".join(pair)
        name = document.source.id
        end = start + len(text)
        clauses.append(Clause(f"{name}/{number}", name, str(number), (), text, start, end))
        start = end
    return clauses


class TinyAssistant:
    """Ranks clauses by shared characters; answers with the whole best clause.

    Declines what mentions 天气 unless told otherwise, and breaks on what mentions 崩溃.
    """

    index_version = "v1"

    def __init__(self) -> None:
        texts = {"hangzhou": HANGZHOU, "ningbo": NINGBO}
        self.documents = {name: make_document(name, text) for name, text in texts.items()}
        self.encoder = BigramEncoder()
        self.clauses = [
            clause for document in self.documents.values() for clause in make_clauses(document)
        ]
        self.asked: list[tuple[str, tuple[str, ...], str | None]] = []

    def search(self, question: str, *, history: Sequence[str] = (), k: int = 5) -> tuple[Hit, ...]:
        wanted = set("".join((*history, question)))
        best = sorted(
            self.clauses, key=lambda clause: -len(wanted & set(clause.document + clause.text))
        )
        return tuple(Hit(clause, rank, 1 / rank) for rank, clause in enumerate(best[:k], start=1))

    def channels(
        self, question: str, *, history: Sequence[str] = (), k: int = 5
    ) -> Mapping[str, Sequence[Clause]]:
        """The search, and its reverse."""
        best = [hit.clause for hit in self.search(question, history=history, k=k)]
        return {"clause": best, "dense": best[::-1]}

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        as_of: str | None = None,
        threshold: float | None = None,
    ) -> Answer:
        self.asked.append((question, tuple(history), as_of))
        if "崩溃" in question:
            raise RuntimeError("坏了")
        if "天气" in question and threshold is None:
            return make_answer("资料中没有找到依据", (), status="not_found")
        clause = self.search(question, history=history, k=1)[0].clause
        citation = Citation(1, clause, clause.text, clause.start, clause.end)
        confidence = 0.1 if "天气" in question else 0.8
        return make_answer(f"{clause.text}[1]", (citation,), confidence=confidence)


def make_answer(
    text: str, citations: tuple[Citation, ...], status: str = "answered", **fields: object
) -> Answer:
    defaults: Mapping[str, object] = {
        "id": "a",
        "question": "",
        "query": None,
        "status": status,
        "answer": text,
        "citations": citations,
        "nearest": (),
        "notes": (),
        "method": "extractive",
        "model": None,
        "as_of": "2026-01-01",
        "index_version": "v1",
        "elapsed_ms": 0.0,
    }
    return Answer(**{**defaults, **fields})


@pytest.fixture
def encoder() -> BigramEncoder:
    return BigramEncoder()


@pytest.fixture
def assistant() -> TinyAssistant:
    return TinyAssistant()


@pytest.fixture
def answer():
    """Builds an answer from its text and citations."""
    return make_answer


@pytest.fixture
def document():
    """Builds a document from an id and a text."""
    return make_document


@pytest.fixture
def cases() -> tuple[Case, ...]:
    """One case that passes, one declined rightly, one whose gold is missed, one that breaks."""
    return (
        Case(
            "a-1",
            "figure",
            "hangzhou村集体资产2027年达到多少",
            True,
            expect=(("75亿元", "75亿"),),
            forbid=("90亿元",),
            evidence=(Evidence("hangzhou", "村集体资产达到75亿元"),),
        ),
        Case("a-2", "off_topic", "天气如何", False),
        Case(
            "a-3",
            "followup",
            "那ningbo呢",
            True,
            history=("hangzhou村集体资产2027年达到多少",),
            expect=(("9000000000",),),
            evidence=(Evidence("ningbo", "达到90亿元"),),
            split="dev",
        ),
        Case(
            "a-4",
            "list",
            "崩溃",
            True,
            expect=(("农业农村局",),),
            evidence=(Evidence("hangzhou", "由农业农村局牵头"),),
        ),
    )
