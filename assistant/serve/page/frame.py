"""The HTML around Gradio's components: ours instead of Gradio's, which names other hosts."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from assistant.serve.page.html import element

ASSETS = "/page"  # where what lies in assets/ is to be had
_ENTRY = re.compile(r'src="\./(assets/index-[\w-]+\.js)"')
_ENTRY_STYLE = re.compile(r'href="\./(assets/index-[\w-]+\.css)"')
_CONFIG = re.compile(r"<script>(window\.gradio_(?:config|api_info) = .*?)</script>", re.S)
_STYLES = ("style.css", "library.css", "report.css")
_SCRIPTS = ("page.js", "acts.js")
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
<title>有据</title>
<link rel="icon" href="{assets}/icon.svg">
{head}
</head>
<body>
{body}
</body>
</html>
"""


def framed(head: Markup, body: Markup) -> str:
    """A page of ours."""
    told = head + Markup("\n").join(map(_styled, _STYLES))
    return str(Markup(_FRAME).format(assets=ASSETS, head=told, body=body))  # noqa: S704


def with_gradio(page: str, nonce: str, *, signed_in: bool) -> str:
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
            *(Markup('<script defer src="{}/{}"></script>').format(ASSETS, js) for js in _SCRIPTS),
            Markup(""),
        )
    )
    return framed(head, _header(signed_in=signed_in) + _BODY)


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


def _header(*, signed_in: bool) -> Markup:
    return element(
        "header",
        Markup('<a class="skip" href="#tabs">跳到正文</a>'),
        Markup(
            '<a class="brand" href="/"><img src="{}/icon.svg" alt="" width="28" height="28">'
            "<h1>有据</h1></a>"
            '<span class="motto">问政策，看原文</span>'
        ).format(ASSETS),
        _LEAVE if signed_in else "",
        id="top",
    )


@cache
def _entry() -> tuple[str, str]:
    page = files("gradio").joinpath("templates", "frontend", "index.html").read_text("utf-8")
    script, style = _ENTRY.search(page), _ENTRY_STYLE.search(page)
    if script is None or style is None:
        raise LookupError("Gradio's page names no script or style")
    return script[1], style[1]
