"""What forms and addresses of live sessions hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args
from urllib.parse import parse_qs

from fastapi import Request

from assistant.errors import BadRequest
from assistant.training.live.session import Order, Pace
from assistant.training.live.store import Terms

_MOST_FIELDS = 64


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form, the last of each name."""
    return {name: values[-1] for name, values in (await lists_of(request)).items()}


async def lists_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form with all their values; none where it cannot be read."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return parse_qs(body, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}


def terms_of(fields: Mapping[str, str]) -> Terms:
    """How a session is held. Raises BadRequest."""
    pace, order = fields.get("pace", "trainer"), fields.get("order", "made")
    if pace not in get_args(Pace) or order not in get_args(Order):
        raise BadRequest("开场的选项不对。", "请重新选。")
    return {
        "title": fields.get("title", ""),
        "pace": cast(Pace, pace),
        "order": cast(Order, order),
        "seconds": _seconds(fields, pace),
    }


def number_of(request: Request) -> int | None:
    """Which item is asked for, from 1."""
    return whole(request.query_params.get("item", ""), 3)


def whole(typed: str, digits: int = 9) -> int | None:
    """A whole number of no more than so many digits; None for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= digits else None


def _seconds(fields: Mapping[str, str], pace: str) -> int:
    """What was typed, in minutes where phones set the pace."""
    name, times = ("seconds", 1) if pace == "trainer" else ("minutes", 60)
    typed = whole(fields.get(name, ""), 5)
    if typed is None:
        raise BadRequest("时间要写成数字。", "每题几秒，或整场几分钟。")
    return typed * times
