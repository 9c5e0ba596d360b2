"""Proves the cleaner on texts that were made dirty on purpose.

``python -m assistant.evaluate.cleaning_proof eval corpus`` mixes the pieces of
``eval/foreign-test.toml``, on which nothing was tuned, with web navigation, page marks,
blank lines and hard wraps into the clean documents of the corpus, and counts what
cleaning kept, took out and rejoined. ``--texts FOLDER`` does the same to the ``.txt``
files of any folder, which must be clean. Exits with 1 below a bar.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from assistant.evaluate.cleaning import Tally, tally, total
from assistant.evaluate.injection import Dirt, inject, read_dirt
from assistant.evaluate.table import Table
from assistant.ingest.clauses import split
from assistant.ingest.clean import clean
from assistant.ingest.folder import read_documents
from assistant.types import Document, Source

POLICY_KEPT = 0.99
FOREIGN_GONE = 0.95
CUTS_JOINED = 0.97
FALSE_ALARMS = 0.0005  # of the characters of texts that nothing was mixed into
_SHORT = 5000  # characters; below, a few pieces outweigh the document
_LONG = 30_000


@dataclass(frozen=True, slots=True)
class Text:
    """A clean text to be made dirty."""

    title: str
    paragraphs: tuple[str, ...]


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evaluation", type=Path, help="folder of foreign-test.toml")
    parser.add_argument("corpus", type=Path, help="folder of manifest.toml")
    parser.add_argument("--texts", type=Path, help="folder of clean .txt files to use instead")
    parser.add_argument("--seeds", type=int, default=300)
    options = parser.parse_args()
    folder = options.evaluation
    dirt = read_dirt(folder / "foreign-test.toml", folder / "surroundings.toml")
    texts = tuple(_folder(options.texts) if options.texts else _corpus(options.corpus))
    tallies = _run(texts, dirt, options.seeds)
    alarms = false_alarms(texts)
    print(_table(tallies).as_text())  # noqa: T201
    print(f"没有混入别的内容的原文被移出：{alarms:.4%}")  # noqa: T201
    print(f"清理加切分：每秒 {_speed(texts) / 1e6:.2f} 百万字")  # noqa: T201
    sys.exit(bool(below(total(t for text, t in tallies if _counts(text)), alarms)))


def below(found: Tally, alarms: float) -> list[str]:
    """The bars that are not met."""
    shares = {
        "policy_kept": (found.policy_kept / found.policy, POLICY_KEPT),
        "foreign_gone": (found.foreign_gone / found.foreign, FOREIGN_GONE),
        "cuts_joined": (found.cuts_joined / found.cuts, CUTS_JOINED),
    }
    missed = [name for name, (share, bar) in shares.items() if share < bar]
    return missed + (["false_alarms"] if alarms > FALSE_ALARMS else [])


def false_alarms(texts: Iterable[Text]) -> float:
    """The share of the characters of clean texts that cleaning sets aside."""
    documents = [_cleaned(text.title, "\n".join(text.paragraphs)) for text in texts]
    raw = sum(document.report.raw_characters for document in documents)
    return 1 - sum(document.report.kept_characters for document in documents) / raw


def _counts(text: Text) -> bool:
    return sum(map(len, text.paragraphs)) >= _SHORT


def _run(texts: Sequence[Text], dirt: Dirt, seeds: int) -> list[tuple[Text, Tally]]:
    found = []
    for seed in tqdm(range(seeds), desc="混入再清理", unit="份"):
        text = texts[seed % len(texts)]
        dirty = inject(text.paragraphs, text.title, dirt, seed)
        found.append((text, tally(dirty, _cleaned(text.title, dirty.raw))))
    return found


def _speed(texts: Sequence[Text]) -> float:
    """Characters a second through cleaning and splitting, of processor time."""
    raws = [(text.title, "\n".join(text.paragraphs)) for text in texts]
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        for title, raw in raws:
            split(_cleaned(title, raw))
        best = min(best, time.process_time() - started)
    return sum(len(raw) for _, raw in raws) / best


def _cleaned(title: str, raw: str) -> Document:
    return clean(Source("text", title, "text.txt", ""), raw)


def _folder(folder: Path) -> Iterator[Text]:
    for path in sorted(folder.glob("*.txt")):
        raw = path.read_text(encoding="utf-8")
        if len(raw) < _LONG:
            yield Text(path.stem, tuple(raw.splitlines()))


def _corpus(folder: Path) -> Iterator[Text]:
    """The documents into which nothing foreign was mixed when they were published."""
    for document in read_documents(folder):
        if all(aside.reason != "foreign" for aside in document.report.set_aside):
            yield Text(document.source.title, tuple(document.text.split("\n")))


def _table(tallies: Sequence[tuple[Text, Tally]]) -> Table:
    texts = dict.fromkeys(text for text, _ in tallies)
    rows = [(t.title, total(found for text, found in tallies if text is t)) for t in texts]
    long = total(found for text, found in tallies if _counts(text))
    rows.append((f"合计（{_SHORT} 字以上的）", long))
    header = ("原文", "原文保留", "外文移出", "页面杂项移出", "断处接好", "其中隔着外文的", "断处")
    return Table(header, [_row(title, found) for title, found in rows])


def _row(title: str, found: Tally) -> tuple[str, ...]:
    shares = (
        (found.policy_kept, found.policy),
        (found.foreign_gone, found.foreign),
        (found.furniture_gone, found.furniture),
        (found.cuts_joined, found.cuts),
        (found.torn_joined, found.torn),
    )
    name = title if len(title) <= 16 else f"{title[:15]}…"
    return (name, *(f"{k / n:.2%}" if n else "－" for k, n in shares), str(found.cuts))


if __name__ == "__main__":
    main()
