"""Fits the models that rank candidates and decide to refuse, on the dev split alone.

``python -m assistant.evaluate.calibrate eval corpus assistant/answer/weights.json`` writes
the weights with a card. The dev split are the dev questions on the corpus and those on the
invented libraries of ``eval/practice``. A sentence is right where it holds, or lies in, a
gold quote; a figure where an expected fact states it and its clause holds the gold quote;
every candidate for a question that cannot be answered is wrong. The threshold weighs an
answer that should have been a refusal against the reverse; the bias of the second model is
shifted by it, so that ``ENOUGH`` means the same for figures and for sentences. Plain
questions made from the ledgers keep the second model from taking the document's own words
for a trap; they have no say in the threshold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from assistant.answer.candidates import Candidate
from assistant.answer.model import NAMES, STANDING, log_odds
from assistant.evaluate.cases import Case
from assistant.evaluate.fitting import Example, Fitter
from assistant.evaluate.matching import holds, squeeze, states
from assistant.evaluate.plain import plain_questions
from assistant.evaluate.practice import Practice, practices
from assistant.evaluate.signed import Fitted
from assistant.settings import Settings

PLAIN = 120  # plain questions of each library


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("evaluation", "corpus", "weights"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    found = examples(practices(options.evaluation, options.corpus))
    card = fit(found) | {"encoder": Settings().encoder}
    options.weights.write_text(json.dumps(card, indent=2) + "\n", "utf-8")


def fit(found: Mapping[str, Sequence[Example]]) -> dict[str, object]:
    """The models from these examples, and what they were fitted on."""
    cases = [example.case for each in found.values() for example in each if not example.plain]
    return {
        "judges": {name: _fitted(name, each) for name, each in found.items()},
        "fitted_on": {
            "split": "dev",
            "questions": len(cases),
            "answerable": sum(case.answerable for case in cases),
        },
    }


def examples(libraries: Iterable[Practice]) -> Mapping[str, Sequence[Example]]:
    """The examples that each model learns from."""
    found: dict[str, list[Example]] = {name: [] for name in NAMES}
    for library in libraries:
        assistant = library.assistant()
        clauses = {clause.id: clause for clause in assistant.clauses}
        plain = plain_questions(assistant.figures, clauses, PLAIN)
        asked = (*((case, False) for case in library.cases), *((case, True) for case in plain))
        for case, is_plain in asked:
            name, candidates = assistant.candidates(case.question, history=case.history)
            right = tuple(is_right(candidate, case) for candidate in candidates)
            found[name].append(Example(case, tuple(candidates), right, is_plain))
    return found


def is_right(candidate: Candidate, case: Case) -> bool:
    """Whether a figure is one that is asked for, or a sentence holds a gold quote of its
    document or lies inside one."""
    quotes = [e.quote for e in case.evidence if e.document == candidate.clause.document]
    if candidate.judge == "figure":
        facts = [form for group in case.expect for form in group]
        written = candidate.figure.written if candidate.figure else ""
        return any(holds(quote, [candidate.clause.text]) for quote in quotes) and any(
            states(fact, written) or states(written, fact)
            if written
            else states(candidate.text, fact)
            for fact in facts
        )
    text = squeeze(candidate.text)
    return any(q in text or (len(text) > 6 and text in q) for q in map(squeeze, quotes))


def _fitted(name: str, examples: Sequence[Example]) -> dict[str, object]:
    fitter = Fitter.of(NAMES[name])
    judge = fitter.fit(examples)
    asked = [example for example in examples if not example.plain]
    return {
        "ranking": _card(fitter.named(fitter.ranks), judge.ranking),
        "answering": _card(
            (*STANDING, *fitter.named(fitter.answers)), judge.answering, log_odds(judge.threshold)
        ),
        "threshold": round(judge.threshold, 3),
        "questions": len(asked),
        "plain": len(examples) - len(asked),
        "candidates": sum(len(example.candidates) for example in asked),
        "right": sum(sum(example.right) for example in asked),
    }


def _card(names: Sequence[str], fitted: Fitted, shift: float = 0.0) -> dict[str, object]:
    rounded = [round(float(weight), 3) for weight in fitted.weights]
    bias = round(fitted.bias - shift, 3)
    return {"weights": dict(zip(names, rounded, strict=True)), "bias": bias}


if __name__ == "__main__":
    main()
