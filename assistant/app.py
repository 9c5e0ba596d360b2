"""The assistant: the only place where the parts are wired together.

file → originals: read → clean → split → Index → search → answer → verify
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TypedDict, Unpack

from assistant.answer import extractive
from assistant.answer.answering import answering, is_to_be_written
from assistant.answer.candidates import Candidate, Ledger, candidates, kind_of
from assistant.answer.coverage import Wanted
from assistant.answer.model import ENOUGH
from assistant.answer.prompts import Prompts, read_prompts
from assistant.answer.sources import Search, Sources
from assistant.answer.writing.evidence import material, traits
from assistant.answer.writing.writer import Writer
from assistant.errors import BadRequest, NoModel
from assistant.indexing import contents
from assistant.language_model import writer
from assistant.progress import bars
from assistant.resources import locate
from assistant.retrieve import building, versions
from assistant.retrieve.encoder import load_encoder
from assistant.retrieve.index import Index, is_within
from assistant.retrieve.understand.thesaurus import read_thesaurus
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Clause,
    Document,
    Encoder,
    Figure,
    Hit,
    Mode,
    Query,
    Sentence,
)

LONGEST_QUESTION = 2000
_CONSIDERED = 10  # clauses that an answer may draw on
_NEAREST = 3
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # halves of characters, which nothing can encode


class Options(TypedDict, total=False):
    """What may be asked for beside the question."""

    history: Sequence[str]
    as_of: str | None
    regions: Collection[str] | None
    documents: Collection[str] | None
    mode: Mode
    threshold: float


class Assistant:
    """Answers questions from one index version."""

    def __init__(self, index: Index, version: str, prompts: Prompts, writer: Writer | None) -> None:
        self._index = index
        self._prompts = prompts
        self._writer = writer
        self._ledger = _by_clause(index.figures)
        self.index_version = version

    @classmethod
    def open(cls, settings: Settings, encoder: Encoder | None = None) -> Assistant:
        """The assistant on the current index, with an encoder that is loaded already, if any.

        Raises NoIndex.
        """
        resources = locate(settings)
        versions.serving(resources.index, settings.encoder)  # before a model is loaded
        encoder = encoder or load_encoder(settings.encoder)
        version, index = versions.load(resources.index, encoder)
        prompts = read_prompts(resources.prompts)
        return cls(
            index, version, prompts, writer(settings, prompts, encoder, index.documents.values())
        )

    @classmethod
    def over(cls, documents: Sequence[Document], settings: Settings) -> Assistant:
        """The assistant on an index of these documents alone, kept in memory."""
        resources = locate(settings)
        encoder = load_encoder(settings.encoder)
        keys = {document.source.id: document for document in documents}
        index = building.build(
            [*keys],
            lambda names: [contents(name, keys[name]) for name in names],
            read_thesaurus(resources.corpus / "thesaurus.toml"),
            encoder,
            progress=bars(),
        ).index(encoder)
        prompts = read_prompts(resources.prompts)
        return cls(index, "memory", prompts, writer(settings, prompts, encoder, documents))

    @property
    def documents(self) -> Mapping[str, Document]:
        """Documents of the index by id."""
        return self._index.documents

    @property
    def clauses(self) -> Sequence[Clause]:
        """Clauses of all documents, headings included, in order."""
        return self._index.clauses

    @property
    def figures(self) -> Sequence[Figure]:
        """The ledger: every figure of every clause, in order."""
        return self._index.figures

    @property
    def encoder(self) -> Encoder:
        """The encoder that the index was built with."""
        return self._index.encoder

    def search(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        k: int = 5,
        regions: Collection[str] | None = None,
        documents: Collection[str] | None = None,
    ) -> tuple[Hit, ...]:
        """The ``k`` clauses that fit best; ``history`` holds earlier user turns."""
        query = self._index.interpreter.understand(_checked(question), history)
        return self._index.search(query, k, regions=regions, documents=documents)

    def channels(
        self, question: str, *, history: Sequence[str] = (), k: int = 5
    ) -> Mapping[str, Sequence[Clause]]:
        """What each search channel alone would put first, by the channel's name."""
        query = self._index.interpreter.understand(_checked(question), history)
        return self._index.alone(query, k)

    def ask(self, question: str, **options: Unpack[Options]) -> Answer:
        """A short answer that rests on clauses, or the nearest ones; options as of ``stream``.

        Raises BadRequest and NoModel.
        """
        return next(part for part in self.stream(question, **options) if isinstance(part, Answer))

    def stream(  # noqa: PLR0913 - the fields of a request
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        as_of: str | None = None,
        regions: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        mode: Mode = "auto",
        threshold: float = ENOUGH,
    ) -> Generator[Sentence | Answer]:
        """Verified sentences as a model writes them, then the answer, as ``ask`` gives it.

        ``history`` holds earlier user turns; ``threshold`` is the certainty under which
        nothing was found. Closing the generator stops the model. Raises BadRequest and NoModel
        at once.
        """
        question = _checked(question)
        if mode == "generative" and self._writer is None:
            raise NoModel()
        return self._stream(question, history, as_of, regions, documents, mode, threshold)

    def _stream(  # noqa: PLR0913, PLR0917
        self,
        question: str,
        history: Sequence[str],
        as_of: str | None,
        regions: Collection[str] | None,
        documents: Collection[str] | None,
        mode: Mode,
        threshold: float,
    ) -> Generator[Sentence | Answer]:
        started = time.perf_counter()
        query = self._index.interpreter.understand(question, history)
        search = self._search_for(query, regions, documents)
        sources = self._sources(search, regions, documents, threshold)
        reply = yield from answering(query, sources, self._writer, mode)
        draft = reply.draft
        yield Answer(
            id=uuid.uuid4().hex,
            question=question,
            query=query,
            status="answered" if draft.text else "not_found",
            answer=draft.text or extractive.not_found(query, self._prompts["not_found"]),
            citations=draft.citations if draft.text else (),
            nearest=() if draft.text else extractive.nearest(search(query)[:_NEAREST]),
            notes=draft.notes,
            method="generative" if reply.model else "extractive",
            model=reply.model,
            as_of=as_of or date.today().isoformat(),
            index_version=self.index_version,
            elapsed_ms=round((time.perf_counter() - started) * 1000, 2),
            confidence=draft.confidence,
            tally=reply.tally,
        )

    def _search_for(
        self, query: Query, regions: Collection[str] | None, documents: Collection[str] | None
    ) -> Search:
        """What finds the hits of a query and of its parts, each once."""

        @cache
        def search(part: Query) -> tuple[Hit, ...]:
            where = regions if part is query else regions or part.regions or None
            return self._index.search(part, _CONSIDERED, regions=where, documents=documents)

        return search

    def _sources(
        self,
        search: Search,
        regions: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        threshold: float = ENOUGH,
    ) -> Sources:
        within = self._clauses_within(regions, documents)
        rarity = self._index.rarity
        return Sources.of(self.documents, within, self._ledger, rarity, search, threshold)

    def _clauses_within(
        self, regions: Collection[str] | None, documents: Collection[str] | None
    ) -> Sequence[Clause]:
        """The clauses of these regions and documents; all where none are given."""
        if regions is None and documents is None:
            return self.clauses
        return [clause for clause in self.clauses if is_within(clause, regions, documents)]

    def candidates(
        self, question: str, *, history: Sequence[str] = ()
    ) -> tuple[str, list[Candidate]]:
        """What an answer would be made from, the most probable first, after what it is:
        ``sentence`` or ``figure``."""
        query = self._index.interpreter.understand(_checked(question), history)
        hits = self._index.search(query, _CONSIDERED)
        wanted = Wanted.of(query, self._index.rarity)
        found = candidates(query, hits, self.documents, wanted, self._ledger)
        return kind_of(found), found

    def material_signs(
        self, question: str, *, history: Sequence[str] = ()
    ) -> tuple[float, ...] | None:
        """What tells whether the material for a question is enough to write an answer from;
        None where there is no material, or nothing is to be written."""
        query = self._index.interpreter.understand(_checked(question), history)
        sources = self._sources(self._search_for(query, None, None))
        found = material(query, sources)
        if not found.extracts or not is_to_be_written(query, "auto"):
            return None
        return traits(query, found, sources)


def _by_clause(figures: Iterable[Figure]) -> Ledger:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.clause, []).append(figure)
    return found


def _checked(question: str) -> str:
    question = _SURROGATE.sub("", question)
    if not question.strip():
        raise BadRequest("问题是空的。", "请输入要问的内容。")
    if len(question) > LONGEST_QUESTION:
        raise BadRequest(
            f"问题太长（{len(question)} 字，最多 {LONGEST_QUESTION} 字）。", "请只问一两件事。"
        )
    return question
