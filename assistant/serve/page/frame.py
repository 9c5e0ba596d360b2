"""The HTML around Gradio's components: ours instead of Gradio's, which names other hosts."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from assistant.access.keys import ROLES, Role
from assistant.serve.page.html import Part, element

ASSETS = "/page"  # where what lies in assets/ is to be had
_ENTRY = re.compile(r'src="\./(assets/index-[\w-]+\.js)"')
_ENTRY_STYLE = re.compile(r'href="\./(assets/index-[\w-]+\.css)"')
_CONFIG = re.compile(r"<script>(window\.gradio_(?:config|api_info) = .*?)</script>", re.S)
# Pages beside this one that the header leads to: label, address, and the least role that may.
NAV: tuple[tuple[str, str, Role], ...] = (
    ("练一练", "/practice", "reader"),
    ("培训", "/training", "editor"),
)
_STYLES = ("style.css", "library.css", "report.css")
_SCRIPTS = ("words.js", "page.js", "acts.js", "conversation.js", "todo.js")
# The colours by night, and what has them hold; before anything is drawn.
_LOOKS = Markup(
    '<link rel="stylesheet" href="{0}/dark.css" media="(prefers-color-scheme: dark)" data-looks>\n'
    '<script src="{0}/looks.js"></script>'
).format(ASSETS)
_CHOICES = (("", "跟随系统"), ("light", "浅色"), ("dark", "深色"))
# Gradio speaks the language of the browser; here it is Chinese for everyone.
_MODE = """window.__gradio_mode__ = "app";
for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN"]]])
  Object.defineProperty(navigator, name, { get: () => value });"""
_FRAME = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="{assets}/icon.svg">
{head}
</head>
<body>
{body}
</body>
</html>
"""


def framed(head: Markup, body: Markup, title: str = "有据") -> str:
    """A page of ours. It may begin with ``header``; its headers are those of policy.py."""
    told = head + Markup("\n").join((*map(_styled, _STYLES), _LOOKS))
    return str(Markup(_FRAME).format(assets=ASSETS, title=title, head=told, body=body))  # noqa: S704


def with_gradio(page: str, nonce: str, role: Role, *, signed_in: bool) -> str:
    """Gradio's own page → ours with the same components. Raises LookupError where it is not
    as expected."""
    told = _CONFIG.findall(page)
    if not told:
        raise LookupError("Gradio's page has no configuration")
    script, style = _entry()
    config = Markup("\n").join(map(Markup, (_MODE, *told)))
    head = Markup("\n").join(
        (
            element("script", config, nonce=nonce),
            Markup('<link rel="stylesheet" href="/{}">').format(style),
            Markup('<script type="module" src="/{}"></script>').format(script),
            *(
                Markup('<script type="module" src="{}/{}"></script>').format(ASSETS, js)
                for js in _SCRIPTS
            ),
            Markup(""),
        )
    )
    return framed(head, header(role, signed_in=signed_in) + _BODY)


def header(role: Role, *, signed_in: bool, here: str = "/", main: str = "tabs") -> Markup:
    """The head of a page: where else to go, how it looks, and the way out. ``here`` is the
    address of the page itself, ``main`` the id of what a keyboard may skip to."""
    return element(
        "header",
        _START.format(assets=ASSETS, main=main),
        _navigation(role, here),
        _looks(),
        _LEAVE if signed_in else "",
        id="top",
    )


def _styled(name: str) -> Markup:
    return Markup('<link rel="stylesheet" href="{}/{}">').format(ASSETS, name)


def check() -> None:
    """Raises LookupError where this Gradio's page cannot be put into ours."""
    _entry()


_BODY = Markup(
    '<div id="source-shade" hidden></div>'
    '<aside id="source" tabindex="-1" aria-label="原文" hidden></aside>'
    '<gradio-app control_page_title="false" embed="false" eager="true"></gradio-app>'
)
_LEAVE = Markup(
    '<form method="post" action="/signout"><button class="plain" type="submit">退出</button></form>'
)


_START = Markup(
    '<a class="skip" href="#{main}">跳到正文</a>'
    '<a class="brand" href="/"><img src="{assets}/icon.svg" alt="" width="28" height="28">'
    '<h1>有据</h1></a><span class="motto">问政策，看原文</span>'
)


def _navigation(role: Role, here: str) -> Part:
    places = [place for place in NAV if ROLES.index(role) >= ROLES.index(place[2])]
    links = (
        element("a", label, href=address, aria_current="page" if address == here else None)
        for label, address, _ in places
    )
    return element("nav", *links, aria_label="别的网页") if places else ""


def _looks() -> Markup:
    options = (element("option", label, value=value) for value, label in _CHOICES)
    chosen = element("select", *options, aria_label="外观", title="外观")
    return element("span", chosen, id="looks")


@cache
def _entry() -> tuple[str, str]:
    page = files("gradio").joinpath("templates", "frontend", "index.html").read_text("utf-8")
    script, style = _ENTRY.search(page), _ENTRY_STYLE.search(page)
    if script is None or style is None:
        raise LookupError("Gradio's page names no script or style")
    return script[1], style[1]
