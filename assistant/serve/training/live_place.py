"""Where phones find a session: the address on the screen, and whether they can reach it."""

from __future__ import annotations

import socket
from dataclasses import dataclass

import segno
from anyio.to_thread import run_sync
from fastapi import Request
from markupsafe import Markup

from assistant.loopback import LOOPBACK
from assistant.serve.access import is_encrypted
from assistant.serve.page.html import element, joined
from assistant.serve.service import service_of

_NONE = Markup()
_SOON = 0.3  # seconds in which a machine answers itself
_ELSEWHERE = ("192.0.2.1", 9)  # of no machine; nothing is sent to it


def _command(words: str) -> Markup:
    """A command as it is typed, which is broken between its words alone."""
    return element("code", joined((element("span", word) for word in words.split()), " "))


_ALONE = element("p", "现在的服务只有这台电脑自己能用，手机连不上。要让手机加入：") + element(
    "ol",
    element("li", "1. 停下服务：在开服务的窗口里按 Ctrl-C。"),
    element(
        "li",
        "2. 生成您自己的密钥，记下来：",
        _command("youju keys create 培训 --role editor"),
    ),
    element("li", "3. 再开服务：", _command("youju serve --host 0.0.0.0")),
    element("li", "4. 用密钥登录，这一场还在。"),
    element("li", "5. 手机和电脑连同一个网络。手机加入不用口令，也不用密钥。"),
)
_NOT_HERE = element(
    "p",
    "您在用这台电脑自己的地址，手机连不上。请这样开服务：",
    _command("youju serve --host 0.0.0.0"),
    " 再用这台电脑在网络里的地址打开这一页。",
)


@dataclass(frozen=True, slots=True)
class Place:
    """``origin`` is what the address of phones begins with; ``advice`` says what to do where
    they cannot reach it, and is empty where they can."""

    origin: str
    advice: Markup = _NONE

    @property
    def shown(self) -> str:
        """The address as it is typed."""
        return f"{self.origin.partition('://')[2]}/j"

    def link(self, code: str) -> str:
        """What the QR code holds."""
        return f"{self.origin}/j/{code}"


async def place_of(request: Request) -> Place:
    """The host that the trainer's browser uses; this machine's address in its network instead
    of one that only it knows itself by, if the service waits there."""
    host = request.url.hostname or ""
    scheme = "https" if is_encrypted(request) else "http"
    origin = f"{scheme}://{request.headers.get('host', '')}"
    if host not in LOOPBACK:
        return Place(origin)
    service = service_of(request)
    if service.is_open and not service.keys.guards():
        return Place(origin, _ALONE)
    port = (request.scope.get("server") or ("", None))[1]
    address = await run_sync(_in_network, port) if port else ""
    return Place(f"http://{address}:{port}") if address else Place(origin, _NOT_HERE)


def qr(link: str) -> Markup:
    """A QR code as a picture in the page."""
    code = segno.make(link, error="m", micro=False)
    drawn = code.svg_inline(border=3, dark="#000", light="#fff", omitsize=True, svgclass="qr")
    return Markup(drawn)  # noqa: S704 - made of squares


def _in_network(port: int) -> str:
    """The address by which others in the network reach this port; empty where none does."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect(_ELSEWHERE)
            address: str = asking.getsockname()[0]
        if address in LOOPBACK:
            return ""
        with socket.create_connection((address, port), timeout=_SOON):
            return address
    except OSError:
        return ""
