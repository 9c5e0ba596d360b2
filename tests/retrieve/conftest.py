"""A deterministic encoder, documents of a few lines, and indexes over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from zlib import crc32

import numpy as np
import pytest

from assistant.figures.ledger import extract
from assistant.ingest.clauses import split
from assistant.retrieve import building
from assistant.retrieve.building import Earlier, Edition
from assistant.retrieve.index import Index
from assistant.retrieve.segment import Contents
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


def contents_of(document: Document) -> Contents:
    clauses = split(document)
    figures = [figure for clause in clauses for figure in extract(clause, document)]
    key = sha256(document.text.encode()).hexdigest()
    return Contents(f"{document.source.id} {key}", document, clauses, figures)


Write = Callable[..., Edition]
Build = Callable[..., Index]


@pytest.fixture(scope="session")
def write() -> Write:
    """Makes an index to be written: ``write(encoder, farm="……", earlier=Earlier(folder))``."""

    def make(
        encoder: HashedBigrams,
        earlier: Earlier | None = None,
        thesaurus: Mapping[str, tuple[str, ...]] = {},
        **texts: str,
    ) -> Edition:
        regions = {"farm": "浙江省金华市", "town": "浙江省衢州市"}
        documents = [document(name, text, regions.get(name)) for name, text in texts.items()]
        contents = {each.key: each for each in map(contents_of, documents)}
        return building.build(
            list(contents),
            lambda keys: [contents[key] for key in keys],
            thesaurus,
            encoder,
            earlier=earlier,
        )

    return make


@pytest.fixture(scope="session")
def build(write: Write) -> Build:
    """Makes an index of documents: ``build(encoder, farm="……")``."""
    return lambda encoder, **given: write(encoder, **given).index(encoder)


@pytest.fixture(scope="session")
def edition(write: Write) -> Edition:
    """An index of two documents, to be written."""
    return write(HashedBigrams(), farm=FARM, town=TOWN, thesaurus={"老人吃饭": ("老年助餐",)})


@pytest.fixture(scope="session")
def index(edition: Edition) -> Index:
    """The same; only to be read."""
    return edition.index(HashedBigrams())
