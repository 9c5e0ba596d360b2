"""A page that is not for whoever opens it, and one that the program fails at."""

from __future__ import annotations

import re

from quiz_library import ORIGIN, PAGES, words

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.resources import locate
from assistant.serve.training import quizzes


def test_a_reader_is_led_to_another_key_and_back(county_settings, serve) -> None:
    with Database(locate(county_settings).service) as database:
        reader, editor = (Keys(database).create(role, role)[1] for role in ("reader", "editor"))
    with serve(county_settings, is_open=False, with_page=True, address="10.0.0.7") as client:
        client.headers.update(ORIGIN)
        wanted = f"{PAGES}/new?document=stone"
        door = client.get(wanted, follow_redirects=False).headers["location"]
        client.post(door, data={"secret": reader}, follow_redirects=False)
        refused = client.get(wanted)
        assert refused.status_code == 403
        told = words(refused.text)
        assert "您现在的权限是“读者”，这件事要“编辑”来做。" in told
        assert not re.search("reader|editor|admin", told)
        [leave] = re.findall(r'action="(/signout[^"]*)"', refused.text)
        door = client.post(leave, follow_redirects=False).headers["location"]
        assert client.get("/training", follow_redirects=False).status_code == 303
        back = client.post(door, data={"secret": editor}, follow_redirects=False)
        assert back.headers["location"] == wanted
        assert client.get(wanted).status_code == 200


def test_a_page_of_another_site_is_no_matter_of_keys(teaching) -> None:
    reply = teaching.post(f"{PAGES}/x/delete", headers={"Origin": "http://evil.example"})
    assert "别的网站" in reply.text
    assert "用密钥登录" not in reply.text


def test_what_fails_inside_is_told_on_a_page(teaching, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("内情")

    monkeypatch.setattr(quizzes, "_listed", broken)
    reply = teaching.get("/training")
    assert reply.status_code == 500
    assert reply.headers["content-type"].startswith("text/html")
    assert "script-src 'self'" in reply.headers["content-security-policy"]
    assert "程序出错，没有得到结果。" in words(reply.text)
    assert reply.headers["x-request-id"] in words(reply.text)
    assert "内情" not in reply.text
    program = teaching.get("/training", headers={"Accept": "application/json"})
    assert (program.status_code, program.json()["error"]["code"]) == (500, "error")
