"""The pages of training are there with the page alone, the API always."""

from __future__ import annotations

import re

from quiz_library import QUIZZES, made

PAGES = ("/training", "/training/quizzes/new", "/training/sessions", "/practice", "/j", "/j/123456")


def test_no_page_is_left_of_it_without_the_page(county_settings, serve) -> None:
    with serve(county_settings) as client:
        for path in PAGES:
            assert client.get(path, follow_redirects=False).status_code == 404, path
        assert client.get("/training/assets/training.css").status_code == 404
        quiz = made(client)
        session = client.post("/v1/training/sessions", json={"quiz": quiz["id"]}).json()
        joined = client.post(
            "/v1/training/join", json={"code": session["code"], "name": "王芳"}
        ).json()
        headers = {"Authorization": f"Bearer {joined['token']}"}
        assert client.get("/v1/training/play", headers=headers).json()["phase"] == "lobby"
        assert client.post("/v1/training/practice/next", json={}).json()["item"]
        assert client.get(f"{QUIZZES}/{quiz['id']}/export").status_code == 200


def test_the_pages_come_with_their_styles(teaching) -> None:
    for path in PAGES[:-1]:
        page = teaching.get(path)
        assert page.status_code == 200, path
        styles = re.findall(r'href="([^"]+\.css[^"]*)"', page.text)
        assert styles, path
        for style in styles:
            assert teaching.get(style).status_code == 200, style
