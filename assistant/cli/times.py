"""Days as people here write them, and the moments in UTC that are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from assistant.errors import BadRequest


def start_of(day: str, *, later: int = 0) -> str:
    """The moment, UTC and ISO, at which a day begins on this machine's clock, or one so many
    days ``later``. Raises BadRequest."""
    try:
        wanted = date.fromisoformat(day) + timedelta(days=later)
        start = datetime.combine(wanted, time()).astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise BadRequest(f"{day!r:.40} 不是日期。", "请写成 2027-01-01 这样。") from error
    return start.isoformat(timespec="seconds")


def day_of(moment: str, *, before: int = 0) -> str:
    """The day here of so many seconds ``before`` a moment."""
    return str((datetime.fromisoformat(moment) - timedelta(seconds=before)).astimezone().date())


def clock_of(moment: str) -> str:
    """A moment as the clock here shows it, to the second."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M:%S}"
