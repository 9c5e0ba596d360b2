"""Every call, as the real service answers it, by both clients."""

from __future__ import annotations

import csv
import inspect
import io
from datetime import date

import pytest
from pydantic import TypeAdapter

from assistant import replies, wire
from assistant.client import AsyncYouju, Youju, calls, paper_calls, training_calls

QUESTION = "清溪县2027年要建成标准茶园多少亩"
NOWHERE = "清溪县有几条地铁"
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

READ = [
    ("ask", [QUESTION], wire.AnswerObject),
    ("search", [QUESTION], wire.SearchObject),
    ("documents", [], replies.DocumentList),
    ("document", ["plan"], replies.FullDocument),
    ("text", ["plan"], replies.TextObject),
    ("clauses", ["plan"], replies.ClauseList),
    ("clause", ["plan/2.1"], replies.FoundClause),
    ("cleaning", ["plan"], wire.CleaningObject),
    ("figures", [], replies.FigureList),
    ("revisions", [], replies.RevisionList),
    ("jobs", [], replies.JobList),
    ("version", [], replies.VersionObject),
    ("health", [], replies.Ready),
]


@pytest.mark.parametrize(("name", "arguments", "declared"), READ)
def test_a_reply_is_what_it_is_typed_as(told, address: str, name, arguments, declared) -> None:
    TypeAdapter(declared).validate_python(told(address, name, *arguments), strict=True)


def test_both_clients_can_do_the_same() -> None:
    described = {
        name
        for module in (calls, training_calls, paper_calls)
        for name, call in vars(module).items()
        if inspect.isfunction(call) and call.__module__ == module.__name__ and name[0] != "_"
    }
    for client in (Youju, AsyncYouju):
        public = {name for name in vars(client) if name[0] != "_"}
        assert public == described | {"wait", "close"}
        assert list(inspect.signature(client.search).parameters)[:3] == [
            "self",
            "question",
            "history",
        ]
        assert client.search.__doc__ == calls.search.__doc__


def test_an_answer_and_the_text_that_it_quotes(told, address: str) -> None:
    answer = told(address, "ask", QUESTION)
    assert answer["answer"] == "到2027年，建成标准茶园12万亩[1]"
    [cited] = answer["citations"]
    text = told(address, "text", cited["document"]["id"], version=answer["index_version"])
    assert text["text"][cited["start"] : cited["end"]] == cited["quote"]


def test_what_the_documents_do_not_hold_is_no_error(told, address: str) -> None:
    assert told(address, "ask", NOWHERE)["status"] == "not_found"


def test_what_is_said_beside_a_question(told, address: str) -> None:
    for history in (QUESTION, [QUESTION], [{"role": "user", "content": QUESTION}]):
        answer = told(address, "ask", "总产值呢", history=history, as_of=date(2026, 1, 2))
        assert "20亿元" in answer["answer"]
        assert answer["as_of"] == "2026-01-02"
    for regions, status in (("清溪", "answered"), (["清溪"], "answered"), ("东湖", "not_found")):
        assert told(address, "ask", QUESTION, regions=regions)["status"] == status
    assert told(address, "ask", QUESTION, documents="lake")["status"] == "not_found"
    assert told(address, "ask", QUESTION, mode="extractive")["method"] == "extractive"


def test_a_stream_ends_with_the_answer(told, address: str) -> None:
    parts = told(address, "stream", QUESTION)
    assert parts[-1]["answer"] == told(address, "ask", QUESTION)["answer"]
    assert all("text" in part for part in parts[:-1])


def test_a_search(told, address: str) -> None:
    found = told(address, "search", QUESTION, k=2)
    assert [hit["rank"] for hit in found["hits"]] == [1, 2]
    assert found["hits"][0]["clause"]["id"] == "plan/2.1"
    assert found["index_version"] == told(address, "version")["index_version"]
    [hit] = told(address, "search", QUESTION, k=1, documents=["lake"])["hits"]
    assert hit["document"]["id"] == "lake"


@pytest.mark.parametrize("called", ["二（一）", "2.1", "plan/2.1"])
def test_clauses_by_whatever_they_are_called(told, address: str, called: str) -> None:
    found = told(address, "clauses", "plan", called=called)
    assert [clause["id"] for clause in found["clauses"]] == ["plan/2.1"]


def test_figures_by_every_filter(told, address: str) -> None:
    def written(**filters: object) -> list[str]:
        return [f["written"] for f in told(address, "figures", **filters)["figures"]]

    everything = written()
    assert len(everything) > 3
    assert written(region="清溪", year=2027, topic="茶园") == ["12万亩"]
    assert written(document="lake") == ["3万亩"]
    assert "12万亩" in written(department="商务局")
    assert written(department="公安局") == []
    assert written(limit=1, offset=1) == everything[1:2]


def test_figures_as_a_table(told, address: str) -> None:
    table = told(address, "figures_csv", year=2024)
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert rows[0][0] == "指标"
    assert [row[1] for row in rows[1:]] == ["3万亩"]


def test_what_people_think_of_an_answer(told, changing_address: str) -> None:
    noted = told(changing_address, "feedback", "a1", False, reason="错了")
    assert noted == {"status": "noted"}
