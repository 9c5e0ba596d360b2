"""Server-sent events, read to the letter."""

from __future__ import annotations

from contextlib import aclosing

import anyio
import pytest

from assistant.client import AsyncYouju, Conflict, ServiceError, Unavailable, Youju

STREAM = {"Content-Type": "text/event-stream; charset=utf-8"}
SENTENCE = 'event: sentence\r\ndata: {"text": "甲\u2028乙[1]", "citations": [1]}\r\n\r\n'
FINAL = 'event: final\r\ndata: {"answer": "甲\u2028乙[1]", "status": "answered"}\r\n\r\n'
PING = ": ping - 2026-11-21 08:00:00\r\n\r\n"
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def parts(scripted, reply, told, body: str, headers: dict[str, str] = STREAM):
    return told(scripted(reply(200, body, headers)).address, "stream", "x")


@pytest.mark.parametrize(
    "body",
    [
        SENTENCE + FINAL,
        PING + SENTENCE + PING + FINAL,
        (SENTENCE + FINAL).replace("\r\n", "\n"),
        (SENTENCE + FINAL).replace("\r\n", "\r"),
        "\ufeff" + PING + SENTENCE + FINAL,
        "retry: 5\nid: 1\n" + SENTENCE + FINAL,
        SENTENCE + 'event: later\r\ndata: {"x": 1}\r\n\r\ndata: nameless\r\n\r\n' + FINAL,
        SENTENCE.replace('data: {"text"', 'data:{\r\ndata: "text"') + FINAL,
        SENTENCE + FINAL + SENTENCE,
    ],
)
def test_sentences_then_the_answer(scripted, reply, told, body: str) -> None:
    sentence, final = parts(scripted, reply, told, body)
    assert sentence == {"text": "甲\u2028乙[1]", "citations": [1]}
    assert final["answer"] == "甲\u2028乙[1]"


def test_the_error_that_a_stream_tells(scripted, reply, told) -> None:
    error = '{"error": {"code": "%s", "message": "不行。", "hint": "换个法子。"}}'
    for code, kind in (("error", ServiceError), ("no_index", Unavailable), ("no_model", Conflict)):
        body = f"{SENTENCE}event: error\r\ndata: {error % code}\r\n\r\n"
        headers = STREAM | {"X-Request-ID": "r-1"}
        with pytest.raises(ServiceError) as raised:
            parts(scripted, reply, told, body, headers)
        told_error = raised.value
        assert (type(told_error), told_error.code, told_error.message) == (kind, code, "不行。")
        assert (told_error.hint, told_error.request) == ("换个法子。", "r-1")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "broken_off"),
        (PING, "broken_off"),
        (SENTENCE, "broken_off"),
        (SENTENCE + FINAL.removesuffix("\r\n\r\n"), "broken_off"),
        ("event: final\r\ndata: {\r\n\r\n", "bad_reply"),
        ("event: final\r\ndata: []\r\n\r\n", "bad_reply"),
        ("event: final\r\ndata: {}\r\n\r\n", "bad_reply"),
        ('event: sentence\r\ndata: {"answer": "x"}\r\n\r\n', "bad_reply"),
        ("event: error\r\ndata: 5\r\n\r\n", "error"),
    ],
)
def test_a_stream_that_says_less_than_an_answer(scripted, reply, told, body, code) -> None:
    with pytest.raises(ServiceError) as raised:
        parts(scripted, reply, told, body)
    assert raised.value.code == code


def test_a_connection_that_breaks_in_the_middle(scripted, reply, told) -> None:
    with pytest.raises(Unavailable) as raised:
        parts(scripted, reply, told, SENTENCE, STREAM | {"Content-Length": "5000"})
    assert raised.value.code == "disconnected"


def test_a_reply_that_is_no_stream(scripted, reply, told) -> None:
    with pytest.raises(ServiceError) as raised:
        parts(scripted, reply, told, '{"answer": "x"}', {})
    assert raised.value.code == "bad_reply"


def test_whoever_has_heard_enough_lets_go(scripted, reply) -> None:
    server = scripted(reply(200, SENTENCE + FINAL, STREAM))
    with Youju(server.address) as client:
        stream = client.stream("x")
        assert "text" in next(stream)
        stream.close()
        assert list(client.stream("x"))[-1]["status"] == "answered"

    async def run() -> None:
        async with AsyncYouju(server.address) as client, aclosing(client.stream("x")) as stream:
            assert "text" in await anext(stream)

    anyio.run(run)
