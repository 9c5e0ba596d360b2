"""Documents, clauses and figures, as the index that answers has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from assistant.app import Assistant
from assistant.lookup import Sought, clauses_called
from assistant.narrowing import known_regions
from assistant.replies import (
    ClauseList,
    DocumentList,
    FigureList,
    FoundClause,
    FullDocument,
    Standing,
    TextObject,
)
from assistant.serve.access import Caller, KeyFirst, Reader
from assistant.serve.json import Json
from assistant.serve.naming import file_name
from assistant.serve.service import Service, Serving
from assistant.serve.sheets import XLSX, as_csv, as_xlsx
from assistant.types import Clause, Document, Figure, FigureRole
from assistant.wire import (
    CleaningObject,
    FigureObject,
    clause_object,
    cleaning_object,
    document_object,
    figure_object,
)

router = APIRouter(tags=["资料"], route_class=KeyFirst)
Slug = Annotated[str, Path(max_length=200, description="文件的编号")]
Version = Annotated[
    str | None, Query(max_length=64, description="索引的版本，见回答里的 index_version")
]
Word = Annotated[str | None, Query(max_length=100)]
Format = Literal["json", "csv", "xlsx"]
_ROWS = 500  # of JSON, where nobody says how many
_FILES = {"csv": (as_csv, "text/csv; charset=utf-8"), "xlsx": (as_xlsx, XLSX)}


@router.get("/v1/documents", summary="有哪些文件", response_model=DocumentList)
async def documents(caller: Reader, service: Serving) -> Response:
    """正在用来回答的全部文件。"""
    assistant = service.living.assistant
    counts = Counter(clause.document for clause in assistant.clauses)
    seen = caller.among(None, service.living)
    shown = [d for d in assistant.documents.values() if seen is None or d.source.id in seen]
    rows = [{**document_object(d), "clauses": counts[d.source.id]} for d in shown]
    return Json({"documents": rows, "index_version": assistant.index_version})


@router.get("/v1/documents/{name}", summary="一份文件", response_model=FullDocument)
async def document(name: Slug, caller: Reader, service: Serving) -> Response:
    """一份文件的全部登记信息和条款目录。"""
    assistant = service.living.assistant
    found = _document(service, caller, name)
    source = found.source
    return Json(
        {
            **document_object(found),
            "file": source.file,
            "effective": source.effective,
            "expires": source.expires,
            "supersedes": source.supersedes,
            "url": source.url,
            "characters": len(found.text),
            "clauses": [clause_object(c) for c in _clauses(assistant, name)],
            "index_version": assistant.index_version,
        }
    )


@router.get("/v1/documents/{name}/text", summary="一份文件的全文", response_model=TextObject)
async def text(name: Slug, caller: Reader, service: Serving, version: Version = None) -> Response:
    """清理后的全文，引文的 start、end 数的就是它的字。那一版索引已经不在时是 410。"""
    found = await service.run(lambda: _document(service, caller, name, version))
    used = version or service.living.assistant.index_version
    standing = _standing(found, service.living.assistant.documents.get(name))
    return Json({"document": name, "version": used, "text": found.text, "standing": standing})


@router.get("/v1/documents/{name}/clauses", summary="按叫法找条款", response_model=ClauseList)
async def clauses(
    name: Slug,
    caller: Reader,
    service: Serving,
    called: Annotated[
        str | None,
        Query(
            max_length=100, description="标签（四（三）1）、第几条（第十二条）或编号；不写是全部"
        ),
    ] = None,
) -> Response:
    """一份文件的条款，或其中叫这个名字的。"""
    _document(service, caller, name)
    found = _clauses(service.living.assistant, name)
    wanted = clauses_called(called, found) if called else found
    return Json({"clauses": [clause_object(clause) for clause in wanted]})


@router.get("/v1/documents/{name}/cleaning", summary="清理报告", response_model=CleaningObject)
async def cleaning(name: Slug, caller: Reader, service: Serving) -> Response:
    """清理时移出了什么、为什么；密码、证件号等隐私只列位置。"""
    return Json(cleaning_object(_document(service, caller, name)))


@router.get("/v1/clauses/{name:path}", summary="一个条款", response_model=FoundClause)
async def clause(
    name: Annotated[str, Path(max_length=300, description="条款的编号，如 plan/4.3.1")],
    caller: Reader,
    service: Serving,
) -> Response:
    """一个条款的全文，和它前后两条的编号。"""
    assistant = service.living.assistant
    document = _document(service, caller, name.partition("/")[0])
    listed = _clauses(assistant, document.source.id)
    found = clauses_called(name, listed)[0]
    at = listed.index(found)
    beside = [listed[i].id if 0 <= i < len(listed) else None for i in (at - 1, at + 1)]
    return Json(
        {
            **clause_object(found),
            "document": document_object(document),
            "before": beside[0],
            "after": beside[1],
            "index_version": assistant.index_version,
        }
    )


@router.get(
    "/v1/figures",
    summary="指标台账",
    response_model=FigureList,
    responses={
        200: {
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                XLSX: {"schema": {"type": "string", "format": "binary"}},
            }
        }
    },
)
async def figures(  # noqa: PLR0913, PLR0917 - the filters
    caller: Reader,
    service: Serving,
    region: Annotated[Word, Query(description="地区，如 建德")] = None,
    regions: Annotated[
        str | None, Query(max_length=2000, description="几个地区，逗号隔开，如 建德,金华")
    ] = None,
    year: Annotated[int | None, Query(ge=1900, le=2200, description="年份")] = None,
    topic: Annotated[Word, Query(description="指标里的字，如 集体经济")] = None,
    department: Annotated[Word, Query(description="责任单位里的字")] = None,
    document: Annotated[Word, Query(description="文件的编号")] = None,
    role: Annotated[
        FigureRole | None,
        Query(
            description="target 指标，condition 只是别的指标的条件，phrase 行文里的数；不写就是全部"
        ),
    ] = None,
    limit: Annotated[
        int | None,
        Query(ge=1, le=5000, description="最多几条；不写的，json 是 500 条，表格文件是全部"),
    ] = None,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="从第几条起，0 是第一条")] = 0,
    format: Annotated[Format, Query(description="csv、xlsx 可用表格软件打开")] = "json",
) -> Response:
    """全部量化指标，每个都带原文和条款。"""
    assistant = service.living.assistant
    places = [name for name in (region, *(regions or "").split(",")) if name]
    known = known_regions(places or None, assistant.documents)
    seen = caller.among(None, service.living)
    if document is not None:
        seen = (document,) if seen is None or document in seen else ()
    sought = Sought(seen, known, year, topic, department, role)
    rows = limit or (_ROWS if format == "json" else None)

    def collect() -> tuple[list[FigureObject], int]:
        found = list(filter(sought.fits, assistant.figures))
        wanted = found[offset : offset + rows if rows else None]
        return list(ledger_rows(assistant, wanted)), len(found)

    if format == "json":
        told, total = await service.run(collect)
        return Json({"figures": told, "total": total, "index_version": assistant.index_version})
    write, kind = _FILES[format]
    data = await service.run(lambda: write(collect()[0]))
    narrowed = (*places, str(year or ""), topic or "", department or "", document or "")
    name = quote(file_name(("指标台账", *narrowed), format, date.today()))
    plain = f'attachment; filename="figures.{format}"'  # for what knows no other
    headers = {"Content-Disposition": f"{plain}; filename*=UTF-8''{name}"}
    return Response(data, media_type=kind, headers=headers)


def _document(service: Service, caller: Caller, name: str, version: str | None = None) -> Document:
    return service.living.document(caller.seeing(name), version)


def _standing(found: Document, now: Document | None) -> Standing:
    if now is None:
        return "deleted"
    if now.source.sha256 != found.source.sha256:
        return "replaced"
    return "current" if now.text == found.text else "corrected"


def _clauses(assistant: Assistant, name: str) -> list[Clause]:
    return [clause for clause in assistant.clauses if clause.document == name]


def ledger_rows(assistant: Assistant, found: Iterable[Figure]) -> Iterator[FigureObject]:
    """Figures with the clauses and documents that they stand in."""
    clauses = {clause.id: clause for clause in assistant.clauses}
    for figure in found:
        yield figure_object(figure, clauses[figure.clause], assistant.documents[figure.document])
