"""A short plan with its clauses, and the pieces that answers are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answer.candidates import Candidate, Ledger
from assistant.answer.features import FOR, SENTENCE
from assistant.figures.ledger import extract
from assistant.ingest.clauses import split
from assistant.retrieve.understand.terms import content_words
from assistant.text.sentences import parts
from assistant.types import (
    Citation,
    Clause,
    CleaningReport,
    Concept,
    Document,
    Hit,
    OffsetMap,
    Query,
    ScoredSpan,
    Source,
    Term,
)

JIANDE, JINHUA = "浙江省杭州市建德市", "浙江省金华市"
TEXTS = {
    "plan": """二、总体目标
到2027年，力争实现地区生产总值超600亿元，城乡居民收入倍差缩小到1.7以内，\
常住人口城镇化率不低于55%，重点项目累计完成投资220亿元；\
集体经济经营性收入50万元以上行政村占比达到100%。
三、重点任务
（一）发展草莓产业
每年新建草莓基地二百亩，到2025年底，草莓总产值突破5万元。推广立体栽培。（农业农村局、商务局）
（二）改造老旧小区
完成44个老旧小区改造。
""",
    "city": """一、兴村
打造60个省市级片区组团，覆盖率达到55%。
""",
}
SOURCES = {
    "plan": Source(
        "plan",
        "建德市县城承载能力提升实施方案（2023—2027年）",
        "plan.txt",
        sha256="",
        number="建政函〔2023〕37号",
        region=JIANDE,
        issued="2023-04-06",
    ),
    "city": Source("city", "金华缩差共富", "city.txt", sha256="", region=JINHUA),
}


@pytest.fixture(scope="session")
def documents() -> Mapping[str, Document]:
    return {
        name: Document(source, TEXTS[name], OffsetMap((0,), (0,)), CleaningReport())
        for name, source in SOURCES.items()
    }


@pytest.fixture(scope="session")
def clauses(documents) -> Mapping[str, Clause]:
    """Clause id → clause: plan/2, plan/3 (a heading), plan/3.1, plan/3.2, city/1."""
    return {clause.id: clause for document in documents.values() for clause in split(document)}


Locate = Callable[[str], tuple[Clause, int, int]]


@pytest.fixture(scope="session")
def locate(clauses) -> Locate:
    """The clause that says some words, and where in its document."""

    def find(words: str) -> tuple[Clause, int, int]:
        clause = next(c for c in clauses.values() if words in c.text and not c.heading)
        start = clause.start + clause.text.index(words)
        return clause, start, start + len(words)

    return find


@pytest.fixture(scope="session")
def ledger(documents, clauses) -> Ledger:
    """The figures of every clause, by its id."""
    return {
        name: extract(clause, documents[clause.document])
        for name, clause in clauses.items()
        if not clause.heading
    }


@pytest.fixture(scope="session")
def cite(locate) -> Callable[..., Citation]:
    """The citation of some words: ``cite(1, "完成44个老旧小区改造")``."""

    def make(number: int, words: str) -> Citation:
        clause, start, end = locate(words)
        return Citation(number, clause, words, start, end)

    return make


@pytest.fixture(scope="session")
def candidate(locate, documents) -> Callable[..., Candidate]:
    """The candidate that is a whole sentence, with all its parts, and speaks for itself."""

    def make(words: str, score: float = 0.9, *, sure: bool = True) -> Candidate:
        clause, start, end = locate(words)
        pieces = tuple(parts(documents[clause.document].text, start, end))
        values = tuple(float(sure and name in FOR) for name in SENTENCE)
        return Candidate(clause, start, end, pieces, words, score, values)

    return make


@pytest.fixture(scope="session")
def hit(locate) -> Callable[..., Hit]:
    """A hit with these sentences of one clause."""

    def make(*sentences: str, rank: int = 1, cosine: float = 0.8) -> Hit:
        found = [locate(words) for words in sentences]
        spans = tuple(ScoredSpan(start, end, cosine) for _, start, end in found)
        channels = (("clause", rank), ("sentence", rank), ("dense", rank))
        return Hit(found[0][0], rank, 1 / rank, channels, spans)

    return make


@pytest.fixture(scope="session")
def ask() -> Callable[..., Query]:
    """A query for a topic, with its words as terms and whatever else is known of it."""

    def make(topic: str, *concepts: Concept, question: str = "", **known: object) -> Query:
        question = question or topic
        words = tuple(Term((word,), known=True) for word in content_words(topic))
        known = {"terms": words} | known
        return Query(question, question, topic, (Concept((question,)), *concepts), **known)

    return make


@pytest.fixture(scope="session")
def rarity() -> Callable[[str], float]:
    """Every token weighs the same."""
    return lambda _: 1.0
