"""Conversations that a browser comes back to: its page was loaded anew, or thrown away.

The browser holds the name of its conversation and what was asked, the service the answers as
they were drawn. Where the service has let go of them, what was asked is asked again.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.errors import BadRequest
from assistant.serve.page.conversation import Asked, remark, turn
from assistant.serve.page.standing import Became, Shown, told_of

LASTS = 12 * 3600.0  # seconds
MOST = 30  # turns of a conversation
AGAIN = 10  # turns that are asked again at most
LONGEST = 200_000  # characters of what a browser holds
_CONVERSATIONS = 500
_THEN = "当时的回答：所据文件{}。"
_HIDDEN = "当时的回答所据的文件已彻底删除，或您现在不能看，不再显示。"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, its answer as it is drawn, and the documents that this shows words of; it is
    not drawn yet where that is empty. ``again`` is what asks the same without the turns before,
    where that is something else."""

    question: str
    asked: Asked
    drawn: str = ""
    documents: tuple[Shown, ...] = ()
    again: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation; its name is such as nobody guesses, empty before the first question."""

    name: str = ""
    turns: tuple[Turn, ...] = ()

    def and_then(self, turn: Turn) -> Talk:
        """The conversation with one turn more, without the first where they are too many."""
        name = self.name or secrets.token_urlsafe(16)
        return Talk(name, (*self.turns, turn)[-MOST:])


class Conversations:
    """Those of the last hours, by who had them and by their names. From any thread."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str], tuple[float, Talk]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, who: str, talk: Talk) -> None:
        """Holds a conversation as it is now."""
        with self._lock:
            self._held[who, talk.name] = time.monotonic(), talk
            self._held.move_to_end((who, talk.name))
            while len(self._held) > _CONVERSATIONS or self._is_old():
                self._held.popitem(last=False)

    def find(self, who: str, name: str) -> Talk | None:
        """The one of this name, if it is there."""
        with self._lock:
            since, talk = self._held.get((who, name), (float("-inf"), None))
        return talk if time.monotonic() - since <= LASTS else None

    def _is_old(self) -> bool:
        since, _ = next(iter(self._held.values()))
        return time.monotonic() - since > LASTS


def drawn(each: Turn, became: Mapping[Shown, Became]) -> Markup:
    """A turn with what has become of its documents; nothing of its answer where a word of them
    may be shown no more."""
    again = each.again or each.question
    if "hidden" in became.values():
        return turn(each.question, remark(_HIDDEN, again))
    said = remark(_THEN.format(told_of(became)), again) if became else ""
    return turn(each.question, said, Markup(each.drawn))  # noqa: S704 - drawn by us


def written(talk: Talk) -> str:
    """What a browser holds of a conversation."""
    asked = [
        (turn.question, list(turn.asked.regions), list(turn.asked.documents))
        for turn in talk.turns[-AGAIN:]
    ]
    return json.dumps({"name": talk.name, "asked": asked}, ensure_ascii=False)


def read(text: str) -> Talk:
    """The conversation that a browser holds, not drawn. Raises BadRequest."""
    try:
        told = json.loads(text[:LONGEST])
        turns = tuple(_turn(*each) for each in told["asked"][-AGAIN:])
        return Talk(str(told["name"]), turns)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadRequest("以前的对话读不出来。", "请重新提问。") from error


def _turn(question: object, regions: Sequence[object], documents: Sequence[object]) -> Turn:
    return Turn(str(question), Asked((*map(str, regions),), (*map(str, documents),)))
