"""Proves the keys of made items against the raw files, and shows items to be read.

``python -m assistant.training.proof corpus --also FOLDER --figures eval/figures.toml`` draws
items by seed from the corpus and the files of the folder and checks each key by patterns of
its own on the raw text: neither the cleaner, nor the clauses, nor the ledger that the items
were made from take part. Where a figure stands in the list that people made by hand, the key
must agree with that as well. Exits with 1 if a key is wrong. ``--read N`` prints items to be
judged by the rubric:

1. It stands alone: whoever reads it knows which document, place, year and thing is meant.
2. It has exactly one right answer, and the key is that.
3. It is not dull: the question or the options do not give the answer away.
4. It is natural Chinese, asks one thing, and is whole.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from assistant.evaluate.figure_gold import load_figures
from assistant.figures.ledger import ledger
from assistant.ingest.clauses import split
from assistant.ingest.clean import clean
from assistant.ingest.describe import describe
from assistant.ingest.folder import read_documents
from assistant.training.items import KINDS, Item, Wanted
from assistant.training.making import make
from assistant.training.material import Material
from assistant.training.raw_check import Raw, raw_lines, within
from assistant.training.sheet import as_text
from assistant.types import Document, Source


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of manifest.toml")
    parser.add_argument("--also", type=Path, help="folder of more files")
    parser.add_argument(
        "--figures",
        type=Path,
        action="append",
        default=[],
        help="figures that people listed by hand, perhaps with a text of the same name",
    )
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--read", type=int, default=0, help="print so many of the items")
    options = parser.parse_args()
    texts = [path.with_suffix(".txt") for path in options.figures]
    also = sorted(options.also.iterdir()) if options.also else []
    documents, files = _documents(options.corpus, [p for p in texts if p.exists()], also)
    made = make(material_of(documents), Wanted(), options.number, options.seed)
    items = made.set.items
    raw = Raw(
        {document.source.id: _lines(document.source, files) for document in documents},
        {document.source.id: document.source.title for document in documents},
        {document.source.id: document.source.region for document in documents},
        [row for path in options.figures for row in load_figures(path).rows],
    )
    wrong = [(item, fault) for item in items for fault in raw.faults(item)]
    _tell(items, made.discarded, raw.agreed)
    for item, fault in wrong:
        print(f"\n{fault}\n{as_text([item], answers=True)}")  # noqa: T201
    if options.read:
        chosen = Random(options.seed).sample(items, min(options.read, len(items)))  # noqa: S311
        print(as_text(chosen, answers=True))  # noqa: T201
    sys.exit(bool(wrong))


def _lines(source: Source, files: dict[str, tuple[Path, tuple[str, ...]]]) -> list[str]:
    path, openings = files[source.id]
    return within(raw_lines(path), source.begins, openings)


def material_of(documents: Sequence[Document]) -> Material:
    """What items are made from these documents with."""
    clauses = [clause for document in documents for clause in split(document)]
    return Material({d.source.id: d for d in documents}, clauses, ledger(clauses, documents))


def _documents(
    corpus: Path, texts: Sequence[Path], also: Sequence[Path]
) -> tuple[list[Document], dict[str, tuple[Path, tuple[str, ...]]]]:
    """The documents; by its id, the raw file of each and the first words of those in it."""
    documents = list(read_documents(corpus))
    files = {
        d.source.id: (
            corpus / "documents" / d.source.file,
            tuple(o.source.begins for o in documents if o.source.sha256 == d.source.sha256),
        )
        for d in documents
    }
    for path in (*texts, *also):
        given = {"id": path.stem} if path in texts else {}
        source, raw = describe(path.read_bytes(), path.name, **given)
        documents.append(clean(source, raw, 0, len(raw), ()))
        files[source.id] = path, ()
    return documents, files


def _tell(items: Sequence[Item], discarded: Iterable[str] | dict[str, int], agreed: int) -> None:
    kinds = Counter(item.kind for item in items)
    told = "，".join(f"{KINDS[kind]} {number}" for kind, number in kinds.items())
    print(f"共 {len(items)} 题：{told}")  # noqa: T201
    documents = len({item.document for item in items})
    print(f"来自 {documents} 份文件；和人工列出的数字对上 {agreed} 个")  # noqa: T201
    for reason, number in Counter(discarded).most_common():
        print(f"  丢弃 {number:4}  {reason}")  # noqa: T201


if __name__ == "__main__":
    main()
