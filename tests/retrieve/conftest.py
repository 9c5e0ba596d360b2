"""A deterministic encoder, documents of a few lines, and indexes over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
import pytest

from assistant.figures.ledger import extract
from assistant.ingest.clauses import split
from assistant.retrieve.index import Contents, Index
from assistant.types import CleaningReport, Document, OffsetMap, Source, Vectors

FARM = """一、目标
到2027年，建成高标准农田80万亩。村集体经济资产达到75亿元。
二、措施
（一）发展草莓产业
培育草莓合作社30家，草莓总产值突破5亿元。推广立体栽培。（农业农村局）
（二）改造老旧小区
完成44个老旧小区改造。（住建局、财政局）
"""
TOWN = """一、目标
到2027年，新增未来社区11个。
二、措施
（一）完善养老服务
建设康养联合体20家。扩大老年助餐。（民政局）
"""


class HashedBigrams:
    """Unit vectors of hashed character pairs; remembers every text it was given."""

    name = "hashed-bigrams"
    dimension = 256

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for left, right in pairwise(f"^{text}$"):
                vector[crc32((left + right).encode()) % self.dimension] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def new_encoder() -> type[HashedBigrams]:
    """Makes an encoder: ``new_encoder()``."""
    return HashedBigrams


@pytest.fixture(scope="session")
def farm() -> str:
    return FARM


@pytest.fixture(scope="session")
def town() -> str:
    return TOWN


def document(name: str, text: str, region: str | None = None) -> Document:
    source = Source(name, f"{name}的实施方案", f"{name}.txt", sha256="", region=region)
    return Document(source, text, OffsetMap((0,), (0,)), CleaningReport())


Build = Callable[..., Index]


@pytest.fixture(scope="session")
def build() -> Build:
    """Makes an index of documents: ``build(encoder, farm="……", known={})``."""

    def make(
        encoder: HashedBigrams,
        known: Mapping[str, Vectors] = {},
        thesaurus: Mapping[str, tuple[str, ...]] = {},
        **texts: str,
    ) -> Index:
        regions = {"farm": "浙江省金华市", "town": "浙江省衢州市"}
        documents = [document(name, text, regions.get(name)) for name, text in texts.items()]
        clauses = [clause for d in documents for clause in split(d)]
        by_id = {d.source.id: d for d in documents}
        figures = [figure for c in clauses for figure in extract(c, by_id[c.document])]
        return Index.build(Contents(documents, clauses, figures), thesaurus, encoder, known=known)

    return make


@pytest.fixture(scope="session")
def index(build: Build) -> Index:
    """An index of two documents; only to be read."""
    return build(HashedBigrams(), farm=FARM, town=TOWN, thesaurus={"老人吃饭": ("老年助餐",)})
