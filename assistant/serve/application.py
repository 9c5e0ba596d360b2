"""The service, put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from assistant import __version__
from assistant.access.audit import Audit
from assistant.access.backlog import Backlog
from assistant.access.database import Database
from assistant.access.feedback import Feedback
from assistant.access.keys import Keys
from assistant.access.rate import Limiter
from assistant.access.sessions import Sessions
from assistant.evaluate.kept import Kept
from assistant.evaluate.proposals import Proposals
from assistant.ingest.clean import masked
from assistant.living import Living
from assistant.loopback import LOOPBACK
from assistant.resources import SHIPPED, locate
from assistant.retrieve.threads import one_thread_each
from assistant.serve import (
    asking,
    changing,
    documented,
    faults,
    mcp_server,
    openai_compat,
    page,
    papers,
    reading,
    telling,
    training,
)
from assistant.serve.evaluating import Evaluating
from assistant.serve.guarded import PATH, Guarded
from assistant.serve.jobs import Jobs
from assistant.serve.metrics import Metrics
from assistant.serve.passing import Passing
from assistant.serve.remembering import Remembered
from assistant.serve.service import Service
from assistant.serve.training import frame
from assistant.serve.training.holding import Holding
from assistant.settings import Settings
from assistant.training.database import TrainingDatabase
from assistant.training.live.rooms import Rooms
from assistant.training.practice.practising import Practice
from assistant.wire import ErrorObject

LARGEST_REQUEST = 1 << 20  # bytes, but for uploads
_AT_ONCE = 2  # answers where none waits for a model
_WITH_MODEL = 10
_A_DAY = 24 * 3600.0  # seconds

_FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorObject, "description": faults.of_status(status)["error"]["message"]}
    for status in faults.STATUSES
}


def application(
    settings: Settings,
    *,
    is_open: bool,
    with_page: bool = True,
    started: Callable[[], object] = lambda: None,
) -> ASGIApp:
    """The app; ``is_open`` lets everyone on this machine in as long as there is no key,
    ``with_page`` has it show a page to people, which takes memory and seconds to load,
    ``started`` is called when it begins to answer."""
    metrics = Metrics()
    mcp = mcp_server.server(lambda: app.state.service.living)
    tools = mcp_server.over_http(mcp)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            app.state.service = await _opened(stack, settings, metrics, is_open)
            if with_page:
                uploaded = app.state.service.resources.service / "uploads"
                opening = page.opened(lambda: app.state.service, uploaded)
                app.router.routes.append(await stack.enter_async_context(opening))
            await stack.enter_async_context(mcp.session_manager.run())
            started()
            yield

    app = FastAPIOffline(
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        title="有据 API",
        version=__version__,
        description="回答中国政策文件的问题，每句话都附上所依据的条款原文。",
        lifespan=lifespan,
        responses=_FAULTS,
        openapi_tags=documented.TAGS,
        generate_unique_id_function=lambda route: route.name,
        max_body_size=LARGEST_REQUEST,
    )
    for part in (asking, papers, reading, changing, telling, openai_compat, training):
        app.include_router(part.router)
    app.include_router(telling.public)
    guarded = Guarded(tools)
    app.router.routes += [Route(PATH, guarded), Mount(PATH, guarded)]
    if with_page:
        app.mount(frame.ASSETS, frame.assets())
        app.include_router(training.pages)
        app.add_exception_handler(frame.SignInFirst, frame.to_sign_in)
    faults.install(app)
    documented.install(app)
    refused = frame.refused if with_page else faults.refused
    return Passing(app, metrics, hosts=LOOPBACK if is_open else None, refused=refused)


async def _opened(
    stack: AsyncExitStack, settings: Settings, metrics: Metrics, is_open: bool
) -> Service:
    """Everything that lives as long as the process."""
    one_thread_each()
    resources = locate(settings)
    database = stack.enter_context(Database(resources.service))
    keys, remembered = Keys(database), Remembered()
    living = Living(settings, before=remembered.prepare, after=remembered.forget_others)
    await run_sync(stack.enter_context, living)
    jobs = Jobs(_environment(settings), living.refresh)
    jobs.start()
    stack.push_async_callback(jobs.stop)
    evaluating = Evaluating(Kept(resources.evaluation, SHIPPED), _environment(settings))
    stack.push_async_callback(run_sync, evaluating.close)
    quizzes = stack.enter_context(TrainingDatabase(resources.training))
    service = Service(
        settings=settings,
        resources=resources,
        living=living,
        keys=keys,
        sessions=Sessions(database, keys),
        limits=Limiter(settings.rate, settings.rate),
        audit=stack.enter_context(Audit(database, _masked)),
        feedback=Feedback(database, _masked),
        backlog=Backlog(database),
        training=quizzes,
        holding=Holding(),
        live=await stack.enter_async_context(Rooms(quizzes)),
        proposals=Proposals(resources.proposals, _masked),
        jobs=jobs,
        evaluating=evaluating,
        metrics=metrics,
        remembered=remembered,
        turns=CapacityLimiter(_WITH_MODEL if settings.model else _AT_ONCE),
        is_open=is_open,
    )
    forgetting = asyncio.create_task(_forgetting(service, settings.retention))
    stack.callback(forgetting.cancel)
    if await run_sync(living.is_behind):
        jobs.add("reindex")
    return service


async def _forgetting(service: Service, days: int) -> None:
    """Deletes every day what is older than so many days, and who practises no more."""
    while True:
        await run_sync(service.audit.forget, days)
        await run_sync(Practice(service.training).forget)
        await asyncio.sleep(_A_DAY)


def _masked(text: str) -> str:
    return masked(text, 0, len(text))


def _environment(settings: Settings) -> dict[str, str]:
    """By which the process that builds the index finds the same library."""
    given = {
        "YOUJU_HOME": settings.home,
        "YOUJU_CORPUS": settings.corpus,
        "YOUJU_ENCODER": settings.encoder,
    }
    return {name: str(value) for name, value in given.items() if value}
