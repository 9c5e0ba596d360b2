"""What has become of a document since an answer was given."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.ingest.clean import clean
from assistant.serve.reading import _standing
from assistant.types import Source

THEN = clean(Source("d", "方案", "d.txt", "aa"), "建成茶园12万亩。")


def test_the_text_that_answers_is_current(reading: TestClient) -> None:
    told = reading.get("/v1/documents/plan/text").json()
    assert told["standing"] == "current"
    there = reading.get(f"/v1/documents/plan/text?version={told['version']}").json()
    assert there == told


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (THEN, "current"),
        (None, "deleted"),
        (replace(THEN, source=replace(THEN.source, sha256="bb")), "replaced"),
        (replace(THEN, text="建成茶园。"), "corrected"),
    ],
)
def test_what_has_become_of_it(now, standing) -> None:
    assert _standing(THEN, now) == standing
