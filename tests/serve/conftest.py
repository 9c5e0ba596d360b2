"""The service, spoken to without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.serve.application import application
from assistant.settings import Settings


@contextmanager
def served(
    settings: Settings,
    *,
    is_open: bool = True,
    address: str = "127.0.0.1",
    with_page: bool = False,
) -> Iterator[TestClient]:
    """A client of the service on these settings."""
    with TestClient(
        application(settings, is_open=is_open, with_page=with_page),
        base_url="http://127.0.0.1:8000",
        client=(address, 50000),
        raise_server_exceptions=False,
    ) as client:
        yield client


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[TestClient]]:
    """Opens the service on settings: ``with serve(library, is_open=True) as client``."""
    return served


@pytest.fixture(scope="session")
def reading(built: Path) -> Iterator[TestClient]:
    """The service, open to this machine; only to be read."""
    with served(Settings(home=built / "home", corpus=built / "corpus")) as client:
        yield client


@pytest.fixture
def client(library: Settings) -> Iterator[TestClient]:
    """The service, open to this machine, to be changed."""
    with served(library) as client:
        yield client
