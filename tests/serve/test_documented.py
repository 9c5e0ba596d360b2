"""The page that explains the service, and the examples on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from assistant.serve import documented
from assistant.settings import Settings

CHINESE = re.compile("[一-鿿]")
JSON = "application/json"


@pytest.fixture(scope="module")
def schema(reading: TestClient) -> dict[str, Any]:
    return dict(reading.get("/openapi.json").json())


@pytest.fixture(scope="module")
def operations(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["operationId"]: each for each in documented.operations(schema)}


@pytest.fixture(scope="module")
def real(settings: Settings, serve) -> Iterator[TestClient]:
    """The service over the documents that come with the program; only to be read."""
    with serve(settings) as client:
        yield client


def holds(schema: dict[str, Any], part: dict[str, Any], example: object) -> None:
    Draft202012Validator({**part, "components": schema["components"]}).validate(example)


def test_every_operation_is_explained(operations) -> None:
    assert operations.keys() == documented.examples().keys()
    described = {tag["name"] for tag in documented.TAGS}
    for name, operation in operations.items():
        assert re.fullmatch(r"[a-z][a-z_]*", name)
        assert set(operation["tags"]) <= described
        for told in (operation["summary"], operation["description"]):
            assert CHINESE.search(told), name
        for parameter in operation.get("parameters", ()):
            assert CHINESE.search(parameter["description"]), (name, parameter["name"])
        for reply in operation["responses"].values():
            assert CHINESE.search(reply["description"]), name


def test_every_example_is_as_declared(schema, operations) -> None:
    for operation in operations.values():
        for parameter in operation.get("parameters", ()):
            holds(schema, parameter["schema"], parameter["example"])
        for content in operation.get("requestBody", {}).get("content", {}).values():
            holds(schema, content["schema"], content["example"])
        for status, reply in operation["responses"].items():
            for kind, content in reply["content"].items():
                assert "example" in content, (operation["operationId"], status, kind)
                if kind == JSON:
                    holds(schema, content["schema"], content["example"])


def test_what_is_shown_can_be_asked(real: TestClient) -> None:
    for name, path in (
        ("ask", "/v1/ask"),
        ("search", "/v1/search"),
        ("chat", "/v1/chat/completions"),
    ):
        shown = documented.examples()[name]
        reply = real.post(path, json=shown["request"])
        assert reply.status_code == 200
        told = shown["replies"]["200"][JSON]
        assert reply.json().keys() == told.keys()
    answer = real.post("/v1/ask", json=documented.examples()["ask"]["request"]).json()
    told = documented.examples()["ask"]["replies"]["200"][JSON]
    assert [c["clause"]["id"] for c in answer["citations"]] == [
        c["clause"]["id"] for c in told["citations"]
    ]


def test_faults_are_shown_in_the_shape_that_they_have(operations) -> None:
    for operation in operations.values():
        asked_by_openai = operation["tags"] == ["OpenAI 兼容"]
        for status, reply in operation["responses"].items():
            if status >= "400":
                error = reply["content"][JSON]["example"]["error"]
                assert ("type" in error) == asked_by_openai
                assert CHINESE.search(error["message"])


def test_the_page_needs_nothing_from_elsewhere(reading: TestClient) -> None:
    page = reading.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "<title>有据 API</title>" in page.text
    found = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert len(found) == 5
    for path in found:
        assert path.startswith("/")
        assert reading.get(path).status_code == 200
    assert not re.search(r"<script>|https?:", page.text)
    assert "validatorUrl: null" in reading.get("/docs/page.js").text


def test_the_examples_name_no_one_and_no_place_of_a_machine() -> None:
    told = json.dumps(documented.examples(), ensure_ascii=False)
    assert not re.search(r"/(?:home|work|tmp|root)/|yj_[0-9a-f]{8}_", told)
