"""Addresses, and what stands behind their question mark."""

from __future__ import annotations

from urllib.parse import quote

from hostile.sending import Case, case, get, request

NAMES = {
    "up": "..",
    "up, encoded": "%2e%2e",
    "up and away": "..%2f..%2f..%2fetc%2fpasswd",
    "up and away, encoded": "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "up and away, encoded twice": "%252e%252e%252fetc%252fpasswd",
    "up in Windows": "..%5c..%5cwindows%5cwin.ini",
    "from the root": "%2fetc%2fpasswd",
    "of a drive": "C:%5cboot.ini",
    "up in too many bytes": "%c0%ae%c0%ae%c0%af",
    "up in other signs": "%ef%bc%8e%ef%bc%8e%e2%88%95etc",
    "with a zero": "plan%00.txt",
    "with the end of a line": "plan%0d%0aSet-Cookie:a=b",
    "of half a character": "%ed%a0%80",
    "of no text": "%ff%fe",
    "of half an escape": "%2",
    "wild": "%25",
    "wild for one": "pla_",
    "wild for files": "*",
    "of quotes": "plan'%20OR%20'1'='1",
    "of parameters": "plan;admin=1",
    "of a script": "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "from right to left": quote("\u202enalp"),
    "of letters that look alike": quote("рlаn"),
    "in capitals": "PLAN",
    "with blanks": "plan%20",
    "of a template": "%7B%7B7*7%7D%7D",
    "of an address": "http:%2f%2fevil.example%2fx",
}
VERSIONS = {
    "up": "..",
    "up and away": "../../../../etc",
    "up, encoded twice": "%252e%252e",
    "from the root": "/etc",
    "of the pointer": "CURRENT",
    "of the lock": ".lock",
    "of a build": ".building-x",
    "with a zero": "%00",
    "empty": "",
    "wild": "*",
    "of quotes": "'%20OR%201=1--",
}
QUERIES: dict[str, tuple[int, str]] = {
    "a year of no time": (422, "year=99999999999999999999"),
    "a year below all": (422, "year=-1"),
    "a year that is no number": (422, "year=NaN"),
    "a year without end": (422, "year=Infinity"),
    "a year in other digits": (422, "year=%D9%A2%D9%A0%D9%A2%D9%A4"),
    "fewer than none": (422, "limit=-1"),
    "too many at once": (422, "limit=5001"),
    "from before the first": (422, "offset=-1"),
    "from beyond the last": (200, "offset=1000000"),
    "a form that is none": (422, "format=exe"),
    "a place of patterns": (422, "region=(a%2B)%2B%24"),
    "a place of nothing": (422, "region=%20"),
    "a topic of wild cards": (200, "topic=%25_"),
    "a topic of patterns": (200, "topic=(a%2B)%2B%24(.*)*"),
    "a topic of SQL": (200, "topic='%3B%20DROP%20TABLE%20figures--"),
    "a topic of a script": (200, "topic=%3Cscript%3E&format=csv"),
    "a topic of no text": (200, "topic=%ff%fe"),
    "a topic with a zero": (200, "topic=%00"),
    "a topic without end": (422, "topic=" + "a" * 101),
    "an authority of formulas": (200, "department=%3Dcmd%7C&format=csv"),
    "a document that leads away": (200, "document=..%2f..%2fetc"),
    "the same thing thrice": (200, "topic=a&topic=b&topic=c"),
    "things that nobody knows": (200, "is_open=1&debug=true&__class__=x"),
    "a key to everything": (200, "access_token=yj_1_2&key=x"),
    "ten thousand things": (200, "&".join(f"a{n}=1" for n in range(5000))),
}
METHODS: dict[str, tuple[int, bytes]] = {
    "another method, by a header": (200, get("/v1/documents", X_HTTP_Method_Override="DELETE")),
    "another method, by another": (200, get("/v1/documents/plan", X_Method_Override="DELETE")),
    "another method, by the query": (200, get("/v1/documents/plan?_method=DELETE")),
    "another address, by a header": (200, get("/v1/version", X_Original_URL="/v1/documents/plan")),
    "another address, by another": (200, get("/v1/version", X_Rewrite_URL="/metrics")),
    "a trace": (405, request("TRACE", "/v1/documents")),
    "a patch": (405, request("PATCH", "/v1/documents/plan")),
    "a method that is none": (405, request("BREW", "/v1/ask")),
    "what may be done": (405, request("OPTIONS", "/v1/ask", Origin="https://evil.example")),
    "a tunnel": ((400, 404, 405), request("CONNECT", "evil.example:443")),  # type: ignore[dict-item]
    "an address of elsewhere": (404, get("http://evil.example/v1/documents")),
    "an address of elsewhere, short": (404, get("//evil.example/v1/documents")),
    "an address behind an address": (404, get("/v1/documents/plan/../../../etc/passwd")),
    "files of the pages, and up": (404, get("/static-offline-docs/..%2f..%2fcore.py")),
    "files of the pages, and away": (404, get("/static-offline-docs/%2fetc%2fpasswd")),
    "files of the pages, encoded twice": (404, get("/static-offline-docs/%252e%252e/core.py")),
    "the program itself": (404, get("/assistant/app.py")),
    "the settings": (404, get("/.env")),
    "the history of the program": (404, get("/.git/config")),
    "an address too long to be one": (404, get("/" + "a" * 8000)),
    "a slash too many": (404, get("/v1/documents/")),
}


def _in_addresses() -> list[Case]:
    made = []
    for name, written in NAMES.items():
        made.append(case(f"a document {name}", 404, get(f"/v1/documents/{written}/text")))
        made.append(case(f"a clause {name}", 404, get(f"/v1/clauses/{written}")))
    return made


CASES: tuple[Case, ...] = (
    *_in_addresses(),
    *(
        case(f"a version {name}", 410, get(f"/v1/documents/plan/text?version={written}"))
        for name, written in VERSIONS.items()
    ),
    case("a version without end", 422, get("/v1/documents/plan/text?version=" + "a" * 65)),
    case("a document without end", 422, get("/v1/documents/" + "a" * 201)),
    case("a clause of another document", 404, get("/v1/clauses/plan/..%2flake%2f1")),
    case("a clause by a pattern", 404, get("/v1/documents/plan/clauses?called=.*")),
    case("a clause of SQL", 404, get("/v1/documents/plan/clauses?called='%20OR%201=1--")),
    case("a clause of no end", 404, get("/v1/documents/plan/clauses?called=" + "9" * 90)),
    case("a job that leads away", 404, get("/v1/jobs/..%2f..%2fetc")),
    case("a job without end", 422, get("/v1/jobs/" + "a" * 65)),
    *(case(f"figures: {n}", status, get(f"/v1/figures?{q}")) for n, (status, q) in QUERIES.items()),
    *(case(name, status, raw) for name, (status, raw) in METHODS.items()),
)
