"""A small library of its own, and the service over it at a real address: fixtures for all tests."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.indexing import build
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PLAN = """清溪县乡村振兴实施方案（2023—2027年）
一、总体目标
到2027年，力争村级集体经济总收入达到8.5亿元，城乡居民收入倍差缩小到1.6以内。
二、重点任务
（一）发展茶叶产业
到2027年，建成标准茶园12万亩，茶叶总产值突破20亿元。（农业农村局、商务局）
（二）改善人居环境
完成36个老旧小区改造，农村生活污水处理设施行政村覆盖率达到95%以上。（建设局）
"""
LAKE = """东湖县渔业发展工作要点
一、扩大养殖
2024年新增生态养殖水面3万亩。
"""


def corpus(folder: Path, **texts: str) -> Path:
    """A corpus of these texts, each called by its name, of the counties they begin with."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    shutil.copy(ROOT / "corpus/thesaurus.toml", folder)
    rows = []
    for name, text in texts.items():
        data = text.encode()
        (documents / f"{name}.txt").write_bytes(data)
        rows.append(
            f'[[document]]\nid = "{name}"\ntitle = "{text.splitlines()[0]}"\n'
            f'file = "{name}.txt"\nsha256 = "{sha256(data).hexdigest()}"\n'
            f'region = "浙江省{text[:3]}"\n'
        )
    (folder / "manifest.toml").write_text("\n".join(rows), "utf-8")
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus of two documents and its index; only to be read."""
    folder = tmp_path_factory.mktemp("built")
    corpus(folder / "corpus", plan=PLAN, lake=LAKE)
    build(Settings(home=folder / "home", corpus=folder / "corpus"))
    return folder


@pytest.fixture(scope="session")
def read_library(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a copy that is served, only to be read. No test copies its files: a process
    that closes a database which it has open elsewhere, too, loses its locks on it."""
    folder = shutil.copytree(built, tmp_path_factory.mktemp("read") / "library")
    return Settings(home=folder / "home", corpus=folder / "corpus")


@pytest.fixture
def library(built: Path, tmp_path: Path) -> Settings:
    """Settings of a copy of it, to be changed."""
    shutil.copytree(built, tmp_path / "library")
    return Settings(home=tmp_path / "library/home", corpus=tmp_path / "library/corpus")


@contextmanager
def at_address(
    settings: Settings, *, is_open: bool = True, with_page: bool = False
) -> Iterator[str]:
    """The service at a real address of this machine."""
    # Most tests do without what a service loads.
    from assistant.serve.application import application  # noqa: PLC0415
    from assistant.serve.running import listening, server  # noqa: PLC0415

    waiting, ready = listening("127.0.0.1", 0), threading.Event()
    app = application(settings, is_open=is_open, with_page=with_page, started=ready.set)
    running = server(app)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [waiting]}, daemon=True)
    thread.start()
    assert ready.wait(60)
    try:
        yield f"http://127.0.0.1:{waiting.getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join(20)


@pytest.fixture(scope="session")
def listen() -> Callable[..., AbstractContextManager[str]]:
    """Opens the service at a real address: ``with listen(settings, is_open=False) as address``."""
    return at_address


@pytest.fixture(scope="session")
def address(read_library: Settings) -> Iterator[str]:
    """The service at a real address; only to be read."""
    with at_address(read_library) as address:
        yield address


@pytest.fixture
def changing_address(library: Settings) -> Iterator[str]:
    """The service at a real address, to be changed."""
    with at_address(library) as address:
        yield address
