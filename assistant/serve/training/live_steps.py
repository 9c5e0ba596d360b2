"""The buttons by which a trainer takes a session on."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from assistant.serve.page.html import element
from assistant.training.live.session import MORE, Session


def path_of(session: Session) -> str:
    """The address of a session's page."""
    return f"/training/sessions/{session.id}"


def downloads(session: Session) -> Iterable[Markup]:
    """The results to be kept: the paper first, then the table; and its items as an exam."""
    paper = f"/v1/training/sessions/{session.id}/paper"
    for name, href, kind in (
        ("成绩单（PDF）", f"{paper}?format=pdf", "button accent"),
        ("成绩单（Word）", f"{paper}?format=docx", "button"),
        ("表格（Excel）", f"{path_of(session)}/results.xlsx", "button"),
        ("试卷", f"{paper}?kind=exam", "button"),
        ("答案与依据", f"{paper}?kind=key", "button"),
    ):
        yield element("a", name, href=href, class_=kind)


def steps(session: Session, back: str = "") -> Iterable[Markup]:
    """The buttons that go on, pause, resume and give more time."""
    if session.called is not None:
        yield element("button", "正在收题……", type="button", disabled="")
        return
    if session.phase == "open":
        yield from _ending(session, back)
    elif word := next_word(session):
        yield _button(session, "next", word, "accent", back)
    if session.is_paused:
        yield _button(session, "resume", "继续", "", back)
    elif session.phase == "open":
        yield _button(session, "pause", "暂停", "", back)
    if session.phase == "open":
        yield _button(session, "longer", f"+{MORE:.0f} 秒", "", back)


def joining(session: Session) -> Markup:
    """The button that lets nobody else join, or others again."""
    if session.is_locked:
        return _button(session, "unlock", "允许加入", "", "")
    return _button(session, "lock", "停止加入", "", "")


def _ending(session: Session, back: str) -> Iterable[Markup]:
    """What ends what is open: an item before its time; once all have answered, with its key."""
    if session.pace == "phone":
        yield _button(session, "next", "收卷，结束", "ending", back)
        return
    yield _button(session, "next", "提前收题", "", back, "early")
    yield _button(session, "reveal", "收题并公布", "accent", back, "due")


def next_word(session: Session) -> str:
    """What the next step is called; empty where there is none."""
    match session.phase:
        case "lobby":
            return "开始"
        case "counted":
            return "公布答案"
        case "shown":
            return "看成绩，结束" if session.is_last else "下一题"
    return ""


def _button(session: Session, step: str, word: str, kind: str, back: str, on: str = "") -> Markup:
    return Markup(
        '<form method="post" action="{}/{}" data-step="{}" class="{}">'
        '<input type="hidden" name="version" value="{}">'
        '<input type="hidden" name="back" value="{}">'
        '<button type="submit" class="{}">{}</button></form>'
    ).format(path_of(session), step, step, on, session.version, back, kind or "quiet", word)


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
