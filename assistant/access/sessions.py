"""Who signed in on the page: sessions that a cookie names."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from assistant.access.database import Database
from assistant.access.keys import Key, Keys
from assistant.errors import Unauthorised

LASTS = timedelta(days=30)
_SECRET = 32  # bytes
_TRUSTED = 5.0  # seconds for which a session that was checked is not looked up again
_REMEMBERED = 1000
_ENDED = Unauthorised("登录已经失效。", "请重新登录。")


@dataclass(frozen=True, slots=True)
class Session:
    """``id`` tells it from others without opening it; ``key`` is None for whoever came by the
    code."""

    id: str
    key: Key | None


class Sessions:
    """The sessions there are. From any thread; one whose key is revoked or whose code was
    changed, wherever, works for ``_TRUSTED`` seconds more at most.

    Only a hash of what the cookie holds is kept. ``clock`` gives the time in UTC.
    """

    def __init__(
        self,
        database: Database,
        keys: Keys,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._trusted: dict[str, tuple[float, Session]] = {}
        self._lock = threading.Lock()

    def open(self, key: Key | None) -> str:
        """What the cookie of a new session holds: of a key, or of the code."""
        token = secrets.token_urlsafe(_SECRET)
        code = self._keys.code_in_force() if key is None else None
        now = self._clock()
        name = None if key is None else key.id
        row = (_hash(token), name, code, _text(now), _text(now + LASTS))
        with self._database.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE expires <= ?", (_text(now),))
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", row)
        return token

    def check(self, token: str) -> Session:
        """The session that a cookie is of. Raises Unauthorised where it is over."""
        digest, now = _hash(token), time.monotonic()
        with self._lock:
            since, session = self._trusted.get(digest, (float("-inf"), None))
        if session is not None and now - since <= _TRUSTED:
            return session
        session = self._looked_up(digest)
        with self._lock:
            if len(self._trusted) >= _REMEMBERED:
                self._trusted.clear()
            self._trusted[digest] = now, session
        return session

    def close(self, token: str) -> None:
        """Ends a session, if there is one."""
        digest = _hash(token)
        with self._lock:
            self._trusted.pop(digest, None)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE hash = ?", (digest,))

    def _looked_up(self, digest: str) -> Session:
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT key, code FROM sessions WHERE hash = ? AND expires > ?",
                (digest, _text(self._clock())),
            ).fetchone()
        if row is None:
            raise _ENDED
        key, code = row
        if key is not None:
            return Session(digest[:16], self._keys.find(key))
        if code is None or code != self._keys.code_in_force():
            raise _ENDED
        return Session(digest[:16], None)


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")
