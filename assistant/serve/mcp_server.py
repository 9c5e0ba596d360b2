"""The assistant as tools of the Model Context Protocol, over HTTP and over stdin and stdout."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolResult, InputRequiredResult
from pydantic import Field, ValidationError
from starlette.types import ASGIApp

from assistant import __version__
from assistant.app import LONGEST_QUESTION
from assistant.errors import YoujuError
from assistant.living import Living
from assistant.lookup import Sought, clauses_called
from assistant.narrowing import known_regions
from assistant.serve import faults
from assistant.settings import Settings
from assistant.wire import (
    AnswerObject,
    ClauseObject,
    FigureObject,
    SearchObject,
    answer_object,
    clause_object,
    figure_object,
    search_object,
)

_ABOUT = (
    "回答中国政策文件的问题，每句话都附上所依据的条款原文；资料里没有的会说没有找到。"
    "转述时请保留 [n] 标记和对应的引文，不要改动数字。"
)
_MOST_FIGURES = 200

Question = Annotated[str, Field(max_length=LONGEST_QUESTION, description="要问的内容")]
Regions = Annotated[list[str] | None, Field(description="只看这些地区，如 建德")]
Documents = Annotated[list[str] | None, Field(description="只看这些文件，写编号")]


class Server(MCPServer):
    """Tells faults of the tools with what to do about them, and nothing of the inside."""

    async def call_tool(
        self,
        name: str,
        arguments: dict[str, Any],
        context: Context[Any, Any] | None = None,
    ) -> CallToolResult | InputRequiredResult:
        """What a tool gives. Raises ToolError."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            raise ToolError(_told(name, error.__cause__)) from error


def _told(tool: str, cause: BaseException | None) -> str:
    if cause is None:
        return f"没有 {tool!r:.60} 这个工具。可用的见 tools/list。"
    if isinstance(cause, YoujuError):
        fault = faults.fault_of(cause)[1]["error"]
    elif isinstance(cause, ValidationError):
        fault = faults.of_faults(cause.errors())["error"]
    else:
        fault = faults.of_status(500)["error"]
    return f"{fault['message']}{fault['hint']}"


def server(living: Callable[[], Living]) -> MCPServer:
    """The tools, on whatever answers when they are called."""
    mcp = Server(
        "youju", title="有据", instructions=_ABOUT, version=__version__, log_level="WARNING"
    )

    @mcp.tool()
    def ask(
        question: Question,
        history: Annotated[list[str] | None, Field(description="用户前面说过的话")] = None,
        regions: Regions = None,
        documents: Documents = None,
    ) -> AnswerObject:
        """回答一个问题，附上所依据的条款原文；status 是 not_found 时资料里没有依据。"""
        answering = living().assistant
        answer = answering.ask(
            question,
            history=history or (),
            regions=known_regions(regions or None, answering.documents),
            documents=living().within(documents or None),
        )
        return answer_object(answer, answering.documents)

    @mcp.tool()
    def search(
        question: Question,
        k: Annotated[int, Field(ge=1, le=50, description="要几条")] = 5,
        regions: Regions = None,
        documents: Documents = None,
    ) -> SearchObject:
        """找出最接近的条款，不作回答。"""
        answering = living().assistant
        hits = answering.search(
            question,
            k=k,
            regions=known_regions(regions or None, answering.documents),
            documents=living().within(documents or None),
        )
        return search_object(hits, answering.documents, answering.index_version)

    @mcp.tool()
    def clause(
        document: Annotated[str, Field(description="文件的编号")],
        called: Annotated[str, Field(description="标签、第几条或编号，如 四（三）1")],
    ) -> list[ClauseObject]:
        """一份文件里叫这个名字的条款，全文。"""
        answering = living().assistant
        [name] = living().within([document]) or ()
        listed = [clause for clause in answering.clauses if clause.document == name]
        return [clause_object(found) for found in clauses_called(called, listed)]

    @mcp.tool()
    def figures(
        region: Annotated[str | None, Field(description="地区，如 建德")] = None,
        year: Annotated[int | None, Field(description="年份")] = None,
        topic: Annotated[str | None, Field(description="指标里的字，如 集体经济")] = None,
    ) -> list[FigureObject]:
        """指标台账里的量化指标，每个都带原文和条款。"""
        answering = living().assistant
        regions = known_regions([region] if region else None, answering.documents)
        clauses = {clause.id: clause for clause in answering.clauses}
        sought = Sought(living().within(), regions, year, topic)
        found = filter(sought.fits, answering.figures)
        return [
            figure_object(each, clauses[each.clause], answering.documents[each.document])
            for each in islice(found, _MOST_FIGURES)
        ]

    return mcp


def over_http(mcp: MCPServer) -> ASGIApp:
    """The tools over streamable HTTP, without sessions; which hosts may be named is looked at
    before."""
    return mcp.streamable_http_app(
        streamable_http_path="/",
        stateless_http=True,
        json_response=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )


def run_stdio(settings: Settings) -> None:
    """The tools over stdin and stdout, until these are closed."""
    with Living(settings) as living:
        server(lambda: living).run("stdio")
