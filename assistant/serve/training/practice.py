"""Own practice as pages: /practice. Whatever is sent is kept before the next page is shown."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from assistant.errors import BadRequest, NotThere, YoujuError
from assistant.serve.access import is_encrypted
from assistant.serve.training.fields import NOTHING, Typed, typed
from assistant.serve.training.frame import PageRoute, headed, page
from assistant.serve.training.practice_device import (
    PATH,
    Learner,
    drop,
    keep,
    learner_of,
    with_token,
)
from assistant.serve.training.practice_view import (
    answered_view,
    asking_to_clear,
    end_view,
    item_view,
    start_view,
)
from assistant.training.items import LETTERS
from assistant.training.practice.devices import Device
from assistant.training.practice.practising import LONGEST_ANSWER

router = APIRouter(include_in_schema=False, route_class=PageRoute)
_ITEM, _END = f"{PATH}/item", f"{PATH}/end"
_STYLES = ("training.css", "practice.css")
_EACH = tuple(f"answer-{n}" for n in range(1, len(LETTERS) + 1))  # fields of what is matched


@router.get(PATH)
async def start(request: Request, tasks: BackgroundTasks) -> Response:
    """How far it went, and the documents to choose from."""
    learner = learner_of(request)
    reply = await run_sync(_start, learner)
    tasks.add_task(learner.service.holding.prepare, learner.service.living.assistant)
    reply.background = tasks
    return reply


@router.post(PATH)
async def begin(request: Request) -> Response:
    """Begins a round over the documents chosen, none for all."""
    learner = with_token(learner_of(request))
    given = await typed(request)

    def begun() -> Response:
        documents = given.all("document")
        try:
            learner.caller.among(documents, learner.service.living)
            learner.practice.start(learner.holder, documents or None, learner.pool())
        except (BadRequest, NotThere) as error:
            return _start(learner, f"{error.message}{error.hint}", documents)
        return RedirectResponse(_ITEM, 303)

    reply = await run_sync(begun)
    keep(reply, learner, encrypted=is_encrypted(request))
    return reply


@router.get(_ITEM)
async def item(request: Request) -> Response:
    """The item to answer, what was answered, or the end of the round."""
    learner = learner_of(request)

    def drawn() -> Response:
        return _item(learner)

    reply = await run_sync(drawn)
    if learner.token:
        keep(reply, learner, encrypted=is_encrypted(request))
    return reply


@router.post(f"{PATH}/answer")
async def answer(request: Request, tasks: BackgroundTasks) -> Response:
    """Takes an answer."""
    learner, given = learner_of(request), await typed(request)

    def taken() -> Response:
        said = "" if given.one("pass") else _said(given)
        if not given.one("pass") and (fault := _lacking(given, said)):
            return _item(learner, fault, given)
        try:
            learner.practice.answer(learner.holder, given.one("item"), said)
        except BadRequest as error:
            return _item(learner, f"{error.message}{error.hint}", given)
        except YoujuError:  # of another tab, or cleared meanwhile
            return RedirectResponse(_ITEM, 303)
        return RedirectResponse(_ITEM, 303)

    return await run_sync(taken)


@router.get(f"{PATH}/answer")
@router.get(f"{PATH}/next")
@router.get(f"{PATH}/again")
async def back() -> Response:
    """Leads whoever opens the address of a form anew to where the form stands."""
    return RedirectResponse(_ITEM, 303)


@router.post(f"{PATH}/next")
async def next_item(request: Request) -> Response:
    """Shows the next item."""
    learner = learner_of(request)

    def advanced() -> Response:
        if learner.practice.find(learner.holder) is None:
            return RedirectResponse(PATH, 303)
        learner.practice.advance(learner.holder, learner.pool())
        return RedirectResponse(_ITEM, 303)

    return await run_sync(advanced)


@router.post(f"{PATH}/again")
async def again(request: Request) -> Response:
    """Another round over the same documents."""
    learner = learner_of(request)

    def begun() -> Response:
        device = learner.practice.find(learner.holder)
        if device is None:
            return RedirectResponse(PATH, 303)
        learner.practice.start(learner.holder, device.documents, learner.pool())
        return RedirectResponse(_ITEM, 303)

    return await run_sync(begun)


@router.post(f"{PATH}/end")
async def end(request: Request) -> Response:
    """Ends the round before its last item."""
    learner = learner_of(request)

    def ended() -> Response:
        if learner.practice.find(learner.holder) is None:
            return RedirectResponse(PATH, 303)
        learner.practice.leave(learner.holder)
        return RedirectResponse(_END, 303)

    return await run_sync(ended)


@router.get(_END)
async def left(request: Request) -> Response:
    """What came of a round that was ended."""
    learner = learner_of(request)

    def drawn() -> Response:
        device = learner.practice.find(learner.holder) if learner.token else None
        if device is None or device.item:
            return RedirectResponse(_ITEM if device else PATH, 303)
        return _page(learner, _ended(learner, device, left=True))

    return await run_sync(drawn)


@router.get(f"{PATH}/clear")
async def ask_to_clear(request: Request) -> Response:
    """Asks first."""
    learner = learner_of(request)
    return page("清空", headed(learner.caller, PATH, asking_to_clear()), styles=_STYLES)


@router.post(f"{PATH}/clear")
async def clear(request: Request) -> Response:
    """Forgets all that was practised on this device, and the device."""
    learner = learner_of(request)
    await run_sync(learner.practice.clear, learner.holder)
    reply = RedirectResponse(PATH, 303)
    drop(reply, encrypted=is_encrypted(request))
    return reply


def _start(learner: Learner, fault: str = "", chosen: tuple[str, ...] = ()) -> Response:
    pool = learner.pool()
    device = learner.practice.find(learner.holder) if learner.token else None
    progress = learner.practice.progress(device, pool.documents) if device else []
    chosen = chosen or (device.documents or () if device else ())
    view = start_view(pool.streams.material, chosen, progress, device, fault)
    return _page(learner, view, 422 if fault else 200)


def _item(learner: Learner, fault: str = "", given: Typed = NOTHING) -> Response:
    practice = learner.practice
    device = practice.find(learner.holder) if learner.token else None
    if device is None:
        return RedirectResponse(PATH, 303)
    pool, card = learner.pool(), practice.shown(device)
    if card and device.given is not None:
        view = answered_view(card, device, pool.streams.material)
    elif card and practice.is_askable(device, card, pool):
        view = item_view(card, device, fault, given)
    elif card:  # the document was changed or deleted while it was shown
        device = practice.advance(learner.holder, pool)
        return RedirectResponse(_ITEM, 303)
    elif not device.is_done and practice.advance(learner.holder, pool).item:
        return RedirectResponse(_ITEM, 303)  # that has come back meanwhile
    else:
        view = _ended(learner, device)
    return _page(learner, view, 422 if fault else 200)


def _ended(learner: Learner, device: Device, *, left: bool = False) -> Markup:
    practice, pool = learner.practice, learner.pool()
    return end_view(
        device,
        practice.wrong(device),
        pool.streams.material,
        practice.soonest(device, pool.of(device)),
        practice.progress(device, pool.documents),
        left=left,
    )


def _lacking(given: Typed, said: str) -> str:
    """What has still to be answered."""
    if not said:
        return "还没有答。不会就按“不会”。"
    if len(said) < sum(given.has(name) for name in _EACH):
        return "还有没选的。每一项都要选一个字母，不会就按“不会”。"
    return ""


def _said(given: Typed) -> str:
    """The answer as it is typed on a line; nothing where nothing is chosen."""
    if letters := "".join(map(given.one, _EACH)):
        return letters
    several = given.all("answer")
    return several[0][: LONGEST_ANSWER + 1] if len(several) == 1 else "".join(sorted(several))


def _page(learner: Learner, view: Markup, status: int = 200) -> Response:
    body = headed(learner.caller, PATH, view)
    return page("练一练", body, ("choosing.js",), status, _STYLES)
