"""Settings → the writer: a model at an endpoint, or in this process, or none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from assistant.answer.generative import ChatModel, Endpoint, Generator, Turns, chat_model
from assistant.answer.prompts import Prompts
from assistant.answer.support.check import Checker
from assistant.answer.writing.writer import Writer
from assistant.errors import ModelUnavailable
from assistant.figures.ledger import measure
from assistant.models.files import model_file
from assistant.models.local import LocalModel, check_component
from assistant.resources import locate
from assistant.settings import Settings
from assistant.text.places import short_name, units
from assistant.types import Document, Encoder

_AT_ONCE, _WAITING = 8, 32  # requests to a service
_LOCAL_AT_ONCE, _LOCAL_WAITING = 1, 2  # to the model in this process
_LOADING = Lock()  # a file is not loaded twice at once


def writer(
    settings: Settings, prompts: Prompts, encoder: Encoder, documents: Iterable[Document]
) -> Writer | None:
    """The writer that the settings describe, for these documents; None without a model.

    Raises ModelUnavailable.
    """
    found = generator(settings)
    return Writer(found, prompts, checker(encoder, documents)) if found else None


def checker(encoder: Encoder, documents: Iterable[Document]) -> Checker:
    """What checks sentences written on these documents."""
    regions = {document.source.region for document in documents}
    named = {short_name(unit) for region in regions if region for unit in units(region)}
    return Checker(measure, encoder, frozenset(named))


def generator(settings: Settings) -> Generator | None:
    """The model that the settings name, not yet connected to; None where they name none.

    Raises ModelUnavailable.
    """
    if settings.model_url and not settings.model:
        raise ModelUnavailable(
            "设了 YOUJU_MODEL_URL，没有设 YOUJU_MODEL。", "请把接口上的模型名写进 YOUJU_MODEL。"
        )
    if not settings.model:
        return None
    if settings.model_url:
        endpoint = Endpoint(_address(settings.model_url), settings.model, _key(settings))
        connect = partial(chat_model, endpoint, settings.model_timeout)
        turns = Turns(_AT_ONCE, _WAITING)
        return Generator(connect, settings.model, settings.model_timeout, turns)
    check_component()
    path = model_file(locate(settings).models, settings.model)
    local = partial(_connect_local, path, settings.model_timeout)
    return Generator(local, path.stem, settings.model_timeout, _turns(path), grammars=True)


def _address(url: str) -> str:
    address = url.strip()
    if not _is_address(address):
        raise ModelUnavailable(
            "YOUJU_MODEL_URL 不是能用的网址。", "请写完整，如 http://127.0.0.1:8000/v1"
        )
    return address


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets or a port that are none
        return False


def _key(settings: Settings) -> str:
    key = settings.model_key.get_secret_value().strip() if settings.model_key else ""
    if key.isascii() and key.isprintable():
        return key
    raise ModelUnavailable("YOUJU_MODEL_KEY 里有不能发送的字符。", "请检查密钥是否复制完整。")


def _connect_local(path: Path, timeout: float) -> ChatModel:
    with _LOADING:
        model = _loaded(path)
    return chat_model(Endpoint(model.url, model.name, model.key), timeout)


@cache
def _loaded(path: Path) -> LocalModel:
    """The model of a file, once in a process, whoever asks for it."""
    return LocalModel(path)


@cache
def _turns(path: Path) -> Turns:
    """The queue before that model."""
    return Turns(_LOCAL_AT_ONCE, _LOCAL_WAITING)
