"""Whatever is sent, the reply is as declared, tells nothing of the inside, and keeps its word."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import pytest
from hostile import bodies, chats, files, heads, keys, paths, tools
from hostile.documents import FORMULAS, HARM, ORDERED
from hostile.sending import INSIDE, Case, Reply, case, get, posting, send
from hostile.words import CANARY, CODE, WORDS
from pydantic import TypeAdapter

from assistant import uploads
from assistant.access.database import Database
from assistant.access.keys import Keys
from assistant.indexing import build
from assistant.resources import locate
from assistant.serve.faults import OpenAIError
from assistant.settings import Settings
from assistant.wire import AnswerObject, ErrorObject, SearchObject

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
Listen = Callable[..., AbstractContextManager[str]]
LONG_AGO = "2020-01-01T00:00:00+00:00"
OPEN = (*bodies.CASES, *paths.CASES, *heads.CASES, *chats.CASES, *tools.CASES)
ASKED = tuple(
    case(f"words: {name}", 200, posting("/v1/ask", {"question": words}))
    for name, words in WORDS.items()
)
EVERY = (*OPEN, *ASKED, *keys.CASES, *files.CASES)
LEAST = 200


@pytest.fixture(scope="module")
def harmed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A library that has documents in it that mean harm, and its index; only to be read."""
    folder = tmp_path_factory.mktemp("harmed") / "library"
    shutil.copytree(built, folder)
    settings = Settings(home=folder / "home", corpus=folder / "corpus", rate=100_000)
    texts = [HARM, *(f"某文\n一、新建沼气池{n}座。\n" for n in range(1, len(FORMULAS) + 1))]
    titles = ["附加县工作要点<script>alert(1)</script>", *FORMULAS]
    for number, (text, title) in enumerate(zip(texts, titles, strict=True)):
        given = {"id": f"harm-{number}", "title": title, "region": "浙江省附加县"}
        uploads.add(locate(settings), text.encode(), "a.txt", given)
    build(settings)
    return settings


@pytest.fixture(scope="module")
def here(harmed: Settings, listen: Listen) -> Iterator[str]:
    """Where the service is, open to this machine."""
    with listen(harmed) as address:
        yield address


@pytest.fixture(scope="module")
def guarded(
    harmed: Settings, tmp_path_factory, listen: Listen
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Where the service is for those who have a key, and some keys."""
    home = tmp_path_factory.mktemp("guarded")
    for name in ("index", "library"):
        (home / name).symlink_to(harmed.home / name)
    with Database(home / "service") as database:
        held = Keys(database)
        tokens = {
            "reader": held.create("读者", "reader")[1],
            "editor": held.create("编辑", "editor")[1],
            "narrow": held.create("东湖", "reader", documents=["lake"])[1],
            "expired": held.create("旧", "admin", LONG_AGO)[1],
        }
        gone, tokens["revoked"] = held.create("停", "admin")
        held.revoke(gone.id)
        _, name, secret = tokens["reader"].split("_", 2)
        tokens |= {"id": name, "secret": secret, "cut": tokens["reader"][:-1]}
        settings = Settings(home=home, corpus=harmed.corpus, rate=100_000)
        with listen(settings, is_open=False) as address:
            yield address, tokens


@pytest.fixture(scope="module")
def changing(built: Path, tmp_path_factory, listen: Listen) -> Iterator[str]:
    """Where the service is on a library that may be changed."""
    folder = tmp_path_factory.mktemp("changing") / "library"
    shutil.copytree(built, folder)
    with listen(Settings(home=folder / "home", corpus=folder / "corpus", rate=100_000)) as address:
        yield address


def named(cases: tuple[Case, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("hostile", cases, ids=[each.name for each in cases])


def test_there_are_many() -> None:
    assert len({each.name for each in EVERY}) == len(EVERY)
    assert len({each.raw for each in EVERY}) >= LEAST


@named(OPEN)
def test_open_to_this_machine(here: str, hostile: Case) -> None:
    holds(here, hostile)


@named(keys.CASES)
def test_open_to_keys(guarded: tuple[str, Mapping[str, str]], hostile: Case, caplog) -> None:
    address, tokens = guarded
    raw = hostile.raw
    for name, token in tokens.items():
        raw = raw.replace(f"<{name}>".encode(), token.encode())
    length = len(raw.partition(b"\r\n\r\n")[2])
    raw = re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % length, raw)
    reply = holds(address, Case(hostile.name, hostile.status, raw, hostile.shape))
    told = f"{reply.headers} {reply.text} {caplog.text}"
    assert not [name for name, token in tokens.items() if name != "id" and token in told]
    if hostile.status == (401,):
        assert "清溪" not in reply.text


@named(files.CASES)
def test_changing_the_library(changing: str, hostile: Case) -> None:
    holds(changing, hostile)
    listed = json.loads(send(changing, get("/v1/documents")).text)["documents"]
    assert {"plan", "lake"} <= {document["id"] for document in listed}


@pytest.mark.proof
@named(files.LARGE)
def test_too_large(changing: str, hostile: Case) -> None:
    holds(changing, hostile)


@pytest.mark.parametrize("name", WORDS)
def test_words_are_a_question(here: str, name: str) -> None:
    words = WORDS[name]
    [asked] = [each for each in ASKED if each.name == f"words: {name}"]
    answer = json.loads(holds(here, asked).text)
    assert answer["question"].split() == words.split()
    assert CANARY not in answer["answer"]
    chat = {"messages": [{"role": "user", "content": words}]}
    said = json.loads(holds(here, case(name, 200, posting("/v1/chat/completions", chat))).text)
    assert said["youju"]["answer"] == answer["answer"]
    found = holds(here, case(name, 200, posting("/v1/search", {"question": words})))
    TypeAdapter(SearchObject).validate_json(found.body, strict=True)


@pytest.mark.parametrize("name", [*CODE, "a script", "right to left", "a zero", "ignore the rules"])
def test_words_elsewhere(here: str, name: str) -> None:
    words, question = WORDS[name], bodies.QUESTION
    follow = {"question": "总产值呢", "history": [question, words]}
    holds(here, case(name, 200, posting("/v1/ask", follow)))
    opinion = {"answer": words[:64], "helpful": False, "question": words, "reason": words}
    holds(here, case(name, 201, posting("/v1/feedback", opinion)))
    call = tools.called("ask", question=words)
    reply = holds(here, case(name, 200, posting("/mcp/", call, Accept=tools.BOTH), "mcp"))
    kept(here, json.loads(reply.text)["result"]["structuredContent"])


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("附加县2026年要建成标准泵站多少座", "31座"),
        ("附加县2026年要新建水池多少口", "45口"),
        ("附加县2026年要改造水渠多少公里", "52公里"),
        ("清溪县2027年要建成标准茶园多少亩", "12万亩"),
    ],
)
def test_a_document_gives_no_orders(here: str, question: str, number: str) -> None:
    reply = holds(here, case(question, 200, posting("/v1/ask", {"question": question})))
    answer = json.loads(reply.text)
    assert number in answer["answer"]
    assert answer["answer"].strip("。") != ORDERED


def test_a_table_holds_no_formulas(here: str) -> None:
    reply = holds(here, case("csv", 200, get("/v1/figures?format=csv")))
    assert reply.headers["content-type"].startswith("text/csv")
    assert reply.headers["content-disposition"].startswith("attachment")
    cells = reply.text.removeprefix("\ufeff").replace('"', "").replace("\r\n", ",").split(",")
    assert {cell for cell in cells if cell.startswith("'")} >= {f"'{f.strip()}" for f in FORMULAS}
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]", cell)]


def holds(address: str, hostile: Case) -> Reply:
    """Sends it; whatever the reply is, it has to be one that may be."""
    reply = send(address, hostile.raw, and_go=hostile.status == (0,))
    assert reply.status in hostile.status, reply.body[:300]
    if reply.status == 0:
        assert send(address, get("/healthz")).text == "ok"
        return reply
    kind = reply.headers.get("content-type", "")
    assert "html" not in kind
    told = reply.text + "".join(
        f"\n{n}: {v}" for n, v in reply.headers.items() if n != "x-request-id"
    )
    sent = hostile.raw.decode("utf-8", "replace")
    if "javascript" not in kind:
        assert {m for m in INSIDE.findall(told) if m.lower() not in sent.lower()} == set()
    if hostile.shape != "plain" or reply.status == 200:
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["x-request-id"]
    if reply.status >= 400:
        refused(reply, hostile.shape)
    elif hostile.raw.startswith(b"POST /v1/ask"):
        kept(address, TypeAdapter(AnswerObject).validate_json(reply.body, strict=True))
    elif hostile.raw.startswith(b"POST /v1/chat"):
        kept(address, json.loads(reply.text)["youju"])
    return reply


def refused(reply: Reply, shape: str) -> None:
    """The shape of a refusal."""
    if shape == "plain":
        assert reply.headers["content-type"].startswith("text/plain")
        assert len(reply.body) < 100
        return
    assert reply.headers["content-type"] == "application/json"
    if shape == "openai":
        error = TypeAdapter(OpenAIError).validate_json(reply.body, strict=True)["error"]
        assert error["code"] and error["type"]
    elif shape == "mcp" and b'"jsonrpc"' in reply.body:
        assert json.loads(reply.text)["error"]["message"]
    else:
        ours = TypeAdapter(ErrorObject).validate_json(reply.body, strict=True)["error"]
        assert ours["message"] and ours["hint"]


def kept(address: str, answer: AnswerObject) -> None:
    """What every answer promises: the words that it rests on stand where it says."""
    numbers = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer["answer"])}
    assert numbers <= {cited["number"] for cited in answer["citations"]}
    assert bool(answer["citations"]) == (answer["status"] == "answered")
    for cited in (*answer["citations"], *answer["nearest"]):
        text = text_of(address, cited["document"]["id"])
        assert text[cited["start"] : cited["end"]] == cited["quote"]
        clause = cited["clause"]
        assert text[clause["start"] : clause["end"]] == clause["text"]
        assert clause["start"] <= cited["start"] <= cited["end"] <= clause["end"]


@cache
def text_of(address: str, document: str) -> str:
    text: str = json.loads(send(address, get(f"/v1/documents/{document}/text")).text)["text"]
    return text
