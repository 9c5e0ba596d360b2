"""Who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.access.audit import Audit
from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.settings import Settings

QUESTION = {"question": "清溪县2027年要建成标准茶园多少亩"}
LONG_AGO = "2020-01-01T00:00:00+00:00"
READ = [
    ("POST", "/v1/ask"),
    ("POST", "/v1/search"),
    ("GET", "/v1/documents"),
    ("GET", "/v1/documents/plan"),
    ("GET", "/v1/documents/plan/text"),
    ("GET", "/v1/figures"),
    ("GET", "/v1/models"),
    ("POST", "/v1/chat/completions"),
    ("GET", "/v1/version"),
    ("GET", "/metrics"),
    ("POST", "/mcp/"),
]
EDIT = [
    ("POST", "/v1/documents"),
    ("DELETE", "/v1/documents/plan"),
    ("GET", "/v1/library/revisions"),
]
ADMINISTER = [("POST", "/v1/library/rollback"), ("DELETE", "/v1/documents/plan?purge=true")]


@pytest.fixture(scope="module")
def guarded(built: Path, tmp_path_factory, serve) -> Iterator[tuple[TestClient, Keys]]:
    """The service as others reach it, with its keys."""
    home = tmp_path_factory.mktemp("guarded")
    (home / "index").symlink_to(built / "home/index")
    (home / "library").symlink_to(built / "home/library")
    settings = Settings(home=home, corpus=built / "corpus", rate=1000)
    with (
        Database(home / "service") as database,
        serve(settings, is_open=False, address="10.0.0.7") as client,
    ):
        yield client, Keys(database)


def bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(("method", "path"), [*READ, *EDIT, *ADMINISTER])
@pytest.mark.parametrize(
    "headers", [{}, bearing(""), bearing("yj_0_0"), {"Authorization": "Basic eDp5"}]
)
def test_without_a_key_nothing_is_told(guarded, method: str, path: str, headers) -> None:
    client, _ = guarded
    reply = client.request(method, path, json=QUESTION, headers=headers)
    assert reply.status_code == 401
    assert "清溪" not in reply.text


def test_the_process_tells_that_it_is_there(guarded) -> None:
    client, _ = guarded
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("method", "path"), [*EDIT, *ADMINISTER])
def test_a_reader_only_reads(guarded, method: str, path: str) -> None:
    client, keys = guarded
    _, token = keys.create("读者", "reader")
    assert client.post("/v1/ask", json=QUESTION, headers=bearing(token)).status_code == 200
    reply = client.request(method, path, json={"revision": 1}, headers=bearing(token))
    assert reply.status_code == 403


@pytest.mark.parametrize(("method", "path"), ADMINISTER)
def test_an_editor_does_not_administer(guarded, method: str, path: str) -> None:
    client, keys = guarded
    _, token = keys.create("编辑", "editor")
    assert client.get("/v1/library/revisions", headers=bearing(token)).status_code == 200
    reply = client.request(method, path, json={"revision": 1}, headers=bearing(token))
    assert reply.status_code == 403


def test_an_expired_key(guarded) -> None:
    client, keys = guarded
    _, token = keys.create("旧", "admin", LONG_AGO)
    assert client.get("/v1/documents", headers=bearing(token)).status_code == 401


def test_a_key_for_some_documents_shows_no_others(guarded) -> None:
    client, keys = guarded
    _, token = keys.create("东湖", "reader", documents=["lake"])
    mine = bearing(token)
    listed = client.get("/v1/documents", headers=mine).json()["documents"]
    assert [document["id"] for document in listed] == ["lake"]
    for path in ("/v1/documents/plan", "/v1/documents/plan/text", "/v1/clauses/plan/2.1"):
        assert client.get(path, headers=mine).status_code == 404
    assert client.post("/v1/ask", json=QUESTION, headers=mine).json()["status"] == "not_found"
    asked = client.post("/v1/ask", json=QUESTION | {"documents": ["plan"]}, headers=mine)
    assert asked.status_code == 404
    hits = client.post("/v1/search", json=QUESTION, headers=mine).json()["hits"]
    assert {hit["document"]["id"] for hit in hits} <= {"lake"}
    figures = client.get("/v1/figures", headers=mine).json()["figures"]
    assert {figure["document"]["id"] for figure in figures} == {"lake"}
    assert client.post("/mcp/", json={}, headers=mine).status_code == 403
    chat = {"messages": [{"role": "user", "content": QUESTION["question"]}]}
    said = client.post("/v1/chat/completions", json=chat, headers=mine).json()
    assert said["youju"]["status"] == "not_found"


def test_openai_s_shape_of_an_error(guarded) -> None:
    client, _ = guarded
    error = client.get("/v1/models").json()["error"]
    assert (error["type"], error["code"]) == ("authentication_error", "unauthorised")


def test_too_many_requests(built: Path, tmp_path: Path, serve) -> None:
    for name in ("index", "library"):
        (tmp_path / name).symlink_to(built / "home" / name)
    settings = Settings(home=tmp_path, corpus=built / "corpus", rate=3)
    with Database(tmp_path / "service") as database:
        _, token = Keys(database).create("甲", "reader")
    with serve(settings, is_open=False) as client:
        replies = [client.get("/v1/version", headers=bearing(token)) for _ in range(4)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
    assert 0 < int(replies[-1].headers["retry-after"]) <= 20


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_open_to_this_machine_is_not_open_to_any_name(reading: TestClient, host: str) -> None:
    assert reading.get("/v1/documents", headers={"Host": host}).status_code == 403


def test_a_page_of_another_site_changes_nothing(reading: TestClient) -> None:
    headers = {"Origin": "https://evil.example"}
    assert reading.delete("/v1/documents/plan", headers=headers).status_code == 403


def test_open_to_this_machine_is_not_open_to_others(built: Path, serve) -> None:
    settings = Settings(home=built / "home", corpus=built / "corpus")
    with serve(settings, address="10.0.0.7") as client:
        assert client.get("/v1/documents").status_code == 401


def test_the_first_key_closes_an_open_service_at_once(built: Path, tmp_path: Path, serve) -> None:
    for name in ("index", "library"):
        (tmp_path / name).symlink_to(built / "home" / name)
    settings = Settings(home=tmp_path, corpus=built / "corpus")
    with serve(settings) as client, Database(tmp_path / "service") as database:
        assert client.get("/v1/documents").status_code == 200
        _, token = Keys(database).create("甲", "reader")
        assert client.get("/v1/documents").status_code == 401
        assert client.get("/v1/documents", headers=bearing(token)).status_code == 200


@pytest.mark.parametrize("content", [b"{", b"x" * 1000])
def test_the_key_is_looked_at_before_the_body(guarded, content: bytes) -> None:
    client, _ = guarded
    for path in ("/v1/ask", "/v1/documents", "/v1/chat/completions", "/v1/feedback"):
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        assert client.post(path, content=content, headers=headers).status_code == 401


def test_the_tools_with_a_slash_and_without(reading: TestClient) -> None:
    listed = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"Accept": "application/json, text/event-stream"}
    for path in ("/mcp", "/mcp/"):
        reply = reading.post(path, json=listed, headers=headers, follow_redirects=False)
        assert len(reply.json()["result"]["tools"]) == 4


def test_what_was_asked_is_on_record(built: Path, tmp_path: Path, serve) -> None:
    for name in ("index", "library"):
        (tmp_path / name).symlink_to(built / "home" / name)
    settings = Settings(home=tmp_path, corpus=built / "corpus")
    with serve(settings) as client:
        answer = client.post("/v1/ask", json=QUESTION, headers={"X-Request-ID": "r-1"}).json()
        secret = {"question": "我的身份证110101199003070011能领补贴吗"}
        client.post("/v1/ask", json=secret)
    with Database(tmp_path / "service") as database:
        masked, asked = Audit(database, str).read()
    assert (asked.request, asked.who, asked.action, asked.status) == (
        *("r-1", "local", "ask"),
        answer["status"],
    )
    assert asked.clauses == ("plan/2.1",)
    assert asked.index_version == answer["index_version"]
    assert "110101199003070011" not in masked.question
