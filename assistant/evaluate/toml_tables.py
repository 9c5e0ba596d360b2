"""Files of ``[[key]]`` tables, which people write."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.errors import BadRequest


def read_tables(path: Path, key: str, name: str, hint: str) -> list[Any]:
    """The tables of a TOML file that holds nothing else, and at least one of them.

    ``name`` is what messages call the file, ``hint`` what to do where it is missing.
    """
    content = read_toml(path, name, hint)
    rows = content.get(key)
    if content.keys() != {key} or not isinstance(rows, list) or not rows:
        raise BadRequest(f"{name} {path} 应当只有 [[{key}]]，并且至少一张")
    return rows


def read_toml(path: Path, name: str, hint: str) -> dict[str, Any]:
    """What a TOML file holds; ``name`` and ``hint`` as of ``read_tables``."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadRequest(f"找不到{name} {path}", hint) from None
    except OSError as error:
        raise BadRequest(f"读不了{name} {path}：{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadRequest(f"{name} {path} 不是 UTF-8 编码的文本") from error
    except tomllib.TOMLDecodeError as error:
        raise BadRequest(f"{name} {path} 不是合法的 TOML：{error}") from error


def reject(path: Path, name: str, faults: list[str]) -> None:
    """Raises BadRequest that lists every fault, if there is one."""
    if faults:
        listing = "\n".join(f"- {fault}" for fault in faults)
        raise BadRequest(f"{name} {path} 有 {len(faults)} 处问题：\n{listing}", "请改正后重试。")


def is_text(value: object) -> bool:
    """Whether ``value`` is a string that is not blank."""
    return isinstance(value, str) and bool(value.strip())


def is_texts(value: object) -> bool:
    """Whether ``value`` is a list of such strings."""
    return isinstance(value, list) and all(map(is_text, value))


Shapes = Mapping[str, tuple[Callable[[object], bool], str]]


def shape_faults(row: object, shapes: Shapes, required: Collection[str]) -> Iterator[str]:
    """What is wrong with the keys of one table, each fault a phrase in Chinese.

    ``shapes`` holds for each key a test of its value and what the value should be.
    """
    if not isinstance(row, dict):
        yield "应当是一张表"
        return
    yield from (f"不认识的键 {key!r}" for key in row if key not in shapes)
    yield from (f"缺少 {key}" for key in required if key not in row)
    for key, (fits, wanted) in shapes.items():
        if key in row and not fits(row[key]):
            yield f"{key} = {row[key]!r} 不对，应当是{wanted}"
