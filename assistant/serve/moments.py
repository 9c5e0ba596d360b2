"""Times as people read them."""

from __future__ import annotations

from datetime import datetime


def moment(time: str) -> str:
    """“2026-11-28 09:30”, by the clock of this machine, of a time with its zone."""
    return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}"
