"""Changes of the library. Each is made at once, and a job brings the index after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, File, Form, Path, Query, Request, UploadFile
from fastapi.responses import Response
from typing_extensions import TypedDict

from assistant import uploads
from assistant.serve.access import Admin, Caller, Editor, Reader
from assistant.serve.jobs import JobObject, job_object
from assistant.serve.json import Json
from assistant.serve.schemas import RollbackBody
from assistant.serve.service import Service, Serving
from assistant.store.history import Revision
from assistant.store.library import Library

LARGEST_UPLOAD = 20 << 20  # bytes of a file
_FORM = 1 << 20  # bytes of what comes with it

router = APIRouter(tags=["资料库"])
Slug = Annotated[str, Path(max_length=200, description="文件的编号")]
Given = Annotated[str | None, Form(max_length=300)]


class Change(TypedDict):
    """A change that was made, and the job that brings the index after it."""

    document: str | None
    revision: int
    job: JobObject


class JobList(TypedDict):
    """Jobs, the newest first."""

    jobs: list[JobObject]


class RevisionObject(TypedDict):
    """One change of the library; times are UTC."""

    revision: int
    created: str
    reason: str
    by: str
    added: list[str]
    replaced: list[str]
    deleted: list[str]


class RevisionList(TypedDict):
    """Revisions, the newest first."""

    revisions: list[RevisionObject]


@router.post(
    "/v1/documents",
    summary="上传",
    response_model=Change,
    status_code=202,
    max_body_size=LARGEST_UPLOAD + _FORM,
)
async def upload(  # noqa: PLR0913, PLR0917 - the fields of a form
    request: Request,
    caller: Editor,
    service: Serving,
    file: Annotated[UploadFile, File(description="txt、md、html 或 docx")],
    id: Given = None,
    title: Given = None,
    issuer: Given = None,
    number: Given = None,
    region: Given = None,
    issued: Given = None,
) -> Response:
    """加一份文件。没有写的，从文中找；文中没有的，留空。"""
    data = await file.read()
    given = {
        "id": id,
        "title": title,
        "issuer": issuer,
        "number": number,
        "region": region,
        "issued": issued,
    }
    source, revision = await service.change(
        lambda: uploads.add(service.resources, data, file.filename or "", given, caller.who)
    )
    return _accepted(service, request, caller, "upload", revision, source.id)


@router.put(
    "/v1/documents/{name}",
    summary="换成新版",
    response_model=Change,
    status_code=202,
    max_body_size=LARGEST_UPLOAD + _FORM,
)
async def replace(  # noqa: PLR0913, PLR0917 - the fields of a form
    name: Slug,
    request: Request,
    caller: Editor,
    service: Serving,
    file: Annotated[UploadFile, File(description="txt、md、html 或 docx")],
    title: Given = None,
    issuer: Given = None,
    number: Given = None,
    region: Given = None,
    issued: Given = None,
) -> Response:
    """换一份文件的内容；旧的内容从此不再用来回答。"""
    data = await file.read()
    given = {"title": title, "issuer": issuer, "number": number, "region": region, "issued": issued}
    named = caller.seeing(name)
    _, revision = await service.change(
        lambda: uploads.replace(
            service.resources, named, data, file.filename or "", given, caller.who
        )
    )
    return _accepted(service, request, caller, "replace", revision, name)


@router.delete("/v1/documents/{name}", summary="删除", response_model=Change, status_code=202)
async def delete(
    name: Slug,
    request: Request,
    caller: Editor,
    service: Serving,
    purge: Annotated[bool, Query(description="连同历史版本彻底删去，不能恢复；要 admin")] = False,
) -> Response:
    """不再用这份文件回答；没有彻底删去的，可以回到以前的版本。"""
    if purge:
        caller.at_least("admin")
    named = caller.seeing(name)

    def change(library: Library) -> int:
        erase = library.purge if purge else library.delete
        return erase(named, by=caller.who)

    revision = await service.change(lambda: _changed(service, change))
    return _accepted(service, request, caller, "purge" if purge else "delete", revision, name)


@router.get("/v1/library/revisions", summary="改动的历史", response_model=RevisionList)
async def revisions(
    _caller: Editor, service: Serving, limit: Annotated[int, Query(ge=1, le=1000)] = 50
) -> Response:
    """资料库的每一次改动，新的在前。"""

    def read() -> list[RevisionObject]:
        with Library.open(service.resources.library) as library:
            return [_revision_object(revision) for revision in library.revisions(limit)]

    return Json({"revisions": await service.run(read)})


@router.post("/v1/library/rollback", summary="回到以前", response_model=Change, status_code=202)
async def rollback(
    body: Annotated[RollbackBody, Body()], request: Request, caller: Admin, service: Serving
) -> Response:
    """把资料库改回某一次改动之后的样子；彻底删去的不会回来。"""
    revision = await service.change(
        lambda: _changed(service, lambda library: library.rollback(body.revision, by=caller.who))
    )
    return _accepted(service, request, caller, "rollback", revision, None)


@router.post("/v1/library/reindex", summary="重建索引", response_model=Change, status_code=202)
async def reindex(request: Request, caller: Editor, service: Serving) -> Response:
    """照现在的资料库建索引；资料没有变就不重建。"""

    def read() -> int:
        with Library.open(service.resources.library) as library:
            return library.revision()

    return _accepted(service, request, caller, "reindex", await service.run(read), None)


@router.get("/v1/jobs", summary="有哪些工作", response_model=JobList)
async def jobs(_caller: Reader, service: Serving) -> Response:
    """最近的工作，新的在前。"""
    return Json({"jobs": [job_object(job) for job in service.jobs.all()]})


@router.get("/v1/jobs/{name}", summary="一项工作", response_model=JobObject)
async def job(
    name: Annotated[str, Path(max_length=64)], _caller: Reader, service: Serving
) -> Response:
    """做到哪一步了。"""
    return Json(job_object(service.jobs.get(name)))


def _changed(service: Service, change: Callable[[Library], int]) -> int:
    with Library.open(service.resources.library) as library:
        return change(library)


def _accepted(
    service: Service,
    request: Request,
    caller: Caller,
    action: str,
    revision: int,
    document: str | None,
) -> Response:
    service.changed(request, caller.who, action, document)
    made = service.jobs.add(action, document, revision)
    change: Change = {"document": document, "revision": revision, "job": job_object(made)}
    return Json(change, status_code=202)


def _revision_object(revision: Revision) -> RevisionObject:
    return {
        "revision": revision.number,
        "created": revision.created,
        "reason": revision.reason,
        "by": revision.by,
        "added": list(revision.added),
        "replaced": list(revision.replaced),
        "deleted": list(revision.deleted),
    }
