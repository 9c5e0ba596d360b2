"""A zip archive that nobody vouches for: members read one by one, in memory, within limits."""

from __future__ import annotations

import io
import zipfile
import zlib

from assistant.errors import BadFile
from assistant.ingest.readers.limits import (
    MEMBERS,
    PART_BYTES,
    RATIO,
    SMALL_BYTES,
    UNPACKED_BYTES,
)

_ENTRY = b"PK\x01\x02"  # opens the entry of a member in the directory
_ENCRYPTED = 1  # flag of a member
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MACROS = "vbaproject.bin"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Archive:
    """The members of a zip file by name. Names are only compared, never used as paths.

    Raises BadFile for an archive that is broken, locked, or larger than it may be.
    """

    def __init__(self, content: bytes) -> None:
        if content.count(_ENTRY) > MEMBERS:
            raise BadFile("压缩包里的文件太多。", "请用 Word 或 WPS 打开后另存为 docx。")
        try:
            self._file = zipfile.ZipFile(io.BytesIO(content))
        except _FAULTS as error:
            raise _broken() from error
        members = self._file.infolist()
        _check_sizes(members, len(content))
        for member in members:
            _check(member)
        self._members = {member.filename.lower(): member for member in members}
        if len(self._members) < len(members):
            raise _broken()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    @property
    def has_macros(self) -> bool:
        """Whether a member holds the macros of an Office file."""
        return any(name.endswith(_MACROS) for name in self._members)

    def read(self, name: str) -> bytes | None:
        """The unpacked bytes of a member, whatever the case of its name; None without it."""
        member = self._members.get(name.lower())
        if member is None:
            return None
        if member.file_size > PART_BYTES:
            raise BadFile("文件解开后太大。", "请拆成几份再上传。")
        try:
            with self._file.open(member) as stream:
                return stream.read(PART_BYTES)  # no more than the directory says, and its checksum
        except _FAULTS as error:
            raise _broken() from error


def _check_sizes(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > UNPACKED_BYTES or unpacked > max(SMALL_BYTES, RATIO * packed):
        raise BadFile(
            "文件解开后大得不正常（压缩炸弹），不读。", "请用 Word 或 WPS 打开后另存为 docx。"
        )


def _check(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise BadFile("文件加了密码。", "请去掉密码后重新上传。")
    parts = member.filename.split("/")
    strange = ".." in parts or parts[0] == "" or "\\" in member.filename or ":" in parts[0]
    if strange or member.compress_type not in _METHODS:
        raise _broken()


def _broken() -> BadFile:
    return BadFile(
        "文件打不开，可能没有传完整，或已经损坏。",
        "请重新下载，或用 Word、WPS 打开后另存为 docx 再上传。",
    )
