"""The ledger of figures is as good as eval/README.md promises."""

from pathlib import Path

import pytest

from assistant.evaluate.figure_gold import load_figures
from assistant.evaluate.figure_score import place, score_figures, total
from assistant.evaluate.figure_texts import GOLD, read_texts
from assistant.figures.ledger import extract
from assistant.ingest.clauses import split
from assistant.ingest.clean import clean
from assistant.ingest.manifest import read_manifest
from assistant.ingest.readers import read, section

ROOT = Path(__file__).parents[2]
PRECISION, RECALL = 0.97, 0.93
LIBRARY = load_figures(ROOT / "eval" / GOLD)
TEXTS = {text.name: text for text in read_texts(ROOT / "eval")}
PLAN = "jiande-2023-2027-plan"


@pytest.fixture(scope="module")
def documents():
    """The documents of the library, clean, by id."""
    corpus = ROOT / "corpus"
    sources = read_manifest(corpus / "manifest.toml")
    found = {}
    for source in sources:
        raw = read((corpus / "documents" / source.file).read_bytes(), source.file)
        others = [other for other in sources if other.file == source.file]
        found[source.id] = clean(source, raw, *section(raw, source, others))
    return found


@pytest.fixture(scope="module")
def clauses(documents):
    return [clause for document in documents.values() for clause in split(document)]


def faults(score):
    return "\n".join(map(str, score.faults))


def test_the_library(documents, clauses):
    figures = [
        figure
        for clause in clauses
        if not clause.heading
        for figure in extract(clause, documents[clause.document])
    ]
    score = total(score_figures(LIBRARY, documents, figures).values())
    assert score.precision.value >= PRECISION, faults(score)
    assert score.recall.value >= RECALL, faults(score)


@pytest.mark.parametrize("name", TEXTS)
def test_invented_texts_the_one_that_was_left_out_too(name):
    score = TEXTS[name].score
    assert score.precision.value >= PRECISION, faults(score)
    assert score.recall.value >= RECALL, faults(score)


def test_one_text_was_left_out():
    assert "figures-held-out" in TEXTS


def test_every_clause_of_the_plan_is_annotated_and_twenty_of_the_others(clauses):
    plan = {c.id for c in clauses if c.document == PLAN and not c.heading}
    annotated = set(LIBRARY.clauses)
    assert plan <= annotated
    assert len(annotated - plan) >= 20
    assert annotated <= {clause.id for clause in clauses}


@pytest.mark.parametrize("name", ["figures", *TEXTS])
def test_every_row_stands_once_in_its_document_and_within_its_clause(documents, clauses, name):
    gold = LIBRARY if name == "figures" else TEXTS[name].gold
    texts = documents if name == "figures" else {name: TEXTS[name].document}
    known = {c.id: c for c in (clauses if name == "figures" else split(texts[name]))}
    assert set(gold.clauses) <= known.keys()
    for row in gold.rows:
        text, clause = texts[row.document].text, known[row.clause]
        start, end = place(row, text)
        assert text.count(row.anchor) == 1, row.anchor
        assert clause.start <= start < end <= clause.end, row.anchor
