"""What is known of words, as one file of an index."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Words:
    """Words from the corpus, and from the people who edit the thesaurus."""

    lexicon: Lexicon
    thesaurus: Thesaurus

    @classmethod
    def load(cls, path: Path) -> Words:
        """The words written by ``save``."""
        words = json.loads(path.read_text("utf-8"))
        thesaurus = {said: tuple(means) for said, means in words["thesaurus"].items()}
        return cls(
            Lexicon.of(*(words[name] for name in ("glosses", "sounds", "places", "far"))), thesaurus
        )

    def save(self, path: Path) -> None:
        """One JSON object."""
        words = {
            "glosses": self.lexicon.glosses,
            "sounds": self.lexicon.sounds,
            "places": sorted(self.lexicon.places),
            "far": sorted(self.lexicon.far),
            "thesaurus": self.thesaurus,
        }
        text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        path.write_text(text, "utf-8", newline="\n")
