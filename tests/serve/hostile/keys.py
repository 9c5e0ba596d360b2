"""Keys that are none: to a service that is open to those who have one. ``<reader>`` and the
like stand for real tokens, which are made where the service is."""

from __future__ import annotations

import base64

from hostile.sending import Case, case, get, posting, request

_HERE = "/v1/documents"


def _bearer(token: str) -> bytes:
    return get(_HERE, Authorization=f"Bearer {token}")


def _twice(first: str, second: str) -> bytes:
    line = f"Authorization: Bearer {second}\r\n\r\n".encode()
    return get(_HERE, Authorization=f"Bearer {first}").removesuffix(b"\r\n") + line


_BASIC = base64.b64encode(b"user:<reader>").decode()
FORGED: dict[str, bytes] = {
    "none": get(_HERE),
    "an empty one": get(_HERE, Authorization="Bearer "),
    "only a scheme": get(_HERE, Authorization="Bearer"),
    "another scheme": get(_HERE, Authorization=f"Basic {_BASIC}"),
    "no scheme": get(_HERE, Authorization="<reader>"),
    "a made-up one": _bearer("yj_00000000_" + "a" * 43),
    "the id of one with other secrets": _bearer("yj_<id>_" + "a" * 43),
    "another id with its secrets": _bearer("yj_00000000_<secret>"),
    "one cut short": _bearer("<cut>"),
    "one and a sign": _bearer("<reader>x"),
    "one and a blank and a sign": _bearer("<reader> x"),
    "one in quotes": _bearer('"<reader>"'),
    "two with a comma": _bearer("<reader>,<reader>"),
    "an expired one": _bearer("<expired>"),
    "a revoked one": _bearer("<revoked>"),
    "no id": _bearer("yj__x"),
    "an id of wild cards": _bearer("yj_%_x"),
    "an id of SQL": _bearer("yj_' OR '1'='1' --_x"),
    "only lines": _bearer("___________"),
    "a word": _bearer("null"),
    "a token of no signature": _bearer("eyJhbGciOiJub25lIn0.eyJyb2xlIjoiYWRtaW4ifQ."),
    "one without end": _bearer("yj_" + "a" * 30_000),
    "signs of elsewhere": _bearer("密钥\u202e\u200b"),
    "in the query": get(f"{_HERE}?key=<reader>&access_token=<reader>&token=<reader>"),
    "in the address": get("/v1/documents/<reader>"),
    "in a cookie": get(_HERE, Cookie="token=<reader>; Authorization=<reader>"),
    "in a header of its own": get(_HERE, X_API_Key="<reader>", X_Authorization="Bearer <reader>"),
    "in a header for proxies": get(_HERE, Proxy_Authorization="Bearer <reader>"),
    "in the body": posting("/v1/ask", {"question": "x", "key": "<reader>"}),
    "a wrong one, then a right one": _twice("x", "<reader>"),
    "it says that it is here": get(_HERE, X_Forwarded_For="127.0.0.1", X_Real_IP="::1"),
}
LESSER: dict[str, bytes] = {
    "a reader uploads": request("POST", "/v1/documents", Authorization="Bearer <reader>"),
    "a reader deletes": request("DELETE", "/v1/documents/plan", Authorization="Bearer <reader>"),
    "a reader goes back": posting(
        "/v1/library/rollback", {"revision": 1}, Authorization="Bearer <reader>"
    ),
    "a reader builds": request("POST", "/v1/library/reindex", Authorization="Bearer <reader>"),
    "a reader says that it is more": posting(
        "/v1/library/rollback",
        {"revision": 1, "role": "admin"},
        Authorization="Bearer <reader>",
        X_Role="admin",
    ),
    "an editor purges": request(
        "DELETE", "/v1/documents/plan?purge=true", Authorization="Bearer <editor>"
    ),
    "a narrow one uses tools": posting("/mcp/", {}, Authorization="Bearer <narrow>"),
}
NARROW: dict[str, bytes] = {
    "a document": get("/v1/documents/plan", Authorization="Bearer <narrow>"),
    "its text": get("/v1/documents/plan/text", Authorization="Bearer <narrow>"),
    "its clauses": get("/v1/documents/plan/clauses", Authorization="Bearer <narrow>"),
    "a clause": get("/v1/clauses/plan/2.1", Authorization="Bearer <narrow>"),
    "its cleaning": get("/v1/documents/plan/cleaning", Authorization="Bearer <narrow>"),
    "an answer": posting(
        "/v1/ask", {"question": "x", "documents": ["plan"]}, Authorization="Bearer <narrow>"
    ),
    "both": posting(
        "/v1/ask", {"question": "x", "documents": ["lake", "plan"]}, Authorization="Bearer <narrow>"
    ),
}

CASES: tuple[Case, ...] = (
    *(case(f"a key: {name}", 401, raw) for name, raw in FORGED.items()),
    *(case(f"too little: {name}", 403, raw) for name, raw in LESSER.items()),
    *(case(f"not for it: {name}", 404, raw) for name, raw in NARROW.items()),
    case("a key: none for a chat", 401, posting("/v1/chat/completions", {}), "openai"),
    case(
        "a key: a made-up one for the models",
        401,
        get("/v1/models", Authorization="Bearer sk-x"),
        "openai",
    ),
    case("a key: none for a body that is none", 401, posting("/v1/ask", b"{")),
    case("a key: none for the tools", 401, posting("/mcp/", {})),
    case("a key: none for the figures of use", 401, get("/metrics")),
    case("a right one, in small letters", 200, get(_HERE, authorization="bearer <reader>")),
    case(
        "a right one for another host",
        200,
        get(_HERE, Host="evil.example", Authorization="Bearer <reader>"),
    ),
)
