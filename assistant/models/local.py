"""llama.cpp inside this process: a GGUF file becomes an endpoint on the loopback address."""

from __future__ import annotations

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.errors import ModelUnavailable

CONTEXT = 4096  # tokens of prompt and reply together
_CACHE_MIB = 256  # of prompts read before, beside the one that is kept in place
_QUIET = 0  # llama.cpp logs nothing but what is asked for


class LocalModel:
    """A running model. It serves whoever knows ``key``, at ``url``, until ``close``.

    Its own threads read and write; the caller's event loop is never held up.
    """

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        """Loads the file, which takes seconds. Raises ModelUnavailable."""
        self.key = secrets.token_urlsafe(24)
        self.name = path.stem
        self._server = _server(path, self.key, threads or _cores())
        self.url = f"{self._server.listening_address}/v1"

    def close(self) -> None:
        """Ends the threads and gives the memory back."""
        del self._server


def check_component() -> None:
    """Raises ModelUnavailable where what runs local models is not installed."""
    if find_spec("xllamacpp") is None:
        raise ModelUnavailable(
            "还没有安装运行本地模型的组件。", "请运行 make local，或 pip install 'youju[local]'。"
        )


def _server(path: Path, key: str, threads: int) -> Any:  # noqa: ANN401 - a library without types
    check_component()
    import xllamacpp  # noqa: PLC0415 - an extra

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.cpuparams.poll = parameters.cpuparams_batch.poll = 0  # others need the cores too
    parameters.cache_ram_mib = _CACHE_MIB
    parameters.api_keys = [key]
    parameters.verbosity = _QUIET
    for service in ("ui", "endpoint_slots", "endpoint_props", "endpoint_metrics"):
        setattr(parameters, service, False)
    try:
        return xllamacpp.Server(parameters)
    except RuntimeError as error:
        raise ModelUnavailable(
            f"模型文件 {path} 加载不了。", "文件可能损坏或内存不够；请换一个模型，或重新下载。"
        ) from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
