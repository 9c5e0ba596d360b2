"""What each group of features is worth: the judges fitted without it, on libraries unseen.

``python -m assistant.evaluate.ablate eval corpus`` prints a table. The judges learn from
three libraries and are put to the fourth, in turn, so that nothing of a library was seen
before it is measured. Only dev questions are used.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from assistant.answer.features import FORMS, KINDS, PREMISES
from assistant.answer.model import NAMES, log_odds
from assistant.evaluate.calibrate import examples
from assistant.evaluate.fitting import Example, Fitter
from assistant.evaluate.practice import practices

GROUPS: Mapping[str, tuple[str, ...]] = {
    "全部特征": (),
    "不看字面相同": (
        *("coverage", "coverage_indicator", "coverage_part", "verbatim"),
        *("share", "share_context", "share_indicator", "share_part"),
    ),
    "不看向量": ("cosine", "part_cosine", "asked_cosine"),
    "不看检索名次": ("rank", "sparse_rank"),
    "不看问了而没说的词": ("known_gap_part", "known_gap", "known_gap_context", "strange_gap"),
    "不看年份": ("year_stated", "dated", "other_year"),
    "不看单位与限定": ("unit", "bound", "period", "change", "each", "unlisted"),
    "不看问题的前提": (*PREMISES, "unmet_turns", "asks_why"),
    "不看答案的形式": (*FORMS, "listed", "explained", "opening", "titled"),
    "不看问题的种类和长短": (*KINDS, "long", "english"),
}
_REFUSED = 0.15  # share of answerable questions that are refused where declining is compared


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question of a library that the judge had not seen: whether the best
    candidate is right, and the log-odds by which it is an answer."""

    answerable: bool
    right: bool
    sure: float


def outcomes(
    libraries: Sequence[Mapping[str, Sequence[Example]]], without: Sequence[str]
) -> Iterator[Outcome]:
    """Of every question that a person wrote, each library held out in turn. ``libraries``
    hold examples by judge."""
    for held in range(len(libraries)):
        rest = [library for number, library in enumerate(libraries) if number != held]
        for name, names in NAMES.items():
            fitter = Fitter.of(names, without)
            judge = fitter.fit([example for library in rest for example in library[name]])
            for example in libraries[held][name]:
                if example.plain:
                    continue
                if not example.candidates:
                    yield Outcome(example.case.answerable, False, log_odds(0.0))
                    continue
                values, right = fitter.standing(judge.ranking, example)
                probability = float(judge.answering.probability(np.array([values]))[0])
                sure = log_odds(probability) - log_odds(judge.threshold)
                yield Outcome(example.case.answerable, right, sure)


def row(label: str, found: Sequence[Outcome]) -> str:
    """A row of the table, in Markdown."""
    may = [outcome for outcome in found if outcome.answerable]
    must_not = [outcome for outcome in found if not outcome.answerable]
    right = sum(outcome.right for outcome in may)
    area = roc_auc_score([o.answerable for o in found], [o.sure for o in found])
    limit = float(np.quantile([outcome.sure for outcome in may], _REFUSED))
    declined = sum(outcome.sure < limit for outcome in must_not)
    return (
        f"| {label} | {_share(right, len(may))} | {area:.3f} | {_share(declined, len(must_not))} |"
    )


def _share(k: int, n: int) -> str:
    return f"{k}/{n}（{k / n:.1%}）"


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("evaluation", "corpus"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    libraries = [examples([p]) for p in practices(options.evaluation, options.corpus)]
    lines = [
        "| | 排第一的是对的 | 该答不该答的 AUC | 误拒 15% 时拒答 |",
        "| --- | --- | --- | --- |",
    ]
    for label, without in tqdm(GROUPS.items(), desc="逐组去掉特征", unit="组"):
        lines.append(row(label, list(outcomes(libraries, without))))
    print("\n".join(lines))  # noqa: T201 - the command's output


if __name__ == "__main__":
    main()
