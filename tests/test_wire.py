import json

import numpy as np
import pytest

from assistant.errors import NoIndex
from assistant.types import (
    Answer,
    Citation,
    Clause,
    CleaningReport,
    Document,
    Hit,
    Note,
    OffsetMap,
    Query,
    Sentence,
    Source,
)
from assistant.wire import answer_object, error_object, search_object, sentence_object

TEXT = "一、目标\n到2027年，达到75亿元。"
CLAUSE = Clause("plan/1", "plan", "一", ("一、目标",), TEXT, 0, len(TEXT), region="浙江省")
DOCUMENT = Document(
    Source("plan", "方案", "plan.txt", "0" * 64, issuer="县政府", region="浙江省"),
    TEXT,
    OffsetMap((0,), (0,)),
    CleaningReport(),
)
DOCUMENTS = {"plan": DOCUMENT}
CITATION = Citation(1, CLAUSE, TEXT[5:], 5, len(TEXT))

CLAUSE_OBJECT = {
    "id": "plan/1",
    "label": "一",
    "path": ["一、目标"],
    "text": TEXT,
    "start": 0,
    "end": len(TEXT),
}
DOCUMENT_OBJECT = {
    "id": "plan",
    "title": "方案",
    "issuer": "县政府",
    "number": None,
    "region": "浙江省",
    "issued": None,
    "status": "unknown",
}
CITATION_OBJECT = {
    "number": 1,
    "quote": "到2027年，达到75亿元。",
    "start": 5,
    "end": len(TEXT),
    "page": None,
    "clause": CLAUSE_OBJECT,
    "document": DOCUMENT_OBJECT,
}


@pytest.fixture
def answer():
    query = Query(
        question="多少",
        resolved="村集体资产多少",
        topic="村集体资产",
        concepts=(),
        regions=("浙江省",),
        years=(2027,),
        kind="figure",
    )
    return Answer(
        id="a",
        question="多少",
        query=query,
        status="answered",
        answer="75亿元[1]",
        citations=(CITATION,),
        nearest=(Citation(None, CLAUSE, "目标", 2, 4),),
        notes=(Note("partial", "缺少一部分"),),
        method="extractive",
        model=None,
        as_of="2026-11-21",
        index_version="1",
        elapsed_ms=1.5,
    )


def test_answer_field_by_field(answer):
    nearest = {**CITATION_OBJECT, "number": None, "quote": "目标", "start": 2, "end": 4}
    assert answer_object(answer, DOCUMENTS) == {
        "id": "a",
        "question": "多少",
        "interpreted": {
            "question": "村集体资产多少",
            "regions": ["浙江省"],
            "years": [2027],
            "kind": "figure",
        },
        "status": "answered",
        "answer": "75亿元[1]",
        "citations": [CITATION_OBJECT],
        "nearest": [nearest],
        "notes": [{"code": "partial", "text": "缺少一部分"}],
        "method": "extractive",
        "model": None,
        "as_of": "2026-11-21",
        "index_version": "1",
        "elapsed_ms": 1.5,
        "writing": None,
    }


def test_search_field_by_field():
    hit = Hit(CLAUSE, 1, np.float32(0.5), (("dense", 1),))
    found = search_object([hit], DOCUMENTS, "1")
    assert found == {
        "hits": [{"rank": 1, "score": 0.5, "clause": CLAUSE_OBJECT, "document": DOCUMENT_OBJECT}],
        "index_version": "1",
    }
    assert json.loads(json.dumps(found)) == found


def test_nothing_found_is_an_empty_list():
    assert search_object([], {}, "1") == {"hits": [], "index_version": "1"}


def test_a_sentence_names_its_citations():
    said = Sentence("75亿元[1]", (CITATION,))
    assert sentence_object(said) == {"text": "75亿元[1]", "citations": [1]}


def test_error():
    assert error_object(NoIndex("没有索引。", "请建索引。")) == {
        "error": {"code": "no_index", "message": "没有索引。", "hint": "请建索引。"}
    }
