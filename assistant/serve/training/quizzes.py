"""The shelf of quizzes: /training, and the form that makes a quiz."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from anyio.to_thread import run_sync
from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from assistant.errors import BadRequest, NotThere
from assistant.serve.moments import moment
from assistant.serve.page.html import Part, element
from assistant.serve.service import service_of
from assistant.serve.training import live_list
from assistant.serve.training.fields import Typed, typed
from assistant.serve.training.frame import PageRoute, headed, page, visitor
from assistant.serve.training.quizzes_choice import (
    PATH,
    Choice,
    form,
    new_choice,
    too_few,
    unfit,
)
from assistant.serve.training.quizzes_work import Trainer
from assistant.training.naming import title_of
from assistant.training.shelf import Summary
from assistant.training.shortage import shortage

router = APIRouter(include_in_schema=False, route_class=PageRoute)
_LIBRARY = "/#library"  # the tab of the page to which files are brought
_SCRIPTS = ("choosing.js",)


def trainer_of(request: Request) -> Trainer:
    """Whoever opens a page for trainers. Raises SignInFirst, Forbidden and TooMany."""
    return Trainer(service_of(request), request, visitor(request, "editor"))


@router.get("/training")
async def shelf(request: Request) -> Response:
    """The quizzes and the sessions there are."""
    trainer = trainer_of(request)
    quizzes = await run_sync(trainer.all)
    sessions = await live_list.sessions_list(trainer.service, trainer.caller)
    body = headed(
        trainer.caller,
        "/training",
        element(
            "div",
            element("h1", "培训"),
            element(
                "p",
                element("a", "上传文件", href=_LIBRARY, class_="button"),
                element("a", "出一套题", href=f"{PATH}/new", class_="button accent"),
                class_="acts",
            ),
            class_="top",
        ),
        element("section", element("h2", "题目集"), _listed(quizzes)),
        element(
            "section",
            element("h2", "现场答题"),
            sessions,
            element("p", element("a", "开一场", href="/training/sessions", class_="button")),
        ),
    )
    return page("培训", body, styles=("training.css", "live.css"))


@router.get(f"{PATH}/new")
async def choosing(request: Request, tasks: BackgroundTasks) -> Response:
    """The form for a new quiz."""
    trainer = trainer_of(request)
    documents = request.query_params.getlist("document")
    reply = await _choosing(trainer, new_choice(documents))
    living, holding = trainer.service.living, trainer.service.holding
    tasks.add_task(holding.prepare, living.assistant)  # while the form is filled in
    reply.background = tasks
    return reply


@router.post(PATH)
async def make(request: Request) -> Response:
    """Makes a quiz and keeps it; shows the form again where there are too few items."""
    trainer = trainer_of(request)
    given = await typed(request)
    choice = Choice.of(given)
    if choice.faults:
        return await _choosing(trainer, given, choice, status=422)
    try:
        wanted = await run_sync(trainer.known, choice.wanted)
        made = await trainer.service.holding.run(
            partial(trainer.make, wanted, choice.number, choice.seed)
        )
    except (BadRequest, NotThere) as error:
        return await _choosing(trainer, given, choice, unfit(error), 422)
    short = await run_sync(lambda: shortage(made, choice.number, trainer.material()))
    if short and not (made.set.items and given.one("accept")):
        notice = too_few(short, len(made.set.items))
        return await _choosing(trainer, given, choice, notice, 422)
    title = choice.title or await run_sync(lambda: title_of(wanted, trainer.material()))
    quiz = await run_sync(trainer.keep, title, made.set)
    return RedirectResponse(f"{PATH}/{quiz.summary.id}", 303)


async def _choosing(
    trainer: Trainer,
    given: Typed,
    choice: Choice | None = None,
    notice: Part = "",
    status: int = 200,
) -> Response:
    material = await run_sync(trainer.material)
    faults = choice.faults if choice else {}
    body = headed(
        trainer.caller,
        "/training",
        element("h1", "出一套题"),
        element("p", "题都从资料库的文件里来，每道题带着所依据的条款。", class_="soft"),
        form(given, material, faults, notice),
    )
    return page("出一套题", body, _SCRIPTS, status)


def _listed(quizzes: Iterable[Summary]) -> Markup:
    rows = [
        element(
            "li",
            element(
                "a",
                element("strong", each.title),
                element("span", f"{each.items} 题 · {moment(each.changed)}", class_="soft"),
                href=f"{PATH}/{each.id}",
            ),
        )
        for each in quizzes
    ]
    if rows:
        return element("ul", *rows, class_="rows")
    return element(
        "p",
        "还没有题目集。从资料库里选文件，几秒钟出一套；要考的文件还不在资料库里，先上传文件。",
        class_="soft",
    )
