"""The index that answers: another takes over without anyone waiting for it."""

from __future__ import annotations

import threading

import pytest

from assistant.app import Assistant
from assistant.errors import NotThere
from assistant.indexing import build
from assistant.living import Living
from assistant.resources import locate
from assistant.settings import Settings
from assistant.store.library import Library


def test_what_is_deleted_is_withdrawn_while_another_index_gets_ready(library: Settings) -> None:
    preparing, go_on, told = threading.Event(), threading.Event(), list[str]()

    def before(assistant: Assistant) -> None:
        told.append(assistant.index_version)
        if len(told) > 1:
            preparing.set()
            assert go_on.wait(30)

    with Living(library, before=before, after=lambda a: told.append(a.index_version)) as living:
        first = living.assistant.index_version
        assert told == [first, first]
        with Library.open(locate(library).library) as held:
            held.delete("lake")
        version, _ = build(library)
        assert preparing.wait(30)
        living.follow()
        assert living.assistant.index_version == first, "it answers on until the other is ready"
        with pytest.raises(NotThere):
            living.document("lake")
        go_on.set()
        while living.assistant.index_version == first:
            go_on.wait(0.05)
    assert living.assistant.index_version == version
    assert told == [first, first, version, version]
    assert living.within() is None
