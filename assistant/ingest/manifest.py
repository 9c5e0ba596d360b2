"""The manifest: the documents there are, as people wrote them down in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from hashlib import sha256
from itertools import combinations
from pathlib import Path, PureWindowsPath
from typing import Any, get_args

from assistant.errors import BadCorpus
from assistant.types import Source, Status

KEYS = tuple(entry.name for entry in fields(Source))
REQUIRED = tuple(entry.name for entry in fields(Source) if entry.default is MISSING)


def read_manifest(path: Path) -> tuple[Source, ...]:
    """The sources listed in ``path``, in its order; their files lie in ``documents/`` beside it.

    Raises BadCorpus with every fault found, one a line. A key that does not hold is
    reported once and left out of the checks that would build on it.
    """
    table = _load(path)
    rows = [_read_row(number, given) for number, given in enumerate(_tables(table), start=1)]
    _check_ids(rows)
    _check_files(rows, path.parent / "documents")
    faults = _top_faults(table)
    faults += [f"{row.label}：{fault}" for row in rows for fault in row.faults]
    if faults:
        raise BadCorpus(
            "\n".join(faults),
            f"逐行改正 {path} 后再试。校验和不符时，先弄清文件为什么变了，确认无误再改 sha256。",
        )
    return tuple(Source(**row.values) for row in rows)


@dataclass(slots=True)
class _Row:
    """One ``[[document]]``: ``given`` as written, ``values`` what of it holds."""

    number: int
    given: Mapping[str, object]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        name = repr(self.given["id"]) if "id" in self.given else "没有 id"
        return f"第 {self.number} 份（{name}）"


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        hint = "检查资料文件夹的位置（YOUJU_CORPUS），其中要有 manifest.toml 和 documents/。"
        raise BadCorpus(f"找不到资料登记文件 {path}", hint) from error
    except OSError as error:
        raise BadCorpus(f"读不了资料登记文件 {path}", "检查它是不是文件、有没有读权限。") from error
    except UnicodeDecodeError as error:
        raise BadCorpus(f"{path} 不是 UTF-8 编码", "用 UTF-8 编码重新保存。") from error
    except ValueError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"第 {place[1]} 行第 {place[2]} 列" if place else str(error)
        hint = "检查这一处的引号、等号、括号和日期。"
        raise BadCorpus(f"{path} 不是合法的 TOML：{where}", hint) from error


def _tables(table: Mapping[str, Any]) -> list[Mapping[str, object]]:
    listed = table.get("document", [])
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []


def _top_faults(table: Mapping[str, Any]) -> list[str]:
    faults = [f"文件顶层有不认识的项 {key!r}" for key in table if key != "document"]
    listed = table.get("document", [])
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        faults.append("每份文件都要写成一个 [[document]] 表")
    return faults


def _read_row(number: int, given: Mapping[str, object]) -> _Row:
    row = _Row(number, given)
    row.faults += [f"缺少 {key}" for key in REQUIRED if key not in given]
    row.faults += [
        f"不认识的项 {key!r}，可用的是 {'、'.join(KEYS)}" for key in given if key not in KEYS
    ]
    for key in KEYS:
        if key in given:
            try:
                row.values[key] = RULES.get(key, _text)(given[key])
            except ValueError as fault:
                row.faults.append(f"{key} {fault}，给出的是 {given[key]!r}")
    return row


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("应为加引号的文字")
    if not value.strip():
        raise ValueError("不能为空，可以不填的就删去这一行")
    return value


def _slug(value: object) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", text := _text(value)):
        raise ValueError("只能用小写英文字母、数字和连字符，且不以连字符开头")
    return text


def _file_name(value: object) -> str:
    text = _text(value)
    if PureWindowsPath(text).name != text or text == ".." or not text.isprintable():
        raise ValueError("只写文件名，不带文件夹")
    return text


def _digest(value: object) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text := _text(value).lower()):
        raise ValueError("应为 64 位十六进制数")
    return text


def _day(value: object) -> str:
    text = value.isoformat() if isinstance(value, date) else value
    try:
        if isinstance(text, str) and date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise ValueError("应为日期，写成 2024-02-22 这样")


def _status(value: object) -> str:
    if value not in get_args(Status):
        raise ValueError(f"只能是 {'、'.join(get_args(Status))} 之一")
    return str(value)


RULES: dict[str, Callable[[object], str]] = {
    "id": _slug,
    "file": _file_name,
    "sha256": _digest,
    "issued": _day,
    "effective": _day,
    "expires": _day,
    "status": _status,
}


def _check_ids(rows: Sequence[_Row]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        if "id" in row.values and first.setdefault(row.values["id"], row.number) != row.number:
            row.faults.append(f"id 与第 {first[row.values['id']]} 份相同")


def _check_files(rows: Sequence[_Row], documents: Path) -> None:
    by_file: dict[str, list[_Row]] = {}
    for row in rows:
        if "file" in row.values:
            by_file.setdefault(row.values["file"], []).append(row)
    for name, sharing in by_file.items():
        _check_sharing(sharing)
        try:
            data = (documents / name).read_bytes()
        except OSError as error:
            what = "没有这个文件" if isinstance(error, FileNotFoundError) else "读不了这个文件"
            for row in sharing:
                row.faults.append(f"file 在 {documents} 里{what}，给出的是 {name!r}")
        else:
            for row in sharing:
                _check_content(row, data)


def _check_sharing(sharing: Sequence[_Row]) -> None:
    """Rows of one file must each say where they begin, and begin at different places."""
    for row in sharing:
        if len(sharing) > 1 and "begins" not in row.given:
            row.faults.append("与别的份同在一个文件里，要用 begins 写明开头的几个字")
    given = [row for row in sharing if "begins" in row.values]
    for earlier, later in combinations(given, 2):
        one, other = earlier.values["begins"], later.values["begins"]
        if one.startswith(other) or other.startswith(one):
            later.faults.append(f"begins 与第 {earlier.number} 份指同一处，给出的是 {other!r}")


def _check_content(row: _Row, data: bytes) -> None:
    given, found = row.values.get("sha256"), sha256(data).hexdigest()
    if given and given != found:
        row.faults.append(f"文件的校验和不符：登记的是 {given[:12]}，文件的是 {found[:12]}")
    if "begins" not in row.values:
        return
    begins = row.values["begins"]
    try:
        count = data.decode("utf-8-sig").count(begins)
    except UnicodeDecodeError:
        row.faults.append("文件不是 UTF-8 文字，无法核对 begins")
        return
    if count != 1:
        seen = f"出现了 {count} 次，要写到只出现一次" if count else "找不到"
        row.faults.append(f"begins 在文件里{seen}，给出的是 {begins!r}")
