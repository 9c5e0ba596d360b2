"""A database of keys and records of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.access.database import Database
from assistant.access.keys import Keys


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "service"


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    with Database(folder) as database:
        yield database


@pytest.fixture
def keys(database: Database) -> Keys:
    return Keys(database)
