"""Documents invented to measure the ledger of figures on, beside those of the library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import BadRequest
from assistant.evaluate.figure_gold import FigureGold, load_figures
from assistant.evaluate.figure_score import FigureScore, score_figures, total
from assistant.evaluate.public.collection import document
from assistant.figures.ledger import ledger
from assistant.ingest.clauses import split
from assistant.types import Document, Figure

GOLD = "figures.toml"  # of the library
_TEXTS = "figures-*.toml"


@dataclass(frozen=True, slots=True)
class FigureText:
    """A text, its gold and what is extracted from it."""

    document: Document
    gold: FigureGold
    figures: tuple[Figure, ...]

    @property
    def name(self) -> str:
        """That of its files, and the id of its document."""
        return self.document.source.id

    @property
    def score(self) -> FigureScore:
        """How much of the gold is extracted, and how much of what is extracted is gold."""
        documents = {self.name: self.document}
        return total(score_figures(self.gold, documents, self.figures).values())


def read_texts(folder: Path) -> Iterator[FigureText]:
    """Those of a folder in the order of their names. Raises BadRequest."""
    for path in sorted(folder.glob(_TEXTS)):
        gold = load_figures(path)
        text = _text(path.with_suffix(".txt"))
        found = document(path.stem, text.partition("\n")[0].strip(), text)
        yield FigureText(found, gold, ledger(split(found), [found]))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadRequest(
            f"找不到数字台账的正文 {path}", "它与同名的 .toml 应当放在一起。"
        ) from None
