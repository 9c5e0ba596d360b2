"""Fits what finds the matter of a question, and what is wanted of it.

``python -m assistant.evaluate.marked eval assistant/retrieve/understand`` prints how well both
do on questions that they were not fitted on, by five-fold cross-validation, then fits them on
all of ``eval/marked.tsv``. The questions of the dev split of ``questions.toml`` that are looked
up stand beside those as what nothing is to be written on.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import click
import numpy as np
import pycrfsuite
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.errors import BadRequest
from assistant.evaluate.cases import load_cases
from assistant.retrieve.understand.matter import (
    BEGINS,
    FIELD,
    INSIDE,
    OUTSIDE,
    TASKS,
    Reader,
    Tasks,
    features,
    grams,
    read_field,
    tokens,
)
from assistant.retrieve.understand.tasks import task
from assistant.text.sentences import Span
from assistant.text.tokens import normalise
from assistant.types import Task

T = TypeVar("T")

FOLDS = 5
KINDS: tuple[Task, ...] = ("lookup", "summarise", "explain", "draft", "table")
_AS_LOOKUP = "compare"  # put to the documents in the same way
_PARAMETERS = {"c1": 0.05, "c2": 0.05, "max_iterations": 150, "feature.possible_transitions": True}
_INVERSE_STRENGTH = 1.0
_LEAST = 0.02  # weight under which a run of characters says nothing
_MARKS = re.compile("([【】])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A normalised question, what is wanted, and the stretches that name its matter."""

    question: str
    task: Task
    spans: tuple[Span, ...]


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    rows = read(options.evaluation / "marked.tsv")
    beside = looked_up(options.evaluation / "questions.toml")
    validate(rows, beside)
    fit(rows, beside, options.folder)


def fit(rows: Sequence[Marked], beside: Sequence[str], folder: Path) -> Reader:
    """Writes both files, fitted on these questions; ``beside`` are more that are looked up."""
    fit_field(rows, folder / FIELD)
    alone = Reader(read_field(folder), Tasks({}, {}))
    runs = [grams(row.question, row.spans) for row in rows]
    runs += [grams(question, alone.matter(question)) for question in beside]
    tasks = [row.task for row in rows] + [KINDS[0]] * len(beside)
    fit_tasks(runs, tasks, folder / TASKS)
    return Reader.read(folder)


def read(path: Path) -> list[Marked]:
    """The marked questions of a file. Raises BadRequest where a line is none."""
    lines = path.read_text("utf-8").splitlines()
    return [_marked(line, f"{path} 第 {n} 行") for n, line in enumerate(lines, start=1)]


def looked_up(path: Path) -> list[str]:
    """The dev questions of a file that nothing is to be written on."""
    questions = [normalise(case.question) for case in load_cases(path) if case.split == "dev"]
    return [question for question in questions if task(question) == "lookup"]


def validate(rows: Sequence[Marked], beside: Sequence[str]) -> None:
    """Prints how well both do on what they were not fitted on."""
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        with TemporaryDirectory() as folder:
            found = fit(_without(rows, fold), _without(beside, fold), Path(folder))
        for row in rows[fold::FOLDS]:
            spans = found.matter(row.question)
            counts += _of_matter(spans, row.spans)
            counts += _of_task(found.wanted(row.question, spans), row.task)
        for question in beside[fold::FOLDS]:
            counts += _of_task(found.wanted(question, found.matter(question)), "lookup")
    for name in ("matter right", "matter found", "looked up", "written", "task"):
        click.echo(f"{name}: {counts[name]}/{counts[f'{name} of']}")


def _without(rows: Sequence[T], fold: int) -> list[T]:
    return [row for n, row in enumerate(rows) if n % FOLDS != fold]


def _of_matter(spans: Sequence[Span], gold: Sequence[Span]) -> Counter[str]:
    own, meant = _characters(spans), _characters(gold)
    both = len(own & meant)
    return Counter(
        {
            "matter right": both,
            "matter right of": len(own),
            "matter found": both,
            "matter found of": len(meant),
        }
    )


def _of_task(wanted: Task, meant: Task) -> Counter[str]:
    side = "looked up" if meant == "lookup" else "written"
    kept = (wanted == "lookup") == (meant == "lookup")
    return Counter({"task": wanted == meant, "task of": 1, side: kept, f"{side} of": 1})


def fit_field(rows: Sequence[Marked], path: Path) -> None:
    """Writes the field fitted on marked questions."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for row in rows:
        words = tokens(row.question)
        if words:
            trainer.append(features(words), list(_labels([w.span for w in words], row.spans)))
    trainer.set_params(_PARAMETERS)
    trainer.train(str(path))


def fit_tasks(runs: Sequence[Collection[str]], tasks: Sequence[Task], path: Path) -> None:
    """Writes the weights by which the task is told from runs of characters."""
    vectors = DictVectorizer()
    table = vectors.fit_transform([dict.fromkeys(each, 1.0) for each in runs])
    often = np.asarray(table.sum(axis=0)).ravel() > 1
    fitted = LogisticRegression(C=_INVERSE_STRENGTH, max_iter=2000).fit(table[:, often], tasks)
    order = [list(fitted.classes_).index(name) for name in KINDS]
    columns = zip(vectors.get_feature_names_out()[often], fitted.coef_[order].T, strict=True)
    weights = {
        str(run): [round(float(weight), 3) for weight in column]
        for run, column in columns
        if np.abs(column).max() >= _LEAST
    }
    biases = {
        name: round(float(fitted.intercept_[n]), 3) for name, n in zip(KINDS, order, strict=True)
    }
    content = json.dumps({"biases": biases, "weights": weights}, ensure_ascii=False)
    path.write_text(content + "\n", "utf-8")


def _marked(line: str, where: str) -> Marked:
    told, tab, given = line.partition("\t")
    name = next((kind for kind in KINDS if kind == told), KINDS[0])
    if not tab or told not in (*KINDS, _AS_LOOKUP):
        raise BadRequest(
            f"{where}：要写作“要做的事<TAB>提问”。", f"要做的事是 {'、'.join(KINDS)}。"
        )
    question, start = "", 0
    spans: list[Span] = []
    for part in _MARKS.split(given):
        if part == "【":
            start = len(question)
        elif part == "】":
            spans.append((start, len(question)))
        else:
            question += normalise(part)
    return Marked(question, name, tuple(spans))


def _labels(words: Sequence[Span], spans: Sequence[Span]) -> Iterator[str]:
    """Of each word whether it begins a stretch, goes on with it, or is outside: a word is of
    the stretch that has half of it."""
    before: Span | None = None
    for start, end in words:
        held = [s for s in spans if 2 * (min(end, s[1]) - max(start, s[0])) >= end - start]
        own = held[0] if held else None
        yield OUTSIDE if own is None else INSIDE if own == before else BEGINS
        before = own


def _characters(spans: Iterable[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


if __name__ == "__main__":
    main()
