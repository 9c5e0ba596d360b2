"""What has become of the documents that an answer showed words of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.serve.access import Caller
from assistant.serve.service import Service
from assistant.store.library import Library
from assistant.types import Source

Became = Literal["replaced", "deleted", "hidden"]
TOLD: Mapping[Became, str] = {"replaced": "已换新版", "deleted": "已删除"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as it was when an answer showed words of it."""

    name: str
    title: str
    sha256: str

    @classmethod
    def of(cls, source: Source) -> Shown:
        """A document as it is now."""
        return cls(source.id, source.title, source.sha256)


class Standings:
    """What has become of documents, for one who looks at them now.

    What was deleted or replaced may still be shown to those who may see the document, as its
    older versions may; ``hidden`` are those of which no word may be shown: what was purged, in
    whatever version, and what the caller may not see.
    """

    def __init__(self, service: Service, caller: Caller) -> None:
        self._service, self._caller = service, caller

    def of(self, documents: Iterable[Shown]) -> Mapping[Shown, Became]:
        """Those that are no more as they were."""
        told = ((document, self._became(document)) for document in documents)
        return {document: became for document, became in told if became}

    def _became(self, document: Shown) -> Became | None:
        if not self._caller.may_see(document.name):
            return "hidden"
        if document.sha256 == self._answering.get(document.name):
            return None
        digest, is_deleted = self._held.get(document.name, (None, True))
        is_same = digest == document.sha256
        if digest is None or (document.name in self._purged and not is_same):
            return "hidden"
        if is_deleted:
            return "deleted"
        return None if is_same else "replaced"

    @cached_property
    def _answering(self) -> Mapping[str, str]:
        """What is answered from, by which a look into the library is spared."""
        living = self._service.living
        documents, there = living.assistant.documents, living.within()
        return {
            name: documents[name].source.sha256 for name in (documents if there is None else there)
        }

    @cached_property
    def _held(self) -> Mapping[str, tuple[str, bool]]:
        with Library.open(self._service.resources.library) as library:
            held = library.documents(deleted=True)
        return {each.source.id: (each.source.sha256, each.deleted) for each in held}

    @cached_property
    def _purged(self) -> frozenset[str]:
        with Library.open(self._service.resources.library) as library:
            return frozenset(library.purged())


def told_of(became: Mapping[Shown, Became]) -> str:
    """“《甲》已换新版；《乙》已删除”, without those that are hidden."""
    kinds: dict[str, list[str]] = {}
    for document, kind in became.items():
        if kind in TOLD:
            kinds.setdefault(TOLD[kind], []).append(f"《{document.title}》")
    return "；".join(f"{''.join(titles)}{said}" for said, titles in kinds.items())
