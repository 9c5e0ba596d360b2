"""A request as it comes from options or from a line of JSON, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.errors import BadRequest, YoujuError

MOST_HITS = 50
_DEFAULT_HITS = 5
_ROLES = ("user", "assistant", "system")
_MODES = ("auto", "extractive", "generative")


class NoModel(YoujuError):
    """A generative answer was asked for where no language model is configured."""

    code = "no_model"
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask; ``regions`` and ``documents`` as given, None for no limit."""

    question: str
    history: tuple[str, ...] = ()
    regions: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    as_of: str | None = None
    k: int = _DEFAULT_HITS


def parse(given: Mapping[str, object]) -> Request:
    """The request with these fields; others are ignored. Raises BadRequest or NoModel."""
    _check_mode(given.get("mode"))
    if given.get("question") is None:
        raise BadRequest("缺少 question。", "请在 question 里写要问的内容。")
    return Request(
        question=_text("question", given["question"]),
        history=tuple(_history(given.get("history"))),
        regions=_names("regions", given.get("regions")),
        documents=_names("documents", given.get("documents")),
        as_of=_day(given.get("as_of")),
        k=_count(given.get("k")),
    )


def _check_mode(mode: object) -> None:
    if mode is not None and mode not in _MODES:
        raise BadRequest(f"mode 不能是 {mode!r}。", f"可用的是 {'、'.join(_MODES)}。")
    if mode == "generative":
        raise NoModel(
            "没有配置语言模型，不能用 generative。", "请把 mode 改为 auto 或 extractive。"
        )


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
