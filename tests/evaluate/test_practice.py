"""Libraries to learn from."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadCorpus
from assistant.evaluate.cases import check_cases
from assistant.evaluate.practice import Practice, practices, read_documents

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def found() -> list[Practice]:
    return list(practices(ROOT / "eval", ROOT / "corpus"))


def test_the_corpus_and_three_invented_libraries(found: list[Practice]) -> None:
    assert [library.name for library in found] == ["corpus", "baisha", "yunxi", "zean"]
    assert all(len(library.documents) >= 3 for library in found)


def test_only_questions_of_the_dev_split(found: list[Practice]) -> None:
    cases = [case for library in found for case in library.cases]
    assert {case.split for case in cases} == {"dev"}
    assert all(len(library.cases) >= 150 for library in found)


def test_their_evidence_stands_in_their_documents(found: list[Practice]) -> None:
    for library in found:
        documents = {document.source.id: document for document in library.documents}
        assert check_cases(library.cases, documents) == []


def test_the_invented_share_no_document_with_the_corpus(found: list[Practice]) -> None:
    corpus, *invented = ({d.source.sha256 for d in library.documents} for library in found)
    assert all(corpus.isdisjoint(other) for other in invented)


def test_a_folder_without_a_manifest_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadCorpus):
        read_documents(tmp_path)
