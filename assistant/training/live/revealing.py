"""The step of a trainer that is two in one."""

from __future__ import annotations

from assistant.training.live.session import Session


def revealed(session: Session, now: float) -> Session:
    """An item that is open is ended and its key shown; else the next step. Raises Conflict."""
    ended = session.advanced(now)
    return ended.advanced(now) if ended.phase == "counted" else ended
