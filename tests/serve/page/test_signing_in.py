"""Who gets to the page, and which of Gradio's endpoints: by real requests."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.access.audit import Audit, Event
from assistant.access.database import Database
from assistant.access.keys import ROLES, Keys
from assistant.serve.access import COOKIE
from assistant.serve.page.guard import PageRoute
from assistant.settings import Settings

CODE = "口令：茶园12"
ORIGIN = {"Origin": "http://127.0.0.1:8000"}
ELSEWHERE = {"Origin": "https://evil.example"}
QUESTION = {"question": "清溪县2027年要建成标准茶园多少亩"}
# What of Gradio's is there for whoever is signed in.
OPEN = [
    ("GET", "/config"),
    ("GET", "/theme.css"),
    ("GET", "/assets/x.js"),
    ("GET", "/static/img/x.png"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/queue/data?session_hash=x"),
    ("GET", "/gradio_api/heartbeat/x"),
    ("GET", "/gradio_api/startup-events"),
    ("GET", "/gradio_api/upload_progress?upload_id=x"),
    ("GET", "/gradio_api/file=/etc/passwd"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/upload"),
    ("POST", "/gradio_api/reset"),
    ("POST", "/gradio_api/cancel"),
]
# What is there for nobody.
CLOSED = [
    ("POST", "/gradio_api/call/ask"),
    ("POST", "/gradio_api/call/v2/ask"),
    ("GET", "/gradio_api/call/ask/1"),
    ("POST", "/gradio_api/run/predict"),
    ("POST", "/gradio_api/api/predict"),
    ("POST", "/gradio_api/component_server"),
    ("POST", "/gradio_api/stream/x"),
    ("GET", "/gradio_api/proxy=https://example.com/"),
    ("GET", "/gradio_api/openapi.json"),
    ("GET", "/gradio_api/user"),
    ("GET", "/gradio_api/token"),
    ("GET", "/gradio_api/runs"),
    ("GET", "/gradio_api/vibe-code"),
    ("GET", "/gradio_api/dev/reload"),
    ("GET", "/gradio_api/deep_link"),
    ("GET", "/monitoring"),
    ("POST", "/login"),
    ("GET", "/svelte/x"),
    ("GET", "/manifest.json"),
    ("GET", "/page/../guard.py"),
    ("GET", "/page/..%2Fguard.py"),
]


@pytest.fixture(scope="module")
def home(built: Path, tmp_path_factory) -> Path:
    """A home with an index, and a service folder of its own."""
    home = tmp_path_factory.mktemp("page")
    (home / "index").symlink_to(built / "home/index")
    (home / "library").symlink_to(built / "home/library")
    return home


@pytest.fixture(scope="module")
def guarded(home: Path, built: Path, serve) -> Iterator[tuple[Callable[[], TestClient], Keys]]:
    """The service with its page as others reach it: a browser without cookies, and the keys."""
    settings = Settings(home=home, corpus=built / "corpus", rate=3000)
    with (
        Database(home / "service") as database,
        serve(settings, is_open=False, with_page=True, address="10.0.0.7") as client,
    ):
        keys = Keys(database)
        keys.set_code(CODE)

        def browser() -> TestClient:
            client.cookies.clear()
            client.follow_redirects = False
            return client

        yield browser, keys


def signed_in(client: TestClient, secret: str, **headers: str):
    return client.post("/signin", data={"secret": secret}, headers={**ORIGIN, **headers})


def as_role(guarded, role: str) -> TestClient:
    browser, keys = guarded
    client = browser()
    assert signed_in(client, keys.create(role, role)[1]).status_code == 303
    return client


def handlers(client: TestClient) -> dict[int, str]:
    """The number and name of each handler that a page has."""
    config = client.get("/config").json()
    return {made["id"]: made["api_name"] for made in config["dependencies"]}


def test_nobody_gets_further_than_the_door(guarded) -> None:
    browser, _ = guarded
    client = browser()
    reply = client.get("/")
    assert (reply.status_code, reply.headers["location"]) == (303, "/signin")
    asked = client.get("/?q=茶园&index=1")
    assert asked.headers["location"].startswith("/signin?next=%2F%3Fq")
    door = client.get(asked.headers["location"])
    assert "口令或密钥" in door.text
    then = client.post(asked.headers["location"], data={"secret": CODE}, headers=ORIGIN)
    assert then.headers["location"].startswith("/?q=")


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil", "/v1/x"])
def test_the_door_leads_nowhere_else(guarded, back: str) -> None:
    browser, _ = guarded
    reply = browser().post("/signin", params={"next": back}, data={"secret": CODE}, headers=ORIGIN)
    assert reply.headers["location"] == "/"


def test_the_cookie_is_for_the_browser_alone(guarded) -> None:
    browser, _ = guarded
    cookie = signed_in(browser(), CODE).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    behind = signed_in(browser(), CODE, **{"X-Forwarded-Proto": "https"})
    assert "Secure" in behind.headers["set-cookie"]


@pytest.mark.parametrize("secret", ["", "000000", "yj_1_2", "<script>alert(1)</script>"])
def test_what_does_not_open(guarded, secret: str) -> None:
    browser, _ = guarded
    client = browser()
    reply = signed_in(client, secret)
    assert reply.status_code == 401
    assert 'role="alert"' in reply.text
    assert "<script>" not in reply.text
    assert COOKIE not in client.cookies


def test_many_wrong_codes_have_to_wait(built: Path, tmp_path: Path, serve) -> None:
    for name in ("index", "library"):
        (tmp_path / name).symlink_to(built / "home" / name)
    with Database(tmp_path / "service") as database:
        Keys(database).set_code(CODE)
    settings = Settings(home=tmp_path, corpus=built / "corpus")
    with serve(settings, is_open=False, with_page=True) as client:
        found = [signed_in(client, f"{n:06}").status_code for n in range(11)]
        assert found == [*[401] * 10, 429]
        assert signed_in(client, CODE).status_code == 429


def test_a_form_of_another_site_signs_nobody_in(guarded) -> None:
    browser, _ = guarded
    for headers in (ELSEWHERE, {"Origin": "null"}, {}):
        client = browser()
        reply = client.post("/signin", data={"secret": CODE}, headers=headers)
        assert reply.status_code == 403
        assert COOKIE not in client.cookies


@pytest.mark.parametrize(("method", "path"), OPEN)
def test_without_a_session_gradio_is_not_there(guarded, method: str, path: str) -> None:
    browser, _ = guarded
    assert browser().request(method, path, headers=ORIGIN).status_code == 401


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_what_is_there_for_nobody(guarded, method: str, path: str) -> None:
    assert as_role(guarded, "admin").request(method, path, headers=ORIGIN).status_code in (404, 405)


@pytest.mark.parametrize(("method", "path"), [p for p in OPEN if p[0] == "POST"])
def test_another_site_has_nothing_done(guarded, method: str, path: str) -> None:
    client = as_role(guarded, "admin")
    for headers in (ELSEWHERE, {}):
        assert client.request(method, path, headers=headers).status_code == 403


def test_each_role_has_its_own(guarded) -> None:
    labels = {}
    for role in ROLES:
        config = as_role(guarded, role).get("/config").json()
        labels[role] = {
            part["props"]["label"] for part in config["components"] if part["type"] == "tabitem"
        }
    assert "问答" in labels["reader"]
    assert not {"资料库", "评测", "待办"} & labels["reader"]
    assert not {"评测", "待办"} & labels["editor"]
    assert {"评测", "待办"} <= labels["admin"]


def test_a_reader_cannot_call_what_is_an_admin_s(guarded) -> None:
    theirs = handlers(as_role(guarded, "admin"))
    client = as_role(guarded, "reader")
    own = handlers(client)
    foreign = {number: name for number, name in theirs.items() if number not in own}
    assert foreign
    for number, name in foreign.items():
        for path in (
            "/gradio_api/queue/join",
            f"/gradio_api/call/{name}",
            "/gradio_api/run/predict",
        ):
            body = {"data": [], "fn_index": number, "session_hash": "reader"}
            reply = client.post(f"/gradio_api/{path}", json=body, headers=ORIGIN)
            assert reply.status_code >= 400, (number, name, path)


def test_a_reader_uploads_nothing(guarded) -> None:
    files = {"files": ("a.txt", b"x")}
    reader = as_role(guarded, "reader")
    assert reader.post("/gradio_api/upload", files=files, headers=ORIGIN).status_code == 403
    editor = as_role(guarded, "editor")
    reply = editor.post("/gradio_api/upload", files=files, headers=ORIGIN)
    assert reply.status_code == 200
    assert "/service/uploads/" in reply.json()[0]


def test_a_large_upload_is_not_taken(guarded) -> None:
    files = {"files": ("a.txt", b"x" * (22 << 20))}
    client = as_role(guarded, "editor")
    assert client.post("/gradio_api/upload", files=files, headers=ORIGIN).status_code == 413


def test_files_of_the_machine_are_not_to_be_had(guarded, built: Path) -> None:
    client = as_role(guarded, "admin")
    for path in ("/etc/passwd", built / "home/library/library.sqlite", "../../etc/passwd"):
        assert client.get(f"/gradio_api/file={path}").status_code in (403, 404)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "{home}/service/service.sqlite",
        "{home}/service/uploads/../service.sqlite",
        "service/service.sqlite",
        "http://127.0.0.1:9/x",
        "http://example.com/x.txt",
        "a\0b",
        "x" * 5000,
        "",
        7,
    ],
)
@pytest.mark.parametrize("wrap", [lambda file: file, lambda file: [{"deep": [file]}]])
def test_no_file_is_copied_to_where_it_can_be_fetched(guarded, home, role, path, wrap) -> None:
    client = as_role(guarded, role)
    named = path.format(home=home) if isinstance(path, str) else path
    file = {"path": named, "meta": {"_type": "gradio.FileData"}}
    number = next(number for number, name in handlers(client).items() if name == "ask")
    body = {"data": [wrap(file), None, [], []], "fn_index": number, "session_hash": "files"}
    before = sorted((home / "service/uploads").rglob("*"))
    reply = client.post("/gradio_api/queue/join", json=body, headers=ORIGIN)
    assert reply.status_code == 403
    assert sorted((home / "service/uploads").rglob("*")) == before


@pytest.mark.parametrize("number", [99_999, -1, None, "1", True, [1]])
def test_what_no_handler_does_is_told_as_a_fault(guarded, number) -> None:
    client = as_role(guarded, "reader")
    body = {"data": [], "fn_index": number, "session_hash": "none"}
    reply = client.post("/gradio_api/queue/join", json=body, headers=ORIGIN)
    assert reply.status_code == 422
    assert reply.json()["error"]["code"] == "bad_request"
    assert "刷新" in reply.json()["error"]["hint"]


def test_what_gradio_says_of_a_fault_is_said_in_our_words(guarded) -> None:
    client = as_role(guarded, "reader")
    for path, body in (("queue/join", {"fn_index": 1}), ("cancel", {}), ("reset", {})):
        reply = client.post(f"/gradio_api/{path}", json=body, headers=ORIGIN)
        assert reply.status_code == 422
        assert reply.json()["error"]["message"] == "请求有误。"


def test_gradio_itself_looks_at_paths_too(guarded) -> None:
    """Its own check is off where it is mounted and not launched."""
    as_role(guarded, "admin")
    launched = [
        route._gradio[role].routes[-1].app.get_blocks().has_launched
        for route in guarded[0]().app._app.router.routes
        if isinstance(route, PageRoute)
        for role in ROLES
    ]
    assert launched == [True] * len(ROLES)


def test_a_session_is_a_key_for_the_api_too(guarded) -> None:
    client = as_role(guarded, "reader")
    assert client.get("/v1/documents").status_code == 200
    assert client.post("/v1/ask", json=QUESTION, headers=ORIGIN).status_code == 200
    assert client.post("/v1/ask", json=QUESTION).status_code == 403
    assert client.post("/v1/ask", json=QUESTION, headers=ELSEWHERE).status_code == 403
    assert client.delete("/v1/documents/plan", headers=ORIGIN).status_code == 403


def test_signing_out(guarded) -> None:
    client = as_role(guarded, "reader")
    cookie = client.cookies[COOKIE]
    assert client.post("/signout", headers=ELSEWHERE).status_code == 403
    assert client.post("/signout", headers=ORIGIN).status_code == 303
    assert COOKIE not in client.cookies
    client.cookies.set(COOKIE, cookie)
    assert client.get("/v1/documents").status_code == 401


def test_the_page_names_no_other_host_and_runs_no_text(guarded) -> None:
    reply = as_role(guarded, "admin").get("/")
    page = reply.text
    config = json.loads(re.search(r"window\.gradio_config = (\{.*\});$", page, re.M)[1])
    assert config["analytics_enabled"] is False
    markup = re.sub(r"<script nonce.*?</script>", "", page, flags=re.S)
    assert "//" not in markup.replace("<!DOCTYPE html>", "")
    policy = reply.headers["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2]
    (nonce,) = set(re.findall(r"'nonce-([^']+)'", policy))
    assert page.count("<script nonce=") == page.count(f'nonce="{nonce}"') == 1
    assert nonce not in as_role(guarded, "admin").get("/").text


def test_what_a_session_asked_is_on_record(guarded, home: Path) -> None:
    browser, _ = guarded
    client = browser()
    signed_in(client, CODE)
    own = handlers(client)
    number = next(number for number, name in own.items() if name == "ask")
    body = {
        "data": [QUESTION["question"], None, [], []],
        "fn_index": number,
        "session_hash": "asking",
    }
    joined = client.post("/gradio_api/queue/join", json=body, headers=ORIGIN)
    assert joined.status_code == 200
    events = client.get("/gradio_api/queue/data?session_hash=asking").text
    assert "12万亩" in events
    with Database(home / "service") as database:
        found = wait_for(lambda: Audit(database, str).read(action="ask", who="code"))
    assert found[0].question == QUESTION["question"]
    assert found[0].clauses == ("plan/2.1",)


def wait_for(look: Callable[[], Sequence[Event]]) -> Sequence[Event]:
    """What is written within a second."""
    until = time.monotonic() + 5
    while not (found := look()) and time.monotonic() < until:
        time.sleep(0.05)
    return found
