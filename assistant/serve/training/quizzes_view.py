"""A quiz to be reviewed: each item with its key and the clause that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from assistant.serve.page.html import Part, element, joined
from assistant.serve.training.clauses import clause_view
from assistant.serve.training.fields import act, alert, field, line
from assistant.serve.training.quizzes_choice import PATH
from assistant.training.items import DIFFICULTIES, KINDS, LETTERS, Item
from assistant.training.marks import caution, mark
from assistant.training.material import Material
from assistant.training.sheet import right
from assistant.training.shelf import LONGEST_TITLE, Quiz
from assistant.training.standing import STANDINGS, standing

_FORMS = (
    ("docx", "Word"),
    ("pdf", "PDF"),
    ("xlsx", "Excel"),
    ("md", "Markdown"),
    ("csv", "CSV"),
    ("json", "JSON"),
)
_PAPERS = ("docx", "pdf")


def quiz_view(quiz: Quiz, material: Material, fault: str = "") -> Markup:
    """The whole quiz."""
    path = f"{PATH}/{quiz.summary.id}"
    shown = [_item(number, item, quiz, material) for number, item in enumerate(quiz.set.items, 1)]
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
            element("ol", *shown, class_="items") if shown else empty,
            element(
                "p",
                element("a", "加一道自己的题", href=f"{path}/add", class_="button"),
                class_="acts",
            ),
        )
    )


def item_question(item: Item) -> Iterator[Part]:
    """The words that ask, then those that are asked about."""
    told, _, passage = item.question.partition("\n")
    yield element("p", told, class_="ask")
    if passage:
        yield element("p", passage, class_="passage")


def item_left(item: Item) -> Part:
    """What is to be matched."""
    if not item.left:
        return ""
    rows = (element("li", words) for words in item.left)
    return element("ol", *rows, class_="left")


def item_options(item: Item, *, with_key: bool) -> Part:
    """What may be chosen, by letters; with the right ones marked."""
    if not item.options:
        return ""
    keys = item.keys if with_key and item.kind != "match" else ()
    rows = (
        element(
            "li",
            element("b", letter),
            element("span", words),
            element("span", "✓ 正确", class_="tick") if letter in keys else "",
            class_="right" if letter in keys else None,
        )
        for letter, words in zip(LETTERS, item.options, strict=False)
    )
    return element("ul", *rows, class_="options")


def item_key(item: Item) -> Markup:
    """The key, and what a false statement changed."""
    return element(
        "p",
        element("span", "答案 ", class_="soft"),
        element("b", right(item)),
        element("span", f"　{item.remark}", class_="remark") if item.remark else "",
        class_="key",
    )


def _facts(quiz: Quiz) -> str:
    facts = [f"{quiz.summary.items} 题", f"{quiz.summary.changed[:10]} 改过"]
    facts.append(f"种子 {quiz.set.seed}")
    return " · ".join(facts)


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


def _item(number: int, item: Item, quiz: Quiz, material: Material) -> Markup:
    stands = standing(item, material)
    chips = [KINDS[item.kind], DIFFICULTIES[item.difficulty]]
    chips += [mark(item)] if mark(item) else []
    warnings = filter(None, (STANDINGS[stands], caution(item)))
    return element(
        "li",
        element(
            "div",
            element("span", str(number), class_="number"),
            *(element("span", chip, class_="chip") for chip in chips),
            class_="head",
        ),
        *(element("p", words, class_="alert") for words in warnings),
        *item_question(item),
        item_left(item),
        item_options(item, with_key=True),
        item_key(item),
        *(clause_view(each, material) for each in item.grounds),
        element("div", *_acts(number, item, quiz, moved=stands == "moved"), class_="acts"),
        id=f"i-{item.id}",
        class_="paper item",
    )


def _acts(number: int, item: Item, quiz: Quiz, *, moved: bool) -> Iterator[Markup]:
    path = f"{PATH}/{quiz.summary.id}/items/{item.id}"
    if moved:
        yield act(f"{path}/rebase", "更新依据", class_="accent")
    yield element("a", "改", href=path, class_="button", aria_label=f"改第 {number} 题")
    yield act(f"{path}/swap", "换一道", label=f"第 {number} 题换一道")
    yield act(f"{path}/drop", "去掉", label=f"去掉第 {number} 题")
    if number > 1:
        yield act(f"{path}/up", "上移", class_="quiet", label=f"第 {number} 题上移")
    if number < quiz.summary.items:
        yield act(f"{path}/down", "下移", class_="quiet", label=f"第 {number} 题下移")


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
