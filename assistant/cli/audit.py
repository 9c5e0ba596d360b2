"""``youju audit``: what was asked of the service and done with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

import click

from assistant.cli.times import clock_of, start_of
from assistant.errors import BadRequest

if TYPE_CHECKING:
    from assistant.access.audit import Audit, Event, Wanted

_ACTIONS = {
    "ask": "提问",
    "link": "打开链接",
    "again": "回到对话",
    "chat": "对话",
    "search": "检索",
    "paper": "依据单",
    "upload": "上传",
    "replace": "替换",
    "delete": "删除",
    "purge": "彻底删去",
    "rollback": "回到以前",
    "keep": "放回",
    "drop": "去掉",
    "undo": "撤销更正",
    "reindex": "重建索引",
    "feedback": "评价",
    "key": "密钥",
    "forget": "删记录",
    "evaluate": "评测",
    "propose": "提议",
    "settle": "处理待办",
    "signin": "登录",
    "quiz_keep": "存题目集",
    "quiz_change": "改题目集",
    "quiz_delete": "删题目集",
    "live_open": "开场",
    "live_next": "下一步",
    "live_reveal": "收题并公布",
    "live_pause": "暂停",
    "live_resume": "继续",
    "live_longer": "加时间",
    "live_lock": "停止加入",
    "live_unlock": "允许加入",
    "live_remove": "移出一人",
    "live_close": "散场",
    "live_delete": "删除一场",
}
_STATUS = {"answered": "有依据", "not_found": "没有依据"}
_WHO = {"local": "本机", "code": "口令"}
_SHOWN = 50


@click.command("audit")
@click.option("--since", metavar="日期", help="从这一天起，如 2026-11-01。")
@click.option("--action", metavar="做什么", help="只看一种，如 ask（提问）、upload（上传）。")
@click.option("--who", metavar="谁", help="只看一把密钥（编号或名称），或 local、code。")
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="条数",
    help=f"最多几条，新的在前；默认 {_SHOWN}，--json 时不限。",
)
@click.option("--json", "as_json", is_flag=True, help="每条一行 JSON。")
@click.option(
    "--forget", type=click.IntRange(1, 36500), metavar="天数", help="删去这么多天以前的记录。"
)
def command(
    since: str | None,
    action: str | None,
    who: str | None,
    limit: int | None,
    as_json: bool,
    forget: int | None,
) -> None:
    """查看记录：谁在什么时候问了什么、改了什么，答复依据哪些条款。

    例：youju audit --since 2026-11-01 --action ask
        youju audit --json > 记录.jsonl
        youju audit --forget 180
    """
    if forget and (since or action or who or limit or as_json):
        raise BadRequest("--forget 不能和别的选项一起用。", "只写 youju audit --forget 天数")
    with _records() as (audit, names):
        if forget:
            click.echo(f"已删去 {_forgotten(audit, forget)} 条。")
            return
        wanted: Wanted = {
            "since": start_of(since) if since else "",
            "action": {said: name for name, said in _ACTIONS.items()}.get(action or "", action),
            "who": _known(who, names) if who else None,
        }
        if as_json:
            for line in islice(audit.lines(**wanted), limit):
                click.echo(line)
            return
        found = audit.read(limit=limit or _SHOWN, **wanted)
    for event in found:
        click.echo(_line(event, names))
    click.echo(f"共 {len(found)} 条。" if found else "没有这样的记录。")


@contextmanager
def _records() -> Iterator[tuple[Audit, Mapping[str, str]]]:
    """The records, and the names of the keys by id."""
    from assistant.access.audit import Audit  # noqa: PLC0415 - not needed for the help
    from assistant.access.database import Database  # noqa: PLC0415
    from assistant.access.keys import Keys  # noqa: PLC0415
    from assistant.access.redact import redact  # noqa: PLC0415
    from assistant.resources import locate  # noqa: PLC0415 - loads pydantic
    from assistant.settings import Settings  # noqa: PLC0415

    with Database(locate(Settings()).service) as database, Audit(database, redact) as audit:
        yield audit, {key.id: key.name for key in Keys(database).all()}


def _forgotten(audit: Audit, days: int) -> int:
    from assistant.access.audit import Event  # noqa: PLC0415 - not needed for the help

    count = audit.forget(days)
    audit.log(Event("forget", "local", question=f"删去 {days} 天以前的 {count} 条"))
    return count


def _known(who: str, names: Mapping[str, str]) -> str:
    """The id of a caller given by id or name. Raises BadRequest."""
    if who in names or who in _WHO:
        return who
    called = [name for name in names if names[name] == who]
    if len(called) == 1:
        return called[0]
    if called:
        raise BadRequest(f"叫 {who} 的密钥有 {len(called)} 把。", f"写编号：{'、'.join(called)}。")
    raise BadRequest(f"没有 {who!r:.60} 这把密钥。", "看有哪些：youju keys list")


def _line(event: Event, names: Mapping[str, str]) -> str:
    who = _WHO.get(event.who) or names.get(event.who, event.who)
    head = f"{clock_of(event.at)}  {who}  {_ACTIONS.get(event.action, event.action)}"
    told = (event.question, _STATUS.get(event.status, event.status), "、".join(event.clauses))
    return _plain("  ".join((head, *filter(None, told))))


def _plain(text: str) -> str:
    """On one line, and nothing that a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
