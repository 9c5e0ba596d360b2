"""Model files on the disk: which lie there, and which one a name or a path means."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO

from assistant.errors import ModelUnavailable
from assistant.models.catalogue import CATALOGUE, Model

_CHUNK = 1 << 20  # bytes
_MAGIC = b"GGUF"
_GET_ONE = "下载一个：youju models pull 名称；看有哪些：youju models list"

Advance = Callable[[int], object]  # told how many bytes are done


def installed(folder: Path) -> list[Model]:
    """Models of the catalogue whose whole file lies in ``folder``, by its size."""
    return [model for model in CATALOGUE.values() if has_size(folder / model.file, model.size)]


def model_file(folder: Path, name_or_path: str) -> Path:
    """The file of a model: by its name in the catalogue, in ``folder``, or by its path.

    Raises ModelUnavailable where there is no such file, or it is not a GGUF file.
    """
    model = CATALOGUE.get(name_or_path)
    path = folder / model.file if model else Path(name_or_path).expanduser()
    if model and model not in installed(folder):
        raise ModelUnavailable(
            f"模型 {model.name} 还没有下载。", f"请先运行 youju models pull {model.name}"
        )
    if not path.is_file():
        names = "、".join(CATALOGUE)
        raise ModelUnavailable(
            f"没有 {name_or_path!r} 这个模型，也没有这个文件。", f"可用的模型：{names}。{_GET_ONE}"
        )
    with path.open("rb") as stream:
        if stream.read(len(_MAGIC)) != _MAGIC:
            raise ModelUnavailable(f"{path} 不是 GGUF 格式的模型文件。", _GET_ONE)
    return path


def has_size(path: Path, size: int) -> bool:
    """Whether there is a file of ``size`` bytes."""
    return path.is_file() and path.stat().st_size == size


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """The rest of a stream, never much of it at a time."""
    return iter(partial(stream.read, _CHUNK), b"")


def contents(*paths: Path) -> Iterator[bytes]:
    """The bytes of files, one file after another, in chunks."""
    for path in paths:
        with path.open("rb") as stream:
            yield from chunks(stream)


def digest(data: Iterable[bytes], advance: Advance) -> str:
    """SHA-256 of all chunks, as hexadecimal digits."""
    seen = sha256()
    for chunk in data:
        seen.update(chunk)
        advance(len(chunk))
    return seen.hexdigest()


def write(data: Iterable[bytes], path: Path, advance: Advance) -> str:
    """Writes all chunks through to the disk; returns their SHA-256."""

    def written() -> Iterator[bytes]:
        for chunk in data:
            stream.write(chunk)
            yield chunk

    with path.open("wb") as stream:
        seen = digest(written(), advance)
        stream.flush()
        os.fsync(stream.fileno())
    return seen
