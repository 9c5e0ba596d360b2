"""Quizzes for programs."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook
from quiz_library import QUIZZES, ids, made

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.resources import locate
from assistant.training.stored import read_set

WANTED = {"number": 4, "seed": 7, "documents": ["stream"], "kinds": ["fill", "single"]}


def test_drawing_without_keeping(teaching) -> None:
    before = teaching.get(QUIZZES).json()
    one, two = (teaching.post("/v1/training/items", json=WANTED).json() for _ in range(2))
    assert one == two
    assert {item["kind"] for item in one["items"]} == {"fill", "single"}
    assert {g["document"] for item in one["items"] for g in item["grounds"]} == {"stream"}
    assert teaching.get(QUIZZES).json() == before


def test_make_list_read_delete(teaching) -> None:
    quiz = made(teaching, title="第一次")
    assert quiz["title"] == "第一次"
    assert len(quiz["items"]) == 5
    assert quiz["standing"] == {}
    listed = teaching.get(QUIZZES).json()["quizzes"]
    assert next(each for each in listed if each["id"] == quiz["id"])["items"] == 5
    assert teaching.get(f"{QUIZZES}/{quiz['id']}").json() == quiz
    assert teaching.delete(f"{QUIZZES}/{quiz['id']}").json() == {"deleted": quiz["id"]}
    assert teaching.get(f"{QUIZZES}/{quiz['id']}").status_code == 404


def test_a_title_is_made_of_what_was_chosen(teaching) -> None:
    assert made(teaching)["title"] == "青溪县乡村建设行动方案（2026—2028年） 练习"
    assert made(teaching, documents=None, topic="粮食", number=1)["title"] == "粮食 练习"


def test_all_is_changed_or_nothing(teaching) -> None:
    quiz = made(teaching)
    path, (first, second, *rest) = f"{QUIZZES}/{quiz['id']}", quiz["items"]
    own = {
        "kind": "judge",
        "question": "整治的山塘水库是32家。",
        "keys": ["对"],
        "clause": first["grounds"][0]["clause"],
        "quote": first["grounds"][0]["quote"],
    }
    refused = teaching.patch(
        path, json={"dropped": [second["id"]], "added": [own | {"quote": "无"}]}
    )
    assert refused.status_code == 422
    assert teaching.get(path).json() == quiz
    changed = teaching.patch(
        path,
        json={
            "title": "改过的",
            "edited": {first["id"]: {"topic": "另一个专题"}},
            "dropped": [second["id"]],
        },
    ).json()
    assert changed["title"] == "改过的"
    assert [item["id"] for item in changed["items"][1:]] == [item["id"] for item in rest]
    assert changed["items"][0]["topic"] == "另一个专题"
    order = [item["id"] for item in changed["items"]][::-1]
    assert teaching.patch(path, json={"order": order}).json()["items"] == changed["items"][::-1]
    assert teaching.patch(path, json={"order": order[1:]}).status_code == 422


def test_a_key_that_its_clause_contradicts(teaching) -> None:
    quiz = made(teaching, kinds=["judge"], number=2)
    path = f"{QUIZZES}/{quiz['id']}"
    item = next(each for each in quiz["items"] if each["keys"] == ["对"])
    change: dict = {"keys": ["错"]}
    refused = teaching.patch(path, json={"edited": {item["id"]: change}})
    assert refused.status_code == 422
    assert "与所依据的条款不符：条款" in refused.json()["error"]["message"]
    assert teaching.get(path).json() == quiz
    change["confirmed"] = True
    kept = teaching.patch(path, json={"edited": {item["id"]: change}}).json()["items"]
    [new] = [each for each in kept if each["origin"] == "edited"]
    assert (new["keys"], new["check"]) == (["错"], "against")
    assert new["objection"]
    told = teaching.get(f"{path}/export", params={"answers": True}).text
    assert "仍照出题人的意思保存" in told


def test_another_of_the_same_kind(teaching) -> None:
    quiz = made(teaching)
    path, old = f"{QUIZZES}/{quiz['id']}", quiz["items"][0]
    new = teaching.patch(path, json={"swapped": [old["id"]]}).json()["items"]
    assert new[0]["kind"] == old["kind"]
    assert new[0]["id"] not in {item["id"] for item in quiz["items"]}
    assert new[1:] == quiz["items"][1:]


def test_files_to_take_away(teaching) -> None:
    quiz = made(teaching, title="=一套")
    path = f"{QUIZZES}/{quiz['id']}/export"
    sheet = teaching.get(path).text
    assert sheet.startswith("# =一套")
    assert "答案与依据" not in sheet
    assert "答案与依据" in teaching.get(path, params={"answers": True}).text
    assert [
        i.id for i in read_set(teaching.get(path, params={"format": "json"}).text).items
    ] == ids(teaching, quiz["id"])
    rows = list(csv.reader(io.StringIO(teaching.get(path, params={"format": "csv"}).text)))
    book = load_workbook(io.BytesIO(teaching.get(path, params={"format": "xlsx"}).content))
    assert book.active.max_row == len(rows) == 6
    assert [book.active.cell(2, 4).value, book.active.cell(2, 11).value] == [
        rows[1][3],
        rows[1][10],
    ]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"number": 0}, 422),
        ({"documents": ["nothing"]}, 404),
        ({"regions": ["火星"]}, 422),
        ({"topic": "没有这个词"}, 422),
        ({"title": "字" * 101}, 422),
        ({"kinds": ["riddle"]}, 422),
    ],
)
def test_what_cannot_be_made(teaching, given, status) -> None:
    assert teaching.post(QUIZZES, json=given).status_code == status


def test_who_may_do_what(county_settings, serve) -> None:
    with Database(locate(county_settings).service) as database:
        keys = Keys(database)
        editor = keys.create("全部", "editor")[1]
        stone = keys.create("白石", "editor", documents=["stone"])[1]
        reader = keys.create("读者", "reader")[1]
    with serve(county_settings, is_open=False, with_page=True) as client:

        def call(token: str, method: str, path: str, **given):
            return client.request(
                method, path, headers={"Authorization": f"Bearer {token}"}, **given
            )

        quiz = call(editor, "POST", QUIZZES, json={"number": 2, "documents": ["stream"]}).json()
        path = f"{QUIZZES}/{quiz['id']}"
        assert call(stone, "GET", QUIZZES).json() == {"quizzes": []}
        for method, given in (("GET", {}), ("PATCH", {"json": {"title": "夺"}}), ("DELETE", {})):
            assert call(stone, method, path, **given).status_code == 404
        assert call(stone, "POST", QUIZZES, json={"documents": ["stream"]}).status_code == 404
        drawn = call(stone, "POST", "/v1/training/items", json={"number": 50}).json()
        assert drawn["items"]
        assert "青溪" not in str(drawn)
        assert call(reader, "GET", QUIZZES).status_code == 403
        assert call(reader, "POST", "/v1/training/items", json={"number": 1}).status_code == 200
        assert call("", "POST", "/v1/training/items", json={"number": 1}).status_code == 401
        assert call(editor, "GET", path).json()["title"] == quiz["title"]
