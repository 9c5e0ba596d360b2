"""A quiz of two small documents, and a session of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from fastapi.testclient import TestClient

from assistant.app import Assistant
from assistant.resources import locate
from assistant.settings import Settings
from assistant.training.database import TrainingDatabase
from assistant.training.items import ItemSet, Wanted
from assistant.training.making import make
from assistant.training.material import Material
from assistant.training.shelf import Shelf

SESSIONS = "/v1/training/sessions"
TITLE = "清溪县 <第一讲>"


def kept(settings: Settings, documents: tuple[str, ...] | None = None) -> tuple[str, ItemSet]:
    """A quiz on the shelf: its id, and what it asks."""
    material = Material.of(Assistant.open(settings))
    found = make(material, Wanted(documents=documents), 20, 1).set
    with TrainingDatabase(locate(settings).training) as database:
        return Shelf(database).add(TITLE, found, "local").summary.id, found


@dataclass(frozen=True)
class Room:
    """A service, and the quiz on its shelf."""

    client: TestClient
    quiz: str
    set: ItemSet


@contextmanager
def serving(
    built: Path, folder: Path, serve: Callable[..., AbstractContextManager[TestClient]]
) -> Iterator[Room]:
    """The service with a quiz, for all tests of a module: each has its own session."""
    shutil.copytree(built, folder / "library")
    settings = Settings(
        home=folder / "library/home", corpus=folder / "library/corpus", rate=100_000
    )
    quiz, found = kept(settings)
    with serve(settings, with_page=True) as client:
        yield Room(client, quiz, found)


def started(client: httpx.Client, quiz: str, **terms: object) -> dict[str, Any]:
    """A session in the lobby."""
    reply = client.post(SESSIONS, json={"quiz": quiz, **terms})
    assert reply.status_code == 201, reply.text
    return dict(reply.json())


def stepped(client: httpx.Client, session: dict[str, Any], step: str = "next") -> dict[str, Any]:
    """The session after a step, however many have not answered yet."""
    while True:
        reply = client.post(f"{SESSIONS}/{session['id']}/{step}")
        assert reply.status_code == 200, reply.text
        if not reply.json()["called"]:
            return dict(reply.json())


class Phone:
    """A phone's browser without scripts: its cookie, and nothing else."""

    def __init__(self, client: httpx.Client, code: str) -> None:
        self._client, self.code = client, code
        self.cookie = ""

    def ask(self, path: str = "", method: str = "GET", **given: Any) -> httpx.Response:
        """Asks for something under /j, from a page of the service."""
        headers = {"Origin": "http://127.0.0.1:8000", **given.pop("headers", {})}
        if self.cookie:
            headers["Cookie"] = self.cookie
        address = path if path.startswith("/") else f"/j/{self.code}{path and '/' + path}"
        return self._client.request(
            method, address, headers=headers, follow_redirects=False, **given
        )

    def join(self, name: str) -> httpx.Response:
        """Joins; the cookie is kept here alone."""
        reply = self.ask(method="POST", data={"name": name})
        if found := re.match(r"[^;]+", reply.headers.get("set-cookie", "")):
            self.cookie = found[0]
        self._client.cookies.clear()
        return reply

    def answer(self, item: int, given: str, json: bool = True) -> httpx.Response:
        """Answers as the script of the page does, or as a form without it."""
        accept = "application/json" if json else "text/html"
        fields = {"item": str(item), "answer": given}
        return self.ask("answer", "POST", data=fields, headers={"Accept": accept})
