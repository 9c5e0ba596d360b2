import json

import pytest

from assistant.errors import BadRequest
from assistant.evaluate.public import read_public

ROWS = [
    {
        "id": 0,
        "query": "石桥哪年建成",
        "answer": ["1920年"],
        "positive": ["石桥建成于1920年。", "1920年,石桥 ..."],
        "negative": ["木桥建成于1930年。"],
    },
    {
        "id": 1,
        "query": "两座桥各有多长",
        "answer": [["30米", "三十米"], "45米"],
        "positive": [["石桥长三十米。"], ["木桥长45米。"]],
        "negative": [],
    },
    {
        "id": 2,
        "query": "木桥哪年建成",
        "answer": "1930年",
        "positive": ["不详"],
        "negative": ["无"],
    },
]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "zh.json"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), "utf-8")
    return path


def test_answers_are_found_among_the_noise(path):
    found = read_public("rgb", path)
    first, second = found.cases
    assert (first.id, first.expect) == ("0", (("1920年",),))
    assert [(e.document, e.quote) for e in first.evidence] == [("q0-positive", "1920年")]
    assert second.expect == (("30米", "三十米"), ("45米",))
    assert [e.quote for e in second.evidence] == ["三十米", "45米"]
    assert found.remarks == ("有 1 题没有用：有关的网页里没有答案（如 2）",)
    texts = {d.source.id: d.text for d in found.documents}
    assert texts["q0-positive"] == "石桥建成于1920年。\n1920年,石桥 ..."
    assert set(texts) == {"q0-positive", "q0-negative", "q1-positive", "q2-positive", "q2-negative"}
    assert not any(row["query"] in d.source.title for row in ROWS for d in found.documents)


def test_with_the_positive_snippets_away_all_must_be_declined(path):
    found = read_public("rgb-reject", path)
    assert [case.id for case in found.cases] == ["0", "1"]
    assert not any(case.answerable or case.evidence for case in found.cases)
    assert {d.source.id for d in found.documents} == {"q0-negative", "q2-negative"}
    assert found.remarks == ("有 1 题没有用：无关的网页里也有答案（如 2）",)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"id": 1}'])
def test_what_is_not_the_set(text, tmp_path):
    path = tmp_path / "zh.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BadRequest):
        read_public("rgb", path)
