"""Papers over HTTP: what an answer or a search rests on, and quizzes, to print and sign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from assistant.app import LONGEST_QUESTION, Options
from assistant.errors import BadRequest
from assistant.narrowing import known_regions
from assistant.papers.contents import Sheet, Stamp
from assistant.papers.evidence import evidence_of_answers, evidence_of_search
from assistant.papers.grounds import Shelf
from assistant.papers.quiz import NAME, exam, key
from assistant.papers.writing import FORMATS, Format, file_name, write
from assistant.serve.access import Caller, KeyFirst, Reader
from assistant.serve.schemas import AskBody, Question, SearchBody
from assistant.serve.service import Service, Serving
from assistant.training.stored import set_of

MOST_ITEMS = 200  # of one paper
_MOST_ALSO = 19  # questions beside the first
router = APIRouter(tags=["问答"], route_class=KeyFirst)
Wanted = Annotated[Format, Field(description="docx 可以改，pdf 用来看和打印")]


class AnswerPaper(AskBody):
    """A question whose answer is wanted on paper."""

    kind: Literal["answer"]
    also: Annotated[
        list[Question],
        Field(
            default_factory=list,
            max_length=_MOST_ALSO,
            description="还问这些，写在同一份依据单里",
        ),
    ]
    format: Wanted = "docx"


class SearchPaper(SearchBody):
    """What to look for, wanted on paper."""

    kind: Literal["search"]
    format: Wanted = "docx"


class QuizPaper(BaseModel):
    """A set of items, as ``youju quiz make --output`` writes it."""

    kind: Annotated[Literal["exam", "key"], Field(description="exam 试卷，key 答案和依据")]
    set: Annotated[dict[str, Any], Field(description="一套题，即 quiz make --output 存的 JSON")]
    title: Annotated[str, Field(min_length=1, max_length=60, description="试卷叫什么")] = NAME
    format: Wanted = "docx"


Wish = Annotated[AnswerPaper | SearchPaper | QuizPaper, Field(discriminator="kind")]
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}} for kind in FORMATS.values()
        }
    }
}


@router.post("/v1/papers", summary="写成文件", response_class=Response, responses=FILES)
async def paper(
    body: Annotated[Wish, Body()], request: Request, caller: Reader, service: Serving
) -> Response:
    """把回答、检索写成依据单，把一套题写成试卷或答案；字体嵌在文件里，条款是全文。

    kind：answer 依据单（回答），search 依据单（检索），exam 试卷，key 答案。
    """
    if isinstance(body, AnswerPaper):
        return await _of_answer(body, request, caller, service)
    if isinstance(body, SearchPaper):
        return await _of_search(body, request, caller, service)
    return await _of_quiz(body, caller, service)


@router.get(
    "/v1/papers/answer", summary="依据单（可作链接）", response_class=Response, responses=FILES
)
async def answer_paper(  # noqa: PLR0913, PLR0917 - the fields of a link
    request: Request,
    caller: Reader,
    service: Serving,
    q: Annotated[
        str, Query(min_length=1, max_length=LONGEST_QUESTION, description="问题，不接上文")
    ],
    regions: Annotated[str, Query(max_length=2000, description="只看这些地区，逗号隔开")] = "",
    documents: Annotated[str, Query(max_length=2000, description="只看这些文件，逗号隔开")] = "",
    as_of: Annotated[date | None, Query(description="按哪一天的情况回答；默认今天")] = None,
    format: Annotated[Format, Query(description="docx 或 pdf")] = "docx",
) -> Response:
    """一个问题的依据单；网页上的链接用它。"""
    body = AnswerPaper.model_construct(
        kind="answer",
        question=q,
        regions=_parted(regions),
        documents=_parted(documents),
        as_of=as_of,
        format=format,
    )
    return await _of_answer(body, request, caller, service)


async def _of_answer(
    body: AnswerPaper, request: Request, caller: Caller, service: Service
) -> Response:
    assistant = service.living.assistant
    options: Options = {
        "history": body.said(),
        "as_of": body.as_of.isoformat() if body.as_of else None,
        "regions": known_regions(body.regions or None, assistant.documents),
        "documents": caller.among(body.documents or None, service.living),
        "mode": body.mode,
    }
    answers = []
    for question in (body.question, *body.also):
        answers.append(await service.answer(assistant, question, options))
        service.shown_again(request, caller.who, "paper", answers[-1])
    documents = assistant.documents
    return await as_file(
        service, lambda: evidence_of_answers(answers, documents, _today()), body.format
    )


async def _of_search(
    body: SearchPaper, request: Request, caller: Caller, service: Service
) -> Response:
    assistant = service.living.assistant
    hits = await service.run(
        lambda: assistant.search(
            body.question,
            history=body.said(),
            k=body.k,
            regions=known_regions(body.regions or None, assistant.documents),
            documents=caller.among(body.documents or None, service.living),
        )
    )
    service.searched(request, caller.who, body.question, hits, assistant.index_version)
    stamp = Stamp(assistant.index_version, _today())
    return await as_file(
        service,
        lambda: evidence_of_search(body.question, hits, assistant.documents, stamp),
        body.format,
    )


async def _of_quiz(body: QuizPaper, caller: Caller, service: Service) -> Response:
    assistant = service.living.assistant
    found = set_of(body.set)
    if not 0 < len(found.items) <= MOST_ITEMS:
        raise BadRequest(f"一张试卷要有 1 到 {MOST_ITEMS} 道题。", "请增减题目，或分成几张。")
    stamp = Stamp(assistant.index_version, _today())

    def drawn() -> Sheet:
        if body.kind == "exam":
            return exam(found, stamp, body.title)
        seen = {name: d for name, d in assistant.documents.items() if caller.may_see(name)}
        return key(found, Shelf.of(assistant.clauses, seen), stamp, body.title)

    return await as_file(service, drawn, body.format)


async def as_file(service: Service, draw: Callable[[], Sheet], form: Format) -> Response:
    """The paper as a file with its Chinese name."""

    def written() -> tuple[str, bytes]:
        sheet = draw()
        return file_name(sheet, form), write(sheet, form)

    name, data = await service.run(written)
    told = f"attachment; filename=\"paper.{form}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=FORMATS[form], headers={"Content-Disposition": told})


def _parted(names: str) -> list[str] | None:
    return [name for name in names.split(",") if name] or None


def _today() -> str:
    return date.today().isoformat()
