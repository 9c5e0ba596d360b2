"""Sets of items as JSON, written and strictly read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, get_args

from assistant.errors import BadRequest
from assistant.training.items import Check, Difficulty, Ground, Item, ItemSet, Kind, Origin, Wanted
from assistant.training.verifying import is_intact, of_form

FORMAT = 1
_HINT = "请用 youju quiz make 生成的文件。"
_MOST = 5000
Fits = Callable[[Any], bool]


def item_object(item: Item) -> dict[str, Any]:
    """An item as JSON."""
    return asdict(item)


def set_object(found: ItemSet) -> dict[str, Any]:
    """A set as JSON."""
    return {
        "format": FORMAT,
        "seed": found.seed,
        "filters": asdict(found.wanted),
        "index_version": found.index_version,
        "items": [item_object(item) for item in found.items],
    }


def as_json(found: ItemSet) -> str:
    """A set as it is written to a file."""
    return json.dumps(set_object(found), ensure_ascii=False, indent=2) + "\n"


def read_set(text: str) -> ItemSet:
    """The set that a file holds. Raises BadRequest for anything else."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"题目文件不是合法的 JSON：{str(error)[:80]}", _HINT) from error
    return set_of(content)


def read_file(path: Path) -> ItemSet:
    """The set that is kept at a path. Raises BadRequest."""
    try:
        return read_set(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        hint = "先出题：youju quiz make --output 文件；题目集里有的：youju quiz list"
        raise BadRequest(f"找不到题目文件 {path}。", hint) from None
    except OSError as error:
        raise BadRequest(f"读不了题目文件 {path}。", "请检查它是不是文件、能不能读。") from error
    except UnicodeDecodeError as error:
        raise BadRequest(f"题目文件 {path} 不是 UTF-8 编码的文本。", _HINT) from error


def set_of(content: object) -> ItemSet:
    """The set of parsed JSON. Raises BadRequest."""
    known = {"format", "seed", "filters", "index_version", "items"}
    if not isinstance(content, dict) or content.keys() != known:
        raise BadRequest(f"题目文件应当正好有 {'、'.join(sorted(known))} 这几项。", _HINT)
    if content["format"] != FORMAT:
        raise BadRequest(f"题目文件的格式不是 {FORMAT}。", "请用现在的版本重新生成。")
    items = content["items"]
    if not isinstance(items, list) or len(items) > _MOST:
        raise BadRequest(f"items 应当是不超过 {_MOST} 道题的列表。", _HINT)
    _check("题目文件", content, {"seed": _is_int, "index_version": _is_text})
    return ItemSet(
        items=tuple(item_of(row, f"第 {number} 题") for number, row in enumerate(items, 1)),
        seed=content["seed"],
        wanted=_wanted(content["filters"]),
        index_version=content["index_version"],
    )


def item_of(content: object, name: str = "这道题") -> Item:
    """The item of parsed JSON, called ``name`` in messages. Raises BadRequest."""
    row = _checked(name, _as_now(content), _ITEM)
    grounds = tuple(
        Ground(**_checked(f"{name}的依据", ground, _GROUND)) for ground in row["grounds"]
    )
    texts = {key: tuple(row[key]) for key in _LISTS}
    item = Item(**{**row, **texts, "grounds": grounds})
    if faults := of_form(item):
        raise BadRequest(f"{name}：{'；'.join(faults)}。", "请改正这道题。")
    if not grounds:
        raise BadRequest(f"{name}没有给出所依据的条款。", "请给每道题写上依据。")
    if not is_intact(item):
        raise BadRequest(f"{name}的编号和内容对不上，像是改动过。", "改题请用改题的功能。")
    return item


def _as_now(content: object) -> object:
    """An item that was kept before its key was checked: nobody knows of one that people wrote."""
    if not isinstance(content, dict):
        return content
    unknown = "agrees" if content.get("origin") == "made" else "unsure"
    return {"check": unknown, "objection": "", **content}


def _wanted(content: object) -> Wanted:
    row = _checked("filters", content, _WANTED)
    found: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Wanted(**found)


def _checked(name: str, content: object, checks: Mapping[str, Fits]) -> dict[str, Any]:
    if not isinstance(content, dict) or content.keys() != checks.keys():
        raise BadRequest(f"{name}应当正好有 {'、'.join(checks)} 这几项。", _HINT)
    _check(name, content, checks)
    return content


def _check(name: str, content: Mapping[str, Any], checks: Mapping[str, Fits]) -> None:
    for key, fits in checks.items():
        if not fits(content[key]):
            raise BadRequest(f"{name}的 {key} 不能是 {content[key]!r:.60}。", _HINT)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_int(value: object) -> bool:
    return type(value) is int


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _maybe(check: Fits) -> Fits:
    return lambda value: value is None or check(value)


def _among(values: tuple[str, ...]) -> Fits:
    return lambda value: isinstance(value, str) and value in values


def _all_among(values: tuple[str, ...]) -> Fits:
    return lambda value: isinstance(value, list) and all(map(_among(values), value))


_LISTS = ("options", "keys", "path", "departments", "years", "left")
_ITEM: Mapping[str, Fits] = {
    "id": _is_text,
    "kind": _among(get_args(Kind)),
    "question": _is_text,
    "options": _is_texts,
    "keys": _is_texts,
    "grounds": lambda value: isinstance(value, list),
    "difficulty": _among(get_args(Difficulty)),
    "topic": _is_text,
    "path": _is_texts,
    "departments": _is_texts,
    "region": _maybe(_is_text),
    "years": lambda value: isinstance(value, list) and all(map(_is_int, value)),
    "left": _is_texts,
    "remark": _is_text,
    "origin": _among(get_args(Origin)),
    "check": _among(get_args(Check)),
    "objection": _is_text,
}
_GROUND: Mapping[str, Fits] = {
    **dict.fromkeys(("clause", "document", "label", "quote"), _is_text),
    **dict.fromkeys(("start", "end"), _is_int),
}
_WANTED: Mapping[str, Fits] = {
    "kinds": _maybe(_all_among(get_args(Kind))),
    "documents": _maybe(_is_texts),
    "regions": _maybe(_is_texts),
    **dict.fromkeys(("chapter", "topic", "department"), _maybe(_is_text)),
    "difficulties": _maybe(_all_among(get_args(Difficulty))),
}
assert _ITEM.keys() == {each.name for each in fields(Item)}  # noqa: S101 - kept in step
