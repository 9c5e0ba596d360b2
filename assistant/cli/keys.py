"""``youju keys``: who may use the service."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import click

from assistant.cli.times import day_of, start_of
from assistant.errors import BadRequest
from assistant.wording import ROLE_NAMES

if TYPE_CHECKING:
    from assistant.access.audit import Audit
    from assistant.access.keys import Key, Keys, Role

_ROLES = ("reader", "editor", "admin")
_DIGITS = 8  # of a code that is made up


@click.group("keys")
def command() -> None:
    """管理密钥和口令：谁能用开着的服务。

    读者（reader）能问、能看；编辑（editor）还能上传、替换、删除；管理员（admin）还能彻底删去、
    回到以前。

    例：youju keys create 镇办公室 --days 365
    """


@command.command("create")
@click.argument("name", metavar="名称")
@click.option(
    "--role", type=click.Choice(_ROLES), default="reader", show_default=True, help="权限。"
)
@click.option("--expires", metavar="日期", help="用到哪一天（含这天），如 2027-01-01。")
@click.option("--days", type=click.IntRange(1, 36500), metavar="天数", help="有效几天。")
@click.option("--documents", metavar="编号", help="只开放这些文件，用逗号隔开；默认全部。")
def create(
    name: str, role: Role, expires: str | None, days: int | None, documents: str | None
) -> None:
    """建一把密钥。密钥只显示这一次，请马上存好；不写期限就一直有效。

    例：youju keys create 镇办公室 --role editor --expires 2027-01-01
    """
    if expires and days:
        raise BadRequest("--expires 和 --days 不能一起用。", "请只选一个。")
    until = _end(expires) if expires else _after(days) if days else None
    scope = None if documents is None else _names(documents)
    with _access() as (keys, audit):
        key, token = keys.create(name, role, until, scope)
        _log(audit, f"建 {key.id} {key.name} {key.role}")
    click.echo(token)
    click.echo(f"编号 {key.id}，{_told(key)}。密钥不会再显示，请马上存好。", err=True)


@command.command("list")
def list_keys() -> None:
    """列出全部密钥；密钥本身不保存，看不到。"""
    with _access() as (keys, _):
        found, code = keys.all(), keys.has_code()
    for key in found:
        click.echo(f"{key.id}  {key.name}  {_told(key)}，{_used(key)}")
    click.echo(f"共 {len(found)} 把；读者口令：{'有' if code else '没有'}。")


@command.command("revoke")
@click.argument("name", metavar="编号")
def revoke(name: str) -> None:
    """停用一把密钥；开着的服务五秒之内就不再认它。

    例：youju keys revoke 1a2b3c4d
    """
    with _access() as (keys, audit):
        key = keys.revoke(name)
        _log(audit, f"停用 {key.id} {key.name}")
    click.echo(f"已停用：{key.id}  {key.name}")


@command.command("code")
@click.argument("code", metavar="[口令]", required=False)
@click.option("--none", "drop", is_flag=True, help="不再用口令。")
def code(code: str | None, drop: bool) -> None:
    """设读者的口令：手机上打得出的几个字，只能问、只能看；不写就生成一个。

    换了口令，原来的马上不能用。

    例：youju keys code
        youju keys code --none
    """
    if code is not None and drop:
        raise BadRequest("口令和 --none 不能一起用。", "请只选一个。")
    with _access() as (keys, audit):
        if drop:
            keys.drop_code()
            _log(audit, "不再用口令")
            click.echo("不再用口令。")
            return
        chosen = _made_up() if code is None else code
        keys.set_code(chosen)
        _log(audit, "换了口令")
    click.echo(chosen)


@contextmanager
def _access() -> Iterator[tuple[Keys, Audit]]:
    from assistant.access.audit import Audit  # noqa: PLC0415 - not needed for the help
    from assistant.access.database import Database  # noqa: PLC0415
    from assistant.access.keys import Keys  # noqa: PLC0415
    from assistant.access.redact import redact  # noqa: PLC0415
    from assistant.resources import locate  # noqa: PLC0415 - loads pydantic
    from assistant.settings import Settings  # noqa: PLC0415

    with Database(locate(Settings()).service) as database, Audit(database, redact) as audit:
        yield Keys(database), audit


def _log(audit: Audit, deed: str) -> None:
    from assistant.access.audit import Event  # noqa: PLC0415 - not needed for the help

    audit.log(Event("key", "local", question=deed))


def _made_up() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(_DIGITS))


def _names(documents: str) -> list[str]:
    parts = documents.replace("，", ",").split(",")
    return [name for part in parts if (name := part.strip())]


def _end(day: str) -> str:
    """The moment at which the day is over here."""
    end = start_of(day, later=1)
    if end <= datetime.now(UTC).isoformat(timespec="seconds"):
        raise BadRequest(f"{day} 已经过去了。", f"写今天（{date.today()}）或以后的日期。")
    return end


def _after(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


def _told(key: Key) -> str:
    role = f"{ROLE_NAMES[key.role]}（{key.role}）"
    if key.revoked:
        return f"{role}，{day_of(key.revoked)} 停用"
    scope = "" if key.documents is None else f"，只看 {'、'.join(key.documents)}"
    return f"{role}，{_until(key.expires)}{scope}"


def _until(expires: str | None) -> str:
    if expires is None:
        return "一直有效"
    over = expires <= datetime.now(UTC).isoformat(timespec="seconds")
    return f"{day_of(expires, before=1)} {'已到期' if over else '到期'}"


def _used(key: Key) -> str:
    return f"{day_of(key.used)} 用过" if key.used else "没有用过"
