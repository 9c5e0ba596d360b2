import json
from dataclasses import replace

import pytest

from assistant.errors import BadRequest
from assistant.evaluate.record import FORMAT, Record, as_json, content_of, digest
from assistant.evaluate.run import run


@pytest.fixture
def report(assistant, cases):
    return run(assistant, cases)


def test_json_report(report):
    content = json.loads(as_json(report))
    assert content["overall"]["answers"]["facts"] == {
        "k": 1,
        "n": 3,
        "value": 0.3333,
        "interval": [0.0615, 0.7923],
    }
    assert list(content["kinds"]) == ["figure", "list", "followup", "off_topic"]
    assert [content["splits"][name]["cases"] for name in ("dev", "test")] == [1, 3]
    rows = {row["id"]: row for row in content["rows"]}
    assert rows["a-1"]["failures"] == []
    assert rows["a-1"]["scores"]["passed"] == [1, 1]
    assert rows["a-1"]["citations"][0]["clause"] == "hangzhou/1"
    assert rows["a-4"]["status"] is None
    assert as_json(report) == as_json(report)


def test_a_row_is_a_line(report):
    lines = [line for line in as_json(report).splitlines() if line.startswith('{"id"')]
    assert len(lines) == len(report.rows)


def test_read_back(report, tmp_path):
    path = tmp_path / "r.json"
    path.write_text(as_json(report), encoding="utf-8")
    assert Record.read(path) == Record.of(content_of(report))
    assert Record.read(path).entries["a-3"].scores["passed"] == (0, 1)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format": 1}', json.dumps({"format": FORMAT}), '{"format": 2, "rows": 1}']
)
def test_what_is_no_report(text, tmp_path):
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadRequest):
        Record.read(path)
    with pytest.raises(BadRequest, match="读不了"):
        Record.read(tmp_path / "none.json")


def test_the_digest_changes_with_question_and_gold_alone(cases):
    case = cases[0]
    assert digest(replace(case, split="dev")) == digest(case)
    assert digest(replace(case, question="别的")) != digest(case)
    assert digest(replace(case, forbid=())) != digest(case)
