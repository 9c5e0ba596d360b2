"""A request as it comes from options or from a line of JSON, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.errors import BadRequest

if TYPE_CHECKING:  # keeps numpy out of what only prints help
    from assistant.types import Mode

MOST_HITS = 50
_DEFAULT_HITS = 5
_ROLES = ("user", "assistant", "system")
MODES: Mapping[str, Mode] = {
    "auto": "auto",
    "extractive": "extractive",
    "generative": "generative",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask; ``regions`` and ``documents`` as given, None for no limit."""

    question: str
    history: tuple[str, ...] = ()
    regions: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    as_of: str | None = None
    k: int = _DEFAULT_HITS
    mode: Mode = "auto"


def parse(given: Mapping[str, object]) -> Request:
    """The request with these fields; others are ignored. Raises BadRequest."""
    if given.get("question") is None:
        raise BadRequest("缺少 question。", "请在 question 里写要问的内容。")
    return Request(
        question=_text("question", given["question"]),
        history=tuple(_history(given.get("history"))),
        regions=_names("regions", given.get("regions")),
        documents=_names("documents", given.get("documents")),
        as_of=_day(given.get("as_of")),
        k=_count(given.get("k")),
        mode=_mode(given.get("mode")),
    )


def _mode(mode: object) -> Mode:
    if mode is None:
        return "auto"
    if not isinstance(mode, str) or mode not in MODES:
        raise BadRequest(f"mode 不能是 {mode!r:.60}。", f"可用的是 {'、'.join(MODES)}。")
    return MODES[mode]


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadRequest(f"{name} 应为文字，给出的是 {value!r:.60}。", "请改成加引号的文字。")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise BadRequest(f"{name} 里有认不出来的字符。", "请改用 UTF-8 编码输入。")
    return value


def _items(name: str, value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise BadRequest(f"{name} 应为列表，给出的是 {value!r:.60}。", "请写成 […]。")
    return list(value)


def _names(name: str, value: object) -> tuple[str, ...] | None:
    """An empty list sets no limit, like none."""
    return tuple(_text(name, item) for item in _items(name, value)) or None


def _history(value: object) -> Iterator[str]:
    """User turns; what an assistant or a system said is never a source."""
    for turn in _items("history", value):
        if not isinstance(turn, Mapping):
            yield _text("history", turn)
            continue
        if turn.get("role") not in _ROLES:
            roles = "、".join(_ROLES)
            raise BadRequest(
                f"history 的 role 不能是 {turn.get('role')!r:.60}。", f"可用：{roles}。"
            )
        content = _text("history 的 content", turn.get("content"))
        if turn["role"] == "user":
            yield content


def _day(value: object) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise BadRequest(f"as_of 不是日期：{value!r:.60}。", "请写成 2026-11-21 这样。") from error


def _count(value: object) -> int:
    if value is None:
        return _DEFAULT_HITS
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_HITS:
        raise BadRequest(
            f"k 应为 1 到 {MOST_HITS} 的整数，给出的是 {value!r:.60}。", "请改一个数。"
        )
    return value
