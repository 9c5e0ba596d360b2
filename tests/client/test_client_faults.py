"""Each error that a caller may meet, from the real service where it can be had there."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.client import (
    BadRequest,
    Conflict,
    Gone,
    NotAuthorised,
    NotFound,
    RateLimited,
    ServiceError,
    Unavailable,
    Youju,
)
from assistant.settings import Settings

QUESTION = "清溪县2027年要建成标准茶园多少亩"
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture(scope="module")
def guarded(
    built: Path, tmp_path_factory: pytest.TempPathFactory, listen
) -> Iterator[tuple[str, Keys]]:
    """The service that asks for keys and bears six requests a minute, with its keys."""
    home = tmp_path_factory.mktemp("guarded")
    for name in ("index", "library"):
        (home / name).symlink_to(built / "home" / name)
    settings = Settings(home=home, corpus=built / "corpus", rate=6)
    with Database(home / "service") as database, listen(settings, is_open=False) as address:
        yield address, Keys(database)


REFUSED = [
    ("ask", ["  "], {}, BadRequest, 422, "bad_request"),
    ("ask", ["x" * 3000], {}, BadRequest, 422, "bad_request"),
    ("ask", [QUESTION], {"regions": "火星"}, BadRequest, 422, "bad_request"),
    ("upload", [("a.pdf", b"%PDF-1.7")], {}, BadRequest, 415, "bad_file"),
    ("upload", [("a.txt", b"x" * (22 << 20))], {}, BadRequest, 413, "too_large"),
    ("ask", [QUESTION], {"documents": "nope"}, NotFound, 404, "not_there"),
    ("document", ["nope"], {}, NotFound, 404, "not_there"),
    ("clause", ["plan/9.9"], {}, NotFound, 404, "not_there"),
    ("job", ["nope"], {}, NotFound, 404, "not_there"),
    ("text", ["plan"], {"version": "0000-nothing"}, Gone, 410, "gone"),
    ("ask", [QUESTION], {"mode": "generative"}, Conflict, 409, "no_model"),
    ("stream", [QUESTION], {"mode": "generative"}, Conflict, 409, "no_model"),
]


@pytest.mark.parametrize(("name", "arguments", "more", "kind", "status", "code"), REFUSED)
def test_what_the_service_refuses(  # noqa: PLR0917
    told, address: str, name, arguments, more, kind, status: int, code: str
) -> None:
    with pytest.raises(ServiceError) as raised:
        told(address, name, *arguments, **more)
    error = raised.value
    assert (type(error), error.status, error.code) == (kind, status, code)
    assert error.message
    assert error.hint
    assert str(error) == f"{error.message}{error.hint}"
    assert error.request
    assert len(error.request) == 32


def test_a_key_that_is_none_and_one_that_may_not(told, guarded) -> None:
    address, keys = guarded
    for key in (None, "yj_0_0"):
        with pytest.raises(NotAuthorised) as nobody:
            told(address, "documents", client={"key": key})
        assert (nobody.value.status, nobody.value.code) == (401, "unauthorised")
    _, reader = keys.create("甲", "reader")
    assert told(address, "documents", client={"key": reader})["documents"]
    with pytest.raises(NotAuthorised) as lesser:
        told(address, "delete", "plan", client={"key": reader})
    assert (lesser.value.status, lesser.value.code) == (403, "forbidden")


def test_too_many_requests(told, guarded) -> None:
    address, keys = guarded
    _, token = keys.create("乙", "reader")
    with pytest.raises(RateLimited) as raised:
        for _ in range(8):
            told(address, "version", client={"key": token, "retries": 0})
    assert (raised.value.status, raised.value.code) == (429, "too_many")
    assert raised.value.wait
    assert 0 < raised.value.wait <= 10


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, listen) -> Iterator[str]:
    """The service where there is no index."""
    home = tmp_path_factory.mktemp("empty")
    with listen(Settings(home=home, corpus=home / "none")) as address:
        yield address


def test_a_service_without_an_index(told, empty: str) -> None:
    for name, arguments in (("ask", [QUESTION]), ("stream", [QUESTION]), ("health", [])):
        with pytest.raises(Unavailable) as raised:
            told(empty, name, *arguments, client={"retries": 0})
        assert (raised.value.status, raised.value.code) == (503, "no_index")
    assert told(empty, "version")["index_version"] is None


def test_where_nothing_listens(told) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unavailable) as raised:
        told(f"http://127.0.0.1:{port}", "version", client={"retries": 1})
    assert (raised.value.status, raised.value.code) == (None, "unreachable")
    assert not raised.value.is_sent


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../library"])
def test_a_name_leads_to_no_other_path(name: str) -> None:
    with Youju("http://127.0.0.1:9", retries=0) as client:
        for method in (client.document, client.delete, client.purge, client.text, client.job):
            with pytest.raises(BadRequest):
                method(name)
        with pytest.raises(BadRequest):
            client.clause("plan/../../library")


def test_halves_of_characters(told, address: str) -> None:
    for name, argument in (("ask", "\ud800"), ("upload", ("\udcff.txt", b"x"))):
        with pytest.raises(BadRequest):
            told(address, name, argument)
    with pytest.raises(NotFound):
        told(address, "document", "\ud800")


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1:8000", "ftp://x", "http://", "http://h:99999", "http://a:b@host"]
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(BadRequest):
        Youju(address)


@pytest.mark.parametrize("key", ["yj_钥匙", "a b", "a\nb", "a\x00"])
def test_a_key_that_no_header_can_hold(key: str) -> None:
    with pytest.raises(BadRequest) as raised:
        Youju(key=key)
    assert key not in str(raised.value)


def test_a_key_is_sent_and_shown_nowhere(
    scripted, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, reply
) -> None:
    server = scripted(reply(200))
    with caplog.at_level(logging.DEBUG):
        with Youju(server.address, key="yj_secret_1\n") as client:
            client.version()
            assert "secret" not in repr(client)
        monkeypatch.setenv("YOUJU_API_KEY", "yj_secret_2")
        with Youju(server.address) as client:
            client.version()
        with Youju(server.address, key="") as client:
            client.version()
    assert [request["headers"].get("Authorization") for request in server.requests] == [
        "Bearer yj_secret_1",
        "Bearer yj_secret_2",
        None,
    ]
    assert caplog.records
    assert "secret" not in caplog.text


def test_a_key_does_not_follow_to_where_it_is_sent_on(scripted, reply, told) -> None:
    other = scripted(reply(200))
    server = scripted(reply(307, headers={"Location": f"{other.address}/v1/version"}))
    with pytest.raises(ServiceError) as raised:
        told(server.address, "version", client={"key": "yj_1"})
    assert raised.value.status == 307
    assert other.requests == []


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (500, "<html>", "http_500"),
        (500, '{"error": {"code": "error", "message": "程序出错。", "hint": "x"}}', "error"),
        (418, '{"error": "x"}', "http_418"),
        (200, "<html>", "bad_reply"),
        (200, "[]", "bad_reply"),
        (200, b"\xff", "bad_reply"),
    ],
)
def test_what_is_no_reply_of_this_service(scripted, reply, told, status, body, code) -> None:
    server = scripted(reply(status, body))
    with pytest.raises(ServiceError) as raised:
        told(server.address, "version")
    error = raised.value
    assert (type(error), error.status, error.code) == (ServiceError, status, code)
    assert error.message
    assert error.hint
    assert len(server.requests) == 1
