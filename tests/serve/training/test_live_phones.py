"""Phones in a session: what they see, what they do not, and what counts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from live_room import SESSIONS, Phone, Room, kept, serving, started, stepped

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.resources import locate
from assistant.settings import Settings
from assistant.training.items import ItemSet


@pytest.fixture(scope="module")
def service(built: Path, tmp_path_factory, serve) -> Iterator[Room]:
    with serving(built, tmp_path_factory.mktemp("live"), serve) as room:
        yield room


@pytest.fixture
def client(service: Room) -> TestClient:
    return service.client


@pytest.fixture
def quiz(service: Room) -> tuple[str, ItemSet]:
    return service.quiz, service.set


@pytest.fixture
def room(quiz, client: TestClient) -> tuple[dict, list[Phone]]:
    session = started(client, quiz[0], seconds=60)
    phones = [Phone(client, session["code"]) for _ in range(3)]
    for phone, name in zip(phones, ("王芳", "李强", "陈"), strict=True):
        assert phone.join(name).status_code == 303
    return session, phones


def test_a_phone_joins_with_a_code_and_a_name(client: TestClient, quiz) -> None:
    session = started(client, quiz[0])
    phone = Phone(client, session["code"])
    typed = phone.ask("/j", "POST", data={"code": f" {session['code'][:3]}　{session['code'][3:]}"})
    assert (typed.status_code, typed.headers["location"]) == (303, f"/j/{session['code']}")
    page = phone.ask()
    assert page.status_code == 200
    assert "您的名字" in page.text
    assert "清溪县 &lt;第一讲&gt;" in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    joined = phone.join("<b>王芳</b>")
    cookie = joined.headers["set-cookie"]
    assert f"Path=/j/{session['code']}" in cookie
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    waiting = phone.ask()
    assert "已加入" in waiting.text
    assert "&lt;b&gt;王芳&lt;/b&gt;" in waiting.text and "<b>王芳" not in waiting.text


def test_behind_https_the_cookie_is_for_https_alone(client: TestClient, quiz) -> None:
    phone = Phone(client, started(client, quiz[0])["code"])
    given = {"data": {"name": "王芳"}, "headers": {"X-Forwarded-Proto": "https"}}
    assert "Secure" in phone.ask(method="POST", **given).headers["set-cookie"]


@pytest.mark.parametrize(("name", "told"), [("", "还没有写名字"), ("王" * 21, "太长")])
def test_a_name_that_cannot_be(client: TestClient, quiz, name: str, told: str) -> None:
    phone = Phone(client, started(client, quiz[0])["code"])
    reply = phone.join(name)
    assert reply.status_code == 422
    assert told in reply.text
    assert not phone.cookie


def test_two_of_one_name_and_a_phone_that_joins_again(room) -> None:
    session, phones = room
    again = Phone(phones[0]._client, session["code"])
    reply = again.join("王芳")
    assert (reply.status_code, "已经有人叫" in reply.text) == (409, True)
    assert phones[0].ask(method="POST", data={"name": "别人"}).status_code == 303
    assert "set-cookie" not in phones[0].ask(method="POST", data={"name": "别人"}).headers
    assert "王芳" in phones[0].ask().text


def test_wrong_codes_are_slowed_down(built: Path, tmp_path: Path, serve) -> None:
    with serving(built, tmp_path, serve) as room:
        session = started(room.client, room.quiz)
        phone = Phone(room.client, session["code"])
        phone.join("王芳")
        assert_slowed_down(room.client, session["code"], phone)


def assert_slowed_down(client: TestClient, code: str, joined: Phone) -> None:
    stranger = Phone(client, "")
    wrong = [f"{n:06d}" for n in range(100) if f"{n:06d}" != code]
    found = [stranger.ask(f"/j/{each}").status_code for each in wrong]
    assert found[0] == 404
    assert found[-1] == 429
    assert found.index(429) >= 50
    assert stranger.ask(f"/j/{code}").status_code == 429, "also with the right one"
    assert stranger.ask("/j", "POST", data={"code": code}).status_code == 429
    assert joined.ask().status_code == 200, "whoever has joined shares the address"


def test_an_item_from_the_question_to_the_clause(client: TestClient, room, quiz) -> None:
    session, phones = room
    item = quiz[1].items[0]
    assert item.kind == "fill"
    stepped(client, session)
    page = phones[0].ask().text
    assert item.question.splitlines()[0] in page
    assert 'name="answer"' in page
    taken = phones[0].answer(0, item.keys[0])
    assert taken.status_code == 200
    assert "已交" in taken.json()["html"]
    assert phones[0].answer(0, item.keys[0]).status_code == 200
    assert phones[1].answer(0, "1", json=False).status_code == 303
    other = phones[1].answer(0, "2")
    assert (other.status_code, "第一次" in other.json()["error"]["message"]) == (409, True)
    assert client.get(f"{SESSIONS}/{session['id']}").json()["answered"] == 2
    stepped(client, session)
    assert "时间到" in phones[2].ask().text
    stepped(client, session)
    right, wrong, none = (phone.ask().text for phone in phones)
    assert "答对了" in right and "答错了" in wrong and "没有作答" in none
    for page in (right, wrong, none):
        assert item.question.splitlines()[0] in page
        assert f"<mark>{item.grounds[0].quote}</mark>" in page


def test_the_key_is_nowhere_before_it_is_shown(client: TestClient, room, quiz) -> None:
    session, phones = room
    for position, item in enumerate(quiz[1].items):
        stepped(client, session)
        if item.kind == "judge":
            phones[0].answer(position, "对")
        before = [phones[0].ask(), phones[1].ask(), phones[1].ask("state")]
        stepped(client, session)
        before += [phones[0].ask(), phones[1].ask(), phones[1].ask("state")]
        quote = item.grounds[0].quote
        asked = re.sub("（　+）", "", item.question)
        for page in before:
            assert quote in asked or quote not in page.text
            assert "<mark>" not in page.text and "正确" not in page.text
            assert "答对" not in page.text and "答错" not in page.text
            assert not item.remark or item.remark not in page.text
            if item.kind == "fill":
                without = page.text.replace(item.question.splitlines()[1], "")
                assert f">{item.keys[0]}<" not in without
        stepped(client, session)
        assert "<mark>" in phones[1].ask().text


def test_a_phone_has_notice_and_what_it_sends_then_counts(client: TestClient, room) -> None:
    session, phones = room
    path = f"{SESSIONS}/{session['id']}"
    stepped(client, session)
    before = phones[0].ask("state").json()
    assert before["notice"] is None
    called = client.post(f"{path}/next").json()
    assert (called["phase"], called["called"]) == ("open", True)
    told = phones[0].ask("state").json()
    assert 2 < told["notice"] <= 3
    assert told["html"] == before["html"], "whoever is typing is not disturbed"
    assert told["left"] - told["notice"] == pytest.approx(1.25)
    assert "自动交" in client.get(f"/training/sessions/{session['id']}/screen").text
    assert phones[0].answer(0, "1").status_code == 200
    assert client.post(f"{path}/pause").status_code == 409
    assert client.post(f"{path}/next").json()["phase"] == "counted"
    assert phones[1].answer(0, "1").status_code == 409
    assert client.get(path).json()["answered"] == 1


def test_where_all_have_answered_it_ends_at_once(client: TestClient, room) -> None:
    session, phones = room
    page = f"/training/sessions/{session['id']}"
    stepped(client, session)
    for phone in phones:
        assert " all-in" not in client.get(page).text
        phone.answer(0, "1")
    for path in (page, f"{page}/screen"):
        told = client.get(path).text
        assert " all-in" in told and "全部交齐" in told
    ended = client.post(f"{SESSIONS}/{session['id']}/next").json()
    assert (ended["phase"], ended["called"]) == ("counted", False)


def test_who_is_removed_is_told_so(client: TestClient, room) -> None:
    session, phones = room
    path = f"{SESSIONS}/{session['id']}/people"
    stepped(client, session)
    phones[0].answer(0, "1")
    people = client.get(path).json()["people"]
    told = [(person["name"], person["answered"]) for person in people]
    assert told == [("王芳", 1), ("李强", 0), ("陈", 0)]
    left = client.delete(f"{path}/{people[0]['player']}").json()["people"]
    assert [person["name"] for person in left] == ["李强", "陈"]
    assert client.delete(f"{path}/{people[0]['player']}").status_code == 404
    for reply in (phones[0].ask(), phones[0].answer(0, "1"), phones[0].ask("events")):
        assert reply.status_code == 403
        assert "移出" in reply.text
    assert phones[0].ask(method="POST", data={"name": "又来"}).status_code == 403
    state = client.get(f"{SESSIONS}/{session['id']}").json()
    assert (state["players"], state["answered"]) == (2, 0)
    assert phones[1].ask().status_code == 200
    page = f"/training/sessions/{session['id']}/people"
    assert "李强" in client.get(page).text and "王芳" not in client.get(page).text
    own = {"Origin": "http://127.0.0.1:8000"}
    form = f"{page}/{people[1]['player']}/remove"
    assert client.post(form, headers=own, follow_redirects=False).status_code == 303
    assert phones[1].ask().status_code == 403
    assert client.post(f"{page}/{2**70}/remove", headers=own).status_code == 422


def test_nobody_joins_a_session_that_is_locked(client: TestClient, room) -> None:
    session, phones = room
    assert stepped(client, session, "lock")["locked"]
    late = Phone(client, session["code"])
    for reply in (late.ask(), late.join("赵")):
        assert (reply.status_code, "停止加入" in reply.text) == (409, True)
    joining = {"code": session["code"], "name": "赵"}
    assert client.post("/v1/training/join", json=joining).status_code == 409
    assert phones[0].ask().status_code == 200
    screen = client.get(f"/training/sessions/{session['id']}/screen").text
    assert "已经停止加入" in screen
    assert not stepped(client, session, "unlock")["locked"]
    assert late.join("赵").status_code == 303


def test_more_time(client: TestClient, room) -> None:
    session, phones = room
    assert client.post(f"{SESSIONS}/{session['id']}/longer").status_code == 409
    stepped(client, session)
    longer = stepped(client, session, "longer")
    assert longer["allowed"] == 70 and longer["left"] > 69
    assert phones[0].ask("state").json()["left"] > 69


def test_late_and_paused_answers_are_refused(client: TestClient, quiz) -> None:
    session = started(client, quiz[0], seconds=5)
    phone = Phone(client, session["code"])
    phone.join("王芳")
    assert phone.answer(0, "1").status_code == 409
    stepped(client, session)
    stepped(client, session, "pause")
    assert 'disabled=""' in phone.ask().text
    paused = phone.answer(0, "1")
    assert (paused.status_code, "暂停" in paused.json()["error"]["message"]) == (409, True)
    left = client.get(f"{SESSIONS}/{session['id']}").json()["left"]
    time.sleep(0.2)
    assert client.get(f"{SESSIONS}/{session['id']}").json()["left"] == left
    stepped(client, session, "resume")
    assert phone.answer(0, "nonsense" * 10).status_code == 422
    stepped(client, session)
    late = phone.answer(0, "1", json=False)
    assert late.status_code == 409
    late = phone.answer(0, "1")
    assert "时间已经到了" in late.json()["error"]["message"]
    assert late.json()["error"]["hint"]
    assert client.get(f"{SESSIONS}/{session['id']}").json()["answered"] == 0


def test_phones_at_their_own_pace(client: TestClient, quiz) -> None:
    session = started(client, quiz[0], pace="phone", order="each", seconds=60)
    phones = [Phone(client, session["code"]) for _ in range(2)]
    for phone, name in zip(phones, ("王芳", "李强"), strict=True):
        phone.join(name)
    stepped(client, session)
    items = quiz[1].items
    for turn in range(len(items)):
        page = phones[0].ask().text
        position = int(re.search(r'name="item" value="(\d+)"', page)[1])
        assert items[position].question.splitlines()[0] in page
        assert f"第 {turn + 1} 题" in page
        reply = phones[0].answer(position, "对" if items[position].kind == "judge" else "1")
        assert reply.json()["go"] == f"/j/{session['code']}"
        assert "正确" not in reply.text
    assert "全部交了" in phones[0].ask().text
    assert "第 2 题已交" in phones[0].ask(f"/j/{session['code']}?item=2").text
    assert client.get(f"{SESSIONS}/{session['id']}").json()["answered"] == 1
    assert stepped(client, session)["phase"] == "closed"
    assert "已经结束" in phones[0].ask().text
    assert f"/ {len(items)} 题答对" in phones[1].ask().text


def test_a_phone_reaches_nothing_but_its_session(library: Settings, serve) -> None:
    quiz = kept(library)
    with Database(locate(library).service) as database:
        token = Keys(database).create("编辑", "editor")[1]
    with serve(library, is_open=False, address="10.0.0.9", with_page=True) as client:
        trainer = {"Authorization": f"Bearer {token}"}
        sessions = [
            client.post(SESSIONS, json={"quiz": quiz[0]}, headers=trainer).json() for _ in range(2)
        ]
        mine, other = sessions
        phone = Phone(client, mine["code"])
        phone.join("王芳")
        Phone(client, other["code"]).join("李强")
        for at in (0, 1):
            client.post(f"{SESSIONS}/{sessions[at]['id']}/next", headers=trainer)
        value = phone.cookie.partition("=")[2]
        declared = client.get("/openapi.json", headers=trainer).json()["paths"]
        for path, methods in declared.items():
            if path in ("/healthz", "/readyz", "/v1/training/join"):
                continue
            filled = re.sub(r"\{[^}]+\}", mine["id"], path.replace("{player}", "1"))
            for method in methods:
                for given in (
                    {"Cookie": phone.cookie},
                    {"Cookie": f"youju_session={value}"},
                    {"Authorization": f"Bearer {value}"},
                ):
                    reply = client.request(method, filled, headers=given)
                    assert reply.status_code in (401, 403), (method, path, reply.text)
        for path in ("", "/screen", "/people", "/state", "/events", "/results", "/results.xlsx"):
            reply = phone.ask(f"/training/sessions/{mine['id']}{path}")
            assert reply.headers.get("location", "").startswith("/signin"), path
        assert phone.ask("/training/sessions").headers["location"].startswith("/signin")
        for step in ("next", "pause", "lock", "people/1/remove", "close", "delete"):
            reply = phone.ask(f"/training/sessions/{mine['id']}/{step}", "POST")
            assert reply.headers.get("location", "").startswith("/signin"), step
        page = phone.ask(f"/j/{other['code']}")
        assert "您的名字" in page.text
        assert phone.ask(f"/j/{other['code']}/state").status_code == 401
        assert phone.ask(f"/j/{other['code']}/events").status_code == 401
        fields = {"item": "0", "answer": "1"}
        accept = {"Accept": "application/json"}
        reply = phone.ask(f"/j/{other['code']}/answer", "POST", data=fields, headers=accept)
        assert reply.status_code == 401
        assert "李强" not in phone.ask().text


def test_another_site_cannot_answer(client: TestClient, room) -> None:
    session, phones = room
    stepped(client, session)
    elsewhere = {"Origin": "http://evil.example"}
    for path, fields in (("answer", {"item": "0", "answer": "1"}), ("", {"name": "x"})):
        reply = phones[0].ask(path, "POST", data=fields, headers=elsewhere)
        assert reply.status_code == 403
    assert client.get(f"{SESSIONS}/{session['id']}").json()["answered"] == 0


def test_one_phone_that_asks_without_end_is_held_back_alone(client: TestClient, room) -> None:
    _, phones = room
    found = {phones[0].ask("state").status_code for _ in range(90)}
    assert found == {200, 429}
    assert phones[1].ask("state").status_code == 200


def test_a_session_that_is_gone(client: TestClient, room) -> None:
    session, phones = room
    assert client.delete(f"{SESSIONS}/{session['id']}").json() == {"deleted": session["id"]}
    assert phones[0].ask().status_code == 404
    assert phones[0].answer(0, "1").status_code == 404
    assert client.get(f"{SESSIONS}/{session['id']}").status_code == 404


def test_strange_bodies_are_no_fault_of_the_program(client: TestClient, room) -> None:
    session, phones = room
    stepped(client, session)
    for content in (b"", b"\xff\xfe", b"item=0", b"item=99999999&answer=1", b"a=&" * 5000):
        for accept in ("application/json", "text/html"):
            reply = phones[1].ask("answer", "POST", content=content, headers={"Accept": accept})
            assert reply.status_code in (404, 422), (content[:20], reply.status_code)
    for number in ("-1", "0", "99", "x", "²"):
        assert phones[1].ask(f"/j/{session['code']}?item={number}").status_code == 200
