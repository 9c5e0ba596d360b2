"""Fits the model that tells official text from stories.

``python -m assistant.evaluate.fit_register eval assistant/ingest/clean/register.json``
learns from the invented texts of ``official-dev.toml`` and ``foreign-dev.toml``, cut in
chunks of 50 characters. The documents of the corpus are not among them, so that what
cleaning finds there is found in texts that the model never saw.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.ingest.clean.register import CHUNK

_TEXTS = 4  # a character or pair of fewer texts says more about a topic than a register
_REGULARISATION = 0.1
_SHORTEST = 8


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="folder of official-dev.toml, foreign-dev.toml")
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    official = read_texts(options.texts / "official-dev.toml", "text")
    stories = read_texts(options.texts / "foreign-dev.toml", "piece")
    card = fit(official, stories)
    options.model.write_text(json.dumps(card, ensure_ascii=False, indent=0) + "\n", "utf-8")


def read_texts(path: Path, table: str) -> list[str]:
    """The texts of a file of ``[[table]]`` rows, each with its ``text``."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    return [row["text"].strip() for row in rows]


def fit(official: Sequence[str], stories: Sequence[str]) -> dict[str, object]:
    """Weights and bias of the model, and what they were fitted on."""
    counted = [[grams(chunk) for chunk in chunks(text)] for text in (*official, *stories)]
    known = _known(counted)
    rows = [{g: row[g] for g in row.keys() & known} for text in counted for row in text]
    story = [n >= len(official) for n, text in enumerate(counted) for _ in text]
    columns = DictVectorizer()
    matrix = columns.fit_transform(rows)
    model = LogisticRegression(C=_REGULARISATION, max_iter=2000, class_weight="balanced")
    fitted = model.fit(matrix, story)
    weights = zip(columns.feature_names_, fitted.coef_[0].round(3).tolist(), strict=True)
    return {
        "bias": round(float(fitted.intercept_[0]), 3),
        "weights": {gram: weight for gram, weight in weights if weight},
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
    pairs = (a + b for a, b in pairwise(kept) if a and b)
    return Counter(filter(None, (*kept, *pairs)))


def _known(counted: Iterable[Iterable[Counter[str]]]) -> set[str]:
    texts = Counter(gram for text in counted for gram in set().union(*text))
    return {gram for gram, count in texts.items() if count >= _TEXTS}


if __name__ == "__main__":
    main()
