"""The one seam to language models: messages in, text out as it is written, in bounded time.

Any chat model of LangChain will do. It is spoken to from an event loop of its own, so that
whoever asks can stop waiting, or go away, at any moment: the request is then cancelled.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import urlsplit

from assistant.loopback import LOOPBACK

if TYPE_CHECKING:  # LangChain takes a second to load
    from langchain_core.language_models import BaseChatModel

Role = Literal["system", "user", "assistant"]
Message = tuple[Role, str]
ChatModel: TypeAlias = "BaseChatModel"
Connect = Callable[[], ChatModel]
Reason = Literal["timeout", "unavailable", "busy"]

_RETRIES = 2  # of a request that did not get through, within the time that there is
_LONGEST = 1200  # tokens of one reply
_MOST = 8000  # characters of it, whatever a service sends
_BITE = 100  # characters after which the time is looked at
_NO_KEY = "none"  # what local servers without a key are sent


class ModelFailed(Exception):
    """The model gave no usable text. ``reason`` says why; nothing of its reply is kept."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible service. ``name`` is what it calls the model, ``key`` a secret."""

    url: str
    name: str
    key: str = field(default="", repr=False)


def chat_model(endpoint: Endpoint, timeout: float) -> BaseChatModel:
    """The LangChain model that speaks to an endpoint; ``timeout`` in seconds.

    Nothing is sent to where a service redirects, and to this machine nothing through a proxy.
    """
    from langchain_openai import ChatOpenAI  # noqa: PLC0415 - loads slowly
    from openai import DefaultAsyncHttpxClient  # noqa: PLC0415

    here = urlsplit(endpoint.url).hostname in LOOPBACK

    return ChatOpenAI(
        model=endpoint.name,
        base_url=endpoint.url,
        api_key=endpoint.key or _NO_KEY,  # type: ignore[arg-type]
        temperature=0,
        max_retries=_RETRIES,
        timeout=timeout,
        stream_chunk_timeout=None,  # it may lose a request to stop; the deadline is enough
        http_async_client=DefaultAsyncHttpxClient(follow_redirects=False, trust_env=not here),
        default_headers={"Connection": "close"},  # so nothing stays open
        stream_usage=False,
        use_responses_api=False,
    )


class Turns:
    """Lets so many in at once and so many more wait."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free = threading.Semaphore(at_once)
        self._places = threading.Semaphore(at_once + waiting)

    @contextmanager
    def taken(self, deadline: float) -> Iterator[None]:
        """A turn, at the latest at ``deadline``. Raises ModelFailed (``busy``)."""
        if not self._places.acquire(blocking=False):
            raise ModelFailed("busy")
        try:
            if not self._free.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise ModelFailed("busy")
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._places.release()


@dataclass(frozen=True)
class Generator:
    """A chat model under a name, with its limits; it is connected to when first needed.

    ``timeout`` is the time in seconds that one answer may take in all, ``grammars`` whether
    the model takes grammars as llama.cpp does.
    """

    connect: Connect
    name: str
    timeout: float
    turns: Turns
    grammars: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def deadline(self) -> float:
        """When an answer that begins now has to be there, on the monotonic clock; the time in
        which a model is loaded does not count."""
        with suppress(ModelFailed):
            self._connected()
        return time.monotonic() + self.timeout

    def _connected(self) -> BaseChatModel:
        """Raises ModelFailed."""
        with self._lock:
            try:
                return self._chat
            except Exception as error:  # whatever keeps a model from being loaded
                raise ModelFailed("unavailable") from error

    @cached_property
    def _chat(self) -> BaseChatModel:
        return self.connect()

    def stream(
        self, messages: Sequence[Message], deadline: float, grammar: str = ""
    ) -> Iterator[str]:
        """The reply, piece by piece; closing the iterator cancels the request.

        ``grammar`` (GBNF) binds models that take one. Raises ModelFailed.
        """
        with self.turns.taken(deadline):
            yield from self._stream(messages, deadline, grammar)

    def _stream(self, messages: Sequence[Message], deadline: float, grammar: str) -> Iterator[str]:
        pieces: SimpleQueue[str | BaseException | None] = SimpleQueue()
        chat = self._connected()
        with self._lock:
            loop = self._loop
        request = loop.start(self._pump(chat, messages, grammar, pieces))
        try:
            while (piece := _next(pieces, deadline)) is not None:
                if isinstance(piece, BaseException):
                    raise ModelFailed("unavailable") from piece
                yield piece
        finally:
            request.cancel()

    async def _pump(
        self,
        chat: BaseChatModel,
        messages: Sequence[Message],
        grammar: str,
        pieces: SimpleQueue[str | BaseException | None],
    ) -> None:
        body = {"max_tokens": _LONGEST} | ({"grammar": grammar} if self.grammars else {})
        left = _MOST
        try:
            async for chunk in chat.astream(list(messages), extra_body=body):
                text = _shown(str(chunk.text))[:left]
                for start in range(0, len(text), _BITE):
                    pieces.put(text[start : start + _BITE])
                left -= len(text)
                if not left:
                    break
        except Exception as error:  # whatever a foreign service or its library does
            pieces.put(error)
        else:
            pieces.put(None)

    @cached_property
    def _loop(self) -> _Loop:
        return _Loop()


def _next(
    pieces: SimpleQueue[str | BaseException | None], deadline: float
) -> str | BaseException | None:
    left = deadline - time.monotonic()
    with suppress(Empty):
        if left > 0:  # else even what is there comes too late
            return pieces.get(timeout=left)
    raise ModelFailed("timeout")


def _shown(text: str) -> str:
    """Text without what cannot be seen: control characters, marks without width or that turn
    the writing round, halves of characters."""
    return "".join(c for c in text if c == "\n" or c.isprintable())


class _Loop:
    """An event loop in a thread that ends with the process."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True, name="model").start()

    def start(self, work: object) -> Future[None]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)  # type: ignore[arg-type]


def warm(generator: Generator, messages: Sequence[Message]) -> None:
    """Has the model loaded, and begin a reply: it then has read what prompts begin with.

    Raises ModelFailed, also where the reply is empty.
    """
    pieces = generator.stream(messages, generator.deadline())
    try:
        if not any(piece.strip() for piece in pieces):
            raise ModelFailed("unavailable")
    finally:
        pieces.close()  # type: ignore[attr-defined]
