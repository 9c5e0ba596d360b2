"""Files that people bring → documents of the library, once it is sure that they can be used."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.errors import BadRequest, Conflict
from assistant.ingest.clauses import split
from assistant.ingest.clean import clean
from assistant.ingest.describe import describe
from assistant.ingest.readers import section
from assistant.originals import up_to_date
from assistant.resources import Resources
from assistant.types import Source

Given = Mapping[str, str | None]  # fields of a Source as people state them


def add(
    resources: Resources, data: bytes, name: str, given: Given, by: str = ""
) -> tuple[Source, int]:
    """The new document and the library's revision that has it.

    Raises BadFile, BadRequest, and Conflict where it is there already.
    """
    source = described(data, name, given)
    with up_to_date(resources) as library:
        there = next((each for each in library.sources() if _is_same(each, source)), None)
        if there:
            hint = f"要换成新版，用 PUT /v1/documents/{there.id}；确是另一份，换一个编号。"
            raise Conflict(f"资料库里已经有{_told(there, source)}。", hint)
        return source, library.add(source, data, by=by)


def replace(
    resources: Resources, document: str, data: bytes, name: str, given: Given, by: str = ""
) -> tuple[Source, int]:
    """The document with its new text, and the revision that has it; what is not stated stays
    as it was. Raises BadFile, BadRequest and NotThere."""
    with up_to_date(resources) as library:
        old = next((s for s in library.sources() if s.id == document), None)
        kept = {} if old is None else {key: getattr(old, key) for key in ("title", "region")}
        stated = {key: value for key, value in given.items() if value}
        source = described(data, name, {**kept, **stated, "id": document})
        return source, library.replace(source, data, by=by)


def described(data: bytes, name: str, given: Given) -> Source:
    """What is known of a file. Raises BadFile, and BadRequest where nothing of it is usable."""
    source, raw = describe(data, name, **{key: value for key, value in given.items() if value})
    start, end = section(raw, source, [source])
    clauses = split(clean(source, raw, start, end, ()))
    if all(clause.heading for clause in clauses):
        raise BadRequest("这份文件里没有可用的条款。", "请检查是不是传错了文件。")
    return source


def _is_same(there: Source, new: Source) -> bool:
    return there.id == new.id or there.sha256 == new.sha256


def _told(there: Source, new: Source) -> str:
    """A document by the title that whoever brings it knows: of another text it is not told."""
    if there.sha256 == new.sha256 or there.title == new.title:
        return f"《{there.title}》这份文件"
    return f"编号是 {there.id!r} 的文件"
