"""Quizzes and the results of sessions as papers to print and sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Literal

from anyio.to_thread import run_sync
from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from assistant.papers.contents import Sheet, Stamp
from assistant.papers.grounds import Shelf
from assistant.papers.quiz import exam, key
from assistant.papers.results import Person, Results
from assistant.papers.results import results as paper_of
from assistant.papers.writing import Format
from assistant.serve.access import Caller, Editor, KeyFirst
from assistant.serve.papers import FILES, as_file
from assistant.serve.service import Service, Serving
from assistant.serve.training.live_access import room_for
from assistant.serve.training.quizzes_work import Trainer
from assistant.training.items import Ground, ItemSet
from assistant.training.live import results as live

router = APIRouter(tags=["培训"], route_class=KeyFirst)
Wanted = Annotated[Format, Query(description="docx 可以改，pdf 用来看和打印")]


@router.get(
    "/v1/training/quizzes/{name}/paper",
    summary="试卷和答案",
    response_class=Response,
    responses=FILES,
)
async def quiz_paper(
    name: Annotated[str, Path(max_length=64, description="题目集的编号")],
    request: Request,
    caller: Editor,
    service: Serving,
    format: Wanted = "docx",
    answers: Annotated[
        bool, Query(description="要答案，附每题所依据的条款全文；不写是试卷")
    ] = False,
) -> Response:
    """一套题的试卷，或它的答案。"""
    quiz = await run_sync(Trainer(service, request, caller).get, name)
    stamp, title = _stamp(service), quiz.summary.title

    def drawn() -> Sheet:
        if answers:
            return key(quiz.set, _shelf(service, caller), stamp, title)
        return exam(quiz.set, stamp, title)

    return await as_file(service, drawn, format)


@router.get(
    "/v1/training/sessions/{name}/paper",
    summary="现场的成绩单、试卷、答案",
    response_class=Response,
    responses=FILES,
)
async def live_paper(
    name: Annotated[str, Path(max_length=64, description="这一场的编号")],
    caller: Editor,
    service: Serving,
    format: Wanted = "docx",
    kind: Annotated[
        Literal["results", "exam", "key"],
        Query(description="results 成绩单，exam 试卷，key 答案；题目的次序和大屏上一样"),
    ] = "results",
) -> Response:
    """成绩单：各人的成绩，各题答对的比例，要再读的条款全文；没有结束的，到现在为止。"""
    room = await room_for(service, caller, name)

    def drawn() -> Sheet:
        shelf, stamp = _shelf(service, caller), _stamp(service)
        if kind == "results":
            return paper_of(told(room.results()), shelf, stamp)
        asked = ItemSet(tuple(each.item for each in room.questions), 0)
        title = room.session.title
        return exam(asked, stamp, title) if kind == "exam" else key(asked, shelf, stamp, title)

    return await as_file(service, drawn, format)


def told(found: live.Results) -> Results:
    """What came of a session, as a paper takes it."""
    return Results(
        title=found.session.title,
        held=datetime.fromisoformat(found.session.created).astimezone().date().isoformat(),
        people=tuple(
            Person(score.rank, score.player.name, score.answered, score.right, score.asked)
            for score in found.scores
        ),
        items=tuple((each.question.item, each.answered, each.right) for each in found.tallies),
        again=tuple(_again(found)),
    )


def _again(found: live.Results) -> Iterator[tuple[int, Ground]]:
    """The clauses to be read again, with the numbers of their items."""
    for each in found.reread:
        for position in each.positions:
            question = found.tallies[position].question
            for ground in question.item.grounds:
                if ground.clause == each.passage.clause:
                    yield position + 1, ground


def _shelf(service: Service, caller: Caller) -> Shelf:
    assistant = service.living.assistant
    seen = {name: found for name, found in assistant.documents.items() if caller.may_see(name)}
    return Shelf.of(assistant.clauses, seen)


def _stamp(service: Service) -> Stamp:
    return Stamp(service.living.assistant.index_version, date.today().isoformat())
