"""Documents that come, change and go while questions are answered."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.store.library import Library

TEA = "清溪县2027年要建成标准茶园多少亩"
HILL = """松岭县林业工作要点（2024年）
一、森林抚育
2024年完成森林抚育7万亩。
"""
ASKED = "松岭县2024年要完成森林抚育多少亩"


def done(client: TestClient, reply) -> str:
    """Waits for the job of a change; the document."""
    assert reply.status_code == 202, reply.text
    job = f"/v1/jobs/{reply.json()['job']['id']}"
    until = time.monotonic() + 120
    while (state := client.get(job).json()["state"]) in ("queued", "running"):
        assert time.monotonic() < until
        time.sleep(0.1)
    assert state == "done", client.get(job).json()
    return reply.json()["document"]


def upload(client: TestClient, text: str = HILL, name: str = "松岭.txt", **more: str):
    return client.post("/v1/documents", files={"file": (name, text.encode())}, data=more)


def said(client: TestClient, question: str) -> str:
    answer = client.post("/v1/ask", json={"question": question}).json()
    return answer["answer"] if answer["status"] == "answered" else ""


def revision(client: TestClient, reason: str) -> int:
    found = client.get("/v1/library/revisions").json()["revisions"]
    return next(r["revision"] for r in found if r["reason"] == reason)


@pytest.mark.proof
def test_a_document_through_its_life(client: TestClient, library: Settings) -> None:
    name = done(client, upload(client, region="浙江省松岭县"))
    assert "7万亩" in said(client, ASKED)
    assert client.get(f"/v1/documents/{name}").json()["region"] == "浙江省松岭县"

    new = client.put(
        f"/v1/documents/{name}", files={"file": ("新.txt", HILL.replace("7", "9").encode())}
    )
    assert "7万亩" not in said(client, ASKED), "superseded text answers no more, at once"
    done(client, new)
    assert "9万亩" in said(client, ASKED)

    gone = client.delete(f"/v1/documents/{name}")
    assert said(client, ASKED) == ""
    assert client.get(f"/v1/documents/{name}").status_code == 404
    done(client, gone)
    assert "12万亩" in said(client, TEA)

    back = client.post("/v1/library/rollback", json={"revision": revision(client, "replace")})
    done(client, back)
    assert "9万亩" in said(client, ASKED)

    done(client, client.delete(f"/v1/documents/{name}", params={"purge": True}))
    assert said(client, ASKED) == ""
    assert library.home
    kept = [p for p in library.home.rglob("*") if p.is_file() and "service" not in p.parts]
    assert not [p for p in kept if "森林抚育9万亩".encode() in p.read_bytes()]


def test_what_is_deleted_answers_no_more_at_once(client: TestClient) -> None:
    assert "12万亩" in said(client, TEA)
    assert client.delete("/v1/documents/plan").status_code == 202
    assert said(client, TEA) == ""
    assert client.get("/v1/documents/plan/text").status_code == 404
    listed = client.get("/v1/documents").json()["documents"]
    assert [document["id"] for document in listed] == ["lake"]
    figures = client.get("/v1/figures").json()["figures"]
    assert {figure["document"]["id"] for figure in figures} == {"lake"}


def test_what_is_replaced_answers_no_more_at_once(client: TestClient) -> None:
    new = client.put("/v1/documents/plan", files={"file": ("新.txt", HILL.encode())})
    assert new.status_code == 202
    assert said(client, TEA) == ""


def test_the_same_file_twice(client: TestClient) -> None:
    assert upload(client).status_code == 202
    again = upload(client)
    assert again.status_code == 409
    assert again.json()["error"]["code"] == "conflict"


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [
        (b"%PDF-1.7\n...", "a.pdf", 415),
        (b"PK\x03\x04", "a.docx", 415),
        (b"", "a.txt", 415),
        (b"\x00\x01\x02", "a.txt", 415),
    ],
)
def test_what_cannot_be_used_changes_nothing(
    reading: TestClient, content: bytes, name: str, status: int
) -> None:
    before = reading.get("/v1/library/revisions").json()
    reply = reading.post("/v1/documents", files={"file": (name, content)})
    assert reply.status_code == status
    assert reading.get("/v1/library/revisions").json() == before


def test_the_name_of_a_file_leads_nowhere(client: TestClient, library: Settings) -> None:
    reply = upload(client, name="../../../../etc/cron.d/x.txt")
    assert reply.status_code == 202
    found = Library.open(library.home / "library").sources()
    assert "x.txt" in {source.file for source in found}


@pytest.mark.parametrize("id", ["../x", "A B", "", "a" * 301])
def test_an_id_that_is_none(client: TestClient, id: str) -> None:
    reply = upload(client, id=id)
    assert reply.status_code == (202 if not id else 422)


def test_a_file_that_is_too_large(reading: TestClient) -> None:
    reply = reading.post("/v1/documents", files={"file": ("a.txt", b"x" * (22 << 20))})
    assert reply.status_code == 413


def test_what_is_not_there(reading: TestClient) -> None:
    assert reading.delete("/v1/documents/nope").status_code == 404
    assert (
        reading.put("/v1/documents/nope", files={"file": ("a.txt", HILL.encode())}).status_code
        == 404
    )
    assert reading.post("/v1/library/rollback", json={"revision": 99}).status_code == 404
    assert reading.get("/v1/jobs/nope").status_code == 404


def test_text_of_a_version_that_is_gone(reading: TestClient) -> None:
    reply = reading.get("/v1/documents/plan/text", params={"version": "0000-nothing"})
    assert reply.status_code == 410
    out = reading.get("/v1/documents/plan/text", params={"version": ".."})
    assert out.status_code == 410


@pytest.mark.proof
def test_an_index_that_lags_behind_is_built_at_the_start(library: Settings, serve) -> None:
    with serve(library) as client:
        assert upload(client).status_code == 202
    with serve(library) as client:
        [job] = client.get("/v1/jobs").json()["jobs"]
        assert job["kind"] == "reindex"
        until = time.monotonic() + 120
        while not said(client, ASKED):
            assert time.monotonic() < until
            time.sleep(0.2)


def test_clauses_by_whatever_they_are_called(reading: TestClient) -> None:
    for called in ("二（一）", "二(一)", "plan/2.1", "2.1"):
        found = reading.get("/v1/documents/plan/clauses", params={"called": called}).json()
        assert [clause["id"] for clause in found["clauses"]] == ["plan/2.1"]
    one = reading.get("/v1/clauses/plan/2.1").json()
    assert one["document"]["id"] == "plan"
    assert one["after"] == "plan/2.2"
    assert reading.get("/v1/clauses/plan/9.9").status_code == 404


def test_the_ledger_as_json_and_as_a_table(reading: TestClient) -> None:
    found = reading.get("/v1/figures", params={"region": "清溪", "topic": "茶园"}).json()
    [figure] = found["figures"]
    assert (figure["written"], figure["low"], figure["years"]) == ("12万亩", "120000", [2027])
    assert figure["written"] in figure["quote"]
    table = reading.get("/v1/figures", params={"format": "csv", "year": 2024})
    assert table.headers["content-type"].startswith("text/csv")
    assert "生态养殖水面3万亩" in table.text
    assert "12万亩" not in table.text


def test_what_the_service_tells_of_itself(client: TestClient, library: Settings) -> None:
    assert client.get("/readyz").json()["status"] == "ready"
    assert client.get("/v1/version").json()["documents"] == 2
    assert "youju_documents 2.0" in client.get("/metrics").text
    noted = client.post("/v1/feedback", json={"answer": "a1", "helpful": False, "reason": "错了"})
    assert noted.status_code == 201


def test_without_an_index_nothing_is_answered(tmp_path: Path, serve) -> None:
    with serve(Settings(home=tmp_path / "empty", corpus=tmp_path / "none")) as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        reply = client.post("/v1/ask", json={"question": "x"})
        assert (reply.status_code, reply.json()["error"]["code"]) == (503, "no_index")
