"""The service over two invented counties."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from quiz_library import ORIGIN, counties

from assistant.settings import Settings


@pytest.fixture(scope="session")
def indexed_counties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with their library and index; only to be read."""
    folder = tmp_path_factory.mktemp("counties")
    counties(folder)
    return folder


@pytest.fixture
def county_settings(indexed_counties: Path, tmp_path: Path) -> Settings:
    """Settings of a copy, to be changed."""
    folder = shutil.copytree(indexed_counties, tmp_path / "counties")
    return Settings(home=folder / "home", corpus=folder / "corpus", rate=100_000)


@pytest.fixture(scope="session")
def teaching(
    indexed_counties: Path, tmp_path_factory: pytest.TempPathFactory, serve
) -> Iterator[TestClient]:
    """The service for all tests, each with a quiz of its own."""
    folder = shutil.copytree(indexed_counties, tmp_path_factory.mktemp("teaching") / "counties")
    settings = Settings(home=folder / "home", corpus=folder / "corpus", rate=100_000)
    with serve(settings, with_page=True) as client:
        client.headers.update(ORIGIN)
        yield client
