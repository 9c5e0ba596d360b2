"""Quizzes, live sessions, practice and papers, as the real service answers, by both clients."""

from __future__ import annotations

import io
import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pydantic import TypeAdapter

from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.client import Conflict, NotAuthorised, NotFound, Youju
from assistant.replies import live, practice, quizzes
from assistant.settings import Settings

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
QUESTION = "清溪县2027年要建成标准茶园多少亩"
WORD = b"PK\x03\x04"
PDF = b"%PDF-"
KINDS_OF_PAPER = ("results", "exam", "key")  # that a session has
Teach = Callable[..., Any]


@pytest.fixture(scope="module")
def teaching(built: Path, tmp_path_factory: pytest.TempPathFactory, listen) -> Iterator[str]:
    """The service for all tests of this module."""
    folder = shutil.copytree(built, tmp_path_factory.mktemp("teaching") / "library")
    settings = Settings(home=folder / "home", corpus=folder / "corpus", rate=100_000)
    with listen(settings) as address:
        yield address


@pytest.fixture
def teach(told, teaching: str) -> Teach:
    """What a method of either client tells: ``teach("quiz", id)``."""
    return lambda name, *arguments, **more: told(teaching, name, *arguments, **more)


@pytest.fixture(scope="module")
def named(teaching: str) -> dict[str, str]:
    """The ids of a quiz and a session, and the token of one who joined and answered."""
    with Youju(teaching) as client:
        quiz = client.quiz_make(title="茶叶", number=3, seed=1, documents="plan", kinds=["fill"])
        session = client.live_open(quiz["id"], pace="phone", seconds=600)
        token = client.live_join(session["code"], "王芳")["token"]
        client.live_next(session["id"])
        client.live_answer(token, 0, "1")
    return {"quiz": quiz["id"], "session": session["id"], "token": token}


READ = [
    ("items", None, quizzes.DrawnObject),
    ("quizzes", None, quizzes.QuizList),
    ("quiz", "quiz", quizzes.QuizObject),
    ("sessions", None, live.SessionList),
    ("session", "session", live.SessionObject),
    ("live_results", "session", live.ResultsObject),
    ("live_play", "token", live.PlayObject),
    ("practice_next", None, practice.PracticeNext),
    ("practice_progress", None, practice.PracticeProgress),
]


@pytest.mark.parametrize(("name", "of", "declared"), READ)
def test_a_reply_is_what_it_is_typed_as(teach: Teach, named, name, of, declared) -> None:
    reply = teach(name, *([named[of]] if of else []))
    TypeAdapter(declared).validate_json(json.dumps(reply), strict=True)


def test_items_as_they_are_wanted(teach: Teach) -> None:
    wanted = {"number": 2, "seed": 7, "kinds": ["judge"], "regions": "清溪"}
    found = teach("items", **wanted)
    assert [item["kind"] for item in found["items"]] == ["judge"] * 2
    assert {ground["document"] for item in found["items"] for ground in item["grounds"]} == {"plan"}
    assert teach("items", **wanted) == found


def test_a_quiz_from_its_making_to_its_end(teach: Teach) -> None:
    made = teach("quiz_make", number=3, seed=2, documents=["plan"], kinds=["fill", "judge"])
    first, *rest = [item["id"] for item in made["items"]]
    assert made["title"]
    assert made["id"] in [each["id"] for each in teach("quizzes")["quizzes"]]
    changed = teach(
        "quiz_change", made["id"], title="少一道", dropped=[first], order=list(reversed(rest))
    )
    assert changed["title"] == "少一道"
    assert [item["id"] for item in changed["items"]] == list(reversed(rest))
    assert teach("quiz", made["id"]) == changed
    kept = json.loads(teach("quiz_export", made["id"], format="json"))
    assert [item["id"] for item in kept["items"]] == list(reversed(rest))
    plain = teach("quiz_export", made["id"]).decode()
    assert len(teach("quiz_export", made["id"], answers=True).decode()) > len(plain)
    assert teach("quiz_delete", made["id"]) == {"deleted": made["id"]}
    with pytest.raises(NotFound):
        teach("quiz", made["id"])


def test_a_session_from_its_opening_to_its_end(teach: Teach, named) -> None:
    session = teach("live_open", named["quiz"], title="晨会", seconds=60)
    name, code = session["id"], session["code"]
    assert (session["title"], session["phase"]) == ("晨会", "lobby")
    joined = teach("live_join", code, "李雷")
    token = joined["token"]
    assert (joined["name"], joined["session"]) == ("李雷", "晨会")
    with pytest.raises(Conflict):
        teach("live_join", code, "李雷")
    opened = teach("live_next", name, version=session["version"])
    assert (opened["phase"], opened["item"]) == ("open", 0)
    with pytest.raises(Conflict):
        teach("live_next", name, version=session["version"])
    assert teach("live_pause", name)["paused"]
    assert not teach("live_resume", name)["paused"]
    assert teach("live_longer", name)["phase"] == "open"
    assert teach("live_lock", name)["locked"]
    with pytest.raises(Conflict):
        teach("live_join", code, "韩梅")
    assert not teach("live_unlock", name)["locked"]
    teach("live_join", code, "韩梅")
    others = [
        one["player"] for one in teach("live_people", name)["people"] if one["name"] != "李雷"
    ]
    [left] = teach("live_remove", name, *others)["people"]
    assert left["name"] == "李雷"
    right = teach("quiz", named["quiz"])["items"][0]["keys"][0]
    [asked] = teach("live_play", token)["items"]
    assert asked["keys"] is None
    assert teach("live_answer", token, 0, right)["answer"] == right
    assert teach("session", name)["answered"] == 1
    for _ in range(2):
        teach("live_next", name)
    [asked] = teach("live_play", token)["items"]
    assert (asked["right"], asked["keys"]) == (True, [right])
    assert teach("live_close", name)["phase"] == "closed"
    [person] = teach("live_results", name)["people"]
    assert (person["name"], person["right"]) == ("李雷", 1)
    assert load_workbook(io.BytesIO(teach("live_results_xlsx", name))).sheetnames[0] == "成绩"
    assert teach("live_delete", name) == {"deleted": name}
    with pytest.raises(NotFound):
        teach("session", name)
    with pytest.raises(NotAuthorised):
        teach("live_play", token)


def test_a_phone_needs_no_key_and_a_key_is_no_phone(told, built: Path, tmp_path, listen) -> None:
    folder = shutil.copytree(built, tmp_path / "guarded")
    settings = Settings(home=folder / "home", corpus=folder / "corpus")
    with (
        Database(folder / "home/service") as database,
        listen(settings, is_open=False) as address,
    ):
        editor = {"client": {"key": Keys(database).create("编辑", "editor")[1]}}
        quiz = told(address, "quiz_make", number=1, seed=1, **editor)
        session = told(address, "live_open", quiz["id"], **editor)
        token = told(address, "live_join", session["code"], "韩梅")["token"]
        for client in ({}, editor):
            assert told(address, "live_play", token, **client)["name"] == "韩梅"
        with pytest.raises(NotAuthorised):
            told(address, "quizzes", client={"key": token})


def test_practice_goes_round(teach: Teach) -> None:
    teach("practice_clear")
    asked = teach("practice_next", documents=["plan"])
    assert teach("practice_next")["name"] == asked["name"]
    answered = teach("practice_answer", asked["name"])
    assert not answered["right"]
    assert answered["item"]["keys"]
    assert teach("practice_next")["name"] != asked["name"]
    [progress] = teach("practice_progress")["documents"]
    assert progress == {"document": "plan", "seen": 1, "right": 0, "due": progress["due"]}
    assert teach("practice_clear") == {"documents": [], "round": None}


def test_papers(teach: Teach, named) -> None:
    items = json.loads(teach("quiz_export", named["quiz"], format="json"))
    drawn = {
        "answer_paper": (QUESTION,),
        "search_paper": (QUESTION,),
        "exam_paper": (items,),
        "key_paper": (items,),
        "quiz_paper": (named["quiz"],),
        "live_paper": (named["session"],),
    }
    for name, arguments in drawn.items():
        assert teach(name, *arguments).startswith(WORD), name
    of_session = {teach("live_paper", named["session"], kind=kind) for kind in KINDS_OF_PAPER}
    assert len(of_session) == len(KINDS_OF_PAPER)
    assert teach("search_paper", QUESTION, k=1, documents="lake", format="pdf").startswith(PDF)
    one = teach("answer_paper", QUESTION, regions="清溪", format="pdf")
    two = teach("answer_paper", QUESTION, also=[QUESTION], regions="清溪", format="pdf")
    assert len(two) > len(one)


@pytest.mark.parametrize("name", ["quiz", "quiz_delete", "session", "live_next", "live_results"])
def test_what_is_not_there(teach: Teach, name: str) -> None:
    with pytest.raises(NotFound):
        teach(name, uuid.uuid4().hex[:12])
