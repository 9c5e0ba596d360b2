"""Settings and the assistant, for every command that needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.errors import BadRequest

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.settings import Settings


def read_settings() -> Settings:
    """The settings of the environment. Raises BadRequest naming each variable at fault."""
    from pydantic import ValidationError  # noqa: PLC0415 - slow, not needed for the help

    from assistant.settings import Settings  # noqa: PLC0415

    try:
        return Settings()
    except ValidationError as error:
        variables = "、".join(
            f"YOUJU_{str(fault['loc'][0]).upper()}={fault['input']!r}" for fault in error.errors()
        )
        raise BadRequest(f"环境变量的值不能用：{variables}。", "请改正，或去掉它。") from error


def open_assistant() -> Assistant:
    """The assistant on the current index; where there never was one, it is built first."""
    from assistant.app import Assistant, build  # noqa: PLC0415 - loads numpy and faiss
    from assistant.resources import locate  # noqa: PLC0415
    from assistant.retrieve.versions import current  # noqa: PLC0415

    settings = read_settings()
    folder = locate(settings).index
    if current(folder) is None:
        click.echo("还没有索引，先建一次，需要几秒到几十秒……", err=True)
        build(settings, progress=True)
        click.echo(f"索引已建好，放在 {folder}。", err=True)
    return Assistant.open(settings)
