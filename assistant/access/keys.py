"""API keys, and the code that readers type."""

from __future__ import annotations

import hmac
import json
import logging
import math
import secrets
import threading
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import scrypt, sha256
from typing import Any, Literal, get_args

from assistant.access.database import BadAccess, Database
from assistant.access.rate import Limiter, house_of
from assistant.errors import BadRequest, NotThere, TooMany, Unauthorised

Role = Literal["reader", "editor", "admin"]  # each may do what those before it may
ROLES: tuple[Role, ...] = get_args(Role)
_PREFIX = "yj"
_SECRET = 32  # bytes
_TRUSTED = 5.0  # seconds for which a key that was checked is not looked up again
_REMEMBERED = 1000
_USED_EVERY = 60.0  # seconds between two notes of when a key was used
_SHORTEST_CODE = 6
_COST = {"n": 2**14, "r": 8, "p": 1}  # of scrypt, about 50 ms
# Wrong codes a minute and at once, of one address and of all: a code of six digits holds for
# months.
_WRONG = 6, 10
_WRONG_OF_ALL = 10, 100
_ALL = ""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Key:
    """Times are UTC, ISO. ``documents`` are those that it opens, None for all."""

    id: str
    name: str
    role: Role
    created: str
    expires: str | None = None
    revoked: str | None = None
    documents: tuple[str, ...] | None = None
    used: str | None = None


class Keys:
    """The keys there are. From any thread; one that is revoked, wherever, works for
    ``_TRUSTED`` seconds more at most.

    A token has 256 random bits, so a plain hash of it cannot be guessed back. A code has few:
    it is hashed slowly, and wrong ones are limited. ``clock`` gives the time in UTC.
    """

    def __init__(
        self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._clock = clock
        self._wrong, self._wrong_of_all = Limiter(*_WRONG), Limiter(*_WRONG_OF_ALL)
        self._trusted: dict[str, tuple[float, Key]] = {}
        self._noted: dict[str, float] = {}
        self._lock = threading.Lock()

    def create(
        self,
        name: str,
        role: Role,
        expires: str | None = None,
        documents: Sequence[str] | None = None,
    ) -> tuple[Key, str]:
        """A new key and its token, which is kept nowhere. ``expires`` is an ISO time, UTC where
        it names no zone. Raises BadRequest."""
        if not name.strip():
            raise BadRequest("密钥没有名称。", "写上给谁用的，如 youju keys create 镇办公室")
        if role not in ROLES:
            raise BadRequest(f"没有 {role!r:.40} 这种权限。", f"可用的权限：{'、'.join(ROLES)}。")
        if documents is not None and not documents:
            raise BadRequest("没有写开放哪些文件。", "写上文件编号；要开放全部，就不写。")
        key = Key(
            secrets.token_hex(4),
            name.strip(),
            role,
            self._now(),
            None if expires is None else _utc(expires),
            documents=None if documents is None else tuple(documents),
        )
        token = f"{_PREFIX}_{key.id}_{secrets.token_urlsafe(_SECRET)}"
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO keys (id, name, role, hash, created, expires, documents)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *(key.id, key.name, key.role, _hash(token), key.created, key.expires),
                    None if documents is None else json.dumps(list(documents)),
                ),
            )
        return key, token

    def all(self) -> tuple[Key, ...]:
        """Every key, revoked ones too, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(f"{_SELECT} ORDER BY created, id")
            return tuple(_key(row) for row in rows)

    def revoke(self, name: str) -> Key:
        """The key with this id, from now on without force. Raises NotThere."""
        with self._database.writing() as connection:
            found = connection.execute(
                "UPDATE keys SET revoked = coalesce(revoked, ?) WHERE id = ?",
                (self._now(), name),
            )
            if not found.rowcount:
                raise NotThere(f"没有 {name!r:.60} 这把密钥。", "看有哪些：youju keys list")
        with self._lock:
            self._trusted.clear()
        return next(key for key in self.all() if key.id == name)

    def check(self, token: str) -> Key:
        """The key that a token is of. Raises Unauthorised."""
        digest, now = _hash(token), time.monotonic()
        with self._lock:
            since, key = self._trusted.get(digest, (float("-inf"), None))
        if key is None or now - since > _TRUSTED:
            key = self._looked_up(token, digest)
            with self._lock:
                if len(self._trusted) >= _REMEMBERED:
                    self._trusted.clear()
                self._trusted[digest] = now, key
        self._still_holds(key)
        self._note(key, now)
        return key

    def guards(self) -> bool:
        """Whether there is a key or a code by which anyone could be let in."""
        now = self._now()
        active = any(not k.revoked and (not k.expires or k.expires > now) for k in self.all())
        return active or self.has_code()

    def set_code(self, code: str) -> None:
        """Lets readers in who know this code, instead of the one before. Raises BadRequest."""
        code = _as_typed(code)
        if len(code) < _SHORTEST_CODE:
            raise BadRequest(f"口令太短，至少 {_SHORTEST_CODE} 个字。", "换一个长些的。")
        salt = secrets.token_bytes(16)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM codes")
            row = (1, salt, _stretched(code, salt), self._now())
            connection.execute("INSERT INTO codes VALUES (?, ?, ?, ?)", row)

    def drop_code(self) -> None:
        """Lets nobody in by a code."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM codes")

    def has_code(self) -> bool:
        """Whether there is a code."""
        with self._database.reading() as connection:
            return connection.execute("SELECT 1 FROM codes").fetchone() is not None

    def code_in_force(self) -> str | None:
        """What tells the code of now from those before it, None where there is none."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT salt FROM codes").fetchone()
        return None if row is None else sha256(row[0]).hexdigest()

    def find(self, name: str) -> Key:
        """The key with this id. Raises Unauthorised where it is revoked or has expired."""
        with self._database.reading() as connection:
            row = connection.execute(f"{_SELECT} WHERE id = ?", (name,)).fetchone()
        if row is None or (key := _key(row)).revoked:
            raise Unauthorised("密钥不对，或者已经停用。", "请核对密钥，或向管理员要一把新的。")
        self._still_holds(key)
        self._note(key, time.monotonic())
        return key

    def check_code(self, code: str, address: str = "", now: float | None = None) -> None:
        """Raises Unauthorised for any but the code, and TooMany after many wrong ones from one
        address or from all. Takes long, so that guessing does. ``now`` is of the monotonic
        clock."""
        house = house_of(address)
        wait = self._wrong.take(house, now) or self._wrong_of_all.take(_ALL, now)
        if wait:
            raise TooMany(math.ceil(wait))
        with self._database.reading() as connection:
            row = connection.execute("SELECT salt, hash FROM codes").fetchone()
        typed = _as_typed(code)
        if row is None or not hmac.compare_digest(_stretched(typed, row[0]), row[1]):
            raise Unauthorised("口令不对。", "请再看一遍口令，或向管理员要。")
        self._wrong.give_back(house)
        self._wrong_of_all.give_back(_ALL)

    def _looked_up(self, token: str, digest: str) -> Key:
        name = token.split("_")[1] if token.count("_") >= 2 else ""
        with self._database.reading() as connection:
            row = connection.execute(f"{_SELECT} WHERE id = ?", (name,)).fetchone()
        same = hmac.compare_digest(digest, row[-1] if row else _hash(""))
        if row is None or not same or (key := _key(row)).revoked:
            raise Unauthorised("密钥不对，或者已经停用。", "请核对密钥，或向管理员要一把新的。")
        return key

    def _still_holds(self, key: Key) -> None:
        if key.expires and key.expires <= self._now():
            raise Unauthorised("这把密钥过期了。", "请向管理员要一把新的。")

    def _note(self, key: Key, now: float) -> None:
        """That a key was used. Where it cannot be written the key works all the same."""
        with self._lock:
            if now - self._noted.get(key.id, float("-inf")) < _USED_EVERY:
                return
            self._noted[key.id] = now
        try:
            with self._database.writing() as connection:
                connection.execute("UPDATE keys SET used = ? WHERE id = ?", (self._now(), key.id))
        except BadAccess as error:
            _log.warning("没有记下密钥 %s 用过：%s", key.id, error.message)

    def _now(self) -> str:
        return _text(self._clock())


_SELECT = "SELECT id, name, role, created, expires, revoked, documents, used, hash FROM keys"


def _key(row: Sequence[Any]) -> Key:
    name, called, role, created, expires, revoked, documents, used, _ = row
    scope = None if documents is None else tuple(json.loads(documents))
    return Key(name, called, role, created, expires, revoked, scope, used)


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _stretched(code: str, salt: bytes) -> bytes:
    return scrypt(code.encode("utf-8", "surrogatepass"), salt=salt, **_COST)


def _as_typed(code: str) -> str:
    """However a keyboard writes it: in half-width signs, without blanks around it."""
    return unicodedata.normalize("NFKC", code).strip()


def _utc(time: str) -> str:
    try:
        given = datetime.fromisoformat(time)
        return _text(given if given.tzinfo else given.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as error:
        raise BadRequest(f"{time!r:.40} 不是时间。", "请写成 2027-01-01T00:00:00 这样。") from error


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")
