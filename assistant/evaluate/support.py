"""Fits the score by which a written sentence is held to be supported by what it cites.

``python -m assistant.evaluate.support eval corpus assistant/answer/support/weights.json``
fits on the dev split of ``eval/support.toml``, and prints for both splits how many supported
sentences pass and how many of the others are stopped, by what is wrong with them. Pairs that
a rule already stops have no say in the score. The threshold weighs a sentence wrongly passed
against one wrongly stopped.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from assistant.answer.support import score
from assistant.answer.support.check import Checker
from assistant.answer.support.grounds import Grounds
from assistant.app import Assistant
from assistant.evaluate.practice import practices
from assistant.evaluate.signed import fit_signed
from assistant.evaluate.toml_tables import read_tables
from assistant.language_model import checker
from assistant.settings import Settings

OVERCLAIM = 1.4  # weight of an unsupported sentence that passes, against the reverse
_SIGNS = (1, 1, 1, 1, 1, 1, -1, -1)  # of the weights, in the order of the features
_STRENGTH = 1.0
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with what it cites, and whether that bears it out."""

    text: str
    grounds: Grounds
    supported: bool
    kind: str
    split: str


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("evaluation", "corpus", "weights"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--no-fit", action="store_true")
    options = parser.parse_args()
    found, checks = read(options.evaluation, options.corpus)
    if not options.no_fit:
        card = fit(found, checks)
        options.weights.write_text(json.dumps(card, indent=2) + "\n", "utf-8")
        score.card.cache_clear()
    for split in ("dev", "test"):
        report([pair for pair in found if pair.split == split], checks, split)


def read(evaluation: Path, corpus: Path) -> tuple[list[Pair], Checker]:
    """The pairs of ``support.toml`` on the corpus and on the libraries of practice."""
    rows = read_tables(evaluation / "support.toml", "pair", "核对题文件", "请检查路径。")
    assistants: dict[str, Assistant] = {
        p.name: p.assistant() for p in practices(evaluation, corpus)
    }
    pairs = [_pair(row, assistants[str(row["library"])]) for row in rows]
    documents = [d for assistant in assistants.values() for d in assistant.documents.values()]
    return pairs, checker(next(iter(assistants.values())).encoder, documents)


def fit(pairs: Sequence[Pair], checks: Checker) -> dict[str, object]:
    """The card of the score: weights, bias, threshold, and what it was fitted on."""
    dev = [p for p in pairs if p.split == "dev" and not checks.broken(p.text, p.grounds)]
    rows = np.array([score.features(p.text, p.grounds, checks.encoder) for p in dev])
    right = np.array([pair.supported for pair in dev])
    fitted = fit_signed(rows, right, _SIGNS, _STRENGTH)
    sure = fitted.probability(rows)
    steps = np.linspace(0, 1, _STEPS + 1)[:, None]
    cost = (sure < steps)[:, right].mean(axis=1) + OVERCLAIM * (sure >= steps)[:, ~right].mean(
        axis=1
    )
    return {
        "weights": dict(zip(score.FEATURES, map(float, fitted.weights), strict=True)),
        "bias": fitted.bias,
        "threshold": float(steps[int(cost.argmin()), 0]),
        "fitted_on": {"split": "dev", "pairs": len(dev), "supported": int(right.sum())},
        "encoder": Settings().encoder,
    }


def report(pairs: Sequence[Pair], checks: Checker, title: str) -> None:
    """Prints by kind how many pairs pass."""
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pair in pairs:
        name = f"{'+' if pair.supported else '-'} {pair.kind}"
        total[name] += 1
        passed[name] += checks.fault(pair.text, pair.grounds) is None
    for side in "+-":
        names = sorted(name for name in total if name[0] == side)
        through, all_ = sum(passed[n] for n in names), sum(total[n] for n in names)
        click.echo(f"{title} {side} {through}/{all_}: ", nl=False)
        click.echo(", ".join(f"{name[2:]} {passed[name]}/{total[name]}" for name in names))


def _pair(row: Mapping[str, object], assistant: Assistant) -> Pair:
    ids = [str(name) for name in row["clauses"]]  # type: ignore[attr-defined]
    clauses = tuple(c for name in ids for c in assistant.clauses if c.id == name and not c.heading)
    figures = tuple(f for f in assistant.figures if f.clause in ids)
    grounds = Grounds(clauses, assistant.documents, figures)
    return Pair(
        str(row["text"]), grounds, bool(row["supported"]), str(row["kind"]), str(row["split"])
    )


if __name__ == "__main__":
    main()
