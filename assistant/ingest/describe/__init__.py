"""What an uploaded file says of itself → its Source. What it does not say stays open."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from assistant.errors import BadFile, BadRequest
from assistant.ingest.describe.imprint import imprint
from assistant.ingest.describe.issue import issue, region_of
from assistant.ingest.describe.opening import Lines, number, title
from assistant.ingest.manifest import KEYS, RULES
from assistant.ingest.readers import read
from assistant.text.numbers import fold
from assistant.text.pinyin import syllables
from assistant.types import Source

_FOUND_OUT = ("file", "sha256")  # what nobody states
_LONGEST_ID = 48
_LONGEST_NAME = 80
_DIGITS = 6  # of the checksum, where an id needs them
_UNSAFE = re.compile(r'[<>:"|?*]')


def describe(content: bytes, name: str, **given: str | None) -> tuple[Source, str]:
    """The source of a file called ``name``, and its raw text; ``given`` are fields as people
    state them.

    Title, number, issuer, date and region are those that the text gives at its top or its
    end, in the usual places; a title may come from the name. Raises BadFile for a file that
    cannot be read, BadRequest for what is given and cannot be used.
    """
    stated = _checked({key: value for key, value in given.items() if value is not None})
    digest = sha256(content).hexdigest()
    file = _safe(name) or digest[:_DIGITS]
    raw = read(content, file)
    if not any(map(str.isalnum, raw)):
        raise BadFile(f"{file}：文件里没有文字。", "请检查是不是传错了文件，或没有传完整。")
    lines = Lines.of(raw)
    noted = imprint(lines.head)
    found: dict[str, str | None] = {
        "title": title(lines.top) or PurePosixPath(file).stem,
        "number": number(lines.top) or noted.number,
    }
    found |= stated
    issuer, issued = issue(lines, found["title"] or "", noted)
    found = {"issuer": issuer, "issued": issued} | found
    found.setdefault("region", region_of(found["issuer"] or ""))
    found.setdefault("id", document_id(found["title"] or "", digest))
    known: dict[str, Any] = found
    return Source(file=file, sha256=digest, **known), raw


def document_id(title: str, digest: str) -> str:
    """“建德市实施方案” → jian-de-shi-shi-shi-fang-an; with digits of the checksum where the
    title is too long, or has nothing to spell."""
    words = re.findall(r"[a-z0-9]+", " ".join(syllables(fold(title))).lower())
    whole = "-".join(words)
    if 0 < len(whole) <= _LONGEST_ID:
        return whole
    kept = f"{whole}-"[: _LONGEST_ID - _DIGITS].rpartition("-")[0] or "document"
    return f"{kept}-{digest[:_DIGITS]}"


def _checked(given: dict[str, str]) -> dict[str, str]:
    unknown = [key for key in given if key not in KEYS or key in _FOUND_OUT]
    if unknown:
        usable = "、".join(key for key in KEYS if key not in _FOUND_OUT)
        raise BadRequest(f"不认识的项 {unknown[0]!r:.60}。", f"可用的是 {usable}。")
    return {key: _by_rule(key, value) for key, value in given.items()}


def _by_rule(key: str, value: str) -> str:
    try:
        if not value.strip():
            raise ValueError("不能为空")
        return RULES[key](value) if key in RULES else value.strip()
    except ValueError as fault:
        raise BadRequest(
            f"{key} {fault}，给出的是 {value!r:.60}。", f"请改正 {key}，或不填。"
        ) from fault


def _safe(name: str) -> str:
    """A name without folders, signs that some systems refuse, or endless length."""
    last = name.replace("\\", "/").rpartition("/")[2]
    printable = "".join(filter(str.isprintable, _UNSAFE.sub("_", last))).strip(" .")
    path = PurePosixPath(printable)
    return f"{path.stem[: _LONGEST_NAME - len(path.suffix)]}{path.suffix}" if path.name else ""
