"""The assistant that answers at the moment: a newer index takes over without a pause."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from typing import Self

from assistant.app import Assistant
from assistant.errors import Gone, NoIndex, NotThere, YoujuError
from assistant.resources import locate
from assistant.retrieve import versions
from assistant.settings import Settings
from assistant.store.library import Library
from assistant.types import Document

_LOOKS = 1.0  # seconds between two looks for a newer index
_log = logging.getLogger(__name__)

Told = Callable[[Assistant], object]


class Living:
    """Hands out the assistant on the current index.

    Who has taken one keeps it until done, so that each answer rests on one version, and no
    request waits while a newer one is read. ``before`` is called with an assistant that is to
    take over, and may take its time; ``after`` once it has. From any thread.
    """

    def __init__(
        self, settings: Settings, before: Told | None = None, after: Told | None = None
    ) -> None:
        self._settings = settings
        self._before, self._after = before, after
        self._folder = locate(settings).index
        self._library = locate(settings).library
        self._assistant: Assistant | None = None
        self._revision = -1
        self._withdrawn: frozenset[str] = frozenset()  # since deleted or replaced: not to be shown
        self._refreshing = threading.Lock()
        self._changing = threading.Lock()  # held for a moment only
        self._closed = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True, name="index")

    def __enter__(self) -> Self:
        """Opens the current index, if there is one, and looks for newer ones from now on."""
        self.refresh()
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self._watcher.join()

    @property
    def assistant(self) -> Assistant:
        """The assistant on the newest index that could be opened. Raises NoIndex."""
        if self._assistant is None:
            raise NoIndex("还没有可用的索引。", "请稍后再试；建索引用 youju index。")
        return self._assistant

    def refresh(self) -> bool:
        """Opens the current index where it is another one; whether it was.

        What cannot be opened leaves the one that answers where it is.
        """
        with self._refreshing:
            try:
                if not self._is_newer():
                    return False
                encoder = self._assistant.encoder if self._assistant else None
                assistant = Assistant.open(self._settings, encoder)
                if self._before:
                    self._before(assistant)
                with self._changing, Library.open(self._library) as library:
                    self._assistant = assistant
                    self._compare(library)
            except YoujuError as fault:
                _log.warning("索引打不开：%s", fault.message)
                return False
            _log.info("改用索引 %s", assistant.index_version)
            if self._after:
                self._after(assistant)
            return True

    def is_behind(self) -> bool:
        """Whether the library has changed since the index was built, or there is no index."""
        with Library.open(self._library) as library:
            latest = library.revision()
        version = versions.current(self._folder)
        return version is None or versions.read_stamp(self._folder, version)["revision"] != latest

    def follow(self) -> None:
        """Looks at once for what the library has deleted or replaced."""
        with self._changing, Library.open(self._library) as library:
            self._compare(library)

    def within(self, wanted: Collection[str] | None = None) -> tuple[str, ...] | None:
        """The documents to answer from: those wanted, without what was withdrawn; None for
        all. Raises NotThere for one that is not there."""
        documents = self.assistant.documents
        for name in wanted or ():
            if name in self._withdrawn or name not in documents:
                raise not_there(name)
        if wanted is not None:
            return tuple(wanted)
        return tuple(d for d in documents if d not in self._withdrawn) if self._withdrawn else None

    def _compare(self, library: Library) -> None:
        self._revision = library.revision()
        held = {source.id: source.sha256 for source in library.sources()}
        documents = self._assistant.documents.values() if self._assistant else ()
        self._withdrawn = frozenset(
            d.source.id for d in documents if held.get(d.source.id) != d.source.sha256
        )

    def _is_newer(self) -> bool:
        serving = self._assistant.index_version if self._assistant else None
        return versions.current(self._folder) not in (None, serving)

    def _watch(self) -> None:
        while not self._closed.is_set():
            try:
                with Library.open(self._library) as library:
                    while not self._closed.wait(_LOOKS):
                        self.refresh()
                        if library.revision() != self._revision:
                            self.follow()
            except Exception:  # the thread has to go on looking, whatever happens on disk
                _log.exception("查看新索引时出错")
                self._closed.wait(_LOOKS)

    def document(self, name: str, version: str | None = None) -> Document:
        """A document as the index of a version has it, by default that which answers now.

        Raises NotThere, and Gone where that version is not kept.
        """
        assistant = self.assistant
        if version in (None, assistant.index_version):
            documents = assistant.documents
        else:
            try:
                documents = versions.documents(self._folder, str(version))
            except NoIndex as error:
                raise Gone(
                    f"索引 {version!r:.40} 已经不在了。", "请去掉 version，看现在的文字。"
                ) from error
        if name not in documents or name in self._withdrawn:
            raise not_there(name)
        return documents[name]


def not_there(name: str) -> NotThere:
    """The fault of a document that is not there."""
    return NotThere(f"没有 {name!r:.60} 这份文件。", "请先看有哪些文件。")
