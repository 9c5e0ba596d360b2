"""The page that people use in a browser."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.routing import BaseRoute

from assistant.access.keys import ROLES, Role
from assistant.serve.service import Service

if TYPE_CHECKING:
    from gradio import Blocks

# Nothing is told to others, and no tables of how long each event took are made after it.
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(2**31),
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}
_LOOKS = 0.01  # seconds between two looks of an idle queue; a thousandth takes 5 % of a core


@asynccontextmanager
async def opened(service: Callable[[], Service], files: Path) -> AsyncIterator[BaseRoute]:
    """The route of the page, for as long as it lives; what is uploaded passes through
    ``files``."""
    os.environ.update(_QUIET, GRADIO_TEMP_DIR=str(files))  # read when Gradio is loaded
    from assistant.serve.page.guard import PageRoute  # noqa: PLC0415
    from assistant.serve.page.leftovers import cleared  # noqa: PLC0415

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(cleared(files))
        made = _made(service)
        apps = _apps(made)
        for app in apps.values():
            await stack.enter_async_context(app.router.lifespan_context(app))
        yield PageRoute(apps, {role: frozenset(made[role].fns) for role in made}, files)


def _made(service: Callable[[], Service]) -> Mapping[Role, Blocks]:
    """Components of their own for each role: none can reach what only another may do."""
    from assistant.serve.page.context import Page  # noqa: PLC0415
    from assistant.serve.page.layout import blocks  # noqa: PLC0415

    return {role: blocks(Page(service, role)) for role in ROLES}


def _apps(made: Mapping[Role, Blocks]) -> Mapping[Role, FastAPI]:
    import gradio as gr  # noqa: PLC0415

    from assistant.serve.changing import LARGEST_UPLOAD  # noqa: PLC0415
    from assistant.serve.page import frame, theme  # noqa: PLC0415

    frame.check()
    apps = {
        role: gr.mount_gradio_app(
            FastAPI(docs_url=None, redoc_url=None, openapi_url=None),
            made[role],
            path="/",
            theme=theme.theme(),
            footer_links=[],
            run_history=False,
            show_error=False,
            max_file_size=LARGEST_UPLOAD,
            ssr_mode=False,
            mcp_server=False,
            pwa=False,
            enable_monitoring=False,
        )
        for role in made
    }
    for components in made.values():
        components._queue.sleep_when_free = _LOOKS  # there is no setting for it
        components.has_launched = True  # or no path that a browser names is looked at
    return apps
