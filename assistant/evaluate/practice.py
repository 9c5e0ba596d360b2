"""Libraries to learn from: a folder with a manifest, its documents and questions on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.app import Assistant
from assistant.evaluate.cases import Case, load_cases
from assistant.ingest.folder import read_documents
from assistant.settings import Settings
from assistant.types import Document


@dataclass(frozen=True, slots=True)
class Practice:
    """A library by its name, and the questions of the dev split on it."""

    name: str
    documents: tuple[Document, ...]
    cases: tuple[Case, ...]

    def assistant(self) -> Assistant:
        """An assistant on an index of these documents alone, kept in memory."""
        return Assistant.over(self.documents, Settings())


def practices(evaluation: Path, corpus: Path) -> Iterator[Practice]:
    """The corpus with ``evaluation/questions.toml``, then every folder of
    ``evaluation/practice``. Raises BadCorpus and BadRequest."""
    yield _practice(corpus.name, corpus, evaluation / "questions.toml")
    for folder in sorted((evaluation / "practice").iterdir()):
        if folder.is_dir():
            yield _practice(folder.name, folder, folder / "questions.toml")


def _practice(name: str, folder: Path, questions: Path) -> Practice:
    cases = tuple(case for case in load_cases(questions) if case.split == "dev")
    return Practice(name, read_documents(folder), cases)
