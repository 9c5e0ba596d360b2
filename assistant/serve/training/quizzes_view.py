"""A quiz to be reviewed: each item with its key and the clause that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from assistant.serve.moments import moment
from assistant.serve.page.html import Part, element, joined
from assistant.serve.training.fields import act, alert, field, line
from assistant.serve.training.quizzes_choice import PATH
from assistant.serve.training.quizzes_items import items
from assistant.training.material import Material
from assistant.training.shelf import LONGEST_TITLE, Quiz
from assistant.training.standing import standing
from assistant.training.taken import Taken

_FORMS = (
    ("docx", "Word"),
    ("pdf", "PDF"),
    ("xlsx", "Excel"),
    ("md", "Markdown"),
    ("csv", "CSV"),
    ("json", "JSON"),
)
_PAPERS = ("docx", "pdf")


def quiz_view(
    quiz: Quiz, material: Material, taken: Taken | None = None, fault: str = ""
) -> Markup:
    """The whole quiz; ``taken`` can be put back."""
    path = f"{PATH}/{quiz.summary.id}"
    shown = tuple(items(quiz, material, taken))
    stale = sum(standing(item, material) != "stands" for item in quiz.set.items)
    warning: Part = ""
    if stale:
        told = f"资料库更新以后，有 {stale} 道题要看一看，下面标了出来。"
        warning = element("p", told, class_="alert", role="status")
    empty = element("p", "这套题里还没有题。", class_="soft")
    return joined(
        (
            element("p", element("a", "← 培训", href="/training"), class_="back"),
            element("h1", quiz.summary.title),
            element("p", _facts(quiz), class_="soft"),
            element("div", *_tools(quiz, path), class_="tools"),
            alert(fault) if fault else "",
            warning,
            empty if not quiz.set.items else "",
            element("ol", *shown, class_="items") if shown else "",
            element(
                "p",
                element("a", "加一道自己的题", href=f"{path}/add", class_="button"),
                class_="acts",
            ),
        )
    )


def _facts(quiz: Quiz) -> str:
    made, changed = quiz.summary.created, quiz.summary.changed
    when = f"{moment(made)} 出的" if made == changed else f"{moment(changed)} 改过"
    return f"{quiz.summary.items} 题 · {when}"


def _tools(quiz: Quiz, path: str) -> Iterator[Markup]:
    name = quiz.summary.id
    yield element(
        "a",
        "开一场培训",
        href=f"/training/sessions?quiz={name}",
        class_="button accent",
    )
    yield element("details", element("summary", "下载"), _downloads(name), class_="menu")
    rename = element(
        "form",
        field("title", "名字", line("title", quiz.summary.title, most=LONGEST_TITLE)),
        element("button", "改名", type="submit"),
        method="post",
        action=f"{path}/rename",
        novalidate="",
    )
    yield element("details", element("summary", "改名"), rename, class_="menu")
    seed = f"出题编号 {quiz.set.seed}：出题时选一样的条件、写这个编号，出的是同样的题。"
    about = element("div", element("p", seed), class_="about")
    yield element("details", element("summary", "出题编号"), about, class_="menu")
    yield element("a", "删除", href=f"{path}/delete", class_="button quiet")


def _downloads(name: str) -> Markup:
    rows = []
    for form, words in _FORMS:
        kind = "paper" if form in _PAPERS else "export"
        address = f"/v1/training/quizzes/{name}/{kind}?format={form}"
        if form in ("json", "csv", "xlsx"):
            links = [element("a", f"{words}（带答案）", href=f"{address}&answers=1")]
        else:
            links = [
                element("a", f"{words}：题目", href=f"{address}&answers=0"),
                element("a", "附答案和条款", href=f"{address}&answers=1"),
            ]
        rows.append(element("li", *links))
    return element("ul", *rows)


def asking_to_delete(quiz: Quiz) -> Markup:
    """Whether a quiz shall be deleted."""
    path = f"{PATH}/{quiz.summary.id}"
    return element(
        "div",
        element("h1", "删除这套题？"),
        element("p", f"“{quiz.summary.title}”，{quiz.summary.items} 题。删了不能恢复。"),
        element("p", "已经开过的培训和成绩不受影响。", class_="soft"),
        element(
            "div",
            act(f"{path}/delete", "删除", class_="danger"),
            element("a", "不删", href=path, class_="button"),
            class_="acts",
        ),
        class_="paper",
    )
