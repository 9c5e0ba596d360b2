"""What every tab of the page is given: the service, and who sits before the page.

The policy of the page forbids code made out of text: no ``gr.HTML``, and no ``js=`` on events.
Markup is shown by ``panel()`` of panel.py, built by html.py; clicks in it are taken by page.js.
"""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import gradio as gr
from fastapi import Request
from markupsafe import escape

from assistant.access.keys import Role
from assistant.errors import YoujuError
from assistant.serve.access import Caller
from assistant.serve.service import Service

F = TypeVar("F", bound=Callable[..., Any])
_SHOWN = 8  # seconds that a notice stays
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """``service`` is there once the process has started, so that only handlers may call it.

    ``role`` is that of those whom these components are built for: there is one set for each.
    A handler does not trust in it and begins with ``caller``.
    """

    service: Callable[[], Service]
    role: Role = "admin"

    def caller(self, request: gr.Request, at_least: Role = "reader") -> Caller:
        """Who did this, as the guard of the endpoint found. Raises Forbidden."""
        caller: Caller = self.http(request).state.caller
        caller.at_least(at_least)
        return caller

    def http(self, request: gr.Request) -> Request:
        """The request over HTTP, as ``Service.asked`` and ``Service.changed`` take it."""
        return cast(Request, request.request)


def told(handler: F) -> F:
    """A handler of an event whose faults are told in a notice, with what to do about them.

    Goes around plain functions, coroutines, and generators of both kinds.
    """

    async def stream(*given: Any, **named: Any) -> AsyncIterator[Any]:  # noqa: ANN401
        with _telling():
            async for part in handler(*given, **named):
                yield part

    def steps(*given: Any, **named: Any) -> Iterator[Any]:  # noqa: ANN401
        with _telling():
            yield from handler(*given, **named)

    async def awaited(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        with _telling():
            return await handler(*given, **named)

    def plain(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        with _telling():
            return handler(*given, **named)

    kinds: tuple[tuple[Callable[[Any], bool], Callable[..., Any]], ...] = (
        (inspect.isasyncgenfunction, stream),
        (inspect.isgeneratorfunction, steps),
        (inspect.iscoroutinefunction, awaited),
    )
    around = next((made for fits, made in kinds if fits(handler)), plain)
    return cast(F, functools.wraps(handler)(around))


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except gr.Error:
        raise
    except YoujuError as error:
        raise notice(error.message, error.hint) from error
    except Exception as error:
        _log.exception("网页上的操作出错")
        raise notice("程序出错，没有做成。", "请再试一次；反复出现时告诉管理员。") from error


def notice(message: str, hint: str = "") -> gr.Error:
    """A fault to raise, which the page shows for a while; Gradio would read it as HTML."""
    text = str(escape(f"{message}{hint}"))
    return gr.Error(text, duration=_SHOWN, title="没有做成", print_exception=False)
