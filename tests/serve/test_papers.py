"""Papers over HTTP."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import docx
import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.app import Assistant
from assistant.settings import Settings
from assistant.training.items import Wanted
from assistant.training.making import make
from assistant.training.material import Material
from assistant.training.stored import set_object

QUESTION = "清溪县2027年要建成标准茶园多少亩"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper(client: TestClient, kind: str = "answer", **more: object):
    given = {"question": QUESTION} if kind in ("answer", "search") else {}
    return client.post("/v1/papers", json={"kind": kind, **given, **more})


def words(reply) -> str:
    """Of a PDF, blanks left out."""
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(reply.content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.fixture(scope="module")
def items(built: Path) -> dict[str, object]:
    assistant = Assistant.open(Settings(home=built / "home", corpus=built / "corpus"))
    found = make(Material.of(assistant), Wanted(kinds=("fill",)), 2, seed=1).set
    assert found.items
    return set_object(found)


def test_an_answer_as_a_file_with_a_chinese_name(reading: TestClient) -> None:
    reply = paper(reading)
    assert reply.status_code == 200
    assert reply.headers["content-type"] == DOCX
    disposition = reply.headers["content-disposition"]
    assert disposition.startswith("attachment; filename=\"paper.docx\"; filename*=UTF-8''")
    assert unquote(disposition.rpartition("''")[2]) == f"依据单-{QUESTION}.docx"
    assert docx.Document(io.BytesIO(reply.content)).paragraphs[0].text == "依据单"
    assert "12万亩" in words(paper(reading, format="pdf"))


def test_the_link_gives_the_same(reading: TestClient) -> None:
    given = {"q": QUESTION, "regions": "清溪", "documents": "plan", "as_of": "2026-11-21"}
    reply = reading.get("/v1/papers/answer", params={**given, "format": "pdf"})
    posted = paper(reading, regions=["清溪"], documents=["plan"], as_of="2026-11-21", format="pdf")
    assert reply.content == posted.content
    assert "2026年11月21日" in words(reply)


def test_several_questions_in_one(reading: TestClient) -> None:
    told = words(paper(reading, also=["东湖县2024年新增多少生态养殖水面"], format="pdf"))
    assert "2问" in told
    assert "12万亩" in told
    assert "3万亩" in told
    assert paper(reading, also=[QUESTION] * 20).status_code == 422


def test_a_link_with_more_names_than_there_are(reading: TestClient) -> None:
    reply = reading.get("/v1/papers/answer", params={"q": QUESTION, "documents": "plan," * 300})
    assert reply.status_code == 200
    assert (
        reading.get("/v1/papers/answer", params={"q": QUESTION, "documents": "x"}).status_code
        == 404
    )


def test_a_paper_of_what_was_not_found_waits_for_nobody(reading: TestClient) -> None:
    audit = reading.app._app.state.service.audit
    question = "火星登陆计划的补贴是多少"
    link = reading.get("/v1/papers/answer", params={"q": question, "format": "pdf"})
    assert "没有找到依据" in words(link)
    assert reading.post("/v1/ask", json={"question": question}).status_code == 200
    until = time.monotonic() + 5
    while question not in (waiting := dict(audit.unanswered())) and time.monotonic() < until:
        time.sleep(0.02)
    assert waiting[question] == 1
    assert next(iter(audit.read(action="paper"))).status == ""


def test_a_search(reading: TestClient) -> None:
    told = words(paper(reading, "search", k=2, format="pdf"))
    assert "〔2〕" in told
    assert "（农业农村局、商务局）" in told


def test_an_exam_and_its_key(reading: TestClient, items) -> None:
    asked = words(paper(reading, "exam", set=items, title="春季培训", format="pdf"))
    assert "春季培训试卷共2题，每题50分，满分100分" in asked
    assert "依据：" not in asked
    assert "依据：" in words(paper(reading, "key", set=items, format="pdf"))


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "poem", "question": QUESTION},
        {"question": QUESTION},
        {"kind": "answer", "question": QUESTION, "format": "odt"},
        {"kind": "answer", "question": ""},
        {"kind": "exam", "set": {}},
        {"kind": "answer", "question": QUESTION, "regions": ["火星"]},
    ],
)
def test_what_cannot_be_done(reading: TestClient, body: dict[str, object]) -> None:
    reply = reading.post("/v1/papers", json=body)
    assert reply.status_code == 422
    assert reply.json()["error"]["code"] == "bad_request"


def test_no_items_and_too_many(reading: TestClient, items) -> None:
    for some in ([], items["items"] * 150):
        reply = paper(reading, "exam", set={**items, "items": some})
        assert reply.status_code == 422
        assert "1 到 200 道题" in reply.json()["error"]["message"]


@pytest.fixture(scope="module")
def guarded(built: Path, tmp_path_factory, serve) -> Iterator[tuple[TestClient, Keys]]:
    home = tmp_path_factory.mktemp("papers")
    (home / "index").symlink_to(built / "home/index")
    (home / "library").symlink_to(built / "home/library")
    settings = Settings(home=home, corpus=built / "corpus", rate=1000)
    with (
        Database(home / "service") as database,
        serve(settings, is_open=False, address="10.0.0.7") as client,
    ):
        yield client, Keys(database)


def test_a_key_sees_its_documents_alone(guarded, items) -> None:
    client, keys = guarded
    assert paper(client).status_code == 401
    assert client.get("/v1/papers/answer", params={"q": QUESTION}).status_code == 401
    _, token = keys.create("湖", "reader", documents=("lake",))
    client.headers["Authorization"] = f"Bearer {token}"
    told = words(paper(client, format="pdf"))
    assert "没有找到依据" in told
    assert "茶叶总产值" not in told
    assert paper(client, documents=["plan"]).status_code == 404
    grounds = [ground for item in items["items"] for ground in item["grounds"]]
    assert {ground["document"] for ground in grounds} & {"plan"}
    told = words(paper(client, "key", set=items, format="pdf"))
    assert "没有或已经改动" in told
    assert "清溪县乡村振兴实施方案（2023—2027年）》" not in told.partition("三、所依据")[2]
