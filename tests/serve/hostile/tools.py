"""What comes through the door that MCP's clients use."""

from __future__ import annotations

from hostile.sending import JSON, Case, case, posting, request

BOTH = "application/json, text/event-stream"


def called(tool: str, **arguments: object) -> dict[str, object]:
    """A call of a tool."""
    params = {"name": tool, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}


def _method(name: str, /, **params: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": 1, "method": name, "params": params}


CALLS: dict[str, dict[str, object]] = {
    "no such tool": called("__import__"),
    "a tool that leads away": called("../../etc/passwd"),
    "a question that is a list": called("ask", question=["x"]),
    "a question too long": called("ask", question="x" * 2001),
    "no question": called("ask"),
    "an empty question": called("ask", question=""),
    "half a character": called("ask", question="\ud800"),
    "a place of patterns": called("ask", question="x", regions=["(a+)+$"]),
    "a document that leads away": called("ask", question="x", documents=["../../etc/passwd"]),
    "less than none": called("search", question="x", k=-1),
    "too many": called("search", question="x", k=51),
    "one and a half": called("search", question="x", k=1.5),
    "a clause that leads away": called("clause", document="../../etc", called="/etc/passwd"),
    "a clause of patterns": called("clause", document="plan", called="(.*)+$"),
    "a year that is a word": called("figures", year="x; DROP TABLE figures"),
    "arguments that are a list": _method("tools/call", name="ask", arguments=["x"]),
    "no name": _method("tools/call"),
    "a method that is none": _method("tools/../../admin"),
    "a resource of the system": _method("resources/read", uri="file:///etc/passwd"),
    "a prompt that is none": _method("prompts/get", name="{{7*7}}"),
    "an endless cursor": _method("tools/list", cursor="a" * 10_000),
}
TEXTS: dict[str, tuple[tuple[int, ...], bytes]] = {
    "nothing": ((400, 422), b""),
    "half an object": ((400, 422), b"{"),
    "deep lists": ((400, 422), b"[" * 100_000),
    "bytes of no text": ((400, 422), b'{"jsonrpc": "\xff"}'),
    "a batch": ((400, 422), b'[{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}]'),
    "no version": ((400, 422), b'{"id": 1, "method": "tools/list"}'),
}
_LIST = b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'

CASES: tuple[Case, ...] = (
    *(
        case(f"tool: {name}", (200, 400, 404), posting("/mcp/", body, Accept=BOTH), "mcp")
        for name, body in CALLS.items()
    ),
    *(
        case(f"tools: {name}", status, posting("/mcp/", body, Accept=BOTH), "mcp")
        for name, (status, body) in TEXTS.items()
    ),
    case(
        "tools: as plain text",
        (400, 415),
        request("POST", "/mcp/", _LIST, "text/plain", Accept=BOTH),
        "mcp",
    ),
    case("tools: wanted as a page", (406, 200), posting("/mcp/", _LIST, Accept="text/html"), "mcp"),
    case(
        "tools: a session of another",
        200,
        posting("/mcp/", _LIST, Accept=BOTH, Mcp_Session_Id="../x"),
        "mcp",
    ),
    case(
        "tools: a version of no time",
        (200, 400),
        posting("/mcp/", _LIST, Accept=BOTH, MCP_Protocol_Version="9999"),
        "mcp",
    ),
    case("tools: deleted", (405, 404, 200), request("DELETE", "/mcp/", kind=JSON), "mcp"),
    case(
        "tools: from a page of elsewhere",
        403,
        posting("/mcp/", _LIST, Accept=BOTH, Origin="https://evil.example"),
    ),
    case("tools: a way up", 404, posting("/mcp/..%2f..%2fetc", _LIST, Accept=BOTH), "mcp"),
)
