"""Documents for the tests: made-up plans of other counties, and the corpus itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ingest.clauses import split
from assistant.ingest.clean import clean
from assistant.ingest.manifest import read_manifest
from assistant.ingest.readers import read, section
from assistant.types import Clause, Document, Source

CORPUS = Path(__file__).parents[2] / "corpus"
SOURCES = read_manifest(CORPUS / "manifest.toml")
TITLE = "青田县乡村建设行动方案"


def _tidy(raw: str, title: str = TITLE) -> Document:
    source = Source("plan", title, "plan.txt", "", region="浙江省丽水市青田县")
    return clean(source, raw)


@pytest.fixture(scope="session")
def tidy() -> Callable[..., Document]:
    """Cleans a raw text: ``tidy(raw, title="……")``."""
    return _tidy


@pytest.fixture(scope="session")
def cut() -> Callable[..., tuple[Clause, ...]]:
    """The clauses of a raw text: ``cut(raw, title="……")``."""
    return lambda raw, title=TITLE: split(_tidy(raw, title))


@pytest.fixture(scope="session")
def raws() -> dict[str, str]:
    """The files of the corpus as read, by the document that they hold."""
    folder = CORPUS / "documents"
    return {s.id: read((folder / s.file).read_bytes(), s.file) for s in SOURCES}


@pytest.fixture(scope="session")
def published(raws: dict[str, str]) -> dict[str, Document]:
    """The documents of the corpus, clean, by id."""
    found = {}
    for source in SOURCES:
        others = [other for other in SOURCES if other.file == source.file]
        found[source.id] = clean(source, raws[source.id], *section(raws[source.id], source, others))
    return found


@pytest.fixture(params=[source.id for source in SOURCES])
def name(request: pytest.FixtureRequest) -> str:
    """The id of each document of the corpus in turn."""
    return request.param
