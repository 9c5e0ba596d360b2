"""The service in a process of its own."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from assistant.access.redact import Redacting
from assistant.serve.application import application
from assistant.serve.stopping import told_of
from assistant.settings import Settings

_PATIENCE = 10  # seconds that requests under way are given when the service is stopped
_WAITING = 2048  # connections that may wait to be taken


def listening(host: str, port: int) -> socket.socket:
    """A socket that waits at this address; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_WAITING)


def run(
    settings: Settings,
    waiting: socket.socket,
    *,
    is_open: bool,
    with_page: bool,
    started: Callable[[], object],
) -> None:
    """Serves until it is told to stop; ``started`` is called when questions are answered."""
    key = settings.model_key
    secrets = [key.get_secret_value()] if key else []
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger().handlers[0].addFilter(Redacting(secrets))

    def settled() -> None:
        # What is there by now stays. To look at all of it for garbage takes a third of a second,
        # in which nobody is answered.
        gc.collect()
        gc.freeze()
        started()

    app = application(settings, is_open=is_open, with_page=with_page, started=settled)
    server(app).run(sockets=[waiting])


def server(app: ASGIApp) -> uvicorn.Server:
    """What speaks HTTP for the app. h11 takes no head of a request that is endless, and there
    are no web sockets."""
    stopping = asyncio.Event()
    config = uvicorn.Config(
        told_of(app, stopping),
        http="h11",
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    return _Server(config, stopping)


class _Server(uvicorn.Server):
    """Tells requests that last as long as a page is open that it is to be stopped."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn has it."""
        self._stopping.set()
        await super().shutdown(sockets)
