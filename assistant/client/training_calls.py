"""What may be asked of the service about quizzes, live sessions and practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from typing_extensions import Unpack

from assistant.client.call import Call, Names, content, json_object, listed, path
from assistant.replies.live import (
    AnsweredObject,
    JoinedObject,
    Order,
    Pace,
    PeopleObject,
    PlayObject,
    ResultsObject,
    SessionList,
    SessionObject,
)
from assistant.replies.practice import PracticeAnswer, PracticeNext, PracticeProgress
from assistant.replies.quizzes import (
    DeletedObject,
    Difficulty,
    DrawnObject,
    Kind,
    QuizList,
    QuizObject,
)


class Items(TypedDict, total=False):
    """Which items are wanted, 10 at first. The same ``seed`` gives the same."""

    number: int
    kinds: Sequence[Kind]
    difficulties: Sequence[Difficulty]
    documents: Names
    regions: Names
    chapter: str
    topic: str
    department: str
    seed: int


class Changes(TypedDict, total=False):
    """What becomes of a quiz: items, by their ids, are swapped for others of their kind, given
    other words or dropped, own ones added, all put in order."""

    title: str
    swapped: Sequence[str]
    edited: Mapping[str, Mapping[str, object]]
    dropped: Sequence[str]
    added: Sequence[Mapping[str, object]]
    order: Sequence[str]


def items(**wanted: Unpack[Items]) -> Call[DrawnObject]:
    """Items drawn from the documents and not kept, with their keys and clauses."""
    return Call("POST", "/v1/training/items", json_object, body=_wanted(wanted))


def quiz_make(*, title: str = "", **wanted: Unpack[Items]) -> Call[QuizObject]:
    """Draws items and keeps them as a quiz; one without a title is given one."""
    body = {"title": title, **_wanted(wanted)}
    return Call("POST", "/v1/training/quizzes", json_object, body=body, repeats=False)


def quizzes() -> Call[QuizList]:
    """The quizzes kept, the one changed last first."""
    return Call("GET", "/v1/training/quizzes", json_object)


def quiz(quiz: str) -> Call[QuizObject]:
    """A quiz with its items."""
    return Call("GET", path("training", "quizzes", quiz), json_object)


def quiz_change(quiz: str, **changes: Unpack[Changes]) -> Call[QuizObject]:
    """Changes a quiz in all these ways, or in none."""
    there = path("training", "quizzes", quiz)
    return Call("PATCH", there, json_object, body=changes, repeats=False)


def quiz_delete(quiz: str) -> Call[DeletedObject]:
    """Deletes a quiz, for good; sessions held with it stay."""
    return Call("DELETE", path("training", "quizzes", quiz), json_object, repeats=False)


def quiz_export(
    quiz: str, *, format: Literal["md", "csv", "json", "xlsx"] = "md", answers: bool = False
) -> Call[bytes]:
    """A quiz as a file; only Markdown may come without ``answers``."""
    query = {"format": format, "answers": answers}
    return Call("GET", path("training", "quizzes", quiz, "export"), content, query, accept="*/*")


def live_open(
    quiz: str,
    *,
    title: str = "",
    pace: Pace = "trainer",
    order: Order = "made",
    seconds: int = 30,
) -> Call[SessionObject]:
    """Opens a live session of a quiz, which phones join by its ``code``; ``seconds`` are for
    each item, at the pace of phones for all."""
    body = {"quiz": quiz, "title": title, "pace": pace, "order": order, "seconds": seconds}
    return Call("POST", "/v1/training/sessions", json_object, body=body, repeats=False)


def sessions() -> Call[SessionList]:
    """The live sessions, the newest first."""
    return Call("GET", "/v1/training/sessions", json_object)


def session(session: str) -> Call[SessionObject]:
    """How a live session stands."""
    return Call("GET", path("training", "sessions", session), json_object)


def live_next(session: str, *, version: int | None = None) -> Call[SessionObject]:
    """The next step, whichever that is. Where a session is past the ``version`` that was seen,
    nothing is done and Conflict raised; so it is with each step."""
    return _step(session, "next", version)


def live_pause(session: str, *, version: int | None = None) -> Call[SessionObject]:
    """Stops the clock; no answers are taken."""
    return _step(session, "pause", version)


def live_resume(session: str, *, version: int | None = None) -> Call[SessionObject]:
    """Goes on with the time that was left."""
    return _step(session, "resume", version)


def live_longer(session: str, *, version: int | None = None) -> Call[SessionObject]:
    """Gives ten seconds more for the item that is open."""
    return _step(session, "longer", version)


def live_lock(session: str, *, version: int | None = None) -> Call[SessionObject]:
    """Lets nobody join any more."""
    return _step(session, "lock", version)


def live_unlock(session: str, *, version: int | None = None) -> Call[SessionObject]:
    """Lets phones join again."""
    return _step(session, "unlock", version)


def live_people(session: str) -> Call[PeopleObject]:
    """Who joined, in order."""
    return Call("GET", path("training", "sessions", session, "people"), json_object)


def live_remove(session: str, player: int) -> Call[PeopleObject]:
    """Takes one who joined out of a session, with the name and the answers; who is left."""
    there = path("training", "sessions", session, "people", str(player))
    return Call("DELETE", there, json_object, repeats=False)


def live_close(session: str, *, version: int | None = None) -> Call[SessionObject]:
    """Ends a live session."""
    return _step(session, "close", version)


def live_delete(session: str) -> Call[DeletedObject]:
    """Deletes a live session with its names and answers, for good."""
    return Call("DELETE", path("training", "sessions", session), json_object, repeats=False)


def live_results(session: str) -> Call[ResultsObject]:
    """What came of a live session, until now, with the clauses to read again."""
    return Call("GET", path("training", "sessions", session, "results"), json_object)


def live_results_xlsx(session: str) -> Call[bytes]:
    """The same as a workbook."""
    there = path("training", "sessions", session, "results.xlsx")
    return Call("GET", there, content, accept="*/*")


def live_join(code: str, name: str) -> Call[JoinedObject]:
    """Joins a live session under a name, without a key; the ``token`` is what plays."""
    body = {"code": code, "name": name}
    return Call("POST", "/v1/training/join", json_object, body=body, repeats=False)


def live_play(token: str) -> Call[PlayObject]:
    """The session as whoever joined with this token sees it."""
    return Call("GET", "/v1/training/play", json_object, token=token)


def live_answer(token: str, item: int, answer: str) -> Call[AnsweredObject]:
    """Answers an item, counted from 0: letters, 对 or 错, or words. The first answer counts."""
    body = {"item": item, "answer": answer}
    return Call("POST", "/v1/training/play/answers", json_object, body=body, token=token)


def practice_next(*, documents: Names = None) -> Call[PracticeNext]:
    """The item to practise now; ``documents`` begin a new round with these."""
    body = {"documents": listed(documents)}
    return Call("POST", "/v1/training/practice/next", json_object, body=body)


def practice_answer(name: str, answer: str = "") -> Call[PracticeAnswer]:
    """Answers the item of this name; nothing says that one does not know."""
    body = {"name": name, "answer": answer}
    return Call("POST", "/v1/training/practice/answer", json_object, body=body)


def practice_progress() -> Call[PracticeProgress]:
    """How far practice with this key went, by document."""
    return Call("GET", "/v1/training/practice", json_object)


def practice_clear() -> Call[PracticeProgress]:
    """Forgets what was practised with this key, for good."""
    return Call("DELETE", "/v1/training/practice", json_object, repeats=False)


def _wanted(wanted: Items) -> dict[str, object]:
    documents, regions = listed(wanted.get("documents")), listed(wanted.get("regions"))
    return {**wanted, "documents": documents, "regions": regions}


def _step(session: str, step: str, version: int | None) -> Call[SessionObject]:
    there = path("training", "sessions", session, step)
    return Call("POST", there, json_object, body={"version": version}, repeats=False)
