"""What one process of the service holds: the index that answers, who may ask, what was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Request

from assistant.access.audit import Audit, Event
from assistant.access.backlog import Backlog
from assistant.access.feedback import Feedback, Opinion
from assistant.access.keys import Keys
from assistant.access.rate import Limiter
from assistant.access.sessions import Sessions
from assistant.app import Assistant, Options
from assistant.evaluate.proposals import Proposals
from assistant.living import Living
from assistant.resources import Resources
from assistant.serve.evaluating import Evaluating
from assistant.serve.jobs import Jobs
from assistant.serve.metrics import Metrics
from assistant.serve.remembering import Remembered, key_of
from assistant.serve.schemas import FeedbackBody
from assistant.settings import Settings
from assistant.training.database import TrainingDatabase
from assistant.training.live.rooms import Rooms
from assistant.types import Answer, Hit

if TYPE_CHECKING:  # which has the service itself
    from assistant.serve.training.holding import Holding

T = TypeVar("T")


@dataclass(frozen=True)
class Service:
    """Lives as long as the process; safe to use from any request.

    ``turns`` bounds how many answers are made at once. ``is_open`` says whether everyone on
    this machine may do everything, without a key, as long as there is none.
    """

    settings: Settings
    resources: Resources
    living: Living
    keys: Keys
    sessions: Sessions
    limits: Limiter
    audit: Audit
    feedback: Feedback
    backlog: Backlog
    training: TrainingDatabase
    holding: Holding
    live: Rooms
    proposals: Proposals
    jobs: Jobs
    evaluating: Evaluating
    metrics: Metrics
    turns: CapacityLimiter
    remembered: Remembered
    is_open: bool

    async def run(self, work: Callable[[], T]) -> T:
        """The result of work that takes long, done in a thread when its turn comes."""
        return await run_sync(work, limiter=self.turns)

    async def answer(self, assistant: Assistant, question: str, options: Options) -> Answer:
        """The answer of an assistant; one that was given before is given again."""
        key = key_of(assistant.index_version, question, options)
        if (known := self.remembered.find(key)) is not None:
            return known
        ask = partial(assistant.ask, question, **options)
        return await self.run(lambda: self.remembered.asking(key, ask))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A turn among those who have answers made."""
        async with self.turns:
            yield

    async def change(self, work: Callable[[], T]) -> T:
        """The result of a change of the library; what it withdraws is answered from no more."""
        result = await run_sync(work)
        await run_sync(self.living.follow)
        return result

    def asked(self, request: Request, who: str, action: str, answer: Answer) -> None:
        """Takes down that a question was answered."""
        self.metrics.answered(answer)
        self.audit.log(_answered(request, who, action, answer))

    def shown_again(self, request: Request, who: str, action: str, answer: Answer) -> None:
        """Takes down that an answer was shown that nobody asked for just then. It has no
        status, so that it counts neither as a question nor as one without an answer."""
        self.audit.log(replace(_answered(request, who, action, answer), status=""))

    def searched(
        self, request: Request, who: str, question: str, hits: Sequence[Hit], index_version: str
    ) -> None:
        """Takes down that something was looked for."""
        self.audit.log(
            Event(
                "search",
                who,
                request=request.state.id,
                question=question,
                index_version=index_version,
                clauses=tuple(hit.clause.id for hit in hits),
                address=_address(request),
            )
        )

    def changed(self, request: Request, who: str, action: str, document: str | None) -> None:
        """Takes down that the library was changed."""
        about, asked = document or "", request.state.id
        self.audit.log(Event(action, who, request=asked, question=about, address=_address(request)))

    def noted(self, who: str, body: FeedbackBody) -> None:
        """Takes down whether an answer was of use."""
        opinion = Opinion(
            body.answer,
            body.helpful,
            body.question,
            body.reason,
            who,
            index_version=body.index_version,
            clauses=tuple(body.clauses),
        )
        self.feedback.add(opinion)


def service_of(request: Request) -> Service:
    """The service that a request is for."""
    service: Service = request.app.state.service
    return service


Serving = Annotated[Service, Depends(service_of)]


def _answered(request: Request, who: str, action: str, answer: Answer) -> Event:
    return Event(
        action,
        who,
        request=request.state.id,
        question=answer.question,
        status=answer.status,
        index_version=answer.index_version,
        clauses=tuple(citation.clause.id for citation in answer.citations),
        elapsed_ms=answer.elapsed_ms,
        address=_address(request),
    )


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
