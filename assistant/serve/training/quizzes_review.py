"""The pages on which a trainer reviews a quiz: /training/quizzes/{id}."""

from __future__ import annotations

from collections.abc import Callable

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from assistant.errors import BadRequest, NotThere
from assistant.serve.training.fields import typed
from assistant.serve.training.frame import PageRoute, headed, page
from assistant.serve.training.quizzes import trainer_of
from assistant.serve.training.quizzes_choice import PATH
from assistant.serve.training.quizzes_items import UNDO, place_of
from assistant.serve.training.quizzes_view import asking_to_delete, quiz_view
from assistant.serve.training.quizzes_work import Trainer
from assistant.training.reviewing import moved

router = APIRouter(include_in_schema=False, route_class=PageRoute)
Act = Callable[[Trainer, str, str], str]  # of a quiz and an item; what to look at next


@router.get(f"{PATH}/{{name}}")
async def review(request: Request, name: str) -> Response:
    """A quiz with all its items."""
    return await _shown(trainer_of(request), name)


@router.get(f"{PATH}/{{name}}/delete")
async def ask_to_delete(request: Request, name: str) -> Response:
    """Asks first."""
    trainer = trainer_of(request)
    quiz = await run_sync(trainer.get, name)
    return page("删除", headed(trainer.caller, "/training", asking_to_delete(quiz)))


@router.post(f"{PATH}/{{name}}/delete")
async def delete(request: Request, name: str) -> Response:
    """Deletes a quiz."""
    await run_sync(trainer_of(request).remove, name)
    return RedirectResponse("/training", 303)


@router.post(f"{PATH}/{{name}}/rename")
async def rename(request: Request, name: str) -> Response:
    """Gives a quiz another title."""
    trainer, given = trainer_of(request), await typed(request)
    title = given.one("title")
    if not title:
        return await _shown(trainer, name, "名字不能空着。")
    try:
        await run_sync(lambda: trainer.change(name, lambda found: found, title))
    except BadRequest as error:
        return await _shown(trainer, name, f"{error.message}{error.hint}")
    return RedirectResponse(f"{PATH}/{name}", 303)


@router.post(f"{PATH}/{{name}}/undo")
async def undo(request: Request, name: str) -> Response:
    """Puts back what was taken out or replaced last."""
    trainer = trainer_of(request)
    try:
        item = await run_sync(trainer.put_back, name)
    except BadRequest as error:
        return await _shown(trainer, name, f"{error.message}{error.hint}")
    return RedirectResponse(f"{PATH}/{name}#{place_of(item.id)}", 303)


@router.post(f"{PATH}/{{name}}/items/{{item}}/{{act}}")
async def act(request: Request, name: str, item: str, act: str) -> Response:
    """Changes one item, or its place."""
    trainer = trainer_of(request)
    if act not in _ACTS:
        raise NotThere("没有这个地址。", "请从这套题的页面上操作。")
    try:
        looked_at = await run_sync(_ACTS[act], trainer, name, item)
    except BadRequest as error:
        return await _shown(trainer, name, f"{error.message}{error.hint}")
    return RedirectResponse(f"{PATH}/{name}#{looked_at}", 303)


async def _shown(trainer: Trainer, name: str, fault: str = "") -> Response:
    def drawn() -> Response:
        quiz = trainer.get(name)
        view = quiz_view(quiz, trainer.material(), trainer.taken(name), fault)
        body = headed(trainer.caller, "/training", view)
        return page(quiz.summary.title, body, ("choosing.js",), 422 if fault else 200)

    return await run_sync(drawn)


def _drop(trainer: Trainer, name: str, item: str) -> str:
    trainer.take_out(name, item)
    return UNDO


def _swap(trainer: Trainer, name: str, item: str) -> str:
    trainer.swap(name, item)
    return UNDO


def _move(by: int) -> Act:
    def move(trainer: Trainer, name: str, item: str) -> str:
        trainer.change(name, lambda found: moved(found, item, by))
        return place_of(item)

    return move


_ACTS: dict[str, Act] = {
    "drop": _drop,
    "up": _move(-1),
    "down": _move(1),
    "swap": _swap,
    "rebase": lambda trainer, name, item: place_of(trainer.rebase(name, item).id),
}
