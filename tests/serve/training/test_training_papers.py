"""Papers of a quiz and of what came of a session."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from docx import Document
from fastapi.testclient import TestClient
from live_room import SESSIONS, Phone, Room, serving, started, stepped
from pypdf import PdfReader

from assistant.training.items import KINDS
from assistant.training.sheet import right


@pytest.fixture(scope="module")
def room(built, tmp_path_factory, serve) -> Iterator[Room]:
    with serving(built, tmp_path_factory.mktemp("papers"), serve) as made:
        yield made


def words(data: bytes) -> str:
    """The words of a DOCX, those in tables too, without blanks."""
    body = Document(io.BytesIO(data)).element.body
    return "".join("".join(body.itertext()).split())


def told_in_tables(data: bytes) -> list[str]:
    found = Document(io.BytesIO(data)).tables
    return [cell.text for table in found for row in table.rows for cell in row.cells]


def fetched(client: TestClient, path: str) -> tuple[str, bytes]:
    reply = client.get(path)
    assert reply.status_code == 200, reply.text
    return unquote(reply.headers["content-disposition"]), reply.content


def test_a_quiz_is_printed_without_its_answers_and_with_them(room: Room) -> None:
    path = f"/v1/training/quizzes/{room.quiz}/paper?format=docx"
    named, exam = fetched(room.client, path)
    assert "试卷" in named
    keyed, key = fetched(room.client, f"{path}&answers=1")
    assert "答案" in keyed
    [remarked, *_] = [item for item in room.set.items if item.remark]
    assert "".join(remarked.remark.split()) in words(key)
    assert "".join(remarked.remark.split()) not in words(exam)
    for item in room.set.items:
        assert "".join(item.question.split())[-12:] in words(exam)


def test_what_came_of_a_session_is_printed(room: Room) -> None:
    client = room.client
    session = started(client, room.quiz, title="第一讲")
    phone = Phone(client, session["code"])
    phone.join("王芳")
    stepped(client, session)
    first = room.set.items[0]
    phone.answer(0, {"judge": "错" if first.keys[0] == "对" else "对"}.get(first.kind, "-1"))
    stepped(client, session)
    stepped(client, session)
    path = f"{SESSIONS}/{session['id']}/paper"
    named, data = fetched(client, f"{path}?format=docx")
    assert "第一讲" in named
    told = words(data)
    assert "王芳" in told
    in_tables = told_in_tables(data)
    begin = in_tables.index("名次")
    assert in_tables[begin : begin + 12] == [
        *("名次", "姓名", "题数", "交了几题", "答对", "比例"),
        *("1", "王芳", "1", "1", "0", "0%"),
    ]
    assert "0%（没交的算没答对）" in in_tables
    assert "".join(first.grounds[0].quote.split()) in told
    _, pdf = fetched(client, f"{path}?format=pdf")
    assert "王芳" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_the_papers_of_a_session_have_its_numbers(room: Room) -> None:
    session = started(room.client, room.quiz, title="第二讲")
    path = f"{SESSIONS}/{session['id']}/paper?format=docx&kind="
    named, exam = fetched(room.client, f"{path}exam")
    assert "试卷-第二讲" in named
    keyed, key = fetched(room.client, f"{path}key")
    assert "答案-第二讲" in keyed
    told = words(exam)
    starts = [
        told.index(f"{at}．〔{KINDS[item.kind]}〕{''.join(item.question.split())[:6]}")
        for at, item in enumerate(room.set.items, start=1)
    ]
    assert starts == sorted(starts)
    for at, item in enumerate(room.set.items, start=1):
        assert f"{at}．〔{KINDS[item.kind]}〕{''.join(right(item).split())}" in words(key)
    assert room.client.get(f"{path}poem").status_code == 422


def test_papers_of_what_is_not_there(room: Room) -> None:
    for path in ("/v1/training/quizzes/none/paper", f"{SESSIONS}/none/paper"):
        reply = room.client.get(path)
        assert reply.status_code == 404
        assert reply.json()["error"]["hint"]
