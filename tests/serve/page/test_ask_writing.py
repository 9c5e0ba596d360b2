"""问答 where a language model writes: each sentence as soon as it holds."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.settings import Settings

pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]
QUESTION = "概括清溪县乡村振兴实施方案的总体目标和重点任务"
MATERIAL = re.compile(r"^\[(\d+)\] (?:（[^）]*）)?(.*?)。?$", re.MULTILINE)


class Slow(BaseHTTPRequestHandler):
    """Writes the first sentence of each material; after the first it waits to be let on."""

    protocol_version = "HTTP/1.1"
    on = threading.Event()

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = MATERIAL.findall(asked["messages"][-1]["content"])
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for at, (number, text) in enumerate(found):
            if at == 2:
                self.on.wait(20)
            self.say(f"[{number}] {text.split('。')[0]}。\n")
        self.say("", "stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def say(self, text: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
        told = {"id": "1", "object": "chat.completion.chunk", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(told)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def model() -> Iterator[str]:
    """The address of a model that is slow."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    Slow.on.set()
    server.shutdown()
    server.server_close()


def test_sentences_as_they_are_written(built: Path, model: str, listen, visit) -> None:
    Slow.on.clear()
    settings = Settings(home=built / "home", corpus=built / "corpus", model="slow", model_url=model)
    with listen(settings, with_page=True) as address:
        visiting = visit(address)
        page = visiting.page
        page.wait_for_selector(".welcome")
        page.fill("#question textarea", QUESTION)
        page.press("#question textarea", "Enter")
        page.wait_for_selector(".turn .waiting")
        page.wait_for_selector(".turn .answer p")
        assert page.locator(".turn .actions").count() == 0
        Slow.on.set()
        page.wait_for_selector(".turn .actions")
        assert page.locator(".turn .waiting").count() == 0
        assert page.locator(".turn .card").count() >= 2
        assert not visiting.complaints
        visiting.context.close()
