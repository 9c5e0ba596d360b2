"""The library's files: each named by its checksum, whole or not there at all."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from hashlib import sha256
from pathlib import Path

from assistant.errors import BadCorpus


class Files:
    """A folder of files named by the SHA-256 of their bytes. One writer at a time."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def read(self, digest: str) -> bytes:
        """Bytes of a file, checked. Raises BadCorpus if it is missing or damaged."""
        data = _read(self._folder / digest)
        if data is None or digest_of(data) != digest:
            what = "缺少文件" if data is None else "有一个文件已损坏："
            raise BadCorpus(
                f"资料库里{what} {digest!r}", "重建索引会从资料文件夹补回；补不回的，用备份还原。"
            )
        return data

    def holds(self, digest: str) -> bool:
        """Whether the file is there and undamaged."""
        data = _read(self._folder / digest)
        return data is not None and digest_of(data) == digest

    def put(self, contents: Iterable[bytes]) -> None:
        """Stores these, on disk for good once this returns."""
        for data in contents:
            _write(self._folder / digest_of(data), data)
        _sync_folder(self._folder)

    def keep_only(self, digests: Collection[str]) -> None:
        """Removes every other file, half-written ones too."""
        for path in self._folder.iterdir():
            if path.name not in digests:
                path.unlink()
        _sync_folder(self._folder)


def published(path: Path, digest: str) -> bytes:
    """Bytes of a file of the manifest. Raises BadCorpus if they do not fit its checksum."""
    data = _read(path)
    if data is None:
        raise BadCorpus(f"读不到资料文件 {path}", "把它放回原处，或从 manifest.toml 里删去。")
    if (found := digest_of(data)) != digest:
        raise BadCorpus(
            f"资料文件 {path} 的校验和不符：登记的是 {digest[:12]}，文件的是 {found[:12]}",
            "先弄清文件为什么变了，确认无误再改 manifest.toml 里的 sha256。",
        )
    return data


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(path: Path, data: bytes) -> None:
    """Writes all or nothing. One writer at a time, so a half-written rest is overwritten."""
    part = path.with_suffix(".part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def _sync_folder(folder: Path) -> None:
    """Makes renames in ``folder`` last through a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
