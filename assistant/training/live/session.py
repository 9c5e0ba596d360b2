"""A live session as it stands, and each step from one state to the next.

With the trainer's pace:

    lobby → open → counted → shown → open → … → shown → closed

``open`` takes answers until the bell, ``counted`` shows how they are spread, ``shown`` the key
and the clause. With the phones' own pace all items are open at once: lobby → open → closed.
While it is open it may be paused, given more time, or called in: then phones have a few seconds
of notice, in which they send what is chosen, and the bell rings. All times are seconds since
1970 by the server's clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assistant.errors import BadRequest, Conflict
from assistant.training.items import Kind

Phase = Literal["lobby", "open", "counted", "shown", "closed"]
Pace = Literal["trainer", "phone"]
Order = Literal["made", "shuffled", "each"]
LONGEST_OUTAGE = 300.0  # seconds after which a session that was cut off waits for its trainer
NOTICE = 3.0  # seconds of it that phones are told
UNDERWAY = 1.25  # seconds after them for what phones send at their end
MORE = 10.0  # seconds that a trainer adds at once
FACTORS: Mapping[Kind, float] = {"match": 2.0, "multiple": 1.5}  # of the time of an item
SECONDS = {"trainer": (5, 600), "phone": (30, 7200)}  # an item; the whole


class Late(Conflict):
    """An answer came after the bell."""


@dataclass(frozen=True, slots=True)
class Session:
    """``seconds`` are those of an item, or of all where phones set the pace. ``position`` is
    that of the item in hand, from 0, and -1 where there is none. ``bell`` is when its time is
    over, ``stopped`` when it was ended before; ``remaining`` are the seconds left while paused.
    ``version`` grows with every step. ``documents`` are those that its items rest on. ``called``
    is when the trainer called the answers in, before the bell. ``factors`` are those of the time
    of each item, where they differ; ``allowed`` are the seconds of what is open, with all that
    was added or taken. Nobody else may join one that ``is_locked``."""

    id: str
    code: str
    title: str
    who: str
    pace: Pace
    order: Order
    seconds: int
    items: int
    documents: tuple[str, ...]
    phase: Phase = "lobby"
    position: int = -1
    bell: float | None = None
    remaining: float | None = None
    stopped: float | None = None
    version: int = 1
    created: str = ""
    closed: str | None = None
    called: float | None = None
    is_locked: bool = False
    factors: tuple[float, ...] = ()
    allowed: float | None = None

    @property
    def is_paused(self) -> bool:
        """Whether its clock stands still."""
        return self.remaining is not None

    @property
    def is_last(self) -> bool:
        """Whether no item comes after the one in hand."""
        return self.position + 1 >= self.items

    @property
    def asked(self) -> int:
        """How many items were put to the room."""
        return self.items if self.pace == "phone" and self.phase != "lobby" else self.position + 1

    @property
    def settled(self) -> int:
        """How many items have had their time; all that are asked where phones set the pace."""
        return self.asked - int(self.phase == "open" and self.pace == "trainer")

    @property
    def granted(self) -> float:
        """The seconds that what is open has in all, pauses left out."""
        return self.seconds if self.allowed is None else self.allowed

    def time_of(self, position: int) -> float:
        """The seconds of an item, or of all where ``position`` is -1."""
        factor = self.factors[position] if 0 <= position < len(self.factors) else 1.0
        return self.seconds * factor

    def left(self, now: float) -> float | None:
        """Seconds until the bell; None where none is to come."""
        if self.phase != "open":
            return None
        if self.remaining is not None:
            return self.remaining
        return max(0.0, (self.bell or now) - now)

    def notice(self, now: float) -> float | None:
        """Seconds until phones send by themselves; None where nothing is called in."""
        left = self.left(now)
        return None if left is None or self.called is None else max(0.0, left - UNDERWAY)

    def took(self, received: float) -> float:
        """Seconds, pauses left out, since the time began."""
        return self.granted - ((self.bell or received) - received)

    def rung(self, now: float) -> Session:
        """What it is once the bell has gone; itself before."""
        if self.phase != "open" or self.bell is None or now < self.bell:
            return self
        return self._over(now)

    def advanced(self, now: float) -> Session:
        """The next step: start, end the item, show the key, next item, close. Raises Conflict."""
        match self.phase:
            case "open":
                return self._over(now)
            case "counted":
                return self._next(phase="shown")
            case "lobby":
                return self._opened(now)
            case "shown" if not self.is_last:
                return self._opened(now)
            case "shown":
                return self.ended(now)
        raise _over()

    def called_in(self, now: float) -> Session:
        """The next step, and with notice where that ends what is open; the second time at once.
        Raises Conflict."""
        left = self.left(now)
        if left is None or self.called is not None:
            return self.advanced(now)
        notice = min(left, NOTICE + UNDERWAY)
        allowed = self.granted - left + notice
        return self._next(bell=now + notice, remaining=None, called=now, allowed=allowed)

    def longer(self, now: float) -> Session:
        """With some more time. Raises Conflict where none runs, or the answers are called in."""
        if self.called is not None:
            raise Conflict("正在收题，不能加时间。", "过几秒就收好了。")
        if self.left(now) is None:
            raise Conflict("现在没有在计时，不能加时间。", "题目开始以后才能加。")
        bell = None if self.bell is None else self.bell + MORE
        remaining = None if self.remaining is None else self.remaining + MORE
        return self._next(bell=bell, remaining=remaining, allowed=self.granted + MORE)

    def locked(self, _now: float) -> Session:
        """So that nobody else joins. Raises Conflict where it is closed."""
        return self._for_more(is_locked=True)

    def unlocked(self, _now: float) -> Session:
        """So that others may join again. Raises Conflict where it is closed."""
        return self._for_more(is_locked=False)

    def touched(self) -> Session:
        """The same, to be looked at again."""
        return self._next()

    def paused(self, now: float) -> Session:
        """With its clock stopped. Raises Conflict where none runs."""
        if self.phase != "open" or self.bell is None:
            raise Conflict("现在没有在计时，不用暂停。", "题目开始以后才能暂停。")
        if self.called is not None:
            raise Conflict("正在收题，不能暂停。", "过几秒就收好了。")
        return self._next(bell=None, remaining=max(0.0, self.bell - now))

    def resumed(self, now: float) -> Session:
        """With the time that was left. Raises Conflict where it is not paused."""
        if self.remaining is None:
            raise Conflict("现在没有暂停。", "看一看现在到了哪一步。")
        return self._next(bell=now + self.remaining, remaining=None)

    def ended(self, now: float) -> Session:
        """Closed, whatever is still to come. Raises Conflict where it is."""
        if self.phase == "closed":
            raise _over()
        stopped = now if self.phase == "open" else self.stopped
        return self._next(phase="closed", stopped=stopped, remaining=None, called=None)

    def after_outage(self, seen: float, now: float) -> Session:
        """What it is where the service was last at work at ``seen``: the time between does not
        count, and after a long one the trainer has to go on."""
        if self.phase != "open" or self.bell is None or seen >= self.bell:
            return self
        if now - seen > LONGEST_OUTAGE:
            return self._next(bell=None, remaining=self.bell - seen, called=None)
        return self._next(bell=self.bell + max(0.0, now - seen))

    def check_takes(self, item: int, received: float) -> None:
        """Raises Late or Conflict where an answer to an item that came then does not count."""
        if self.phase == "lobby":
            raise Conflict("还没有开始。", "等老师开始后再答。")
        if self.is_paused:
            raise Conflict("已经暂停，现在不收答案。", "老师继续以后再交。")
        in_hand = range(self.items) if self.pace == "phone" else (self.position,)
        taking = ("open", "closed") if self.pace == "phone" else ("open", "counted")
        if item not in in_hand or self.phase not in taking:
            raise _late(self.pace)
        ends = [time for time in (self.bell, self.stopped) if time is not None]
        if self.bell is None or received >= min(ends):
            raise _late(self.pace)

    def _opened(self, now: float) -> Session:
        position = -1 if self.pace == "phone" else self.position + 1
        allowed = self.time_of(position)
        return self._next(
            phase="open", position=position, bell=now + allowed, allowed=allowed, stopped=None
        )

    def _over(self, now: float) -> Session:
        if self.pace == "phone":
            return self.ended(now)
        return self._next(phase="counted", stopped=now, remaining=None, called=None)

    def _for_more(self, *, is_locked: bool) -> Session:
        if self.phase == "closed":
            raise _over()
        return self if self.is_locked == is_locked else self._next(is_locked=is_locked)

    def _next(self, **changes: object) -> Session:
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]


def check_seconds(pace: Pace, seconds: int) -> None:
    """Raises BadRequest for a time that is too short or too long."""
    least, most = SECONDS[pace]
    if not least <= seconds <= most:
        what = "每题" if pace == "trainer" else "整场"
        raise BadRequest(f"{what}的时间不能是 {seconds} 秒。", f"请给 {least} 到 {most} 秒。")


def _over() -> Conflict:
    return Conflict("这一场已经结束。", "可以看成绩，或另开一场。")


def _late(pace: Pace) -> Late:
    if pace == "phone":
        return Late("时间已经到了，这个答案没有收。", "请看手机上的成绩。")
    return Late("这一题的时间已经到了，这个答案没有收。", "请看屏幕，准备下一题。")
