"""What is taken out of a quiz, or replaced, can be had back; what somebody wrote is asked about."""

from __future__ import annotations

import re

import pytest
from quiz_library import PAGES, QUIZZES, ids, made, words

from assistant.training import database
from assistant.training.database import TrainingDatabase
from assistant.training.shelf import Shelf
from assistant.training.stored import set_of


def acts(page: str, item: str) -> str:
    """What stands below an item."""
    [whole] = [part for part in page.split('<li id="') if part.startswith(f"i-{item}")]
    return whole[whole.index('<div class="acts">') :]


@pytest.fixture
def quiz(teaching) -> str:
    return str(made(teaching, kinds=["fill"], number=4)["id"])


def changed(client, quiz: str, **given: object) -> list[str]:
    assert client.patch(f"{QUIZZES}/{quiz}", json=given).status_code == 200
    return ids(client, quiz)


@pytest.mark.parametrize("act", ["drop", "swap"])
def test_the_item_comes_back_where_it_was(teaching, quiz: str, act: str) -> None:
    path, before = f"{PAGES}/{quiz}", ids(teaching, quiz)
    content = teaching.get(f"{QUIZZES}/{quiz}").json()["items"]
    assert "撤销" not in words(teaching.get(path).text)
    teaching.post(f"{path}/items/{before[2]}/{act}")
    assert before[2] not in ids(teaching, quiz)
    for _ in range(2):  # it stays when the page is loaded anew
        page = teaching.get(path).text
        [row] = re.findall(r'<li id="undo".*?</li>', page)
        assert "撤销" in row
        at = re.findall(r'<li id="(?:i-)?(\w+)"', page).index("undo")
        assert at == 2
    teaching.post(f"{path}/undo")
    assert teaching.get(f"{QUIZZES}/{quiz}").json()["items"] == content
    assert "撤销" not in words(teaching.get(path).text)
    again = teaching.post(f"{path}/undo")
    assert again.status_code == 422
    assert "没有可以撤销的" in words(again.text)


def test_what_was_done_since_stays(teaching, quiz: str) -> None:
    path, (first, second, third, *rest) = f"{PAGES}/{quiz}", ids(teaching, quiz)
    teaching.post(f"{path}/items/{second}/swap")
    new = ids(teaching, quiz)[1]
    teaching.post(f"{path}/items/{new}/up")
    teaching.post(f"{path}/items/{third}/down")
    teaching.post(f"{path}/undo")
    assert ids(teaching, quiz) == [second, first, rest[0], third, *rest[1:]]


def test_the_last_one_of_all_comes_back(teaching) -> None:
    quiz = made(teaching, number=1)["id"]
    [item] = ids(teaching, quiz)
    teaching.post(f"{PAGES}/{quiz}/items/{item}/drop")
    page = teaching.get(f"{PAGES}/{quiz}").text
    assert "这套题里还没有题" in page
    assert 'id="undo"' in page
    teaching.post(f"{PAGES}/{quiz}/undo")
    assert ids(teaching, quiz) == [item]


def test_what_somebody_wrote_is_asked_about(teaching, quiz: str) -> None:
    path, (first, second, *_) = f"{PAGES}/{quiz}", ids(teaching, quiz)
    item = teaching.get(f"{QUIZZES}/{quiz}").json()["items"][0]
    ground, question = item["grounds"][0], item["question"]
    own = {
        "kind": "judge",
        "question": "县里会好好做这件事。",
        "keys": ["对"],
        "clause": ground["clause"],
        "quote": ground["quote"],
    }
    edited, *_, mine = changed(
        teaching,
        quiz,
        edited={first: {"question": f"{question}（改）", "confirmed": True}},
        added=[{**own, "confirmed": True}],
    )
    page = teaching.get(path).text
    for item, swaps in ((second, True), (edited, True), (mine, False)):
        assert ("换一道" in acts(page, item)) is swaps
    assert "确定" not in acts(page, second)
    for item, told in (
        (edited, "这道题改过。确定去掉吗？"),
        (mine, "这道题是自己写的。确定去掉吗？"),
    ):
        unfolding = re.findall(r"<details.*?</details>", acts(page, item))
        assert told in unfolding[-1]
        assert not re.search(
            r"/(?:drop|swap)", re.sub(r"<details.*?</details>", "", acts(page, item))
        )
    refused = teaching.post(f"{path}/items/{mine}/swap")
    assert refused.status_code == 422
    assert mine in ids(teaching, quiz)
    teaching.post(f"{path}/items/{mine}/drop")
    teaching.post(f"{path}/undo")
    assert ids(teaching, quiz)[-1] == mine


def test_it_survives_a_restart_and_goes_with_its_quiz(teaching, quiz: str, tmp_path) -> None:
    found = set_of(teaching.get(f"{QUIZZES}/{quiz}/export", params={"format": "json"}).json())
    with TrainingDatabase(tmp_path) as database:
        name = Shelf(database).add("一套", found, "local").summary.id
        Shelf(database).take(name, found.items[1].id)
    with TrainingDatabase(tmp_path) as database:
        shelf = Shelf(database)
        taken = shelf.taken(name)
        assert taken
        assert taken.item == found.items[1]
        shelf.put_back(name)
        assert shelf.get(name).set == found
        shelf.take(name, found.items[0].id)
        shelf.remove(name)
        assert shelf.taken(name) is None


def test_a_file_from_before_opens(teaching, quiz: str, tmp_path, monkeypatch) -> None:
    found = set_of(teaching.get(f"{QUIZZES}/{quiz}/export", params={"format": "json"}).json())
    with monkeypatch.context() as patch:
        patch.setattr(database, "_MIGRATIONS", database._MIGRATIONS[:2])
        with TrainingDatabase(tmp_path) as before:
            name = Shelf(before).add("一套", found, "local").summary.id
    with TrainingDatabase(tmp_path) as now:
        assert Shelf(now).taken(name) is None
        Shelf(now).take(name, found.items[0].id)
        Shelf(now).put_back(name)
        assert Shelf(now).get(name).set == found
