"""Who joined a session, for its trainer alone: the screen names nobody."""

from __future__ import annotations

from markupsafe import Markup

from assistant.serve.page.html import element
from assistant.serve.training.live_steps import path_of
from assistant.training.live.joining import Player
from assistant.training.live.room import Room


def drawn(room: Room) -> Markup:
    """The page itself."""
    session = room.session
    rows = [_row(room, player) for player in room.players.values()]
    return element(
        "main",
        element(
            "div",
            element("h1", f"{session.title}：名单"),
            element("p", f"{len(rows)} 人加入", class_="soft"),
            element(
                "p",
                element("a", "回到控制台", href=path_of(session), class_="button"),
                element("a", "刷新", href=f"{path_of(session)}/people", class_="button"),
                class_="steps-row",
            ),
            class_="top",
        ),
        element("section", _listed(rows), class_="card"),
        id="live",
        class_="live people",
    )


def _listed(rows: list[Markup]) -> Markup:
    return element("ul", *rows) if rows else element("p", "还没有人加入。", class_="soft")


def _row(room: Room, player: Player) -> Markup:
    count = len(room.answers.get(player.id, {}))
    button = Markup(
        '<form method="post" action="{}/people/{}/remove">'
        '<button type="submit" class="danger">确定移出</button></form>'
    ).format(path_of(room.session), player.id)
    return element(
        "li",
        element("strong", player.name),
        element("span", f"交了 {count} 题", class_="soft"),
        element(
            "details",
            element("summary", "移出", aria_label=f"移出 {player.name}"),
            element("p", "移出以后，名字和已交的答案都删去，不计入成绩，不能恢复。", class_="soft"),
            button,
        ),
    )
