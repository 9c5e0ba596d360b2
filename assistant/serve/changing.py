"""Changes of the library. Each is made at once, and a job brings the index after it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Form, Path, Query, Request, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel, Field

from assistant.replies import Change, JobList, JobObject, RevisionList, RevisionObject
from assistant.serve.access import Admin, Editor, KeyFirst, Reader
from assistant.serve.changes import Changing
from assistant.serve.jobs import job_object
from assistant.serve.json import Json
from assistant.serve.schemas import RollbackBody
from assistant.serve.service import Serving
from assistant.store.history import Revision
from assistant.store.library import Library

LARGEST_UPLOAD = 20 << 20  # bytes of a file
_FORM = 1 << 20  # bytes of what comes with it

router = APIRouter(tags=["资料库"], route_class=KeyFirst)
Slug = Annotated[str, Path(max_length=200, description="文件的编号")]
Given = Annotated[str | None, Field(max_length=300)]


class Replacing(BaseModel):
    """A file, and what people state of it."""

    file: Annotated[UploadFile, Field(description="txt、md、html 或 docx")]
    title: Annotated[Given, Field(description="标题")] = None
    issuer: Annotated[Given, Field(description="发文机关")] = None
    number: Annotated[Given, Field(description="发文字号")] = None
    region: Annotated[Given, Field(description="地区，写到最小的一级")] = None
    issued: Annotated[Given, Field(description="成文日期")] = None

    def stated(self) -> dict[str, str | None]:
        """What is stated."""
        return self.model_dump(exclude={"file"})


class Uploading(Replacing):
    """A new file, and what people state of it."""

    id: Annotated[
        str | None,
        Field(max_length=200, description="文件的编号，小写字母、数字和短横；不写就从标题来"),
    ] = None


@router.post(
    "/v1/documents",
    summary="上传",
    response_model=Change,
    status_code=202,
    max_body_size=LARGEST_UPLOAD + _FORM,
)
async def upload(
    form: Annotated[Uploading, Form(media_type="multipart/form-data")],
    request: Request,
    caller: Editor,
    service: Serving,
) -> Response:
    """加一份文件。没有写的，从文中找；文中没有的，留空。"""
    data, name = await form.file.read(), form.file.filename or ""
    changing = Changing(service, request, caller)
    return Json(await changing.upload(data, name, form.stated()), status_code=202)


@router.put(
    "/v1/documents/{name}",
    summary="换成新版",
    response_model=Change,
    status_code=202,
    max_body_size=LARGEST_UPLOAD + _FORM,
)
async def replace(
    name: Slug,
    form: Annotated[Replacing, Form(media_type="multipart/form-data")],
    request: Request,
    caller: Editor,
    service: Serving,
) -> Response:
    """换一份文件的内容；旧的内容从此不再用来回答。"""
    data, file = await form.file.read(), form.file.filename or ""
    changing = Changing(service, request, caller)
    return Json(await changing.replace(name, data, file, form.stated()), status_code=202)


@router.delete("/v1/documents/{name}", summary="删除", response_model=Change, status_code=202)
async def delete(
    name: Slug,
    request: Request,
    caller: Editor,
    service: Serving,
    purge: Annotated[
        bool, Query(description="连同历史版本彻底删去，不能恢复；要管理员的密钥")
    ] = False,
) -> Response:
    """不再用这份文件回答；没有彻底删去的，可以回到以前的版本。"""
    changing = Changing(service, request, caller)
    return Json(await changing.delete(name, purge=purge), status_code=202)


@router.get("/v1/library/revisions", summary="改动的历史", response_model=RevisionList)
async def revisions(
    _caller: Editor,
    service: Serving,
    limit: Annotated[int, Query(ge=1, le=1000, description="最多几次")] = 50,
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
    changing = Changing(service, request, caller)
    return Json(await changing.rollback(body.revision), status_code=202)


@router.post("/v1/library/reindex", summary="重建索引", response_model=Change, status_code=202)
async def reindex(request: Request, caller: Editor, service: Serving) -> Response:
    """照现在的资料库建索引；资料没有变就不重建。"""
    return Json(await Changing(service, request, caller).reindex(), status_code=202)


@router.get("/v1/jobs", summary="有哪些工作", response_model=JobList)
async def jobs(_caller: Reader, service: Serving) -> Response:
    """最近的工作，新的在前。"""
    return Json({"jobs": [job_object(job) for job in service.jobs.all()]})


@router.get("/v1/jobs/{name}", summary="一项工作", response_model=JobObject)
async def job(
    name: Annotated[str, Path(max_length=64, description="工作的编号")],
    _caller: Reader,
    service: Serving,
) -> Response:
    """做到哪一步了。"""
    return Json(job_object(service.jobs.get(name)))


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
