"""The next version of an index: what is new made, what stays taken over from the last one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.progress import Progress, silent
from assistant.retrieve import records
from assistant.retrieve.index import Index
from assistant.retrieve.joined import Place, joined
from assistant.retrieve.segment import (
    Contents,
    Draft,
    Segment,
    Share,
    finished,
    read_shares,
    recalled,
)
from assistant.retrieve.understand.lexicon import Lexicon
from assistant.retrieve.understand.thesaurus import Thesaurus
from assistant.retrieve.understand.vocabulary import Vocabulary
from assistant.retrieve.understand.words import Words
from assistant.retrieve.word_lists import WordList, read_word_lists, write_word_lists
from assistant.types import Document, Encoder

MOST_DOCUMENTS = 64  # in a segment, so that one that is written anew is soon done
_SMALL = 8  # documents; of segments no larger
_MOST_SMALL = 8  # are kept
SEGMENTS = "segments"
_ORDER, _WORDS, _WORD_LISTS = "order.json", "words.json", "word_lists.jsonl"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version of the same encoder to build on; ``forgetting`` takes no segment over that
    holds a document which is gone."""

    folder: Path
    forgetting: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A segment of the last version in its folder, with the keys of its documents."""

    folder: Path
    shares: Sequence[Share]

    @classmethod
    def read(cls, folder: Path) -> Kept:
        """The saved segment in ``folder``."""
        return cls(folder, read_shares(folder))


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """A segment that is new, with the words of its documents."""

    segment: Segment
    word_lists: Sequence[WordList]

    def save(self, folder: Path) -> None:
        """Writes it into a folder of its name."""
        self.segment.save(folder / self.segment.name)
        write_word_lists(folder / self.segment.name / _WORD_LISTS, self.word_lists)


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """An index that is ready to be written; ``order`` has the key of each document."""

    kept: Sequence[Kept]
    fresh: Sequence[Fresh]
    order: Sequence[str]
    words: Words
    vocabulary: Vocabulary

    @property
    def counts(self) -> dict[str, int]:
        """How many documents, clauses, figures and sentences it holds."""
        shares = {share.key: share for each in self._shares() for share in each}
        held = [shares[key] for key in self.order]
        return {
            "documents": len(held),
            "clauses": sum(share.clauses for share in held),
            "figures": sum(share.figures for share in held),
            "sentences": sum(share.sentences for share in held),
        }

    @property
    def links(self) -> Mapping[str, Path]:
        """What is taken over, as it is, by its path in the folder that ``save`` writes."""
        return {
            f"{SEGMENTS}/{each.folder.name}/{path.relative_to(each.folder).as_posix()}": path
            for each in self.kept
            for path in sorted(each.folder.rglob("*"))
            if path.is_file()
        }

    def save(self, folder: Path) -> None:
        """Writes every part into an empty ``folder``."""
        (folder / SEGMENTS).mkdir()
        for name, path in self.links.items():
            _link(path, folder / name)
        for each in self.fresh:
            each.save(folder / SEGMENTS)
        places = _places(self._shares())
        names = [*(e.folder.name for e in self.kept), *(e.segment.name for e in self.fresh)]
        order = {"segments": names, "documents": [places[key] for key in self.order]}
        (folder / _ORDER).write_text(json.dumps(order), "utf-8")
        self.words.save(folder / _WORDS)
        self.vocabulary.save(folder)

    def index(self, encoder: Encoder) -> Index:
        """The index itself, of an edition that takes nothing over."""
        segments = [each.segment for each in self.fresh]
        places = _places(self._shares())
        parts = joined(segments, [places[key] for key in self.order], encoder.dimension)
        return Index(parts, self.words, self.vocabulary, encoder)

    def _shares(self) -> list[Sequence[Share]]:
        kept = [each.shares for each in self.kept]
        return kept + [each.segment.shares for each in self.fresh]


def build(
    order: Sequence[str],
    make: Callable[[Collection[str]], Iterable[Contents]],
    thesaurus: Thesaurus,
    encoder: Encoder,
    *,
    earlier: Earlier | None = None,
    progress: Progress = silent,
) -> Edition:
    """The edition of the documents with the keys in ``order``.

    ``make`` makes the contents of those that are asked for. Taken over from an ``earlier``
    version are its segments and the vectors of what is said again.
    """
    folders = sorted((earlier.folder / SEGMENTS).iterdir()) if earlier else []
    forgetting = earlier is not None and earlier.forgetting
    kept = to_keep([Kept.read(folder) for folder in folders], order, forgetting=forgetting)
    there = {share.key for each in kept for share in each.shares}
    made = list(make([key for key in order if key not in there]))
    drafts = [
        Draft.of(made[first : first + MOST_DOCUMENTS])
        for first in range(0, len(made), MOST_DOCUMENTS)
    ]
    cuts = [cut.keys for draft in drafts for cut in (draft.sentences, draft.parts)]
    known = recalled(folders, np.concatenate(cuts)) if cuts and folders else {}
    fresh = [
        Fresh(segment, [WordList.of(document.text) for document in segment.documents])
        for segment in finished(drafts, encoder, known, progress)
    ]
    texts, lists = _said(kept, fresh, set(order))
    seen = {word for each in lists for word in each.dictionary}
    words = Words(Lexicon.of_words(seen, texts, thesaurus), thesaurus)
    last = Vocabulary.load(earlier.folder, encoder) if earlier else None
    vocabulary = Vocabulary.build((word for each in lists for word in each.words), encoder, last)
    return Edition(kept, fresh, order, words, vocabulary)


def load(folder: Path, encoder: Encoder) -> Index:
    """The index that an edition wrote."""
    order = json.loads((folder / _ORDER).read_text("utf-8"))
    segments = [Segment.load(folder / SEGMENTS / name) for name in order["segments"]]
    parts = joined(segments, order["documents"], encoder.dimension)
    words = Words.load(folder / _WORDS)
    return Index(parts, words, Vocabulary.load(folder, encoder), encoder)


def read_documents(folder: Path) -> list[Document]:
    """The documents of an edition that was written, in order."""
    order = json.loads((folder / _ORDER).read_text("utf-8"))
    saved = [_documents(folder / SEGMENTS / name) for name in order["segments"]]
    return [saved[segment][number] for segment, number in order["documents"]]


def to_keep(kept: Sequence[Kept], order: Collection[str], *, forgetting: bool) -> list[Kept]:
    """The segments that are worth taking over: those most of whose documents are still there,
    and only so many small ones."""
    wanted = set(order)
    left = [each for each in kept if _is_worth_it(each, wanted, forgetting=forgetting)]
    small = [each for each in left if len(each.shares) <= _SMALL]
    return [each for each in left if len(small) <= _MOST_SMALL or each not in small]


def _is_worth_it(kept: Kept, wanted: Collection[str], *, forgetting: bool) -> bool:
    living = sum(share.key in wanted for share in kept.shares)
    return living == len(kept.shares) or (not forgetting and living * 2 > len(kept.shares))


def _said(
    kept: Sequence[Kept], fresh: Sequence[Fresh], wanted: Collection[str]
) -> tuple[list[str], list[WordList]]:
    """The texts and the words of all documents that are wanted."""
    texts, lists = list[str](), list[WordList]()
    for each in kept:
        alive = [share.key in wanted for share in each.shares]
        saved = records.read_lines(each.folder / "documents.jsonl", lambda record: record["text"])
        texts += [text for text, lives in zip(saved, alive, strict=True) if lives]
        words = read_word_lists(each.folder / _WORD_LISTS)
        lists += [found for found, lives in zip(words, alive, strict=True) if lives]
    for new in fresh:
        texts += [document.text for document in new.segment.documents]
        lists += new.word_lists
    return texts, lists


def _places(shares: Sequence[Sequence[Share]]) -> dict[str, Place]:
    """Where the document of each key stands."""
    return {
        share.key: (segment, number)
        for segment, listed in enumerate(shares)
        for number, share in enumerate(listed)
    }


def _documents(folder: Path) -> tuple[Document, ...]:
    return records.read_lines(folder / "documents.jsonl", records.document)


def _link(path: Path, target: Path) -> None:
    """The same file at a second place: a file system that cannot do so gets a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
