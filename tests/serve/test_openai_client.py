"""The service as OpenAI's own client sees it."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest

QUESTION = "清溪县2027年要建成标准茶园多少亩"
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0) as client:
        yield client


def user(words: str) -> dict[str, str]:
    return {"role": "user", "content": words}


def test_the_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["youju", "youju-extractive"]


def test_an_answer_with_its_citations(client: openai.OpenAI) -> None:
    reply = client.chat.completions.create(model="youju", messages=[user(QUESTION)])
    content = reply.choices[0].message.content
    assert content == "到2027年，建成标准茶园12万亩[1]"
    [cited] = reply.youju["citations"]
    assert cited["clause"]["id"] == "plan/2.1"
    assert reply.choices[0].finish_reason == "stop"


def test_a_stream_says_the_same(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="youju", messages=[user(QUESTION)])
    chunks = list(
        client.chat.completions.create(model="youju", messages=[user(QUESTION)], stream=True)
    )
    said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert said == whole.choices[0].message.content
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].youju["status"] == "answered"


def test_a_follow_up_and_parts_of_a_message(client: openai.OpenAI) -> None:
    parts = {"role": "user", "content": [{"type": "text", "text": "总产值呢"}]}
    messages = [user(QUESTION), {"role": "assistant", "content": "99万亩"}, parts]
    reply = client.chat.completions.create(model="youju", messages=messages)
    assert "20亿元" in reply.choices[0].message.content


def test_a_refusal_is_no_error(client: openai.OpenAI) -> None:
    reply = client.chat.completions.create(model="youju", messages=[user("清溪县有几条地铁")])
    assert reply.youju["status"] == "not_found"


@pytest.mark.parametrize("messages", [[], [{"role": "system", "content": "x"}], [user("x" * 3000)]])
def test_faults_are_the_client_s_own(client: openai.OpenAI, messages) -> None:
    with pytest.raises(openai.UnprocessableEntityError) as raised:
        client.chat.completions.create(model="youju", messages=messages)
    assert raised.value.code == "bad_request"
