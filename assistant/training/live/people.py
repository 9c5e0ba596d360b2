"""Who joined a session and who was removed from it, as rows of the file."""

from __future__ import annotations

from sqlite3 import Connection, IntegrityError

from assistant.errors import Conflict, NotThere
from assistant.training.live.joining import MOST_PLAYERS, Player, known_as
from assistant.training.live.session import Session

NOT_JOINING = Conflict("老师已经停止加入。", "要加入，请告诉培训老师。")


def joined(connection: Connection, session: str) -> tuple[tuple[Player, str], ...]:
    """Those who are there, in the order in which they came, each with the hash of its token."""
    rows = connection.execute(
        "SELECT id, session, name, joined, hash FROM live_players"
        " WHERE session = ? AND NOT removed ORDER BY id",
        (session,),
    ).fetchall()
    return tuple((Player(*row[:4]), row[4]) for row in rows)


def removed(connection: Connection, session: str) -> frozenset[str]:
    """The hashes of the tokens of those who were removed."""
    rows = connection.execute(
        "SELECT hash FROM live_players WHERE session = ? AND removed", (session,)
    ).fetchall()
    return frozenset(row[0] for row in rows)


def counts(connection: Connection) -> dict[str, int]:
    """How many are in each session."""
    rows = connection.execute(
        "SELECT session, count(*) FROM live_players WHERE NOT removed GROUP BY session"
    )
    return {str(name): int(count) for name, count in rows}


def join(connection: Connection, session: Session, name: str, known: str, when: str) -> Player:
    """A new player; ``known`` is the hash of its token. Raises Conflict."""
    if session.phase == "closed":
        raise Conflict("这一场已经结束，不能再加入。", "请问培训老师要新的号码。")
    if session.is_locked:
        raise NOT_JOINING
    (count,) = connection.execute(
        "SELECT count(*) FROM live_players WHERE session = ? AND NOT removed", (session.id,)
    ).fetchone()
    if count >= MOST_PLAYERS:
        raise Conflict(f"这一场已经满 {MOST_PLAYERS} 人。", "请问培训老师。")
    try:
        made = connection.execute(
            "INSERT INTO live_players (session, name, known, hash, joined) VALUES (?, ?, ?, ?, ?)",
            (session.id, name, known_as(name), known, when),
        )
    except IntegrityError as error:
        raise Conflict(
            f"已经有人叫“{name}”了。", "请加上单位或别的字，如 王芳（财政所）。"
        ) from error
    return Player(int(made.lastrowid or 0), session.id, name, when)


def remove(connection: Connection, session: str, player: int) -> None:
    """Takes away the name and the answers of one who joined. What is left is that this phone was
    removed, so that it can be told. Raises NotThere."""
    gone = connection.execute(
        "UPDATE live_players SET removed = 1, name = '', known = hash"
        " WHERE session = ? AND id = ? AND NOT removed",
        (session, player),
    )
    if not gone.rowcount:
        raise NotThere("这一场里没有这个人。", "请刷新名单再看。")
    connection.execute(
        "DELETE FROM live_answers WHERE session = ? AND player = ?", (session, player)
    )
