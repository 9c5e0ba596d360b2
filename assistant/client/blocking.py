"""The client that waits for replies."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import httpx
from httpx_sse import EventSource
from tenacity import Retrying

from assistant.client import calls, paper_calls, training_calls
from assistant.client.call import Call, as_method
from assistant.client.connection import HERE, RETRIES, TIMEOUT, connection, repeating
from assistant.client.events import Part, checked_stream, is_answer, part_of
from assistant.client.faults import accepted, broken_off, on_the_way
from assistant.client.following import LONGEST, Following, Progress
from assistant.replies import Change, JobObject

P = ParamSpec("P")
T = TypeVar("T")


def _sending(describe: Callable[P, Call[T]]) -> Callable[Concatenate[Youju, P], T]:
    """The method that sends what a function describes, and gives what the service replies."""

    def send(self: Youju, /, *args: P.args, **named: P.kwargs) -> T:
        call = describe(*args, **named)
        return call.read(self._reply(call))

    return as_method(send, describe)


def _streaming(
    describe: Callable[P, Call[Part]],
) -> Callable[Concatenate[Youju, P], Generator[Part]]:
    """The method that gives the parts of an answer as they come in."""

    def stream(self: Youju, /, *args: P.args, **named: P.kwargs) -> Generator[Part]:
        return self._parts(describe(*args, **named))

    return as_method(stream, describe)


class Youju:
    """A client of the service at an address; from any thread.

    ``key`` is taken from YOUJU_API_KEY where it is not given. ``timeout`` is for how many
    seconds the service may say nothing. ``retries`` is how often a request is sent again that
    did not get through, if that does no harm; where the service says when, it is waited for up
    to a minute. Every method raises ServiceError.
    """

    def __init__(
        self,
        address: str = HERE,
        *,
        key: str | None = None,
        timeout: float = TIMEOUT,
        retries: int = RETRIES,
    ) -> None:
        self._http = httpx.Client(**connection(address, key, timeout))
        self._retries = retries

    ask = _sending(calls.ask)
    stream = _streaming(calls.stream)
    search = _sending(calls.search)
    documents = _sending(calls.documents)
    document = _sending(calls.document)
    text = _sending(calls.text)
    clauses = _sending(calls.clauses)
    cleaning = _sending(calls.cleaning)
    clause = _sending(calls.clause)
    figures = _sending(calls.figures)
    figures_csv = _sending(calls.figures_csv)
    upload = _sending(calls.upload)
    replace = _sending(calls.replace)
    delete = _sending(calls.delete)
    purge = _sending(calls.purge)
    rollback = _sending(calls.rollback)
    reindex = _sending(calls.reindex)
    revisions = _sending(calls.revisions)
    jobs = _sending(calls.jobs)
    job = _sending(calls.job)
    feedback = _sending(calls.feedback)
    items = _sending(training_calls.items)
    quiz_make = _sending(training_calls.quiz_make)
    quizzes = _sending(training_calls.quizzes)
    quiz = _sending(training_calls.quiz)
    quiz_change = _sending(training_calls.quiz_change)
    quiz_delete = _sending(training_calls.quiz_delete)
    quiz_export = _sending(training_calls.quiz_export)
    live_open = _sending(training_calls.live_open)
    sessions = _sending(training_calls.sessions)
    session = _sending(training_calls.session)
    live_next = _sending(training_calls.live_next)
    live_pause = _sending(training_calls.live_pause)
    live_resume = _sending(training_calls.live_resume)
    live_longer = _sending(training_calls.live_longer)
    live_lock = _sending(training_calls.live_lock)
    live_unlock = _sending(training_calls.live_unlock)
    live_people = _sending(training_calls.live_people)
    live_remove = _sending(training_calls.live_remove)
    live_close = _sending(training_calls.live_close)
    live_delete = _sending(training_calls.live_delete)
    live_results = _sending(training_calls.live_results)
    live_results_xlsx = _sending(training_calls.live_results_xlsx)
    live_join = _sending(training_calls.live_join)
    live_play = _sending(training_calls.live_play)
    live_answer = _sending(training_calls.live_answer)
    practice_next = _sending(training_calls.practice_next)
    practice_answer = _sending(training_calls.practice_answer)
    practice_progress = _sending(training_calls.practice_progress)
    practice_clear = _sending(training_calls.practice_clear)
    answer_paper = _sending(paper_calls.answer_paper)
    search_paper = _sending(paper_calls.search_paper)
    exam_paper = _sending(paper_calls.exam_paper)
    key_paper = _sending(paper_calls.key_paper)
    quiz_paper = _sending(paper_calls.quiz_paper)
    live_paper = _sending(paper_calls.live_paper)
    version = _sending(calls.version)
    health = _sending(calls.health)

    def wait(
        self,
        of: Change | JobObject,
        *,
        progress: Progress | None = None,
        timeout: float = LONGEST,
    ) -> JobObject:
        """The job of a change once it is done, looked at for ``timeout`` seconds at most;
        ``progress`` is called at every step. Raises JobFailed and JobUnfinished."""
        following = Following(of, progress, timeout)
        while pause := following.pause(self.job(following.id)):
            time.sleep(pause)
        return following.job

    def close(self) -> None:
        """Lets go of the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self._http.base_url)!r})"

    def _reply(self, call: Call[Any], *, stream: bool = False) -> httpx.Response:
        def once() -> httpx.Response:
            with on_the_way():
                response = self._http.send(call.on(self._http), stream=stream)
                if not response.is_success:
                    response.read()
            return accepted(response)

        return Retrying(**repeating(call, self._retries))(once)

    def _parts(self, call: Call[Part]) -> Generator[Part]:
        response = self._reply(call, stream=True)
        try:
            checked_stream(response)
            with on_the_way():
                for event in EventSource(response).iter_sse():
                    if part := part_of(event, response):
                        yield part
                        if is_answer(part):
                            return
            raise broken_off(response)
        finally:
            response.close()
