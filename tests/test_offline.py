"""The default path needs no network: tried where there is none."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

NO_NETWORK = ("unshare", "--user", "--map-root-user", "--net")
QUESTION = "建德2027年集体经济目标是多少"


@pytest.fixture(scope="module")
def namespace() -> tuple[str, ...]:
    """Command prefix that takes every network interface away; skips where that is refused."""
    if shutil.which(NO_NETWORK[0]) is None:
        pytest.skip("离线测试没有做：这台机器没有 unshare 命令")
    routes = subprocess.run(
        [*NO_NETWORK, "cat", "/proc/net/route"], capture_output=True, encoding="utf-8", check=False
    )
    if routes.returncode:
        pytest.skip(f"离线测试没有做：内核不允许新建网络命名空间（{routes.stderr.strip()}）")
    assert len(routes.stdout.splitlines()) <= 1, "the namespace has a way out"
    return NO_NETWORK


def test_index_and_ask_without_a_network(youju, namespace, tmp_path: Path) -> None:
    built = youju("index", home=tmp_path, prefix=namespace)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "index" / "CURRENT").is_file()

    asked = youju("ask", QUESTION, home=tmp_path, prefix=namespace)
    assert asked.returncode == 0, asked.stderr
    assert "75亿元" in asked.stdout
    assert "[1]" in asked.stdout


def test_tests_have_no_network() -> None:
    with pytest.raises(SocketBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_event_loops_still_run_in_tests() -> None:
    async def add() -> int:
        await asyncio.sleep(0)
        return 1 + 1

    assert asyncio.run(add()) == 2
