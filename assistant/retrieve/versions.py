"""Index versions on disk: written beside, checked, then made current in one step.

``index/<version>/`` holds the parts and ``stamp.json`` with the sha256 of each;
``index/CURRENT`` names the version to serve and is replaced by rename.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock

from assistant.errors import NoIndex
from assistant.retrieve import building
from assistant.retrieve.index import Index
from assistant.types import Document, Encoder

FORMAT = 7
TOKENIZER = "bigrams-1"
KEPT = 3
_CURRENT = "CURRENT"
_STAMP = "stamp.json"
_LOCK = ".lock"  # one writer at a time; readers never wait
_BUILDING = ".building-"
_HINT = "请运行 youju index 重建索引。"

Stamp = Mapping[str, Any]


class Writable(Protocol):
    """What a version is made of."""

    @property
    def links(self) -> Mapping[str, Path]:
        """Files of earlier versions that it takes over, by where it puts them."""

    def save(self, folder: Path) -> None:
        """Writes all files into an empty folder."""


def current(folder: Path) -> str | None:
    """Name of the version being served, if there is one. Raises NoIndex for a damaged pointer."""
    try:
        return (folder / _CURRENT).read_text("utf-8").strip() or None
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise NoIndex(f"索引指针 {folder / _CURRENT} 已损坏。", _HINT) from error


def read_stamp(folder: Path, version: str) -> Stamp:
    """The stamp of a version. Raises NoIndex where it is missing, damaged or of another format."""
    try:
        stamp: Stamp = json.loads((folder / version / _STAMP).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise NoIndex(f"索引 {version} 不完整。", _HINT) from error
    if not isinstance(stamp, dict) or not stamp.keys() >= {"encoder", "files"}:
        raise NoIndex(f"索引 {version} 不完整。", _HINT)
    if stamp.get("format") != FORMAT or stamp.get("tokenizer") != TOKENIZER:
        raise NoIndex(f"索引 {version} 是另一个版本的程序建的。", _HINT)
    return stamp


def serving(folder: Path, encoder_name: str) -> tuple[str, Stamp]:
    """Name and stamp of the current version, if that encoder can read it. Raises NoIndex."""
    version = current(folder)
    if version is None:
        raise NoIndex("还没有索引。", "请先运行 youju index。")
    stamp = read_stamp(folder, version)
    if stamp["encoder"] != encoder_name:
        raise NoIndex(
            f"现有索引是用 {stamp['encoder']} 建的，当前设置的向量模型是 {encoder_name}。",
            "请运行 youju index 重建，或把 YOUJU_ENCODER 改回原来的模型。",
        )
    return version, stamp


def open_current(folder: Path, encoder_name: str) -> tuple[str, Path]:
    """Name and folder of the current version, every file checked. Raises NoIndex."""
    version, stamp = serving(folder, encoder_name)
    for name, digest in stamp["files"].items():
        if _digest(folder / version / name) != digest:
            raise NoIndex(f"索引文件 {version}/{name} 已损坏。", _HINT)
    return version, folder / version


def documents(folder: Path, version: str) -> Mapping[str, Document]:
    """The documents of a version that is kept, by id. Raises NoIndex."""
    if version not in {path.name for path in folder.iterdir()}:  # a name, and no way out of here
        raise NoIndex(f"没有索引 {version!r}。", _HINT)
    read_stamp(folder, version)
    return {document.source.id: document for document in building.read_documents(folder / version)}


def publish(index: Writable, folder: Path, version: str, stamp: Mapping[str, object]) -> None:
    """Writes ``index`` as ``version``, makes it current and drops the oldest versions."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / _LOCK):
        for left in folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(left)
        _replace(index, folder, version, stamp)


def _replace(index: Writable, folder: Path, version: str, stamp: Mapping[str, object]) -> None:
    beside = folder / f"{_BUILDING}{version}"
    beside.mkdir()
    try:
        index.save(beside)
        _seal(beside, stamp, _sealed(index, folder))
        target = folder / version
        if target.exists():
            shutil.rmtree(target)
        beside.rename(target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    _point_to(folder, version)
    _prune(folder)


def drop_before(folder: Path, revision: int) -> None:
    """Removes the versions of earlier revisions, but for the one that serves: what was purged
    from the library stands in them."""
    with FileLock(folder / _LOCK):
        serving = current(folder)
        for path in [p for p in folder.iterdir() if (p / _STAMP).is_file() and p.name != serving]:
            if json.loads((path / _STAMP).read_text("utf-8")).get("revision", 0) < revision:
                shutil.rmtree(path)


def _sealed(index: Writable, folder: Path) -> dict[str, str]:
    """The digests of the files that it takes over, as the version they are of has them."""
    found, stamps = dict[str, str](), dict[str, Stamp]()
    for name, path in index.links.items():
        version, *rest = path.relative_to(folder).parts
        stamp = stamps.get(version) or stamps.setdefault(version, read_stamp(folder, version))
        found[name] = stamp["files"]["/".join(rest)]
    return found


def _seal(folder: Path, stamp: Mapping[str, object], sealed: Mapping[str, str]) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    digests = {name: sealed.get(name) or _digest(path) for name, path in names.items()}
    full = {"format": FORMAT, "tokenizer": TOKENIZER, **stamp, "files": digests}
    (folder / _STAMP).write_text(json.dumps(full, ensure_ascii=False, indent=1), "utf-8")
    for path in (*files, folder / _STAMP):
        _flush(path)


def _point_to(folder: Path, version: str) -> None:
    beside = folder / f".{_CURRENT}"
    beside.write_text(version, "utf-8")
    _flush(beside)
    beside.replace(folder / _CURRENT)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _prune(folder: Path) -> None:
    versions = [path for path in folder.iterdir() if (path / _STAMP).is_file()]
    versions.sort(key=lambda path: (path / _STAMP).stat().st_mtime_ns, reverse=True)
    serving = current(folder)
    for path in [p for p in versions if p.name != serving][KEPT - 1 :]:
        shutil.rmtree(path)


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def load(folder: Path, encoder: Encoder) -> tuple[str, Index]:
    """The current version and its index. Raises NoIndex."""
    version, path = open_current(folder, encoder.name)
    return version, building.load(path, encoder)
