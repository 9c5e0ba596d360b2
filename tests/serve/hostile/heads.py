"""Headers, and requests that are hardly HTTP."""

from __future__ import annotations

from hostile.sending import JSON, Case, case, get, posting, request

_ASKED = b'{"question": "x"}'
_PAGE = "/static-offline-docs/swagger-ui-bundle.js"
HOSTS: dict[str, tuple[int, str]] = {
    "of elsewhere": (403, "evil.example"),
    "of elsewhere with our port": (403, "evil.example:8000"),
    "that begins as ours": (403, "127.0.0.1.evil.example"),
    "with a name before": (403, "127.0.0.1@evil.example"),
    "with a name behind": (403, "evil.example#127.0.0.1"),
    "of every address": (403, "0.0.0.0"),
    "of a cloud": (403, "169.254.169.254"),
    "with a dot at its end": (403, "localhost."),
    "of a script": (403, "<script>"),
    "of brackets": (403, "[::1"),
    "in capitals": (200, "LOCALHOST:8000"),
    "of the other kind": (200, "[::1]:8000"),
}
ORIGINS: dict[str, tuple[int, str]] = {
    "elsewhere": (403, "https://evil.example"),
    "nowhere": (403, "null"),
    "a name that begins as ours": (403, "http://127.0.0.1.evil.example"),
    "a file": (403, "file://"),
    "a name before ours": (403, "http://evil.example@localhost.evil.example"),
    "broken brackets": (403, "http://["),
    "a page of this machine": (200, "http://localhost:3000"),
}
HEADERS: dict[str, tuple[int, dict[str, str]]] = {
    "it comes from elsewhere, it says": (200, {"X_Forwarded_For": "8.8.8.8, 127.0.0.1"}),
    "it goes to elsewhere, it says": (200, {"X_Forwarded_Host": "evil.example"}),
    "it was passed on": (200, {"Forwarded": "for=evil;host=evil.example;proto=https"}),
    "it came over another scheme": (200, {"X_Forwarded_Proto": "javascript"}),
    "it wants a page": (200, {"Accept": "text/html"}),
    "it wants what is not": (200, {"Accept": "image/*;q=9, ,;;"}),
    "it wants it packed": (200, {"Accept_Encoding": "gzip;q=1e9, *;q=-1, zstd"}),
    "an id of markup": (200, {"X_Request_ID": "<script>alert(1)</script>"}),
    "an id that leads away": (200, {"X_Request_ID": "../../etc/passwd"}),
    "an id without end": (200, {"X_Request_ID": "a" * 5000}),
    "a biscuit of orders": (200, {"Cookie": "session=' OR 1=1 --; admin=true; " + "a=b; " * 500}),
    "a piece of the middle": (200, {"Range": "bytes=0-0,5-,-1"}),
    "an hour of no day": (200, {"If_Modified_Since": "Foo, 99 Bar 9999 99:99:99 GMT"}),
    "a mark of version": (200, {"If_None_Match": "*"}),
    "another protocol": (200, {"Connection": "close, Upgrade", "Upgrade": "h2c"}),
    "a socket": (
        200,
        {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec_WebSocket_Version": "13",
            "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        },
    ),
    "a function in the user's program": (200, {"User_Agent": "() { :;}; /bin/id ${jndi:ldap://x}"}),
    "a time that is none": (200, {"Traceparent": "00-" + "f" * 500}),
}
RANGES: dict[str, tuple[int | tuple[int, ...], str]] = {
    "ten thousand times the first": ((200, 206, 400), "bytes=" + ",".join(["0-"] * 10_000)),
    "from the last to the first": ((200, 400, 416), "bytes=9-1"),
    "from beyond the end": (416, "bytes=99999999999-"),
    "of no unit": ((200, 400), "lines=1-2"),
    "of no number": ((200, 400), "bytes=a-b"),
    "below all": ((200, 400, 416), "bytes=--1"),
}


def _chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = request("POST", "/v1/ask", kind=JSON, Transfer_Encoding="chunked")
    return head + b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in chunks) + end


def _head(*lines: bytes, method: bytes = b"GET /healthz HTTP/1.1") -> bytes:
    return b"\r\n".join((method, b"Host: 127.0.0.1", b"Connection: close", *lines, b"", b""))


_LENGTH = b"Content-Length: %d" % len(_ASKED)
_POST = b"POST /v1/ask HTTP/1.1"
_KIND = b"Content-Type: application/json"
WIRE: dict[str, tuple[int | tuple[int, ...], bytes]] = {
    "no HTTP at all": (400, b"hello\r\n\r\n"),
    "nothing": (0, b""),
    "zeros": (400, bytes(500)),
    "a greeting of TLS": (
        400,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(40) + b"\r\n\r\n",
    ),
    "the oldest version": (400, b"GET /v1/documents\r\n\r\n"),
    "no host": (400, b"GET /v1/documents HTTP/1.1\r\n\r\n"),
    "two hosts": (400, _head(b"Host: evil.example")),
    "a blank in a name": (400, _head(b"X A: b")),
    "a zero in a header": (400, _head(b"X-A: a\x00b")),
    "a line end in a header": (400, _head(b"X-A: a\rb")),
    "a header without a name": (400, _head(b": b")),
    "a header without an end": ((0, 400), _head(b"X-A: " + b"a" * 1_000_000)),
    "a hundred thousand headers": ((0, 400), _head(*(b"a%d: b" % n for n in range(100_000)))),
    "an address without end": ((0, 400), b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n\r\n"),
    "a length below nothing": (400, _head(b"Content-Length: -1", method=_POST)),
    "a length of words": (400, _head(b"Content-Length: many", method=_POST)),
    "two lengths": (400, _head(b"Content-Length: 5", b"Content-Length: 6", method=_POST) + _ASKED),
    "a length in chunks too": (
        (200, 400),
        _head(_KIND, b"Content-Length: 3", b"Transfer-Encoding: chunked", method=_POST)
        + b"11\r\n"
        + _ASKED
        + b"\r\n0\r\n\r\n",
    ),
    "packed in a way that is none": (
        (400, 501),
        _head(_KIND, b"Transfer-Encoding: xchunked", method=_POST) + _ASKED,
    ),
    "less than was said": (0, _head(_KIND, b"Content-Length: 500", method=_POST) + _ASKED),
    "more than was said": (200, _head(_KIND, _LENGTH, method=_POST) + _ASKED + b"GET /metrics"),
    "a chunk of no size": (400, _chunked(_ASKED, end=b"zz\r\n\r\n")),
    "a chunk of every size": (400, _chunked(end=b"f" * 100 + b"\r\n")),
    "a chunk below nothing": (400, _chunked(end=b"-1\r\n\r\n")),
}

CASES: tuple[Case, ...] = (
    *(
        case(f"a host {name}", status, get("/v1/documents", Host=host))
        for name, (status, host) in HOSTS.items()
    ),
    *(
        case(f"sent by {name}", status, posting("/v1/ask", _ASKED, Origin=origin))
        for name, (status, origin) in ORIGINS.items()
    ),
    case(
        "deleted by a page of elsewhere",
        403,
        request("DELETE", "/v1/documents/plan", Origin="https://evil.example"),
    ),
    *(
        case(f"header: {name}", status, get("/v1/documents", **given))
        for name, (status, given) in HEADERS.items()
    ),
    *(
        case(f"a piece {name}", status, get(_PAGE, Range=given))
        for name, (status, given) in RANGES.items()
    ),
    *(case(f"wire: {name}", status, raw, "plain") for name, (status, raw) in WIRE.items()),
    case("another version", 403, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    case("a version of no time", 404, b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n"),
    case("chunks", 200, _chunked(*(bytes([byte]) for byte in _ASKED))),
    case("chunks without end", 413, _chunked(*[b" " * 65_536] * 32)),
    case("a length that is a lie", 413, _head(_KIND, b"Content-Length: 99999999999", method=_POST)),
    case("a body where none belongs", 200, request("GET", "/v1/documents", b"x" * 1000)),
    case("a body of a megabyte too much", 413, posting("/v1/ask", b" " * (2 << 20))),
    case("a body too large for its tools", 413, posting("/mcp/", b" " * (2 << 20)), "ours"),
    case(
        "a body too large for a chat",
        413,
        posting("/v1/chat/completions", b" " * (2 << 20)),
        "openai",
    ),
)
