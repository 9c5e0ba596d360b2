"""The assistant, for every command that needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.settings import Settings


def open_assistant() -> Assistant:
    """The assistant on the current index; where there never was one, it is built first."""
    from assistant.app import Assistant  # noqa: PLC0415 - loads numpy and faiss
    from assistant.retrieve.threads import one_thread_each  # noqa: PLC0415

    one_thread_each()
    return Assistant.open(with_index())


def with_index() -> Settings:
    """The settings; where there never was an index, it is built first."""
    from assistant.indexing import build  # noqa: PLC0415 - loads numpy and faiss
    from assistant.progress import bars  # noqa: PLC0415
    from assistant.resources import locate  # noqa: PLC0415
    from assistant.retrieve.versions import current  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    settings = Settings()
    folder = locate(settings).index
    if current(folder) is None:
        click.echo("还没有索引，先建一次，需要几秒到几十秒……", err=True)
        build(settings, progress=bars())
        click.echo(f"索引已建好，放在 {folder}。", err=True)
    return settings
