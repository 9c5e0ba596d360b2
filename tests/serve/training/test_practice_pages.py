"""练一练 as a browser without a script uses it, and the same for programs."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from fastapi.testclient import TestClient
from quiz_library import ORIGIN, words

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.resources import locate
from assistant.serve.training.practice_device import COOKIE

PRACTICE = "/v1/training/practice"
LEFT = re.compile(r"第 (\d+) 题，共 10 题")


@pytest.fixture
def device(teaching: TestClient) -> TestClient:
    teaching.cookies.clear()
    return teaching


def item_of(page: str) -> str:
    return re.findall(r'name="item" value="(\w+)"', page)[0]


def begun(device: TestClient) -> str:
    return device.post("/practice", data={"document": "stream"}).text


def test_a_round(device) -> None:
    assert "练到哪里了" not in device.get("/practice").text
    page = begun(device)
    for number in range(1, 11):
        assert LEFT.findall(page) == [str(number)]
        assert "<mark>" not in page
        page = device.post("/practice/answer", data={"item": item_of(page), "pass": "1"}).text
        assert "没有答" in page
        assert "<mark>" in page
        page = device.post("/practice/next").text
    assert "这一轮 10 题，答对 0 题" in words(page)
    assert "再读一读" in page
    progress = words(device.get("/practice").text)
    assert "练过 10 题 · 上次答对 0 题" in progress
    assert device.post("/practice/again").text != page


def test_a_round_that_was_left_goes_on(device) -> None:
    page = begun(device)
    assert "接着练" not in device.post("/practice/end").text
    page = begun(device)
    for _ in range(3):
        told = device.post("/practice/answer", data={"item": item_of(page), "pass": "1"}).text
        page = told if LEFT.findall(told) == ["3"] else device.post("/practice/next").text
    start = device.get("/practice").text
    assert "接着练：第 4 题，共 10 题" in start
    assert "开始新的一轮" in start
    fourth = device.post("/practice/next").text
    assert LEFT.findall(fourth) == ["4"]
    assert "接着练：第 4 题，共 10 题" in device.get("/practice").text
    assert device.post("/practice/next").text == fourth


def test_a_round_is_ended_where_it_is(device) -> None:
    page = begun(device)
    for told in (page, device.get("/practice/item").text):
        assert "结束这一轮" in told
        assert "返回问答" in told
    told = device.post("/practice/answer", data={"item": item_of(page), "pass": "1"}).text
    assert "结束这一轮" in told
    ended = device.post("/practice/end")
    assert ended.url.path == "/practice/end"
    assert "这一轮 1 题，答对 0 题" in words(ended.text)
    assert "题都练过了" not in ended.text
    assert "再读一读" in ended.text
    assert device.get("/practice/end").text == ended.text
    assert "接着练" not in device.get("/practice").text
    assert LEFT.findall(device.post("/practice/again").text) == ["1"]
    assert device.get("/practice/end").url.path == "/practice/item"


def test_a_round_that_nobody_began_has_no_end(device) -> None:
    for reply in (device.get("/practice/end"), device.post("/practice/end")):
        assert reply.url.path == "/practice"


@pytest.mark.parametrize("path", ["answer", "next", "again"])
def test_the_address_of_a_form_leads_to_the_item(device, path: str) -> None:
    assert device.get(f"/practice/{path}").url.path == "/practice"
    page = begun(device)
    reply = device.get(f"/practice/{path}")
    assert (reply.url.path, reply.text) == ("/practice/item", page)


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/practice/", "/practice"),
        ("/training/quizzes", "/training"),
        ("/training/quizzes/q/rename", "/training/quizzes/q"),
        ("/training/sessions/s/pause", "/training/sessions/s"),
        ("/j/123456/answer", "/j/123456"),
    ],
)
def test_the_address_of_any_form_leads_to_its_page(device, path: str, leads_to: str) -> None:
    reply = device.get(path, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, leads_to)


@pytest.mark.parametrize("path", ["/practice/none", "/training/none/at/all", "/j/1/2/3"])
def test_what_is_not_there_is_told_on_a_page(device, path: str) -> None:
    reply = device.get(path)
    assert reply.status_code == 404
    assert reply.headers["content-type"].startswith("text/html")
    assert "没有这一页" in reply.text


def test_a_form_that_cannot_be_read_is_told_on_a_page(device) -> None:
    broken = {"Content-Type": "multipart/form-data"}
    reply = device.post("/practice/answer", content=b"x", headers=broken)
    assert reply.status_code == 400
    assert "请求读不懂" in reply.text
    assert reply.headers["content-type"].startswith("text/html")


def test_nothing_is_left_to_the_words_of_the_browser(device) -> None:
    page = begun(device)
    for _ in range(10):
        assert " required" not in page
        assert "还没有答" in device.post("/practice/answer", data={"item": item_of(page)}).text
        told = device.post("/practice/answer", data={"item": item_of(page), "pass": "1"}).text
        assert told.index('class="ask"') < told.index('class="said')
        page = device.post("/practice/next").text


def test_a_match_is_taken_whole(device) -> None:
    page = begun(device)
    while 'name="answer-1"' not in page:
        device.post("/practice/answer", data={"item": item_of(page), "pass": "1"})
        page = device.post("/practice/next").text
    names = re.findall(r'name="(answer-\d+)"', page)
    given = {"item": item_of(page), names[0]: "", **dict.fromkeys(names[1:], "B")}
    some = device.post("/practice/answer", data=given).text
    assert "还有没选的" in some
    assert len(re.findall(r'value="B" selected', some)) == len(names) - 1
    assert 'class="said' in device.post("/practice/answer", data={**given, names[0]: "B"}).text


def test_a_reload_and_a_second_answer_change_nothing(device) -> None:
    page = begun(device)
    while "填空" not in page:
        device.post("/practice/answer", data={"item": item_of(page), "pass": "1"})
        page = device.post("/practice/next").text
    name = item_of(page)
    assert "还没有答" in device.post("/practice/answer", data={"item": name, "answer": " "}).text
    told = device.post("/practice/answer", data={"item": name, "answer": "不知道"}).text
    assert "您答的" in told
    assert device.get("/practice/item").text == told
    again = device.post("/practice/answer", data={"item": name, "answer": "1"})
    assert again.text == told


def test_what_is_said_of_an_answer_is_what_its_key_says(device) -> None:
    page, said = begun(device), set()
    while "这一轮 10 题" not in words(page):
        judged = 'value="对"' in page
        answer = {"answer": "对"} if judged else {"pass": "1"}
        told = device.post("/practice/answer", data={"item": item_of(page), **answer}).text
        if judged:
            [key] = re.findall(r"答案 </span><b>([^<]+)</b>", told)
            assert ("答对了" in told, "答错了" in told) == (key == "对", key == "错")
            said.add(key)
        page = device.post("/practice/next").text
    assert said


def test_each_device_has_its_own_and_can_clear_it(device) -> None:
    reply = device.post("/practice", data={"document": "stream"}, follow_redirects=False)
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "Path=/practice", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    mine = dict(device.cookies)
    device.cookies.clear()
    assert device.get("/practice/item", follow_redirects=False).status_code == 303
    device.cookies.update(mine)
    assert "第 1 题" in device.get("/practice/item").text
    assert "清空我的练习？" in device.get("/practice/clear").text
    device.post("/practice/clear")
    device.cookies.update(mine)
    assert device.get("/practice/item", follow_redirects=False).headers["location"] == "/practice"


def test_behind_https_the_cookie_is_secret(device) -> None:
    behind = {"X-Forwarded-Proto": "https"}
    reply = device.post("/practice", data={}, headers=behind, follow_redirects=False)
    assert "Secure" in reply.headers["set-cookie"]


def test_what_is_not_from_our_page_is_refused(device) -> None:
    begun(device)
    evil = {"Origin": "http://evil.example"}
    for path in ("", "/answer", "/next", "/again", "/end", "/clear"):
        assert device.post(f"/practice{path}", headers=evil).status_code == 403


def test_a_document_that_is_not_there(device) -> None:
    reply = device.post("/practice", data={"document": "none"})
    assert reply.status_code == 422
    assert "没有 'none' 这份文件" in words(reply.text)


def test_a_page_comes_at_once(device) -> None:
    page, waits = begun(device), []
    for _ in range(10):
        began = perf_counter()
        device.post(
            "/practice/answer", data={"item": item_of(page), "pass": "1"}, follow_redirects=False
        )
        device.get("/practice/item")
        page = device.post("/practice/next").text
        waits.append((perf_counter() - began) / 4)
    assert sorted(waits)[len(waits) // 2] < 0.1


def test_readers_practise_and_others_sign_in(county_settings, serve) -> None:
    with Database(locate(county_settings).service) as database:
        keys = Keys(database)
        stone = keys.create("白石", "reader", documents=["stone"])[1]
        reader = keys.create("读者", "reader")[1]
    with serve(county_settings, is_open=False, with_page=True) as client:
        client.headers.update(ORIGIN)
        reply = client.get("/practice", follow_redirects=False)
        assert reply.headers["location"] == "/signin?next=%2Fpractice"
        bearer = {"Authorization": f"Bearer {reader}"}
        page = client.get("/practice", headers=bearer)
        assert "青溪县" in page.text
        assert client.get("/training", headers=bearer).status_code == 403
        only = {"Authorization": f"Bearer {stone}"}
        assert "青溪县" not in client.get("/practice", headers=only).text
        page = client.post("/practice", data={}, headers=only).text
        for _ in range(3):
            assert "青溪" not in page
            client.post("/practice/answer", data={"item": item_of(page), "pass": "1"}, headers=only)
            page = client.post("/practice/next", headers=only).text
        mine = client.post(f"{PRACTICE}/next", json={}, headers=bearer).json()
        assert client.get(PRACTICE, headers=only).json() == {"documents": [], "round": None}
        client.post(f"{PRACTICE}/answer", json={"name": mine["name"]}, headers=bearer)
        assert client.get(PRACTICE, headers=bearer).json()["round"]["asked"] == 1


def test_practice_for_programs(teaching) -> None:
    teaching.delete(PRACTICE)
    first = teaching.post(f"{PRACTICE}/next", json={"documents": ["stream"]}).json()
    assert "keys" not in first["item"]
    assert first["round"] == {"round": 1, "asked": 0, "correct": 0, "done": False}
    assert teaching.post(f"{PRACTICE}/next", json={}).json() == first
    told = teaching.post(f"{PRACTICE}/answer", json={"name": first["name"], "answer": ""}).json()
    assert told["right"] is False
    assert told["item"]["grounds"][0]["quote"]
    right = "".join(told["item"]["keys"])
    again = {"name": first["name"], "answer": right}
    assert teaching.post(f"{PRACTICE}/answer", json=again).json() == told
    asked = teaching.post(f"{PRACTICE}/answer", json={"name": "other", "answer": "A"})
    assert asked.status_code == 409
    for _ in range(9):
        name = teaching.post(f"{PRACTICE}/next", json={}).json()["name"]
        teaching.post(f"{PRACTICE}/answer", json={"name": name, "answer": ""})
    end = teaching.post(f"{PRACTICE}/next", json={}).json()
    assert (end["item"], end["round"]["done"]) == (None, True)
    assert teaching.post(f"{PRACTICE}/next", json={}).json()["round"]["round"] == 2
    assert teaching.get(PRACTICE).json()["documents"] == [
        {"document": "stream", "seen": 10, "right": 0, "due": 0}
    ]
    assert teaching.delete(PRACTICE).json() == {"documents": [], "round": None}
