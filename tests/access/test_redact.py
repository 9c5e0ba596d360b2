"""Nothing that lets anyone in stands in a log."""

from __future__ import annotations

import io
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.access.redact import Redacting, redact

TOKEN = "yj_0123abcd_Zm9vYmFyLWJhei1xdXV4LTEyMzQ1Njc4OTAtX2FiY2Q"
SECRET = "Zm9vYmFyLWJhei1xdXV4LTEyMzQ1Njc4OTAtX2FiY2Q"
MODEL_KEY = "机密pass word"


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "Bearer {}",
        "authorization: bearer {}",
        "(b'authorization', b'Bearer {}')",
        '{{"Authorization": "Basic {}"}}',
        "sk-{}",
        "x-api-key: {}",
        "api_key={}",
        "https://example.org/v1?key={}&page=2",
        "/v1/ask?a=1&token={}",
        "/?code={}#top",
        "http://user:{}@example.org/",
        "密钥是yj_0123abcd_{}，请存好",
    ],
)
def test_a_secret_is_taken_out_and_the_rest_stays(line: str) -> None:
    for secret in (TOKEN, SECRET) if line != "{}" else (TOKEN,):
        shown = redact(line.format(secret))
        assert SECRET not in shown
        assert redact(shown) == shown


@pytest.mark.parametrize("line", ["{}", "Bearer {}", "authorization: Bearer {}", "/?token={}&a=1"])
def test_the_id_stays_wherever_it_stands(line: str) -> None:
    assert redact(line.format(TOKEN)) == line.format("yj_0123abcd_[密钥]")


def test_whose_token_it_was_can_be_read(keys: Keys) -> None:
    key, token = keys.create("甲", "reader")
    assert redact(f"refused {token}.") == f"refused yj_{key.id}_[密钥]."


@pytest.mark.parametrize(
    "line",
    [
        "建德2027年集体经济目标是多少",
        "Which bearer certificates and basic pension standards apply in 2027?",
        "GET /v1/documents?page=2&region=建德 200 8 ms",
        "task-force report, risk-management, key=value",
        "http://127.0.0.1:8000/docs",
    ],
)
def test_what_is_no_secret_stays(line: str) -> None:
    assert redact(line) == line


@given(st.text(), st.text(), st.text("0123456789abcdef", min_size=8, max_size=8))
def test_wherever_a_token_stands(before: str, after: str, name: str) -> None:
    assert SECRET not in redact(f"{before} yj_{name}_{SECRET} {after}")


def test_the_key_of_a_model() -> None:
    assert redact(f"401 for {MODEL_KEY}!", [MODEL_KEY, ""]) == "401 for [密钥]!"


@pytest.fixture
def log() -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redacting([MODEL_KEY]))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger, stream


def test_a_log(log) -> None:
    logger, stream = log
    logger.info("key %s of %s, %d %%", TOKEN, {"authorization": f"Bearer {TOKEN}"}, 5)
    logger.info(f"model {MODEL_KEY}")
    logger.info("Bearer %s", "abc123def456")
    logger.info("%(who)s", {"who": TOKEN})
    logger.info("%d %s", "不是数", TOKEN)
    logger.info("plain")
    text = stream.getvalue()
    assert SECRET not in text
    assert MODEL_KEY not in text
    assert "abc123def456" not in text
    assert text.splitlines()[0].endswith("5 %")
    assert text.splitlines()[-1] == "plain"
    assert len(text.splitlines()) == 6


def test_the_traceback_too(log) -> None:
    logger, stream = log
    try:
        raise ValueError(f"refused {TOKEN}")
    except ValueError:
        logger.exception("failed")
    assert "ValueError: refused yj_0123abcd_[密钥]" in stream.getvalue()


def test_what_is_filled_in_stays_as_many_as_it_was() -> None:
    given = ("10.0.0.1", "GET", f"/?key={SECRET}", "1.1", 200)
    record = logging.LogRecord("a", logging.INFO, "", 0, '%s "%s %s HTTP/%s" %d', given, None)
    assert Redacting().filter(record)
    assert record.args == ("10.0.0.1", "GET", "/?key=[密钥]", "1.1", 200)


def test_a_wrong_token_is_not_logged(database: Database, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Exception, match="密钥不对") as refused:
        Keys(database).check(TOKEN)
    assert SECRET not in caplog.text + str(refused.value)
