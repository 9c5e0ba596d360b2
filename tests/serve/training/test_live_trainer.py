"""The trainer's side: the API, the pages, and what each may see."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from live_room import SESSIONS, Phone, Room, kept, serving, started, stepped
from markupsafe import escape
from openpyxl import load_workbook

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.resources import locate
from assistant.serve.training.live_parts import worded
from assistant.serve.training.screen import is_quantity
from assistant.serve.training.workbook import is_formula
from assistant.settings import Settings
from assistant.training.items import ItemSet

ORIGIN = {"Origin": "http://127.0.0.1:8000"}


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
def told(quiz, client: TestClient) -> Iterator[dict]:
    """A session that two people went through, and what is told of it."""
    session = started(client, quiz[0], title="=1+1 讲")
    phones = [Phone(client, session["code"]) for _ in range(2)]
    for phone, name in zip(phones, ("=HYPERLINK(1)", "李强"), strict=True):
        phone.join(name)
    for position, item in enumerate(quiz[1].items):
        stepped(client, session)
        wrong = {"judge": "错" if item.keys[0] == "对" else "对"}.get(item.kind, "-1")
        phones[0].answer(position, item.keys[0])
        phones[1].answer(position, wrong)
        stepped(client, session)
        stepped(client, session)
    yield stepped(client, session)


def test_what_came_of_it(client: TestClient, quiz, told) -> None:
    found = client.get(f"{SESSIONS}/{told['id']}/results").json()
    count = len(quiz[1].items)
    assert found["session"]["phase"] == "closed"
    assert [(p["name"], p["rank"], p["right"]) for p in found["people"]] == [
        ("=HYPERLINK(1)", 1, count),
        ("李强", 2, 0),
    ]
    assert all((item["answered"], item["right"]) == (2, 1) for item in found["items"])
    assert sorted(item for r in found["reread"] for item in r["items"]) == list(range(count))
    for item in found["items"]:
        for passage in item["passages"]:
            assert passage["text"][passage["start"] : passage["end"]] == passage["quote"]


def test_one_share_everywhere(client: TestClient, quiz) -> None:
    """Of all questions asked of all who joined: one of two answers nothing."""
    session = started(client, quiz[0])
    phones = [Phone(client, session["code"]) for _ in range(2)]
    for phone, name in zip(phones, ("王芳", "李强"), strict=True):
        phone.join(name)
    stepped(client, session)
    phones[0].answer(0, quiz[1].items[0].keys[0])
    found = client.get(f"{SESSIONS}/{session['id']}/results").json()
    assert (found["asked"], found["items"]) == (0, []), "the item is open yet"
    stepped(client, session)
    stepped(client, session, "close")
    found = client.get(f"{SESSIONS}/{session['id']}/results").json()
    assert (found["asked"], found["answered"], found["right"], found["share"]) == (2, 1, 1, 0.5)
    [item] = found["items"]
    assert (item["asked"], item["answered"], item["right"], item["share"]) == (2, 1, 1, 0.5)
    assert [group["share"] for group in found["topics"] + found["documents"]] == [0.5, 0.5]
    page = client.get(f"/training/sessions/{session['id']}/results").text
    assert "全班答对：50%" in page and "没交的算没答对" in page
    assert "2 人中 1 人答了，答对 1 人" in page
    screen = client.get(f"/training/sessions/{session['id']}/screen").text
    assert "全班答对 <b>50%</b>（没交的算没答对）" in screen
    assert "全班答对：50%" in phones[1].ask().text
    order = [page.index(name) for name in ("成绩单（PDF）", "成绩单（Word）", "表格（Excel）")]
    assert order == sorted(order)
    for kind in ("exam", "key"):
        assert f'/paper?kind={kind}"' in page
    reply = client.get(f"{SESSIONS}/{session['id']}/results.xlsx")
    book = load_workbook(io.BytesIO(reply.content))
    whole = [cell.value for cell in list(book["成绩"].iter_rows())[-1]]
    assert whole[2:6] == [2, 1, 1, 0.5]
    first = [cell.value for cell in next(book["每题"].iter_rows(min_row=2))]
    assert first[5:9] == [2, 1, 1, 0.5]


def test_the_workbook(client: TestClient, quiz, told) -> None:
    reply = client.get(f"{SESSIONS}/{told['id']}/results.xlsx")
    assert "attachment" in reply.headers["content-disposition"]
    book = load_workbook(io.BytesIO(reply.content))
    assert book.sheetnames == ["成绩", "每题", "专题", "重读条款", "作答明细"]
    count = len(quiz[1].items)
    rows = {sheet.title: list(sheet.iter_rows(min_row=2)) for sheet in book}
    assert {name: len(found) for name, found in rows.items() if name != "专题"} == {
        "成绩": 3,
        "每题": count,
        "重读条款": len({item.clause for item in quiz[1].items}),
        "作答明细": 2 * count,
    }
    assert [cell.value for cell in rows["成绩"][0]][1:6] == [
        "=HYPERLINK(1)",
        count,
        count,
        count,
        1,
    ]
    whole = [cell.value for cell in rows["成绩"][2]]
    assert whole[1:6] == ["全班（没交的算没答对）", 2 * count, 2 * count, count, 0.5]
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in ("s", "inlineStr", "n"), cell.value
            if isinstance(cell.value, str) and is_formula(cell.value):
                assert cell.quotePrefix
    quotes = {item.grounds[0].quote for item in quiz[1].items}
    assert {row[-1].value for row in rows["每题"]} == quotes


def test_pages_of_the_trainer(client: TestClient, told) -> None:
    path = f"/training/sessions/{told['id']}"
    for page in ("", "/screen", "/screen?item=1", "/results"):
        reply = client.get(path + page)
        assert reply.status_code == 200, page
        assert "script-src 'self'" in reply.headers["content-security-policy"]
        assert "<script>" not in reply.text
        shows_names = "李强" in reply.text
        assert shows_names == (page == "/results"), page
    assert "已结束" in client.get("/training/sessions").text
    assert client.get("/training/sessions/nowhere").status_code == 404
    assert client.post(f"{path}/nowhere", headers=ORIGIN).status_code == 404


def test_one_press_takes_in_and_shows_once_all_are_in(client: TestClient, quiz) -> None:
    session = started(client, quiz[0])
    path = f"/training/sessions/{session['id']}"
    phones = [Phone(client, session["code"]) for _ in range(2)]
    for phone, name in zip(phones, ("王芳", "李强"), strict=True):
        phone.join(name)
    stepped(client, session)

    def reveal() -> str:
        client.post(f"{path}/reveal", data={"version": ""}, headers=ORIGIN)
        return client.get(path).text

    phones[0].answer(0, quiz[1].items[0].keys[0])
    assert "正在收题" in reveal(), "one has still to answer, and is given notice"
    phones[1].answer(0, quiz[1].items[0].keys[0])
    page = reveal()
    assert "第 1 题：讲解" in page and "下一题" in page
    stepped(client, session)
    page = client.get(path).text
    assert re.search(r'data-step="next" class="early">.*?提前收题', page)
    assert re.search(r'data-step="reveal" class="due">.*?收题并公布', page)


def test_a_session_that_ended_early_says_so(client: TestClient, quiz) -> None:
    session, count = started(client, quiz[0]), len(quiz[1].items)
    path = f"/training/sessions/{session['id']}"
    Phone(client, session["code"]).join("王芳")
    stepped(client, session)
    assert f"<span>{count} 题</span>" in client.get(path).text
    stepped(client, session, "close")
    for page in (path, f"{path}/results"):
        assert f"问了 1 题，共 {count} 题" in client.get(page).text
    assert f"问了 <b>1</b> 题，共 {count} 题" in client.get(f"{path}/screen").text


def test_who_got_what_wrong(client: TestClient, quiz, told) -> None:
    page = client.get(f"/training/sessions/{told['id']}/results").text
    by_name = page[page.index("按人") : page.index("按题")]
    first, second = by_name.split("</details>")[:2]
    items = quiz[1].items
    assert "=HYPERLINK(1)" in first and "没有答错的题" in first
    assert "李强" in second and f"答对 0 / {len(items)}（0%）" in second
    for position, item in enumerate(items):
        assert f"第 {position + 1} 题" in second
        assert escape(f"正确答案：{worded(item, ''.join(item.keys))}") in second
    assert second.count("答的是：") == len(items)


def test_a_session_by_forms(client: TestClient, quiz) -> None:
    listed = client.get("/training/sessions").text
    assert "连线题加倍" in listed
    assert f'value="{quiz[0]}"' in listed
    terms = {"quiz": quiz[0], "pace": "trainer", "seconds": "20", "order": "shuffled"}
    opened = client.post("/training/sessions", data=terms, headers=ORIGIN, follow_redirects=False)
    path = opened.headers["location"]
    assert re.fullmatch(r"/training/sessions/\w+", path)

    def act(step: str, version: str, back: str = "") -> str:
        fields = {"version": version, "back": back}
        reply = client.post(f"{path}/{step}", data=fields, headers=ORIGIN, follow_redirects=False)
        assert reply.status_code == 303
        return reply.headers["location"]

    assert act("next", "1") == path
    assert act("next", "1", "screen") == f"{path}/screen", "twice the same does it once"
    assert "正在答题" in client.get(path).text
    act("pause", "2")
    assert "已暂停" in client.get(path).text
    act("resume", "3")
    act("close", "")
    assert "已结束" in client.get(path).text
    assert act("delete", "") == "/training/sessions"
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"seconds": "x"}, "时间要写成数字"),
        ({"seconds": "2"}, "不能是 2 秒"),
        ({"pace": "x"}, "选项不对"),
        ({"quiz": "nowhere"}, "没有 &#39;nowhere&#39; 这套题"),
        ({"order": "each"}, "顺序要一样"),
    ],
)
def test_forms_that_cannot_be(client: TestClient, quiz, changed, told: str) -> None:
    terms = {"quiz": quiz[0], "pace": "trainer", "seconds": "20", "order": "made", **changed}
    reply = client.post("/training/sessions", data=terms, headers=ORIGIN)
    assert reply.status_code in (404, 422)
    assert told in reply.text
    if reply.status_code == 422:  # what was typed stands there again
        assert f'value="{terms["seconds"]}"' in reply.text


def test_who_may_see_what(library: Settings, serve) -> None:
    on_all, on_lake = kept(library)[0], kept(library, ("lake",))[0]
    with Database(locate(library).service) as database:
        keys = Keys(database)
        tokens = {
            "reader": keys.create("读", "reader")[1],
            "narrow": keys.create("窄", "editor", documents=["lake"])[1],
            "editor": keys.create("编", "editor")[1],
        }
    with serve(library, is_open=False, address="10.0.0.9", with_page=True) as client:

        def ask(who: str, method: str, path: str, **given):
            headers = {"Authorization": f"Bearer {tokens[who]}"}
            return client.request(method, path, headers=headers, **given)

        assert ask("reader", "POST", SESSIONS, json={"quiz": on_all}).status_code == 403
        assert ask("reader", "GET", "/training/sessions").status_code == 403
        assert ask("narrow", "POST", SESSIONS, json={"quiz": on_all}).status_code == 404
        small = ask("narrow", "POST", SESSIONS, json={"quiz": on_lake}).json()
        large = ask("editor", "POST", SESSIONS, json={"quiz": on_all}).json()
        assert small["documents"] == ["lake"]
        seen = {
            who: [s["id"] for s in ask(who, "GET", SESSIONS).json()["sessions"]]
            for who in ("narrow", "editor")
        }
        assert seen["narrow"] == [small["id"]]
        assert set(seen["editor"]) == {small["id"], large["id"]}
        for method, path in (
            ("GET", ""),
            ("POST", "/next"),
            ("GET", "/results"),
            ("POST", "/lock"),
            ("GET", "/people"),
            ("DELETE", "/people/1"),
            ("GET", "/results.xlsx"),
            ("DELETE", ""),
        ):
            reply = ask("narrow", method, f"{SESSIONS}/{large['id']}{path}")
            assert reply.status_code == 404, path
        assert ask("narrow", "GET", f"/training/sessions/{large['id']}").status_code == 404
        assert client.get(f"{SESSIONS}/{large['id']}").status_code == 401


def test_phones_are_told_where_they_reach_it(library: Settings, serve) -> None:
    quiz = kept(library)
    with serve(library, with_page=True) as client:
        session = started(client, quiz[0])
        page = client.get(f"/training/sessions/{session['id']}/screen").text
        page = re.sub(r"</?span>", "", page)
        said = (
            "手机连不上",
            "keys create 培训 --role editor",
            "--host 0.0.0.0",
            "用密钥登录",
            "不用口令",
        )
        places = [page.index(words) for words in said]
        assert places == sorted(places)
        assert "keys code" not in page, "phones need none"
        assert "<svg" not in page
    with Database(locate(library).service) as database:
        token = Keys(database).create("培训", "editor")[1]
    with serve(library, is_open=False, address="10.0.0.9", with_page=True) as client:
        given = {"Authorization": f"Bearer {token}", "Host": "192.168.1.20:8000"}
        page = client.get(f"/training/sessions/{session['id']}/screen", headers=given).text
        assert "<svg" in page and "192.168.1.20:8000/j" in page
        assert Phone(client, session["code"]).join("王芳").status_code == 303
        assert f"{session['code'][:3]} {session['code'][3:]}" in page


def test_programs_in_the_place_of_a_phone(client: TestClient, quiz) -> None:
    session, item = started(client, quiz[0]), quiz[1].items[0]
    joining = {"code": session["code"], "name": "王芳"}
    joined = client.post("/v1/training/join", json=joining)
    assert joined.status_code == 201
    held = {"Authorization": f"Bearer {joined.json()['token']}"}
    play = "/v1/training/play"
    assert client.get(play, headers=held).json()["items"] == []
    stepped(client, session)
    [asked] = client.get(play, headers=held).json()["items"]
    assert asked["question"] == item.question
    assert (asked["keys"], asked["right"], asked["passages"]) == (None, None, [])
    sent = {"item": 0, "answer": item.keys[0]}
    taken = client.post(f"{play}/answers", headers=held, json=sent)
    assert (taken.status_code, taken.json()["answer"]) == (201, item.keys[0])
    assert client.post(f"{play}/answers", headers=held, json=sent).json() == taken.json()
    stepped(client, session)
    assert client.get(play, headers=held).json()["items"][0]["right"] is None
    stepped(client, session)
    [shown] = client.get(play, headers=held).json()["items"]
    assert (shown["keys"], shown["right"]) == (list(item.keys), True)
    assert shown["passages"][0]["quote"] == item.grounds[0].quote
    for bad in ({}, {"Authorization": "Bearer x.y"}, {"Authorization": "Bearer " + "x" * 99}):
        assert client.get(play, headers=bad).status_code == 401
    seen = json.dumps(client.get(SESSIONS).json())
    assert joined.json()["token"] not in seen


def test_a_version_that_is_past(client: TestClient, quiz) -> None:
    session = started(client, quiz[0])
    path = f"{SESSIONS}/{session['id']}/next"
    assert client.post(path, json={"version": 1}).status_code == 200
    assert client.post(path, json={"version": 1}).status_code == 409
    assert client.post(path, json={"version": -1}).status_code == 422


@pytest.mark.parametrize(
    "words", ["5", "5万元", "三十日以上", "98.5%", "1,200 公里".replace(" ", "")]
)
def test_quantities_may_be_projected(words: str) -> None:
    assert is_quantity(words)


@pytest.mark.parametrize("words", ["领导真傻", "5个傻瓜", "<b>5</b>", "5" * 13, "二货"])
def test_words_may_not(words: str) -> None:
    assert not is_quantity(words)
