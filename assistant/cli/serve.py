"""``youju serve``: the service, until it is stopped."""

from __future__ import annotations

import click

from assistant.errors import YoujuError
from assistant.loopback import LOOPBACK

_PORT = 8000
_OTHER = "换一个端口，如 --port 8080；或先停下占着它的程序。"


class AddressTaken(YoujuError):
    """The service cannot wait at the address that it was given."""

    code = "address_taken"
    exit_code = 2


class NotGuarded(YoujuError):
    """The service was to be reached from elsewhere, and nothing says by whom."""

    code = "not_guarded"
    exit_code = 2


@click.command("serve")
@click.option("--host", default=LOOPBACK[0], show_default=True, help="在哪个地址上等请求。")
@click.option(
    "--port", default=_PORT, show_default=True, type=click.IntRange(0, 65535), help="端口；0 任选。"
)
@click.option("--tell-port", is_flag=True, help="开好以后把端口写到标准输出，供别的程序读。")
@click.option("--mcp-stdio", is_flag=True, help="不开网络，用标准输入输出说 MCP，供本机的程序用。")
@click.option("--no-page", is_flag=True, help="只开接口，不开网页，开得快些，少占内存。")
def command(host: str, port: int, tell_port: bool, mcp_stdio: bool, no_page: bool) -> None:
    """开启服务：网页、接口、OpenAI 兼容接口、MCP。

    只在本机时不用密钥；要让别的机器用，先建密钥或口令：youju keys create 名称

    例：youju serve
        youju serve --host 0.0.0.0 --port 8080
    """
    from assistant.cli.opening import with_index  # noqa: PLC0415

    settings = with_index()
    if mcp_stdio:
        from assistant.serve.mcp_server import run_stdio  # noqa: PLC0415 - loads mcp

        run_stdio(settings)
        return
    from assistant.access.database import Database  # noqa: PLC0415
    from assistant.access.keys import Keys  # noqa: PLC0415
    from assistant.resources import locate  # noqa: PLC0415
    from assistant.serve.running import listening, run  # noqa: PLC0415 - loads fastapi

    with Database(locate(settings).service) as database:
        guarded = Keys(database).guards()
    if host not in LOOPBACK and not guarded:
        raise NotGuarded(
            f"{host} 是别的机器也能连的地址，而现在没有一把密钥。",
            "请先运行 youju keys create 名称 --role reader，再开服务；只在本机用，去掉 --host。",
        )
    try:
        waiting = listening(host, port)
    except OSError as error:
        raise AddressTaken(f"不能在 {host}:{port} 上等请求：{error.strerror}。", _OTHER) from error
    taken = waiting.getsockname()[1]

    def started() -> None:
        if tell_port:
            click.echo(taken)
        click.echo(f"有据：http://{host}:{taken}  接口说明：/docs  停下：Ctrl-C", err=True)
        if not guarded:
            click.echo("只有这台机器能用，不用密钥。", err=True)

    run(settings, waiting, is_open=not guarded, with_page=not no_page, started=started)
