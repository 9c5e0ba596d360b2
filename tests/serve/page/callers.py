"""Those who do something on the page, and the service that it is done to."""

from __future__ import annotations

import gradio as gr
from fastapi import Request
from fastapi.testclient import TestClient

from assistant.access.keys import Role
from assistant.serve.access import Caller
from assistant.serve.service import Service


def asking(role: Role, *documents: str, referer: str = "") -> gr.Request:
    """A request by a caller of this role, who may see these documents alone, or all, from the
    page at this address, as the guard of the page hands it on."""
    headers = [(b"referer", referer.encode())]
    request = Request({"type": "http", "headers": headers, "client": ("127.0.0.1", 1)})
    request.state.caller = Caller(f"its-{role}", role, frozenset(documents) or None)
    request.state.id = "test"
    return gr.Request(request=request)


def service_of(client: TestClient) -> Service:
    """What the client speaks to."""
    return client.app._app.state.service
