import json

import pytest

from assistant.errors import BadRequest
from assistant.evaluate.cases import check_cases
from assistant.evaluate.public import read_public

CONTEXT = "小镇建于1920年。镇上有三座桥，最老的是石桥！居民2000人"
SQUAD = {
    "version": "v1.0",
    "data": [
        {
            "id": "T_1",
            "title": "小镇",
            "paragraphs": [
                {
                    "id": "T_1",
                    "context": CONTEXT,
                    "qas": [
                        {
                            "id": "T_1_Q0",
                            "question": "最老的桥是哪座？",
                            "answers": [
                                {"text": "石桥", "answer_start": CONTEXT.index("石桥")},
                                {"text": "最老的是石桥", "answer_start": CONTEXT.index("最老")},
                            ],
                        },
                        {
                            "id": "T_1_Q1",
                            "question": "有多少居民？",
                            "answers": [{"text": "3000人", "answer_start": 5}],
                        },
                    ],
                }
            ],
        }
    ],
}
ORIGINAL = [
    {
        "context_id": "T_1",
        "title": "小镇",
        "context_text": CONTEXT,
        "qas": [{"query_id": "Q0", "query_text": "有多少居民？", "answers": ["2000人"]}],
    }
]


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "set.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return read_public("cmrc2018", path)

    return read


def test_the_squad_style(read):
    found = read(SQUAD)
    case = found.cases[0]
    assert (case.id, case.question, case.answerable) == ("T_1_Q0", "最老的桥是哪座？", True)
    assert case.expect == (("石桥", "最老的是石桥"),)
    assert [item.quote for item in case.evidence] == ["镇上有三座桥，最老的是石桥！"]
    assert (found.documents[0].source.title, found.documents[0].text) == ("小镇", CONTEXT)
    assert found.remarks == ("有 1 题没有用：答案不在原文里（如 T_1_Q1）",)
    assert check_cases(found.cases, {d.source.id: d for d in found.documents}) == []


def test_the_original_style(read):
    case = read(ORIGINAL).cases[0]
    assert (case.id, case.expect, case.evidence[0].quote) == ("Q0", (("2000人",),), "居民2000人")


@pytest.mark.parametrize("content", ["{", {"data": [{}]}, {"other": 1}, [1], {"data": []}])
def test_what_is_not_the_set(read, content, tmp_path):
    with pytest.raises(BadRequest):
        read(content)
    with pytest.raises(BadRequest, match="读不了"):
        read_public("cmrc2018", tmp_path / "none.json")
