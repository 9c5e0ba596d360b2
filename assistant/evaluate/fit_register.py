"""Fits the model that tells official text from stories.

``python -m assistant.evaluate.fit_register eval corpus assistant/ingest/clean/register.json``
learns from the invented texts of ``official-dev.toml`` and ``foreign-dev.toml`` and from
the documents of the corpus, cut in chunks of 50 characters.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.app import Assistant
from assistant.ingest.clean.register import CHUNK
from assistant.settings import Settings

_TEXTS = 4  # a character or pair of fewer texts says more about a topic than a register
_REGULARISATION = 0.1
_SHORTEST = 8


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="folder of official-dev.toml, foreign-dev.toml")
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    official = _texts(options.texts / "official-dev.toml", "text")
    official += [d.text for d in Assistant.open(Settings()).documents.values()]
    card = fit(official, _texts(options.texts / "foreign-dev.toml", "piece"))
    options.model.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")


def fit(official: Sequence[str], stories: Sequence[str]) -> dict[str, object]:
    """Weights and bias of the model, and what they were fitted on."""
    counted = [[grams(c) for c in chunks(text)] for text in (*official, *stories)]
    known = _known(counted)
    rows = [row for text in counted for row in text]
    story = [n >= len(official) for n, text in enumerate(counted) for _ in text]
    fitted = LogisticRegression(C=_REGULARISATION, max_iter=2000, class_weight="balanced").fit(
        _matrix(rows, known), story
    )
    weights = dict(zip(known, fitted.coef_[0].round(3).tolist(), strict=True))
    return {
        "bias": round(float(fitted.intercept_[0]), 3),
        "weights": {gram: weight for gram, weight in weights.items() if weight},
        "fitted_on": {
            "official_texts": len(official),
            "stories": len(stories),
            "chunks": len(rows),
            "chunks_of_stories": sum(story),
        },
    }


def chunks(text: str) -> list[str]:
    """Pieces of the lines of ``text`` of at most 50 characters, scraps left out."""
    found = (
        line.strip()[n : n + CHUNK]
        for line in text.splitlines()
        for n in range(0, len(line.strip()), CHUNK)
    )
    return [chunk for chunk in found if len(chunk) >= _SHORTEST]


def grams(text: str) -> Counter[str]:
    """Characters and pairs of neighbouring ones, without blanks, digits and letters."""
    kept = [c if c > "\x7f" and not c.isspace() and not c.isdigit() else "" for c in text]
    pairs = (a + b for a, b in zip(kept, kept[1:], strict=False) if a and b)
    return Counter(filter(None, (*kept, *pairs)))


def _known(counted: Iterable[Iterable[Counter[str]]]) -> dict[str, int]:
    texts = Counter(gram for text in counted for gram in set().union(*text))
    return {gram: n for n, gram in enumerate(sorted(g for g, c in texts.items() if c >= _TEXTS))}


def _matrix(rows: Sequence[Counter[str]], known: dict[str, int]) -> csr_matrix:
    cells = [
        (count, n, known[gram])
        for n, row in enumerate(rows)
        for gram, count in row.items()
        if gram in known
    ]
    values, at, columns = zip(*cells, strict=True)
    return csr_matrix((values, (at, columns)), shape=(len(rows), len(known)))


if __name__ == "__main__":
    main()
