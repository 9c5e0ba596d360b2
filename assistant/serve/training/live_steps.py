"""The buttons by which a trainer takes a session on."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.serve.page.html import element
from assistant.training.live.session import Session


def path_of(session: Session) -> str:
    """The address of a session's page."""
    return f"/training/sessions/{session.id}"


def steps(session: Session, back: str = "") -> Iterable[Markup]:
    """The buttons that go on, pause and resume."""
    if word := next_word(session):
        yield _button(session, "next", word, "accent", back)
    if session.is_paused:
        yield _button(session, "resume", "继续", "", back)
    elif session.phase == "open":
        yield _button(session, "pause", "暂停", "", back)


def next_word(session: Session) -> str:
    """What the next step is called; empty where there is none."""
    match session.phase:
        case "lobby":
            return "开始"
        case "open":
            return "收卷，结束" if session.pace == "phone" else "提前收题"
        case "counted":
            return "公布答案"
        case "shown":
            return "看成绩，结束" if session.is_last else "下一题"
    return ""


def _button(session: Session, step: str, word: str, kind: str, back: str) -> Markup:
    return Markup(
        '<form method="post" action="{}/{}" data-step="{}"><input type="hidden" name="version"'
        ' value="{}"><input type="hidden" name="back" value="{}">'
        '<button type="submit" class="{}">{}</button></form>'
    ).format(path_of(session), step, step, session.version, back, kind or "quiet", word)


def leaving(session: Session) -> Markup:
    """What ends a session, or takes it away; each asks again."""
    ending = "" if session.phase == "closed" else _confirmed(
        session, "close", "结束这一场", "不再出题，马上给出成绩。"
    )  # fmt: skip
    deleting = _confirmed(
        session, "delete", "删除这一场", "连同名字、答案和成绩一起删去，不能恢复。"
    )
    return element("section", ending, deleting, class_="leaving")


def _confirmed(session: Session, step: str, word: str, told: str) -> Markup:
    return element(
        "details",
        element("summary", word),
        element("p", told, class_="soft"),
        _button(session, step, f"确定{word[:2]}", "danger", ""),
    )
