"""Sessions, results and what a phone sees → the JSON objects of ``assistant.replies.live``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from assistant.replies.live import (
    AnsweredObject,
    GroupObject,
    PassageObject,
    PeopleObject,
    PlayItem,
    PlayObject,
    RereadObject,
    ResultsObject,
    SessionObject,
    TallyObject,
)
from assistant.training.live.answering import Answer
from assistant.training.live.arranging import items_for, options_for
from assistant.training.live.joining import Player
from assistant.training.live.results import Group, Reread, Results
from assistant.training.live.room import Room
from assistant.training.live.session import Session
from assistant.training.live.snapshot import Passage
from assistant.training.live.tallies import Tally


def session_object(session: Session, now: float, players: int, answered: int) -> SessionObject:
    """A session."""
    left = session.left(now)
    return {
        "id": session.id,
        "code": session.code,
        "title": session.title,
        "pace": session.pace,
        "order": session.order,
        "seconds": session.seconds,
        "items": session.items,
        "documents": list(session.documents),
        "phase": session.phase,
        "item": session.position if session.position >= 0 else None,
        "left": None if left is None else round(left, 3),
        "paused": session.is_paused,
        "called": session.called is not None,
        "locked": session.is_locked,
        "allowed": session.granted if session.phase == "open" else None,
        "version": session.version,
        "players": players,
        "answered": answered,
        "created": session.created,
        "closed": session.closed,
    }


def of_room(room: Room, now: float) -> SessionObject:
    """The session of a room; ``answered`` are those of the item in hand, or of all items."""
    at = room.session.position
    answered = room.finished() if room.session.pace == "phone" else room.answered[at]
    return session_object(room.session, now, len(room.players), answered)


def people_object(room: Room) -> PeopleObject:
    """Who joined."""
    return {
        "people": [
            {
                "player": player.id,
                "name": player.name,
                "joined": player.joined,
                "answered": len(room.answers.get(player.id, {})),
            }
            for player in room.players.values()
        ]
    }


def passage_object(passage: Passage) -> PassageObject:
    """A whole clause with its quote."""
    return {
        "clause": passage.clause,
        "label": passage.label,
        "path": list(passage.path),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.text[passage.start : passage.end],
        "document": passage.document,
        "title": passage.title,
        "number": passage.number,
        "status": passage.status,
    }


def results_object(found: Results, session: SessionObject) -> ResultsObject:
    """What came of a session."""
    return {
        "session": session,
        "asked": found.asked,
        "answered": len(found.answers),
        "right": found.right,
        "share": round(found.share, 4),
        "people": [
            {
                "name": score.player.name,
                "rank": score.rank,
                "asked": score.asked,
                "answered": score.answered,
                "right": score.right,
            }
            for score in found.scores
        ],
        "items": list(map(_tally, found.tallies)),
        "topics": list(map(_group, found.topics)),
        "documents": list(map(_group, found.documents)),
        "reread": list(map(_reread, found.reread)),
    }


def play_object(room: Room, player: Player, now: float) -> PlayObject:
    """A session as a phone sees it."""
    session = room.session
    left = session.left(now)
    return {
        "title": session.title,
        "name": player.name,
        "pace": session.pace,
        "phase": session.phase,
        "left": None if left is None else round(left, 3),
        "paused": session.is_paused,
        "called": session.called is not None,
        "version": session.version,
        "count": session.items,
        "items": [_play_item(room, player, at) for at in _seen(session, player.id)],
    }


def answered_object(answer: Answer) -> AnsweredObject:
    """An answer that counts."""
    received = datetime.fromtimestamp(answer.at, UTC).isoformat(timespec="milliseconds")
    return {"item": answer.item, "answer": answer.given, "received": received}


def _seen(session: Session, player: int) -> Sequence[int]:
    """The items that a phone may see now."""
    if session.phase == "lobby":
        return ()
    if session.phase == "closed":
        return range(session.asked)
    return items_for(session, player) if session.pace == "phone" else (session.position,)


def _play_item(room: Room, player: Player, at: int) -> PlayItem:
    session, question = room.session, room.questions[at]
    item = question.item
    answer = room.answers.get(player.id, {}).get(at)
    shown = session.phase in ("shown", "closed")
    options = options_for(session, player.id, at, question)
    return {
        "item": at,
        "kind": item.kind,
        "question": item.question,
        "options": [{"letter": letter, "words": words} for letter, words in options],
        "left": list(item.left),
        "answer": answer.given if answer else None,
        "right": answer.is_right if answer and shown else None,
        "keys": list(item.keys) if shown else None,
        "passages": list(map(passage_object, question.passages)) if shown else [],
    }


def _tally(tally: Tally) -> TallyObject:
    item = tally.question.item
    return {
        "item": tally.position,
        "kind": item.kind,
        "question": item.question,
        "keys": list(item.keys),
        "asked": tally.asked,
        "answered": tally.answered,
        "right": tally.right,
        "share": round(tally.share, 4),
        "choices": [
            {"label": c.label, "words": c.words, "count": c.count, "right": c.key}
            for c in tally.choices
        ],
        "pairs": [
            {
                "left": each.pair.left,
                "words": each.pair.right,
                "right": each.right,
                "passage": each.pair.ground,
            }
            for each in tally.pairs
        ],
        "passages": list(map(passage_object, tally.question.passages)),
    }


def _group(group: Group) -> GroupObject:
    return {
        "name": group.name,
        "items": group.items,
        "asked": group.asked,
        "answered": group.answered,
        "right": group.right,
        "share": round(group.share, 4),
    }


def _reread(one: Reread) -> RereadObject:
    return {
        "items": list(one.positions),
        "asked": one.asked,
        "answered": one.answered,
        "right": one.right,
        "share": round(one.share, 4),
        "passage": passage_object(one.passage),
    }
