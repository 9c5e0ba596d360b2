"""The tools as MCP's own client sees them, over HTTP and over stdin and stdout."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

QUESTION = "清溪县2027年要建成标准茶园多少亩"
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

Talk = Callable[[Client], Coroutine[Any, Any, None]]


async def talk(client: Client) -> None:
    tools = await client.list_tools()
    assert [tool.name for tool in tools.tools] == ["ask", "search", "clause", "figures"]

    answer = (await client.call_tool("ask", {"question": QUESTION})).structured_content
    assert answer["answer"] == "到2027年，建成标准茶园12万亩[1]"
    assert answer["citations"][0]["clause"]["id"] == "plan/2.1"

    found = (await client.call_tool("search", {"question": QUESTION, "k": 1})).structured_content
    assert [hit["clause"]["id"] for hit in found["hits"]] == ["plan/2.1"]

    clause = await client.call_tool("clause", {"document": "plan", "called": "二（一）"})
    assert "标准茶园12万亩" in json.dumps(clause.structured_content, ensure_ascii=False)

    figures = await client.call_tool("figures", {"region": "清溪", "topic": "茶园"})
    assert "12万亩" in json.dumps(figures.structured_content, ensure_ascii=False)

    fault = await client.call_tool("clause", {"document": "nope", "called": "一"})
    assert fault.is_error
    assert "没有 'nope' 这份文件" in fault.content[0].text


def test_over_http(address: str) -> None:
    async def run() -> None:
        async with Client(f"{address}/mcp/") as client:
            await talk(client)

    anyio.run(run)


@pytest.mark.slow
def test_over_stdin_and_stdout(built: Path) -> None:
    homes = {"YOUJU_HOME": str(built / "home"), "YOUJU_CORPUS": str(built / "corpus")}
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant", "serve", "--mcp-stdio"],
        env={**os.environ, **homes},
        cwd=ROOT,
    )

    async def run() -> None:
        async with Client(stdio_client(server)) as client:
            await talk(client)

    anyio.run(run)
